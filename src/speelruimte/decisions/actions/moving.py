"""Own words go to where they belong: another process, or another way of taking part.

Stands above ``activities`` because words that were answered stay where they were answered.
"""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from speelruimte.activities.actions.accept import first_state
from speelruimte.activities.actions.moderate import COUNTED_AS, check_not_moved
from speelruimte.activities.kind import promises_answer
from speelruimte.activities.models import Activity, Contribution, Move
from speelruimte.activities.queries import open_move, said_no_to
from speelruimte.activities.rules import (
    ONLY_MODERATORS,
    TAKEN_AWAY,
    WORDS_COUNT_IN,
    check_takes_words,
    day,
    may_moderate,
)
from speelruimte.activities.saying_again import check_says_nothing_again
from speelruimte.activities.terms import answer_due
from speelruimte.decisions.actions.points import check_no_point_answered
from speelruimte.decisions.actions.tallies import answered_among, count_placed
from speelruimte.decisions.models import Placement
from speelruimte.journal.acting import action, record
from speelruimte.policy.terms import no_to_a_move_until
from speelruimte.shared.errors import AlreadyDone, RuleBroken, check_may
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.shared.sentences import check_sentence
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.actions import lock_trajectory, policy_of, raise_tally
from speelruimte.trajectories.models import Step

State = Contribution.State
_MOVES_ALONG = ["activity", "trajectory", "state", "refusal_reason", "promised_by"]


@action
def move_contribution(contribution, *, to, reason, etag="", by, at) -> Move:
    """Put own words with the activity ``to``, as its process looks at words first or not.

    Words, code, day and fingerprint stay as they are, and so does the day by which an answer was
    promised, where it is the first. Who wrote them can say no within the term of
    the policy (``take_move_back``). Raises RuleBroken once they were answered, either process has
    gone on to its decision, or their writer said no to that plan or way before. ``etag`` and Clash as for ``publish_contribution``: what was moved
    since is not moved on unseen.
    """
    on = local_day(at)
    seen_in = contribution.trajectory
    contribution, came_from = _lock_both(contribution, to)
    check_not_moved(contribution, etag=etag, from_trajectory=seen_in)
    to = Activity.objects.select_related("trajectory").get(pk=to.pk)
    for trajectory in (came_from.trajectory, to.trajectory):
        check_may(may_moderate(by, trajectory, on=on), ONLY_MODERATORS)
    check_sentence(
        reason, _("Schrijf op waarom dit verhuist. De schrijver leest het."), field="reason"
    )
    check_says_nothing_again(reason, contribution)
    _check_takes_place(to)
    check_can_move(contribution, came_from, to)
    _check_writer_did_not_say_no(contribution, to)
    move = Move.objects.create(
        contribution=contribution,
        came_from=came_from,
        went_to=to,
        reason=reason.strip(),
        moved_at=at,
        answer_by=no_to_a_move_until(policy_of(to.trajectory), on),
        state_before=contribution.state,
    )
    if promises_answer(contribution):
        contribution.promised_by = answer_due(contribution)
    lost = _put(contribution, to, state=_state_there(contribution, to))
    _record_on_both(move, came_from, to, by=by, at=at, removed=lost)
    return move


@action
def take_move_back(move, *, by, at) -> Move:
    """Who wrote the words says no: they go back to where they were sent."""
    contribution, here = _lock_both(move.contribution, move.came_from)
    move.refresh_from_db()
    if move.went_back_at is not None:
        raise AlreadyDone(_("Uw inbreng is al teruggezet."), result=move, code="went_back_already")
    if local_day(at) > move.answer_by:
        raise RuleBroken(
            _("Nee zeggen kon tot en met %(day)s. Bel ons als u het er niet mee eens bent."),
            values={"day": day(move.answer_by)},
            code="term_is_over",
        )
    if here.pk != move.went_to_id:
        raise RuleBroken(_("Uw inbreng is intussen weer verplaatst."), code="moved_on")
    check_can_move(contribution, here, move.came_from, is_back=True)
    lost = _put(contribution, move.came_from, state=state_after_no(contribution, move))
    move.went_back_at = at
    move.save(update_fields=["went_back_at"])
    _record_on_both(move, here, move.came_from, by=by, at=at, removed=lost, back=True)
    return move


def move_to_say_no_to(contribution, *, on) -> Move | None:
    """The move to which its writer can still say no: within the term, and before there is an answer."""
    move = open_move(contribution, on=on)
    if move is None:
        return None
    try:
        check_can_move(contribution, contribution.activity, move.came_from, is_back=True)
    except RuleBroken:
        return None
    return move


