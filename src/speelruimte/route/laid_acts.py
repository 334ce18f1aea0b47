"""What can be laid ready for a co-signature: of each act what it asks, what it does, and its name."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from speelruimte.activities.actions import open_activity
from speelruimte.activities.actions.open import planned_in
from speelruimte.activities.kind import kind_of
from speelruimte.activities.models import Contribution
from speelruimte.activities.rules import (
    check_can_close_activity,
    check_can_open_activity,
    closes_early_for_leader,
)
from speelruimte.decisions.actions import (
    Decided,
    record_decision,
)
from speelruimte.decisions.actions.decision import check_can_record_decision
from speelruimte.decisions.actions.result import check_can_offer
from speelruimte.decisions.rules import check_answer, check_can_answer
from speelruimte.evaluation.actions import (
    check_can_draw_lesson,
    check_can_open_evaluation,
    check_can_say_no_lesson,
    draw_lesson,
    no_lesson,
)
from speelruimte.notices.telling import check_can_tell, invite_to_look_back, tell_contributors
from speelruimte.policy.schema import LeaderWork
from speelruimte.route.actions import check_gates_open, move_on
from speelruimte.route.altering import close_and_tell
from speelruimte.route.answering import (
    answer_contribution_and_tell,
    answer_point_and_tell,
    answer_theme_and_tell,
)
from speelruimte.route.later_days import check_can_make_later, make_later
from speelruimte.route.models import LaidReady
from speelruimte.route.queries import name_of_step
from speelruimte.route.reporting import draft_report, offer_measured_result
from speelruimte.shared.errors import RuleBroken
from speelruimte.trajectories.actions import policy_of
from speelruimte.trajectories.deciding import cosigned_in
from speelruimte.trajectories.models import LaterDay

Act = LaidReady.Act


@dataclass(frozen=True)
class Signable:
    """An act of a leader that somebody else may lay ready.

    ``check`` refuses what could not be signed as it stands; ``do`` is the act itself, by who signs;
    ``named`` says what it is, as it stands behind "Teken mee:". ``page`` is where it is laid ready.
    Each gets the trajectory, what it is about and what was typed. ``breaks_a_day`` says whether it is
    other work on that day: what was promised for a day is not kept.
    """

    work: LeaderWork
    page: str
    check: Callable
    do: Callable
    named: Callable
    breaks_a_day: Callable | None = None

    def work_on(self, trajectory, about, *, on) -> LeaderWork:
        """Which part of a leader's work this is on a day."""
        if self.breaks_a_day is not None and self.breaks_a_day(trajectory, about, on=on):
            return LeaderWork.LATER
        return self.work


def gone():
    """What it is about was taken away since."""
    return RuleBroken(
        _("Dit is er niet meer. Stuur het terug, dan kan het opnieuw worden klaargelegd."),
        code="gone",
    )


def changed_since_laying():
    """It is otherwise than it was seen by who laid this ready."""
    return RuleBroken(
        _(
            "Dit is veranderd nadat het werd klaargelegd. Stuur terug, en laat het opnieuw klaarleggen."
        ),
        code="changed_meanwhile",
    )


def _found(rows, **which):
    row = rows.filter(**which).first()
    if row is None:
        raise gone()
    return row


def _theme(trajectory, about):
    return _found(trajectory.themes, public_key=about)


def _words(trajectory, about) -> Contribution:
    """The words, of a point too: behind their key its number may stand."""
    key = about.partition("-")[0]
    return _found(trajectory.contributions.owed_an_answer(), public_key=key)


def _answer_words(trajectory, about, said, **who):
    words, number = _words(trajectory, about), about.partition("-")[2]
    if not number:
        return answer_contribution_and_tell(words, **said, **who)
    return answer_point_and_tell(_found(words.points, number=int(number)), **said, **who)


def _activity(trajectory, about):
    return _found(trajectory.activities, key=about)


def _closes_early(trajectory, about, *, on):
    """Only where such a day is signed along: elsewhere closing early is part of closing."""
    if LeaderWork.LATER not in cosigned_in(trajectory):
        return False
    activity = trajectory.activities.filter(key=about).first()
    return activity is not None and closes_early_for_leader(trajectory, activity, on=on)


