"""What was ticked in the queue, placed or refused at once."""

from collections import Counter
from dataclasses import dataclass
from typing import ClassVar

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from speelruimte.activities.actions.moderate import LOOKED_AT, moved_by_and_to, was_moved
from speelruimte.activities.models import Contribution
from speelruimte.activities.queues import moderated_by
from speelruimte.activities.rules import may_moderate
from speelruimte.route.contributions import publish_many, refuse_many
from speelruimte.shared.edits import etag_of
from speelruimte.website.access import workbench_page
from speelruimte.website.acting import act
from speelruimte.website.asking import now, the_person, today
from speelruimte.website.rendering import Rows, WorkPage, render_page
from speelruimte.website.workbench.inbox import (
    RefusalForm,
    grounds_for,
    left_what_one_moderates,
    path_back,
    row_of,
)
from speelruimte.website.workbench.queue_search import (
    ALL,
    MATCHING,
    MOST,
    oldest_first,
    words_that_fit,
)

REFUSE, REASON_GIVEN = "weigeren", "met-reden"


@dataclass(frozen=True, kw_only=True)
class TickedPage(WorkPage):
    """What was ticked, and why it is refused."""

    template: ClassVar = "workbench/ticked.html"
    nav_current: str = "contributions"
    rows: Rows
    back: str
    form: RefusalForm


@workbench_page
@require_POST
def ticked(request):
    """Place what was ticked, or ask for the one reason to refuse it with."""
    contributions = _ticked(request)
    back = path_back(request, reverse("contribution-list"))
    if not contributions:
        if request.POST.getlist("keys"):
            return redirect(back)  # all of it was moved away, which was said
        messages.error(request, _("Vink eerst aan wat u wilt plaatsen of weigeren."))
        return redirect(back)
    if REFUSE in request.POST or REASON_GIVEN in request.POST:
        return _refuse(request, contributions, back)
    return _publish(request, contributions, back)


def _publish(request, contributions, back):
    """What seems to hold data of people is looked at one by one; what was moved is told as such."""
    clean, warned = [], []
    etags = _etags(request, contributions)
    for contribution in contributions:
        is_asked = row_of(contribution)["hints"] and not _is_moved(contribution, etags)
        (warned if is_asked else clean).append(contribution)
    if clean:
        done = publish_many(clean, etags=etags, by=the_person(request), at=now())
        _say(request, done, _published(len(done.decided)))
    if not warned:
        return redirect(back)
    messages.warning(
        request,
        ngettext(
            "1 keer inbreng is niet geplaatst: er lijken gegevens van mensen in te staan.",
            "%(number)d keer inbreng is niet geplaatst: er lijken gegevens van mensen in te staan.",
            len(warned),
        )
        % {"number": len(warned)},
    )
    return redirect(back)


def _refuse(request, contributions, back):
    form = RefusalForm(
        request.POST if REASON_GIVEN in request.POST else None,
        grounds=grounds_for(contributions),
    )
    if REASON_GIVEN in request.POST:
        done = act(
            request,
            form,
            lambda data: refuse_many(
                contributions,
                ground=data.get("ground", ""),
                reason=data["reason"],
                etags=_etags(request, contributions),
                by=the_person(request),
                at=now(),
            ),
        )
        if done is not None:
            _say(request, done, _refused(len(done.decided)))
            return redirect(back)
    etags = _etags(request, contributions)
    if REASON_GIVEN not in request.POST:
        moved = [words for words in contributions if _is_moved(words, etags)]
        _say_moved(request, moved)
        contributions = [words for words in contributions if words not in moved]
        if not contributions:
            return redirect(back)
    rows = [_row_as_looked_at(contribution, etags) for contribution in contributions]
    return render_page(
        request,
        TickedPage(rows=rows, back=back, form=form),
        status=422 if form.errors else 200,
    )


def _is_moved(contribution, etags):
    return was_moved(contribution, etag=etags.get(contribution.public_key, ""))


def _row_as_looked_at(contribution, etags):
    """The row with the mark of what was ticked: what was decided since is not decided again unseen."""
    row = row_of(contribution)
    return row | {"etag": etags.get(contribution.public_key) or row["etag"]}


def _published(number):
    return ngettext(
        "1 keer inbreng is nu te lezen.", "%(number)d keer inbreng is nu te lezen.", number
    ) % {"number": number}


def _refused(number):
    return ngettext(
        "1 keer inbreng is geweigerd. De schrijver leest uw uitleg.",
        "%(number)d keer inbreng is geweigerd. De schrijvers lezen uw uitleg.",
        number,
    ) % {"number": number}


def _say(request, done, sentence):
    if done.decided:
        messages.success(request, sentence)
    _say_moved(request, done.moved)
    if done.passed_over:
        messages.warning(
            request,
            ngettext(
                "Over 1 keer inbreng besliste intussen een collega. Die is niet veranderd.",
                "Over %(number)d keer inbreng besliste intussen een collega. Die zijn niet veranderd.",
                len(done.passed_over),
            )
            % {"number": len(done.passed_over)},
        )


def _say_moved(request, moved):
    """Who moved how much of what was ticked, and where it stands now."""
    told = Counter(tuple(moved_by_and_to(words).values()) for words in moved)
    for (who, title), number in told.items():
        messages.warning(
            request,
            ngettext(
                "%(who)s heeft 1 keer inbreng net verplaatst naar ‘%(title)s’. Die is niet veranderd.",
                "%(who)s heeft %(number)d keer inbreng net verplaatst naar ‘%(title)s’. Die zijn niet "
                "veranderd.",
                number,
            )
            % {"who": who, "title": title, "number": number},
        )


def _ticked(request):
    """The ticked words, or all that fit, if this person may decide about all of them; 404 says
    nothing of others'.
    """
    person, day = the_person(request), today()
    if request.POST.get(ALL) == MATCHING:
        rows = words_that_fit(request.POST, person=person, on=day)
    else:
        keys = request.POST.getlist("keys")[:MOST]
        rows = oldest_first(Contribution.objects.filter(public_key__in=keys))
    if _moderates_all(person, {row.trajectory_id for row in rows}, on=day):
        return rows
    away = [row for row in rows if not may_moderate(person, row.trajectory, on=day)]
    if not all(left_what_one_moderates(request, row) for row in away):
        raise Http404
    _say_moved(request, away)
    return [row for row in rows if row not in away]


def _moderates_all(person, trajectories, *, on):
    """One query, however many words were ticked and of however many processes."""
    reached = moderated_by(person, on=on)
    return reached is None or reached.filter(pk__in=trajectories).count() == len(trajectories)


def _etags(request, rows):
    """What was looked at, by public key; of all that fit, what was read of them just now."""
    if request.POST.get(ALL) == MATCHING:
        return {row.public_key: etag_of(row, LOOKED_AT) for row in rows}
    return {key: request.POST.get(f"etag-{key}", "") for key in request.POST.getlist("keys")[:MOST]}


urlpatterns = [path("werk/inbreng/aangevinkt/", ticked, name="work-ticked")]
