"""Closing: do the numbers agree, wipe what could link person and ballot, and count."""

from secrets import SystemRandom

from django.utils.translation import gettext as _

from speelruimte.activities.kinds.budget.actions.locking import lock_vote, record_vote
from speelruimte.activities.kinds.budget.counts import count_rules, outcome_text
from speelruimte.activities.kinds.budget.models import Outcome
from speelruimte.activities.kinds.budget.queries import (
    brought_in_by,
    differences,
    numbers_of,
    received_of,
)
from speelruimte.activities.kinds.budget.rules import (
    check_can_close_vote,
    check_may_run_vote,
    check_somebody_else_counts,
    check_vote_is_open,
)
from speelruimte.activities.kinds.budget.seals import ballots_with_broken_seal, drawn_anew
from speelruimte.activities.kinds.budget.texts import ballots_text_of
from speelruimte.activities.kinds.budget.traces import sweep_after_vote
from speelruimte.analysis.budget import CountNotConfirmedError
from speelruimte.journal.acting import action
from speelruimte.shared.errors import RuleBroken
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.shared.terms import local_day


@action
def close_vote(vote, *, by, at):
    """End the vote, write rights and ballots anew in random order, count, and publish.

    Raises RuleBroken with what differs when ballots and rights do not agree, where a ballot was changed
    since it came in, and where the exact calculation does not confirm the outcome; then the vote stays
    open. What is deleted must also go from the files of the database: that takes as long as the
    database is large, so the worker does it.
    """
    locked = lock_vote(vote)
    check_may_run_vote(by, locked.activity.trajectory, on=local_day(at))
    check_can_close_vote(locked, on=local_day(at))
    check_somebody_else_counts(locked, by, brought_in_by(locked))
    numbers = numbers_of(locked)
    if wrong := differences(numbers):
        raise RuleBroken(
            " ".join([_("De stemming kan nog niet dicht."), *wrong]), code="ballots_do_not_agree"
        )
    if broken := ballots_with_broken_seal(locked):
        raise RuleBroken(
            _(
                "De stemming kan niet dicht. Stembiljetten die na het binnenkomen in de database zijn "
                "veranderd: %(number)s. Bel de beheerder. Die ziet met speelruimte journal verify welke, "
                "en zet een reservekopie van daarvoor terug."
            ),
            values={"number": len(broken)},
            code="ballots_were_changed",
        )
    _wipe_links(locked, broken=[])
    outcome = _count(locked, received=received_of(numbers), at=at)
    _over(locked, vote, at=at)
    activity = locked.activity
    activity.closed_at = at
    activity.save(update_fields=["closed_at"])
    record_vote(
        "vote_closed",
        locked,
        by=by,
        at=at,
        **numbers,
        valid=outcome.valid,
        invalid=outcome.invalid,
        ballots_fingerprint=outcome.ballots_fingerprint,
        text_fingerprint=outcome.fingerprint,
        wrote=(activity, outcome),
    )
    return outcome


@action
def end_uncounted(vote, *, by, at):
    """The process stops while people still vote: nobody votes any more, and no ballot is ever counted.

    Rights and ballots are written anew as they are when a vote closes. They stay where they are; no
    page, file or fingerprint says what is on them. Part of stopping (``end_activity``), which closes
    the activity with the reason.
    """
    locked = lock_vote(vote)
    check_may_run_vote(by, locked.activity.trajectory, on=local_day(at))
    check_vote_is_open(locked)
    numbers = numbers_of(locked)
    _wipe_links(locked, broken=ballots_with_broken_seal(locked))
    _over(locked, vote, at=at)
    record_vote("vote_ended_uncounted", locked, by=by, at=at, **numbers)


def _wipe_links(vote, *, broken):
    rights = list(vote.rights.all())
    for right in rights:
        right.pk = None
    _write_anew(vote.rights, rights)
    _write_anew(vote.ballots, drawn_anew(list(vote.ballots.all()), broken=broken))
    vote.file_numbers.all().delete()


def _over(locked, vote, *, at):
    locked.closed_at = vote.closed_at = at
    locked.save(update_fields=["closed_at"])
    sweep_after_vote.enqueue()


def _write_anew(rows_of_vote, rows):
    """Delete all rows and put them back in random order, all in one statement's worth of history.

    Until now hidden columns (PostgreSQL's xmin, the place in the table, SQLite's rowid) tell which
    right and which ballot came together.
    """
    SystemRandom().shuffle(rows)
    rows_of_vote.all().delete()
    rows_of_vote.bulk_create(rows, batch_size=500)


def _count(vote, *, received, at):
    rules = count_rules(vote.fixed.text)
    names = dict(vote.plans.values_list("number", "name"))
    ballots = vote.ballots.values_list("choices", "invalid_reason")
    valid = [choices for choices, reason in ballots if not reason]
    reasons = [reason for _choices, reason in ballots if reason]
    try:
        text = outcome_text(rules, names, choices=valid, invalid_reasons=reasons, received=received)
    except CountNotConfirmedError as error:
        raise RuleBroken(
            _(
                "De nauwkeurige natelling bevestigt de uitslag niet. De stemming blijft open en "
                "er is "
                "niets verloren. Bel de makers van deze software."
            ),
            code="count_not_confirmed",
        ) from error
    return Outcome.objects.create(
        vote=vote,
        text=text,
        fingerprint=fingerprint(text),
        ballots_fingerprint=fingerprint(ballots_text_of(vote.pk)),
        valid=len(valid),
        invalid=len(reasons),
        counted_at=at,
    )