def _said_as_answer(said):
    return {name: said[name] for name in ("verdict", "reason", "frame")}


def _check_theme(trajectory, about, said, *, on):
    _theme(trajectory, about)
    check_can_answer(trajectory)
    check_answer(trajectory, **_said_as_answer(said))


def _check_words(trajectory, about, said, *, on):
    if not _words(trajectory, about).timing:
        check_can_answer(trajectory)
    check_answer(trajectory, **_said_as_answer(said))


def _check_open(trajectory, about, said, *, on):
    _version, in_phase, _named = planned_in(trajectory, *about.split("/", 1))
    check_can_open_activity(trajectory, in_phase, on=on)


def _open(trajectory, about, said, **who):
    phase, planned = about.split("/", 1)
    return open_activity(trajectory, phase=phase, planned=planned, **who)


def _check_close(trajectory, about, said, *, on):
    check_can_close_activity(_activity(trajectory, about), on=on, reason=said["reason"])


def _planned_title(trajectory, about, said):
    return planned_in(trajectory, *about.split("/", 1))[2].title


def _check_offer(trajectory, about, said, *, on):
    result = check_can_offer(trajectory, measured=draft_report(trajectory, on=on), on=on)
    if result.edits != said["edits"]:
        raise RuleBroken(
            _(
                "De uitkomst is veranderd nadat zij werd klaargelegd. Stuur terug, en laat haar opnieuw "
                "klaarleggen."
            ),
            code="changed_meanwhile",
        )


def _offer(trajectory, about, said, *, on, **who):
    _check_offer(trajectory, about, said, on=on)
    return offer_measured_result(trajectory, on=on, **who)


def _of_way(trajectory, about):
    """The activity and the act of its way, named ``key/act``."""
    key, _slash, name = about.rpartition("/")
    activity = _activity(trajectory, key)
    laid_act = kind_of(activity.kind).laid_acts.get(name)
    if laid_act is None:
        raise gone()
    activity.trajectory = trajectory
    return activity, laid_act


def _check_of_way(trajectory, about, said, *, on):
    activity, laid_act = _of_way(trajectory, about)
    laid_act.check(activity, on=on)
    if laid_act.mark(activity) != said.get("mark"):
        raise changed_since_laying()


def _do_of_way(trajectory, about, said, *, by, at, on):
    _check_of_way(trajectory, about, said, on=on)
    activity, laid_act = _of_way(trajectory, about)
    return laid_act.do(activity, by=by, at=at)


def _name_of_way(trajectory, about, said):
    activity, laid_act = _of_way(trajectory, about)
    return laid_act.name(activity)


def said_as_decision(said) -> Decided:
    """A decision as it was laid ready: its day written out, and themes by their public key."""
    themes = {theme: how for theme, how in said["weights"].items() if how.strip()}
    return Decided(
        **said | {"decided_on": date.fromisoformat(said["decided_on"]), "weights": themes}
    )


def _decided(trajectory, said):
    """The same, with the themes as they are now."""
    decided = said_as_decision(said)
    weights = {_theme(trajectory, key).pk: how for key, how in decided.weights.items()}
    return replace(decided, weights=weights)


def _later(about, said):
    return {
        "what": about,
        "later_on": date.fromisoformat(said["later_on"]),
        "reason": said["reason"],
    }


def _check_no_lesson(trajectory, about, said, *, on):
    check_can_say_no_lesson(trajectory, said["reason"].strip())


def _check_lesson(trajectory, about, said, *, on):
    check_can_draw_lesson(trajectory, said["text"].strip())


