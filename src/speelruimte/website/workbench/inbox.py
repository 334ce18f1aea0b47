"""The queue: own words that wait for a look, in one trajectory or in all that one looks after."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import quote

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from speelruimte.activities.actions.moderate import LOOKED_AT, MOVED, moved_by_and_to, was_moved
from speelruimte.activities.grounds import grounds_of
from speelruimte.activities.models import Contribution, Disagreement
from speelruimte.activities.queues import (
    moderated_by,
    number_waiting_everywhere,
    open_disagreements,
    readable_page,
    refused_page,
    waiting_everywhere,
    waiting_page,
    words_saying,
)
from speelruimte.activities.rules import (
    is_settled,
    may_moderate,
    may_moderate_somewhere,
    may_read_waiting,
)
from speelruimte.route.contributions import publish_and_tell
from speelruimte.route.contributions import refuse_and_tell as refuse_words
from speelruimte.shared.edits import etag_of
from speelruimte.trajectories.models import Tally
from speelruimte.trajectories.noting import may_read_notes
from speelruimte.website.access import allow_or_403, workbench_page
from speelruimte.website.acting import press
from speelruimte.website.addresses import keyed
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.rendering import Row, Rows, WorkPage, render_page
from speelruimte.website.who_said import who_said
from speelruimte.website.workbench.clashing import SharedForm, act_unless_changed
from speelruimte.website.workbench.frame import TrajectoryFrame, page_url, trajectory_page
from speelruimte.website.workbench.hinted import SURE, hinted
from speelruimte.website.workbench.queue_search import (
    ALL,
    MATCHING,
    PAGE,
    QUEUES,
    QueueSearch,
    all_that_fit,
    queue_search,
)

# What the queue shows beside what waits, by the word in its address.
STATES = {"te-lezen": ("published", readable_page), "geweigerd": ("refused", refused_page)}


class RefusalForm(SharedForm):
    """Why somebody's words are not published: a ground of the policy, with own words beside it; where
    the policy names none, own words."""

    ground = forms.ChoiceField(
        label=gettext_lazy("Op welke grond?"),
        help_text=gettext_lazy("De schrijver leest deze zin, met wat u er zelf bij schrijft."),
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Waarom weigert u dit?"),
        help_text=gettext_lazy(
            "De schrijver leest deze uitleg met de ontvangstcode. Schrijf aan de schrijver: u."
        ),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4_000,
    )

    def __init__(self, *args, grounds=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = [
            (ground.key, f"{ground.label}: {ground.sentence}") for ground in grounds
        ]
        if grounds:
            self.fields["reason"].required = False
            self.fields["reason"].label = _("Wilt u er nog iets bij schrijven?")
        else:
            del self.fields["ground"]


@dataclass(frozen=True, kw_only=True)
class InboxPage(TrajectoryFrame):
    """The queue of a trajectory."""

    template: ClassVar = "workbench/inbox.html"
    back: str  # where one comes back to afterwards
    rows: Rows
    previous_url: str
    next_url: str
    may_moderate: bool
    all_ticked: bool
    decides: bool  # of some of it can still be decided
    all_url: str
    shows: str  # waiting, published or refused
    here: str
    search: QueueSearch
    fitting: Row  # {number, is_cut, is_more, url, fields, chosen}
    tally: Tally
    disagreements: Sequence[Disagreement]
    reads_notes: bool
    across: bool = False  # all words are of this trajectory


@workbench_page
def inbox(request, case_number):
    """The queue of one trajectory; with ``?stand=te-lezen`` what stands on the website, with
    ``?stand=geweigerd`` what does not.
    """
    trajectory, frame = trajectory_page(request, case_number)
    person = the_person(request)
    moderates = may_moderate(person, trajectory, on=today())
    allow_or_403(may_read_waiting(person, trajectory, on=today()))
    search = queue_search(request.GET)
    shows, page_of_rows = STATES.get(search.state, ("waiting", waiting_page))
    page = page_of_rows(trajectory, **_asked(request, search))
    here = page_url("inbox", trajectory)
    total = _number_of(trajectory, search)
    return render_page(
        request,
        InboxPage(
            **vars(frame),
            **_listed(request, page, here, search),
            fitting=all_that_fit(search, page.rows, total=total, trajectory=trajectory),
            may_moderate=moderates,
            reads_notes=may_read_notes(person, trajectory, on=today()),
            shows=shows,
            here=here,
            tally=trajectory.tally,
            disagreements=open_disagreements(person, on=today(), trajectory=trajectory),
        ),
    )


def _number_of(trajectory, search):
    """How many fit: kept counts where nothing is looked for."""
    if not search.question and search.state != "geweigerd":
        tally = trajectory.tally
        return tally.published if search.state else tally.waiting
    rows = QUEUES[search.state]().filter(trajectory=trajectory)
    return rows.filter(words_saying(search.question)).count()


def _asked(request, search):
    """Which page of the queue, of which words, in which order."""
    place = {"after": request.GET.get("na", ""), "before": request.GET.get("voor", "")}
    return {"saying": search.question, "newest_first": search.newest_first, **place}


@dataclass(frozen=True, kw_only=True)
class InboxEverywherePage(WorkPage):
    """The queue over all trajectories."""

    template: ClassVar = "workbench/inbox_everywhere.html"
    nav_current: str = "contributions"
    back: str  # where one comes back to afterwards
    rows: Rows
    previous_url: str
    next_url: str
    may_moderate: bool
    all_ticked: bool
    decides: bool  # of some of it can still be decided
    all_url: str
    search: QueueSearch
    fitting: Row


@workbench_page
def inbox_everywhere(request):
    """The queue over all trajectories that this person looks after."""
    person = the_person(request)
    allow_or_403(may_moderate_somewhere(person, on=today()))
    search, reached = queue_search(request.GET), moderated_by(person, on=today())
    page = waiting_everywhere(reached, **_asked(request, search))
    total = number_waiting_everywhere(reached, saying=search.question)
    return render_page(
        request,
        InboxEverywherePage(
            may_moderate=True,
            fitting=all_that_fit(search, page.rows, total=total),
            **_listed(request, page, reverse("contribution-list"), search),
        ),
    )


def _listed(request, page, here, search) -> dict[str, Any]:
    back = f"{here}?{search.query()}"
    rows = rows_of(page.rows, request.get_full_path())
    return {
        "back": back if request.GET.get(ALL) == MATCHING else request.get_full_path(),
        "rows": rows,
        "decides": not all(row["is_settled"] for row in rows),
        "all_ticked": bool(search.ticked),
        "all_url": f"?{_with_all(request)}",
        "search": search,
        "previous_url": f"{here}?{search.query(voor=page.earlier)}" if page.earlier else "",
        "next_url": f"{here}?{search.query(na=page.later)}" if page.later else "",
    }


def _with_all(request):
    asked = request.GET.copy()
    asked[ALL] = PAGE
    return asked.urlencode()


def rows_of(contributions, back) -> list[dict[str, Any]]:
    """The rows with what one does about each; addresses are looked up once for all rows."""
    publish_url, refuse_url = keyed("work-publish"), keyed("work-refuse")
    redact_url, move_url = keyed("work-redact"), keyed("work-move")
    original_url = keyed("work-original")
    query = f"?terug={quote(back, safe='')}"
    trajectories = {row.trajectory for row in contributions}
    queue_urls = {trajectory.pk: page_url("inbox", trajectory) for trajectory in trajectories}
    return [
        row_of(contribution)
        | {
            "publish_url": publish_url(contribution.public_key),
            "refuse_url": refuse_url(contribution.public_key) + query,
            "redact_url": redact_url(contribution.public_key) + query,
            "original_url": original_url(contribution.public_key),
            "move_url": move_url(contribution.public_key) + query,
            "queue_url": queue_urls[contribution.trajectory_id],
            "is_settled": is_settled(contribution, contribution.trajectory),
        }
        for contribution in contributions
    ]


def row_of(contribution) -> dict[str, Any]:
    """Somebody's words as a moderator looks at them, with what may be data of people."""
    written = " ".join((contribution.title, contribution.text, contribution.place))
    number = {"number": contribution.public_key}
    return {
        "contribution": contribution,
        "title": contribution.title or _("Inbreng %(number)s") % number,
        "about": _("inbreng %(number)s") % number,
        "who": who_said(contribution),
        "etag": etag_of(contribution, LOOKED_AT),
        "hints": hinted(written),
    }


