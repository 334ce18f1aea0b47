"""The form for own words, the page with the receipt code, and the same form on paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from speelruimte.activities.kind import by_telephone
from speelruimte.activities.models import Activity, Contribution
from speelruimte.activities.rules import activity_is_over
from speelruimte.places.models import Area
from speelruimte.promise import desk_until
from speelruimte.route.contributions import receive_contribution
from speelruimte.shared.errors import AlreadyDone
from speelruimte.trajectories.models import Trajectory
from speelruimte.website.acting import act
from speelruimte.website.asking import now, today
from speelruimte.website.brake import brake
from speelruimte.website.days import day_words
from speelruimte.website.idea_map import map_press, point_in, pressed_outside, the_drawing
from speelruimte.website.just_shown import sent_on, shown_just_now
from speelruimte.website.kinds.ideas.received import contributed, writing_crumbs
from speelruimte.website.own_words_form import OwnWordsForm, areas_to_choose
from speelruimte.website.pagecache import for_every_visitor
from speelruimte.website.private_pages import can_go_back, kept_private
from speelruimte.website.public.activity_words import (
    activity_facts,
    after_sending,
    crumbs,
    says_of,
    the_activity,
    url_or_nothing,
    why_closed,
)
from speelruimte.website.public.channel_words import paper_note
from speelruimte.website.public.own_rows import row_with_code, row_with_token
from speelruimte.website.public.shown import (
    activity_at,
    trajectory_at,
    with_agreed,
    with_agreements,
)
from speelruimte.website.public.thread import where_to_write_again
from speelruimte.website.rendering import InnerPage, Row, Rows, render_page
from speelruimte.website.sent_before import as_first_sent, remember_sent


@dataclass(frozen=True, kw_only=True)
class ContributePage(InnerPage):
    """The form for own words; never kept."""

    template: ClassVar = "kinds/ideas/contribute.html"
    nav_current: str = "processes"
    activity: Activity
    facts: Rows
    says: Rows
    form: OwnWordsForm
    closed: str
    written: str  # what was sent too late, to copy
    after: Rows
    sheet: Row | None
    sheet_of: str
    point: str
    outside: bool


@require_http_methods(["GET", "HEAD", "POST"])
@can_go_back
def contribute(request, slug, key):
    """Write in own words; afterwards to the page with the receipt code."""
    activity = activity_at(slug, key)
    trajectory = activity.trajectory
    here = [area.key for area in trajectory.areas.all()]
    areas, chosen = areas_to_choose(trajectory), map_press(request.POST, here)
    if chosen:
        form = OwnWordsForm(initial=chosen, areas=areas)
    elif request.method == "POST":
        form = OwnWordsForm(as_first_sent(request, Contribution), areas=areas)
    else:
        form = OwnWordsForm(initial=_written_before(request, activity), areas=areas)
    if request.method == "POST" and not chosen:
        sent = act(request, form, lambda data: _send(request, activity, form.sent(data)))
        if sent is not None:
            receipt, again = sent
            shown = {"code": receipt.code, "again": "1" if again else ""}
            received = reverse("contributed", kwargs={"slug": slug, "key": key})
            return remember_sent(request, sent_on(request, received, shown), form)
    closed = why_closed(activity, day=today())
    is_late = form.is_bound and bool(closed)
    if is_late:
        _say_not_sent(form, closed, is_over=activity_is_over(activity, day=today()))
    status = 422 if form.errors else 200
    with_agreed(trajectory)
    return kept_private(
        render_page(
            request,
            ContributePage(
                crumbs=writing_crumbs(activity),
                activity=activity,
                facts=activity_facts(trajectory, activity, day=today()),
                says=says_of(trajectory, activity),
                form=form,
                closed=closed,
                written=_as_typed(form) if is_late else "",
                after=after_sending(trajectory, activity),
                sheet=the_drawing(here),
                sheet_of=",".join(here),
                point=point_in(form),
                outside=pressed_outside(form),
            ),
            status=status,
        )
    )


def _say_not_sent(form, closed, *, is_over):
    """Nothing that stands on the form can be sent any more, whatever else is wrong with it."""
    form.refusal = (
        _("Te laat: uw tekst is niet verstuurd") if is_over else _("Uw tekst is niet verstuurd")
    )
    form.errors.clear()
    form.add_error(None, closed)


def _as_typed(form):
    typed = (form[name].value() or "" for name in ("title", "text", "place"))
    return "\n\n".join(words for words in typed if words.strip())


def _written_before(request, activity):
    """The words that were not placed, for who sends them again. Never who wrote them: a link in a
    mail may be passed on."""
    shown = shown_just_now(request)
    code, token = shown.get("code", ""), shown.get("token", "")
    row = row_with_token(token) if token else row_with_code(code)
    if not isinstance(row, Contribution) or where_to_write_again(row) != request.path:
        return {}
    return {
        "text": row.text,
        "title": row.title,
        "place": row.place,
        "area": row.area.key if row.area else "",
        "longitude": row.longitude,
        "latitude": row.latitude,
    }


def _send(request, activity, sent):
    """The receipt, and whether this was a second press."""
    try:
        receipt = receive_contribution(
            activity,
            **sent,
            by=None,
            at=now(),
            allow=partial(brake, request, email=sent["reach"].email),
        )
    except AlreadyDone as done:
        return done.result, True
    return receipt, False


@dataclass(frozen=True, kw_only=True)
class PaperFormPage(InnerPage):
    """The form to print and fill in by hand; afterwards why not. Kept in the cache."""

    template: ClassVar = "kinds/ideas/paper_form.html"
    nav_current: str = "processes"
    trajectory: Trajectory
    activity: Activity
    facts: Rows
    areas: Iterable[Area]
    until: str
    later: str  # the last day on the website, where that is another one
    is_over: bool
    closed: str
    about_url: str
    about_full: str  # the same, as one types it from paper
    by_telephone: bool


@for_every_visitor()
def paper_form(request, slug, key):
    """The same questions to print, with where to bring it."""
    trajectory = trajectory_at(slug, "policy")
    with_agreements(trajectory)
    activity = the_activity(trajectory, key)
    about = url_or_nothing("take-part", slug=slug, key=key)
    not_on_paper = paper_note(activity, day=today())
    return render_page(
        request,
        PaperFormPage(
            crumbs=crumbs(trajectory, (activity.title, about), (_("Op papier"), "")),
            trajectory=trajectory,
            activity=activity,
            facts=activity_facts(trajectory, activity, day=today()),
            areas=trajectory.areas.all(),
            until=day_words(desk_until(activity)),
            later=day_words(activity.last_day) if desk_until(activity) != activity.last_day else "",
            is_over=activity_is_over(activity, day=today()) or bool(not_on_paper),
            closed=why_closed(activity, day=today()) or not_on_paper,
            about_url=about,
            about_full=request.build_absolute_uri(about),
            by_telephone=by_telephone(activity),
        ),
    )


_ACTIVITY = "trajecten/<slug:slug>/meedoen/<slug:key>/"
urlpatterns = [
    path(f"{_ACTIVITY}schrijf/", contribute, name="contribute"),
    path(f"{_ACTIVITY}ontvangen/", contributed, name="contributed"),
    path(f"{_ACTIVITY}papier/", paper_form, name="paper-form"),
]