SIGNABLE = {
    Act.OPEN: Signable(
        LeaderWork.ACTIVITIES,
        "activities",
        _check_open,
        _open,
        lambda *of: _("‘%(title)s’ openen") % {"title": _planned_title(*of)},
    ),
    Act.CLOSE: Signable(
        LeaderWork.ACTIVITIES,
        "activities",
        _check_close,
        lambda trajectory, about, said, **who: close_and_tell(
            _activity(trajectory, about), **said, **who
        ),
        lambda trajectory, about, said: (
            _("‘%(title)s’ sluiten") % {"title": _activity(trajectory, about).title}
        ),
        _closes_early,
    ),
    Act.ANSWER_THEME: Signable(
        LeaderWork.ANSWERS,
        "answers",
        _check_theme,
        lambda trajectory, about, said, **who: answer_theme_and_tell(
            _theme(trajectory, about), **said, **who
        ),
        lambda trajectory, about, said: (
            _("het antwoord op thema ‘%(title)s’") % {"title": _theme(trajectory, about).title}
        ),
    ),
    Act.ANSWER_WORDS: Signable(
        LeaderWork.ANSWERS,
        "answers",
        _check_words,
        _answer_words,
        lambda trajectory, about, said: (
            _("het antwoord op één punt") if "-" in about else _("het antwoord op één inbreng")
        ),
    ),
    Act.OFFER: Signable(
        LeaderWork.RESULT, "result", _check_offer, _offer, lambda *of: _("de uitkomst aanbieden")
    ),
    Act.OF_WAY: Signable(LeaderWork.WAYS, "activities", _check_of_way, _do_of_way, _name_of_way),
    Act.DECIDE: Signable(
        LeaderWork.DECISION,
        "decision",
        lambda trajectory, about, said, *, on: check_can_record_decision(
            trajectory, _decided(trajectory, said), on=on
        ),
        lambda trajectory, about, said, **who: record_decision(
            trajectory, decided=_decided(trajectory, said), **who
        ),
        lambda *of: _("het besluit vastleggen"),
    ),
    Act.LOOK_BACK: Signable(
        LeaderWork.EVALUATION,
        "evaluation",
        lambda trajectory, about, said, *, on: check_can_open_evaluation(trajectory),
        lambda trajectory, about, said, **who: invite_to_look_back(trajectory, **who),
        lambda *of: _("deelnemers vragen om terug te kijken"),
    ),
    Act.LESSON: Signable(
        LeaderWork.EVALUATION,
        "evaluation",
        _check_lesson,
        lambda trajectory, about, said, **who: draw_lesson(trajectory, **said, **who),
        lambda trajectory, about, said: (
            _("de les ‘%(text)s’") % {"text": Truncator(said["text"]).chars(60)}
        ),
    ),
    Act.NO_LESSON: Signable(
        LeaderWork.EVALUATION,
        "evaluation",
        _check_no_lesson,
        lambda trajectory, about, said, **who: no_lesson(trajectory, **said, **who),
        lambda *of: _("de uitleg waarom er geen les is"),
    ),
    Act.LATER: Signable(
        LeaderWork.LATER,
        "process",
        lambda trajectory, about, said, *, on: check_can_make_later(
            trajectory, **_later(about, said), on=on
        ),
        lambda trajectory, about, said, **who: make_later(trajectory, **_later(about, said), **who),
        lambda trajectory, about, said: (
            _("dat dit later wordt: %(what)s") % {"what": LaterDay.What(about).label}
        ),
    ),
    Act.TELL: Signable(
        LeaderWork.FEEDBACK,
        "feedback",
        lambda trajectory, about, said, *, on: check_can_tell(trajectory, said["text"]),
        lambda trajectory, about, said, **who: tell_contributors(
            trajectory, text=said["text"], **who
        ),
        lambda *of: _("iedereen vertellen wat er met de inbreng is gedaan"),
    ),
    Act.GO_ON: Signable(
        LeaderWork.STEPS,
        "process",
        lambda trajectory, about, said, *, on: check_gates_open(trajectory, to=about, on=on),
        lambda trajectory, about, said, **who: move_on(trajectory, to=about, **who),
        lambda trajectory, about, said: (
            _("verder naar ‘%(step)s’") % {"step": name_of_step(policy_of(trajectory), about)}
        ),
    ),
}


def name_of_act(laid) -> str:
    """What was laid ready, in words; also when what it is about is gone."""
    try:
        return SIGNABLE[Act(laid.act)].named(laid.trajectory, laid.about, laid.said)
    except RuleBroken:
        return str(Act(laid.act).label)