def check_can_move(contribution, came_from, to, *, is_back=False):
    """Between ways that take words, while both processes weigh words, before there is an answer.

    Back they go also from a process that went on or stopped: the no of their writer was promised.
    """
    if to.pk == came_from.pk:
        raise RuleBroken(_("Daar staat deze inbreng al."), field="to", code="is_there_already")
    if contribution.state in TAKEN_AWAY:
        raise RuleBroken(
            _("Deze inbreng is ingetrokken of gewist. Er valt niets te verplaatsen."),
            code="withdrawn_or_erased",
        )
    for activity in (came_from, to):
        check_takes_words(activity)
        if is_back and activity is came_from:
            continue
        if activity.trajectory.step not in WORDS_COUNT_IN:
            sentence = (
                _("‘%(title)s’ is gestopt. Daar kan geen inbreng meer heen of weg.")
                if activity.trajectory.step == Step.STOPPED
                else _(
                    "‘%(title)s’ is al verder op de route. Daar kan geen inbreng meer heen of weg."
                )
            )
            raise RuleBroken(
                sentence,
                values={"title": activity.trajectory.title},
                field="to",
                code="process_went_on",
            )
    points = Placement.objects.filter(contribution=contribution, points__gt=0).first()
    if points is not None:
        check_no_point_answered(points)
    if answered_among(came_from.trajectory, [contribution.pk]):
        raise RuleBroken(
            _("Deze inbreng is al beantwoord. Zij blijft bij het plan dat antwoord gaf."),
            code="answered_already",
        )


def _check_takes_place(to):
    if to.cancelled_at is not None:
        raise RuleBroken(
            _("‘%(title)s’ gaat niet door. Kies waar deze inbreng wel meetelt."),
            values={"title": to.title},
            field="to",
            code="called_off",
        )


def _check_writer_did_not_say_no(contribution, to):
    """The no of their writer holds, also after the words were elsewhere since."""
    for title in said_no_to(contribution, [to]).values():
        raise RuleBroken(
            _(
                "De schrijver wil niet dat deze inbreng bij ‘%(title)s’ staat. Kies iets anders, of "
                "verplaats deze inbreng niet."
            ),
            values={"title": title},
            field="to",
            code="writer_said_no",
        )


def _lock_both(contribution, to):
    """The trajectories in the order of their keys, and the contribution with where it is now."""
    keys = {contribution.trajectory_id, to.trajectory_id}
    trajectories = {contribution.trajectory_id: contribution.trajectory}
    trajectories[to.trajectory_id] = to.trajectory
    for key in sorted(keys):
        lock_trajectory(trajectories[key])
    contribution = Contribution.objects.select_related("contact").get(pk=contribution.pk)
    here = Activity.objects.select_related("trajectory").get(pk=contribution.activity_id)
    return contribution, here


def _state_there(contribution, to):
    if to.moderate_first:
        return State.WAITING
    return State.REDACTED if contribution.redaction_reason else first_state(to)


def state_after_no(contribution, move):
    """As they left, when they go back; what was refused is looked at anew, and what was made
    unreadable since stays so.
    """
    if move.state_before == State.REFUSED:
        return State.WAITING
    if move.state_before == State.PUBLISHED and contribution.redaction_reason:
        return State.REDACTED
    return move.state_before


def _put(contribution, to, *, state):
    """Returns the points that they had where they were."""
    left = contribution.trajectory
    were_in = Placement.objects.filter(contribution=contribution).values_list("theme_id", flat=True)
    points = list(contribution.points.all())
    themes = [theme for theme in {*were_in, *(point.theme_id for point in points)} if theme]
    contribution.points.all().delete()
    Placement.objects.filter(contribution=contribution).delete()
    count_placed(themes)
    _count(left, contribution.state, -1)
    contribution.activity, contribution.trajectory = to, to.trajectory
    contribution.state, contribution.refusal_reason = state, ""
    try:
        with transaction.atomic():
            contribution.save(update_fields=_MOVES_ALONG)
    except IntegrityError as error:
        raise RuleBroken(
            _("Deze inbreng staat daar al, met hetzelfde nummer van dezelfde herkomst."),
            field="to",
            code="is_there_already",
        ) from error
    _count(to.trajectory, state, 1)
    return points


def _count(trajectory, state, step):
    steps = {"received": step}
    if state in COUNTED_AS:
        steps[COUNTED_AS[state]] = step
    raise_tally(trajectory, **steps)


def _record_on_both(move, left, entered, *, by, at, **facts):
    """One entry in each case: both timelines tell of it."""
    contribution = move.contribution
    for verb, activity in (("contribution_left", left), ("contribution_entered", entered)):
        record(
            verb,
            about=contribution.key,
            by=by,
            at=at,
            case_number=activity.trajectory.case_number,
            came_from=left.trajectory.case_number,
            went_to=entered.trajectory.case_number,
            activity=entered.address,
            state=str(contribution.state),
            promised_by=contribution.promised_by,
            reason_fingerprint=fingerprint(contribution.salt + move.reason),
            wrote=(move,),
            **facts,
        )
