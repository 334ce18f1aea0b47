"""A person looks at own words, and every no has its reason."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from speelruimte.activities.grounds import grounds_of
from speelruimte.activities.models import Contribution
from speelruimte.activities.rules import (
    ONLY_MODERATORS,
    check_can_moderate,
    check_can_withdraw_words,
    may_moderate,
)
from speelruimte.activities.saying_again import check_says_nothing_again
from speelruimte.journal.acting import action, record
from speelruimte.journal.models import Entry
from speelruimte.people.queries import name_behind
from speelruimte.policy.speaking import LANGUAGE
from speelruimte.shared.edits import etag_of, etag_of_values
from speelruimte.shared.errors import AlreadyDone, Clash, RuleBroken, check_may
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.shared.sentences import check_sentence
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.actions import lock_trajectory, raise_tally

State = Contribution.State
# Which kept count each state is in.
COUNTED_AS = {
    State.WAITING: "waiting",
    State.PUBLISHED: "published",
    State.REDACTED: "published",
    State.UNSEEN: "unseen",
}
DECIDED = ("contribution_published", "contribution_refused")
# What the buttons of a moderator are made from.
LOOKED_AT = ("state", "activity")
MEANWHILE = {
    State.REFUSED: gettext_lazy(
        "%(who)s heeft deze inbreng net geweigerd. U vindt haar bij ‘Geweigerd’."
    ),
    State.PUBLISHED: gettext_lazy(
        "%(who)s heeft deze inbreng net op de website gezet. Wilt u haar er toch af halen? "
        "Druk dan nog eens."
    ),
}


MOVED = gettext_lazy(
    "%(who)s heeft deze inbreng net verplaatst naar ‘%(title)s’. Kijk daar of dit nog nodig is."
)


@action
def publish_contribution(contribution, *, etag="", by, at):
    """Everyone may read it from now on; also what was refused by mistake.

    ``etag`` is the mark of what was looked at (``etag_of`` over LOOKED_AT). Raises Clash when
    somebody decided about it since, or moved it elsewhere.
    """
    trajectory = _looked_at(contribution, etag=etag, by=by, at=at)
    if contribution.state in (State.PUBLISHED, State.REDACTED):
        raise AlreadyDone(
            _("Deze inbreng is al te lezen."), result=contribution, code="published_already"
        )
    _check_as_looked_at(contribution, etag)
    _put(contribution, trajectory, to=_readable_as(contribution), refusal_reason="")
    record(
        "contribution_published",
        about=contribution.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
    )
    return contribution


@action
def refuse_contribution(contribution, *, ground="", reason="", etag="", by, at):
    """Nobody reads it on the website; the contributor reads the reason with the receipt code.

    ``etag`` and Clash as for ``publish_contribution``: what was placed since is not taken away unseen.
    ``ground`` is the key of one of the grounds of the policy, and ``reason`` what is written beside it;
    where the policy has none, it is all that the contributor reads.

    Source: assen-2022#uitleg-over-de-inbreng
    """
    trajectory = _looked_at(contribution, etag=etag, by=by, at=at)
    if contribution.state == State.REFUSED:
        raise AlreadyDone(
            _("Deze inbreng is al geweigerd."), result=contribution, code="refused_already"
        )
    reason = _on_ground(ground, reason, trajectory)
    check_sentence(
        reason,
        _("Schrijf op waarom u dit weigert. De schrijver leest deze uitleg."),
        field="reason",
    )
    check_says_nothing_again(reason, contribution)
    _check_as_looked_at(contribution, etag)
    _put(contribution, trajectory, to=State.REFUSED, refusal_reason=reason)
    record(
        "contribution_refused",
        about=contribution.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        reason_fingerprint=fingerprint(contribution.salt + reason),
    )
    return contribution


@action
def leave_unseen(contribution, *, answer, by, at):
    """What nobody looked at when its process stopped is shown to nobody, and was not refused. Part of
    stopping.

    Who leads may stop, and so may this; whoever wrote it reads the answer.
    """
    trajectory = lock_trajectory(contribution.trajectory)
    contribution.refresh_from_db()
    if contribution.state != State.WAITING:
        return contribution
    _put(contribution, trajectory, to=State.UNSEEN, refusal_reason=answer)
    record(
        "contribution_left_unseen",
        about=contribution.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        reason_fingerprint=fingerprint(contribution.salt + answer),
    )
    return contribution


@action
def withdraw_contribution(contribution, *, by, at, was_answered=False):
    """Whoever sent it takes it back, with the receipt code in hand. It needs no answer any more; what
    it had (``was_answered``) stays for its writer, and stays counted.
    """
    trajectory = lock_trajectory(contribution.trajectory)
    contribution.refresh_from_db()
    if contribution.state == State.WITHDRAWN:
        raise AlreadyDone(
            _("Deze inbreng is al ingetrokken."), result=contribution, code="withdrawn_already"
        )
    check_can_withdraw_words(contribution, trajectory)
    _put(contribution, trajectory, to=State.WITHDRAWN, was_answered=was_answered)
    raise_tally(trajectory, answered_gone=int(was_answered))
    record(
        "contribution_withdrawn",
        about=contribution.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        was_answered=was_answered,
    )
    return contribution


def _readable_as(contribution):
    """What was made unreadable once stays so, also when it is placed again."""
    return State.REDACTED if contribution.redaction_reason else State.PUBLISHED


def _looked_at(contribution, *, etag, by, at):
    """Locked and checked: the trajectory of a contribution that this person may decide about, and that
    is still where it was looked at."""
    trajectory = lock_trajectory(contribution.trajectory)
    check_may(may_moderate(by, trajectory, on=local_day(at)), ONLY_MODERATORS)
    contribution.refresh_from_db()
    check_not_moved(contribution, etag=etag, from_trajectory=trajectory)
    check_can_moderate(contribution, trajectory)
    return trajectory


def was_moved(contribution, *, etag) -> bool:
    """It is elsewhere than when ``etag`` was made of it, over LOOKED_AT, whatever was decided there."""
    here = {"activity": contribution.activity_id}
    marks = {etag_of_values(here | {"state": str(state)}) for state in State}
    return etag not in marks | {""}


def check_not_moved(contribution, *, etag="", from_trajectory=None):
    """It is where it was looked at; raises Clash that names who moved it where."""
    left = from_trajectory is not None and contribution.trajectory_id != from_trajectory.pk
    if left or was_moved(contribution, etag=etag):
        raise Clash(
            MOVED,
            values=moved_by_and_to(contribution),
            theirs=contribution,
            etag=etag_of(contribution, LOOKED_AT),
            code="moved_meanwhile",
        )


def moved_by_and_to(contribution) -> dict:
    """Who moved it last, its writer who said no to a move too, and what it stands with now."""
    newest = contribution.moves.select_related("came_from", "went_to").last()
    is_back = newest is not None and newest.went_back_at is not None
    within = newest is not None and newest.came_from.trajectory_id == newest.went_to.trajectory_id
    here = contribution.activity if within else contribution.trajectory
    mover = _("De schrijver") if is_back else _who_did(contribution, ("contribution_entered",))
    return {"who": mover or _("Een collega"), "title": here.title}


def _on_ground(ground, reason, trajectory):
    """What the writer reads: the sentence of the ground, and what was written beside it. It is kept in
    Dutch, whatever language is read by who refuses.
    """
    with override(LANGUAGE):
        sentences = {said.key: said.sentence for said in grounds_of(trajectory)}
    if (sentences or ground) and ground not in sentences:
        raise RuleBroken(
            _(
                "Kies een grond uit het beleid. Op een andere grond kunt u niet weigeren. Weigert u meer "
                "tegelijk? Doe dat dan per traject."
            ),
            field="ground",
            code="no_ground",
        )
    return "\n\n".join(part for part in (sentences.get(ground, ""), reason) if part.strip())


def _check_as_looked_at(contribution, etag):
    now = etag_of(contribution, LOOKED_AT)
    if etag not in ("", now):
        sentence = MEANWHILE.get(contribution.state, MEANWHILE[State.PUBLISHED])
        raise Clash(
            sentence,
            values={"who": _who_did(contribution, DECIDED) or _("Een collega")},
            theirs=contribution,
            etag=now,
            code="changed_meanwhile",
        )


def _who_did(contribution, verbs):
    done = Entry.objects.about(contribution.key).filter(verb__in=verbs)
    newest = done.order_by("-number").first()
    return name_behind(newest.by, newest.case_number) if newest else ""


def _put(contribution, trajectory, *, to, **fields):
    steps = {}
    for state, step in ((contribution.state, -1), (to, 1)):
        if state in COUNTED_AS:
            counted = COUNTED_AS[state]
            steps[counted] = steps.get(counted, 0) + step
    for field, value in {"state": to, **fields}.items():
        setattr(contribution, field, value)
    contribution.save(update_fields=["state", *fields])
    raise_tally(trajectory, **steps)
