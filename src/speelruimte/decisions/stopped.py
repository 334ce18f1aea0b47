"""That a process stopped: which bodies decided so, and what stopping answered to all that was open."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.agreements.models import Adoption
from speelruimte.decisions.models import Answer
from speelruimte.policy.recording import body_named
from speelruimte.policy.schema import WayOfDeciding
from speelruimte.shared.compiled_query import compiled_query
from speelruimte.shared.fetched_ahead import fetch_ahead
from speelruimte.trajectories.actions import policy_of
from speelruimte.trajectories.deciding import way_chosen
from speelruimte.trajectories.models import Step
from speelruimte.trajectories.stopped import stopped_at

# What stands in the place of a verdict, where nobody weighed the words.
ANSWERED_BY_STOPPING = gettext_lazy("plan gestopt")


@dataclass(frozen=True)
class LetStop:
    """A body decided on a day that a process stops; without a ``body`` who leads recorded it.

    ``reason`` is the body's own, where who leads wrote another one beside it.
    """

    body: str
    decided_on: date
    reason: str = field(default="", compare=False)


def bodies_that_stopped(trajectory) -> tuple[LetStop, ...]:
    """The bodies without which it would not have stopped: that let it, or took its agreement away.

    None where who leads decides about it. At most two queries, and one for what was fetched ahead.
    """
    stopped = stopped_at(trajectory)
    if stopped is None:
        return ()
    fetch_ahead([trajectory], "stop_questions")
    last = {row.body: row for row in trajectory.stop_questions.all()}
    let = tuple(
        LetStop(row.body, row.decided_on, row.answer) for row in last.values() if row.agrees
    )
    came_from = [row.step for row in trajectory.passages.all() if row.step != Step.STOPPED]
    if let or came_from[-1:] != [Step.ADOPTION]:
        return let
    refused = _refused_at(trajectory=trajectory.pk, at=stopped)
    return tuple(LetStop(row.body, row.decided_on) for row in refused)


@compiled_query
def _refused_at(*, trajectory, at):
    outcomes = (Adoption.Outcome.WITHDRAWN, Adoption.Outcome.REJECTED)
    return Adoption.objects.filter(
        version__trajectory=trajectory, outcome__in=outcomes, recorded_at=at
    )


def who_let_it_stop(trajectory) -> str:
    """Who decided that it stops, and when, for everyone. No verb follows from who it is: a policy may
    name one body or many people."""
    by_day: dict[date, list[str]] = {}
    for let in bodies_that_stopped(trajectory):
        by_day.setdefault(let.decided_on, []).append(body_named(policy_of(trajectory), let.body))
    if not by_day:
        return _who_leads_did(trajectory)
    return " ".join(
        _("Dat is besloten door %(who)s, op %(day)s.")
        % {"who": _(" en ").join(names), "day": date_format(day, "j F Y")}
        for day, names in by_day.items()
    )


def why_it_stopped(trajectory) -> str:
    """The reasons of the bodies that let it stop as theirs, and apart from them what who leads wrote."""
    reasons = [
        _("De reden van %(who)s: %(reason)s")
        % {"who": body_named(policy_of(trajectory), let.body), "reason": let.reason}
        for let in bodies_that_stopped(trajectory)
        if let.reason
    ]
    if not reasons:
        return trajectory.stopped_reason
    of_who_leads = _("Wie dit plan leidt, schrijft: %(reason)s")
    return "\n\n".join([*reasons, of_who_leads % {"reason": trajectory.stopped_reason}])


def _who_leads_did(trajectory):
    """Where others decide, it is said that it was not they who stopped it."""
    if way_chosen(trajectory).way is WayOfDeciding.INITIATORS:
        return _("De gemeente stopte dit plan. Dat is besloten door wie het bij de gemeente leidt.")
    return _("Dat is besloten door wie dit plan leidt.")


def went_back_by_stopping(move) -> bool:
    """The words went back because where they were stopped, and not because their writer asked it."""
    stopped = stopped_at(move.went_to.trajectory)
    return stopped is not None and stopped == move.went_back_at


def given_by_stopping(answer, trajectory) -> bool:
    """The process stopped, and this is what stopping answered to all that was open: nobody weighed it."""
    if answer is None or answer.verdict != Answer.Verdict.NOT:
        return False
    stopped = stopped_at(trajectory)
    return stopped is not None and answer.given_at >= stopped