@dataclass(frozen=True, kw_only=True)
class PublishPage(TrajectoryFrame):
    """Asking once more, where data of people seem to stand in the words."""

    template: ClassVar = "workbench/publish.html"
    row: Row
    back: str
    across: bool = False


@workbench_page
@require_POST
def publish(request, key):
    """Everyone may read it; where data of people seem to stand in it, that is asked once more."""
    contribution = contribution_to_look_at(request, key)
    etag = request.POST.get("etag", "")
    is_asked = row_of(contribution)["hints"] and SURE not in request.POST
    if is_asked and not was_moved(contribution, etag=etag):
        _trajectory, frame = trajectory_page(request, contribution.trajectory.case_number)
        [row] = rows_of([contribution], request.POST.get("back", ""))
        row["etag"] = etag or row["etag"]
        page = PublishPage(**vars(frame), row=row, back=request.POST.get("back", ""))
        return render_page(request, page)
    return press(
        request,
        lambda: publish_and_tell(contribution, etag=etag, by=the_person(request), at=now()),
        done=_("Inbreng %(key)s is nu te lezen.") % {"key": key},
        to=back_to(request, contribution),
    )


def grounds_for(contributions) -> tuple:
    """The grounds to refuse on, where all of these fall under the same ones."""
    grounds = {grounds_of(contribution.trajectory) for contribution in contributions}
    return grounds.pop() if len(grounds) == 1 else ()


