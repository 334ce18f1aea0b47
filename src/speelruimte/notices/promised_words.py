"""What a letter of receipt still promises: it may be sent again when much has happened since."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from speelruimte.activities.kind import keys_that_promise_answers, promises_answer
from speelruimte.activities.models import Contribution
from speelruimte.activities.queries import added_at
from speelruimte.activities.rules import shuts_by_moving, way_that_takes_words, way_to_write
from speelruimte.activities.terms import answer_due
from speelruimte.decisions.actions import move_to_say_no_to
from speelruimte.decisions.queries import thread_of
from speelruimte.decisions.stopped import went_back_by_stopping, why_it_stopped
from speelruimte.initiatives.terms import first_answer_due
from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.schema import CountsFrom
from speelruimte.policy.terms import answers_count_from
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.models import ENDED_STEPS, LaterDay
from speelruimte.trajectories.postponing import last_said

State = Contribution.State
ON_THE_WEBSITE = (State.PUBLISHED, State.REDACTED)
THERE = (State.WAITING, State.PUBLISHED, State.REFUSED, State.UNSEEN, State.REDACTED)
# In which state of the words a letter is true; the others are true in each.
TRUE_WHEN = {
    "contribution_published": ON_THE_WEBSITE,
    "contribution_refused": (State.REFUSED,),
    "contribution_redacted": (State.REDACTED,),
    "contribution_moved": THERE,
    "contribution_moved_back": THERE,
}


def is_true_now(message, contribution) -> bool:
    """Whether what this letter tells is so at this moment."""
    return contribution.state in TRUE_WHEN.get(message.kind, State)


def promised_to_contributor(contribution, *, on) -> str:
    """On this day, what whoever sent words may still expect, from where those words are now."""
    if gone := _gone(contribution):
        return gone
    if thread_of(contribution).is_answered:
        answered = _("U hebt antwoord. Dat staat op uw eigen bladzijde.")
        return f"{_when_it_came(contribution)} {answered}".strip()
    if contribution.trajectory.step in ENDED_STEPS:
        return _(
            "Dit plan is voorbij. Op uw eigen bladzijde leest u wat er met uw inbreng is gedaan."
        )
    if contribution.timing:
        said = f"{_when_it_came(contribution)} {_('U krijgt een eigen antwoord.')}"
        return f"{said} {_own_answer_by(contribution, on)}".strip()
    if not promises_answer(contribution):
        return _("U hoort wat er met alle inbreng is gedaan.")
    return _answer_to_come(contribution, on)


def _gone(contribution):
    if contribution.state == State.WITHDRAWN and contribution.was_answered:
        return _("U trok uw inbreng in. Ons antwoord staat op uw eigen bladzijde.")
    if contribution.state == State.WITHDRAWN:
        return _("U trok uw inbreng in. U krijgt er geen antwoord op.")
    if contribution.state == State.ERASED:
        return _("Uw woorden zijn gewist.")
    if contribution.state == State.REFUSED:
        return _("Uw inbreng staat niet op de website. Op uw eigen bladzijde leest u waarom.")
    if contribution.state == State.UNSEEN:
        return _(
            "Dit plan stopte voordat iemand uw inbreng las. Op uw eigen bladzijde leest u waarom."
        )
    return ""


def _when_it_came(contribution):
    """That it came too early or too late; empty for what came in time."""
    if not contribution.timing:
        return ""
    label = Contribution.Timing(contribution.timing).label
    return _("Uw inbreng %(label)s.") % {"label": label}


def _own_answer_by(contribution, on):
    """By which day, as the page of these words says it too."""
    day = answer_due(contribution) if promises_answer(contribution) else None
    if day is None:
        return ""
    if otherwise := _not_kept(contribution.trajectory, LaterDay.What.ANSWERS, day, on):
        return (
            _("Dat zou er uiterlijk op %(day)s zijn.") % {"day": letter_day(day)} + f" {otherwise}"
        )
    return _("Dat komt uiterlijk op %(day)s.") % {"day": letter_day(day)}


def _answer_to_come(contribution, on):
    day = answer_due(contribution)
    if day is None:
        return _("U krijgt er antwoord op. U hoort ook wat er met alle inbreng is gedaan.")
    if otherwise := _not_kept(contribution.trajectory, LaterDay.What.ANSWERS, day, on):
        promised = _("U zou er uiterlijk op %(day)s antwoord op krijgen.") % {
            "day": letter_day(day)
        }
        return f"{promised} {otherwise}"
    return _(
        "U krijgt er antwoord op, uiterlijk op %(day)s. "
        "U hoort ook wat er met alle inbreng is gedaan."
    ) % {"day": letter_day(day)}


def own_day_stays(trajectory, phases, before) -> list[str]:
    """That who took part keeps the day for an answer, where it counts from a last day that became later.

    ``phases`` have another last day than ``before``, by key.
    """
    if answers_count_from(parsed_policy(trajectory.policy)) != CountsFrom.CLOSED:
        return []
    longer = [phase.key for phase in phases if phase.ends_on > before[phase.key].ends_on]
    promising = trajectory.activities.filter(phase__in=longer, kind__in=keys_that_promise_answers())
    if not promising.exclude(earlier_last_days=[]).exists():
        return []
    return [
        _("Deed u al mee? Dan krijgt u antwoord uiterlijk op de dag die u eerder las: die blijft.")
    ]


def where_they_stand(contribution) -> str:
    """Whether everybody reads these words where they went back to, or we do first."""
    if contribution.state == State.WAITING:
        return "\n" + _("Wij lezen uw woorden daar eerst. Tot dan staan ze niet op de website.")
    if contribution.state in ON_THE_WEBSITE:
        return "\n" + _("Daar staan uw woorden op de website, en tellen ze mee.")
    return ""


def why_they_went_back(move) -> str:
    """Where the words were, and that it stopped, or that their writer asked for it."""
    trajectory = move.went_to.trajectory
    if not went_back_by_stopping(move):
        return _("U vroeg om uw inbreng terug te zetten. Zij stond bij ‘%(title)s’.") % {
            "title": trajectory.title
        }
    return _(
        "Uw inbreng stond bij ‘%(title)s’. Dat plan is gestopt. Dit is de reden:\n\n%(reason)s\n"
    ) % {"title": trajectory.title, "reason": why_it_stopped(trajectory)}


def until_when_no(contribution, *, on) -> str:
    """Until when their writer can say no to the move; nothing once that is over, or there is an answer."""
    move = move_to_say_no_to(contribution, on=on)
    if move is None:
        return ""
    said = _("Bent u het er niet mee eens? Open de link hieronder, en zeg dat uiterlijk %(day)s.")
    return " " + said % {"day": letter_day(move.answer_by)}


def what_stayed_behind(contribution, move) -> str:
    """That what was added to moved words is still where they came from, as a line of its own."""
    if not added_at(contribution, move.came_from):
        return ""
    is_same_plan = move.came_from.trajectory_id == move.went_to.trajectory_id
    left = move.came_from if is_same_plan else move.came_from.trajectory
    said = _("Wat u eraan toevoegde, verhuisde niet mee: het bleef bij ‘%(title)s’.")
    return said % {"title": left.title} + "\n"


def what_shut_by_moving(contribution, move, *, on) -> str:
    """What their writer could do where the words came from and cannot where they went, and where that
    can be done instead on this day, as a line of its own."""
    is_there = contribution.state in (State.WAITING, *ON_THE_WEBSITE)
    day = local_day(move.moved_at)
    if not is_there or not shuts_by_moving(move.came_from, move.went_to, on=day):
        return ""
    if otherwise := _how_to_say_more(move.went_to, on):
        not_here = _("Op uw eigen bladzijde kunt u nu niets toevoegen.")
        return f"{not_here} {otherwise}\n"
    said = [_("Meedoen is daar gesloten.")]
    if contribution.adds_to_id is None:
        said.append(_("U kunt dus niets meer aan uw inbreng toevoegen."))
    if contribution.state == State.WAITING:
        said.append(
            _("Plaatsen wij uw inbreng daar niet, dan kunt u haar ook niet opnieuw insturen.")
        )
    return " ".join(said) + "\n"


def _how_to_say_more(activity, on):
    """At another way of the plan, or through us; empty where taking part is closed."""
    if way := way_to_write(activity, on=on):
        said = _("Wilt u nog iets zeggen? Schrijf het dan bij ‘%(title)s’.")
    elif way := way_that_takes_words(activity, on=on):
        said = _("Wilt u nog iets zeggen? Bel of mail ons, of doe mee bij ‘%(title)s’.")
    return said % {"title": way.title} if way else ""


def promised_to_initiator(initiative, *, on) -> str:
    """On this day, what whoever came with an idea may still expect."""
    quickscan = getattr(initiative, "quickscan", None)
    if initiative.ended_at is not None:
        return _("U hebt antwoord. Dat staat op uw eigen bladzijde.")
    if quickscan is not None and quickscan.sent_at:
        return _("Onze eerste blik op uw idee staat op uw eigen bladzijde.")
    day = first_answer_due(initiative)
    if day is None:
        return _("Wij lezen het. Wij laten u weten hoe het verder gaat.")
    if otherwise := _not_kept(initiative, LaterDay.What.FIRST_ANSWER, day, on):
        promised = _("U zou uiterlijk op %(day)s van ons horen.") % {"day": letter_day(day)}
        return f"{promised} {otherwise}"
    return _("Wij lezen het. U hoort uiterlijk op %(day)s van ons.") % {"day": letter_day(day)}


def _not_kept(case, what, day, on):
    """That a promised day was not kept or will not be, with the day that it becomes where one was
    said; empty where the promise still holds."""
    said = last_said(case, what)
    if said is None or said.later_on <= day:
        return _("Deze dag is niet gehaald. U hoort het nog van ons.") if day < on else ""
    later = {"day": letter_day(said.later_on), "reason": said.reason}
    if said.later_on < on:
        return (
            _(
                "Het zou later worden: uiterlijk op %(day)s. Ook dat is niet gehaald. "
                "U hoort het nog van ons."
            )
            % later
        )
    return _("Dit wordt later: uiterlijk op %(day)s. De reden: %(reason)s") % later


def letter_day(day) -> str:
    """A day as letters say it."""
    return date_format(day, "j F Y")
