"""Who came with the idea lays something ready, and who leads the process signs along or sends back.

Until then it has no effect. The act itself is done by who signs, with the words that were typed.
"""

from django.utils.translation import gettext as _

from speelruimte.journal.acting import action, record
from speelruimte.journal.row_marks import is_as_left
from speelruimte.notices.outbox import enqueue
from speelruimte.people.models import Grant, Person
from speelruimte.people.roles import Role
from speelruimte.policy.schema import LeaderWork
from speelruimte.route.laid_acts import SIGNABLE, changed_since_laying
from speelruimte.route.models import LaidReady
from speelruimte.shared.edits import check_fits
from speelruimte.shared.errors import AlreadyDone, Clash, RuleBroken, check_may
from speelruimte.shared.sentences import check_sentence
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.actions import lock_trajectory
from speelruimte.trajectories.rules import may_lay_ready, may_lead

State = LaidReady.State
Act = LaidReady.Act


def may_sign_along(person, trajectory, laid, *, on) -> bool:
    """Sign what somebody else laid ready: who leads the process, and never one's own."""
    return may_lead(person, trajectory, on=on) and person.reference != laid.laid_by


@action
def lay_ready(trajectory, *, act, about="", said, by, at, on):
    """Lay an act ready for who leads the process, with the words that were typed.

    What lay ready of the same thing gives way to it. What could not be signed is refused now.
    """
    trajectory, signable = lock_trajectory(trajectory), SIGNABLE[Act(act)]
    check_may(
        may_lay_ready(by, trajectory, signable.work_on(trajectory, about, on=on), on=on),
        _("Het beleid laat dit hier niet aan u over. Vraag het de projectleider."),
    )
    signable.check(trajectory, about, said, on=on)
    before = trajectory.laid_ready.filter(act=act, about=about, state=State.WAITING).first()
    if before is not None and before.said == said:
        raise AlreadyDone(
            _("Dit ligt al klaar. De projectleider tekent mee, of stuurt het terug."),
            result=before,
            code="lies_ready_already",
        )
    given_way = []
    if before is not None:
        given_way = _as_laid(before)
        _settle(before, State.TAKEN_BACK, by=by, at=at)
    laid = LaidReady.objects.create(
        trajectory=trajectory,
        act=act,
        about=about,
        said=said,
        laid_by=by.reference,
        laid_at=at,
    )
    _record("laid_ready", laid, by=by, at=at, wrote=[laid, *given_way])
    return laid


@action
def sign_along(laid, *, by, at, on):
    """Sign it: from now on it holds, as it was laid ready. Both hear of it.

    What changed since is not signed unseen: it goes back, to be laid ready anew. What is otherwise in
    the database than it was laid ready is never signed.
    """
    trajectory, laid = _locked(laid)
    check_may(
        may_sign_along(by, trajectory, laid, on=on),
        _("Meetekenen doet de projectleider of de coach, en nooit wie het zelf klaarlegde."),
    )
    _check_waits(laid)
    if not _as_laid(laid):
        raise RuleBroken(
            _(
                "Wat hier ligt, is niet wat werd klaargelegd: het is in de database veranderd. Er is niets "
                "getekend. Stuur het terug, laat het opnieuw klaarleggen, en zeg het tegen de beheerder."
            ),
            code="is_not_what_was_laid",
        )
    try:
        SIGNABLE[Act(laid.act)].do(trajectory, laid.about, laid.said, by=by, at=at, on=on)
    except Clash as clash:
        raise changed_since_laying() from clash
    _settle(laid, State.SIGNED, by=by, at=at)
    _record("signed_along", laid, by=by, at=at, wrote=[laid])
    _tell_both(laid, at=at, on=on)
    return laid


@action
def send_back_unsigned(laid, *, reason, by, at, on):
    """Not like this: it goes back with the reason, and every word that was typed stays."""
    trajectory, laid = _locked(laid)
    check_may(
        may_sign_along(by, trajectory, laid, on=on),
        _("Terugsturen doet de projectleider of de coach, en nooit wie het zelf klaarlegde."),
    )
    _check_waits(laid)
    check_sentence(
        reason, _("Schrijf op wat er anders moet. Wie het klaarlegde, leest dit."), field="reason"
    )
    check_fits(LaidReady, reason=reason)
    wrote = _as_laid(laid)
    _settle(laid, State.RETURNED, by=by, at=at, reason=reason.strip())
    _record("sent_back_unsigned", laid, by=by, at=at, wrote=wrote)
    return laid


@action
def take_back_laid(laid, *, by, at, on):
    """Who laid it ready takes it back, or lets go what was sent back; the words stay."""
    trajectory, laid = _locked(laid)
    check_may(
        may_lay_ready(by, trajectory, work_laid(laid), on=on),
        _("Terughalen doet wie het klaarlegde."),
    )
    if laid.state != State.RETURNED:
        _check_waits(laid)
    wrote = _as_laid(laid)
    _settle(laid, State.TAKEN_BACK, by=by, at=at, reason=laid.reason)
    _record("laid_taken_back", laid, by=by, at=at, wrote=wrote)
    return laid


def work_laid(laid) -> LeaderWork:
    """Which part of a leader's work was laid ready, on the day on which it was."""
    signable = SIGNABLE[Act(laid.act)]
    return signable.work_on(laid.trajectory, laid.about, on=local_day(laid.laid_at))


def _locked(laid):
    """The trajectory first, then what lies ready as it is now."""
    trajectory = lock_trajectory(laid.trajectory)
    laid = LaidReady.objects.select_for_update(of=("self",)).get(pk=laid.pk)
    laid.trajectory = trajectory
    return trajectory, laid


def _as_laid(laid) -> list[LaidReady]:
    """This row as one that the act may vouch for; none where somebody changed it in the database, so that
    verifying goes on naming it."""
    return [laid] if is_as_left(laid, about=laid.trajectory.key) else []


def _check_waits(laid):
    if laid.state == State.WAITING:
        return
    sentence = {
        State.SIGNED: _("Dit is al getekend en geldt. Er is niets dubbel gedaan."),
        State.RETURNED: _("Dit is al teruggestuurd. Wacht tot het opnieuw is klaargelegd."),
        State.TAKEN_BACK: _("Dit is intussen teruggehaald. Er is niets veranderd."),
    }[State(laid.state)]
    if laid.state == State.SIGNED:
        raise AlreadyDone(sentence, result=laid, code="signed_already")
    raise RuleBroken(sentence, code="waits_no_more")


def _settle(laid, state, *, by, at, reason=""):
    laid.state, laid.settled_by, laid.settled_at, laid.reason = state, by.reference, at, reason
    laid.save(update_fields=["state", "settled_by", "settled_at", "reason"])


def _record(verb, laid, *, by, at, wrote):
    record(
        verb,
        about=laid.trajectory.key,
        by=by,
        at=at,
        case_number=laid.trajectory.case_number,
        laid=laid.pk,
        act=str(laid.act),
        wrote=wrote,
    )


def _tell_both(laid, *, at, on):
    """Owe a mail to who laid it ready and to who leads: it was signed, and holds."""
    leading = Grant.objects.current(on).filter(
        role=Role.PROJECT_LEADER, case_number=laid.trajectory.case_number
    )
    readers = Person.objects.filter(is_active=True, pk__in=leading.values("person_id"))
    readers |= Person.objects.filter(is_active=True, reference=laid.laid_by)
    for person in readers.order_by("pk"):
        enqueue(
            "signed_along",
            person=person,
            about=laid.trajectory.key,
            case_number=laid.trajectory.case_number,
            at=at,
            again=str(laid.pk),
            laid=laid.pk,
        )