@dataclass(frozen=True, kw_only=True)
class RefusePage(TrajectoryFrame):
    """Refusing with a reason."""

    template: ClassVar = "workbench/refuse.html"
    form: RefusalForm
    row: Row
    back: str
    across: bool = False


@workbench_page
def refuse(request, key):
    """Nobody reads it; the contributor reads why."""
    contribution = contribution_to_look_at(request, key)
    trajectory, frame = trajectory_page(request, contribution.trajectory.case_number)
    form = RefusalForm(
        request.POST or None,
        grounds=grounds_for([contribution]),
        initial={"etag": etag_of(contribution, LOOKED_AT)},
    )
    if request.method == "POST":
        refused = act_unless_changed(
            request,
            form,
            lambda data: refuse_words(contribution, by=the_person(request), at=now(), **data),
        )
        if refused is not None:
            messages.success(
                request,
                _("Inbreng %(key)s is geweigerd. De schrijver leest uw uitleg.") % {"key": key},
            )
            return redirect(back_to(request, contribution))
    return render_page(
        request,
        RefusePage(
            **vars(frame),
            form=form,
            row=row_of(contribution),
            back=request.POST.get("back", request.GET.get("terug", "")),
        ),
        status=422 if form.errors else 200,
    )


def contribution_to_look_at(request, key):
    """A contribution that this person may decide about; 404 says nothing about others'."""
    contribution = get_object_or_404(
        Contribution.objects.select_related("trajectory", "area", "activity"), public_key=key
    )
    if not may_moderate(the_person(request), contribution.trajectory, on=today()):
        allow_or_403(not left_what_one_moderates(request, contribution), said_of_move(contribution))
        raise Http404
    return contribution


def left_what_one_moderates(request, contribution) -> bool:
    """It was moved away from a process that this person looks after."""
    newest = contribution.moves.select_related("came_from__trajectory").last()
    return newest is not None and may_moderate(
        the_person(request), newest.came_from.trajectory, on=today()
    )


def said_of_move(contribution) -> str:
    """Who moved it where, to who meant to decide about it."""
    return str(MOVED) % moved_by_and_to(contribution)


def back_to(request, contribution) -> str:
    """The queue one came from: a path of ours, or else the queue of the trajectory."""
    return path_back(request, page_url("inbox", contribution.trajectory))


def path_back(request, otherwise) -> str:
    """Where one came from as the form says it, when that is a path of ours."""
    back = request.POST.get("back", "")
    if back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return back
    return otherwise


urlpatterns = [
    path("werk/inbreng/", inbox_everywhere, name="contribution-list"),
    path("werk/inbreng/<slug:key>/plaatsen/", publish, name="work-publish"),
    path("werk/inbreng/<slug:key>/weigeren/", refuse, name="work-refuse"),
    path("werk/trajecten/<str:case_number>/inbreng/", inbox, name="work-inbox"),
]
