"""Plans and ballots from a file. One journal entry for a whole file."""

from secrets import SystemRandom

from django.conf import settings
from django.utils.translation import gettext as _

from speelruimte.activities.kinds.budget.actions.locking import lock_vote, record_vote
from speelruimte.activities.kinds.budget.codes import BALLOT
from speelruimte.activities.kinds.budget.counts import in_plan_order, rules_of
from speelruimte.activities.kinds.budget.models import Ballot, FileBallotNumber, Plan
from speelruimte.activities.kinds.budget.queries import paper_numbers
from speelruimte.activities.kinds.budget.rules import (
    MOST_PLANS,
    check_ballots_have_codes,
    check_is_in_preparation,
    check_may_run_vote,
    check_plan,
    check_vote_is_open,
)
from speelruimte.activities.kinds.budget.seals import sealed
from speelruimte.activities.kinds.budget.spoilt import reason_of
from speelruimte.activities.models import Import
from speelruimte.analysis.budget import check_ballot
from speelruimte.journal.acting import action
from speelruimte.journal.models import Entry
from speelruimte.people.receipts import new_code
from speelruimte.shared.errors import AlreadyDone, RuleBroken
from speelruimte.shared.fingerprints import keyed_fingerprint
from speelruimte.shared.terms import local_day

# So many ballots are named in a refusal.
SHOWN = 5


@action
def import_plans(vote, *, plans, fingerprint, by, at):
    """Put the plans of a file on the ballot, in its order, instead of none.

    ``plans``: dicts with number, name, cost (Decimal, euro) and text. ``by`` None is the command
    line: who has the machine has the database.
    """
    vote = _lock_checked(vote, by=by, at=at)
    check_is_in_preparation(vote)
    if vote.plans.exists():
        raise RuleBroken(
            _("Deze stemming heeft al plannen. Haal ze eerst weg, of voer de nieuwe zelf in."),
            code="has_plans",
        )
    if len(plans) > MOST_PLANS:
        raise RuleBroken(
            _("Er passen hoogstens %(most)s plannen."),
            values={"most": MOST_PLANS},
            code="too_many_plans",
        )
    for plan in plans:
        try:
            check_plan(number=plan["number"], name=plan["name"], cost=plan["cost"])
        except RuleBroken as broken:
            raise RuleBroken(
                _("Plan %(number)s: %(why)s"),
                values={"number": plan["number"], "why": broken.sentence},
                code="faulty_plan",
            ) from broken
    Plan.objects.bulk_create(
        Plan(vote=vote, position=position, **plan) for position, plan in enumerate(plans)
    )
    record_vote("plans_imported", vote, by=by, at=at, number=len(plans), file=fingerprint)
    return len(plans)


@action
def import_ballots(
    vote, *, ballots, numbers, fingerprint, keep_codes=None, idempotency_key="", by, at
):
    """Take in ballots of another system. Returns (number, invalid).

    Like a sheet of paper each of them has a code, marked on paper beforehand at another screen: no
    file brings more ballots than there are marked codes without one. Who brings in a file does not
    close the vote (`check_somebody_else_counts`).
    ``ballots``: plan numbers per ballot; ``numbers``: by what the file itself tells its ballots
    apart. A number that came in with another file refuses this one. A ballot that breaks a rule is kept as invalid, with the
    reason. ``keep_codes`` is called with one receipt code per ballot, in the order of the file,
    before anything is final; without it there are no receipts. A file comes in once. ``idempotency_key`` is
    the idempotency key of the form: pressed twice, the same codes are given again.
    """
    vote = _lock_checked(vote, by=by, at=at)
    check_vote_is_open(vote)
    seed = f"{vote.pk}:{fingerprint}:{idempotency_key}" if idempotency_key else ""
    codes = _codes(seed, len(ballots)) if keep_codes else []
    if Import.objects.filter(activity=vote.activity, fingerprint=fingerprint).exists():
        if seed and _are_ours(vote, codes):
            return _give_again(vote, fingerprint, codes, keep_codes)
        raise AlreadyDone(
            _("Dit bestand is al ingelezen. Er is niets veranderd."), code="imported_already"
        )
    _check_numbers_are_new(vote, numbers)
    check_ballots_have_codes(len(ballots), **paper_numbers(vote))
    rows = _rows(vote, ballots, codes)
    invalid = sum(bool(row.invalid_reason) for row in rows)
    SystemRandom().shuffle(rows)
    Ballot.objects.bulk_create(rows, batch_size=500)
    brought = Import.objects.create(
        activity=vote.activity, fingerprint=fingerprint, rows=len(rows), imported_at=at
    )
    record_vote(
        "ballots_imported",
        vote,
        by=by,
        at=at,
        number=len(rows),
        invalid=invalid,
        file=fingerprint,
        wrote=(brought,),
    )
    if keep_codes:
        keep_codes([code for code, _kept in codes])
    return len(rows), invalid


def _check_numbers_are_new(vote, numbers):
    """A file that has grown holds the ballots of the one before it. Keeps the numbers."""
    hashes = {number: _number_hash(vote, number) for number in numbers}
    earlier = set(vote.file_numbers.values_list("number_hash", flat=True))
    if known := [number for number, hashed in hashes.items() if hashed in earlier]:
        raise RuleBroken(
            _(
                "%(number)s stembiljetten stonden al in een eerder bestand: %(shown)s. Haal die rijen "
                "weg. Zijn het andere stembiljetten, geef ze dan een eigen nummer."
            ),
            values={
                "number": len(known),
                "shown": ", ".join(known[:SHOWN]) + (" …" if len(known) > SHOWN else ""),
            },
            code="ballots_known",
        )
    # Sorted by hash: the order of the file says nothing any more.
    FileBallotNumber.objects.bulk_create(
        (FileBallotNumber(vote=vote, number_hash=hashed) for hashed in sorted(hashes.values())),
        batch_size=500,
    )


def _number_hash(vote, number):
    return keyed_fingerprint(f"ballot:{vote.pk}:{number}", key=settings.RECEIPT_KEY.encode())


def _codes(seed, number):
    """A receipt per ballot. With a seed they follow from it, and it is kept nowhere."""
    return [new_code(BALLOT, idempotency_key=seed and f"{seed}:{place}") for place in range(number)]


def _are_ours(vote, codes):
    """This very form brought the file in: the first ballot of the file has the code it gives."""
    first = [code_hash for _code, code_hash in codes[:1]]
    return Ballot.objects.filter(vote=vote, receipt_hash__in=first).exists()


def _give_again(vote, fingerprint, codes, keep_codes):
    keep_codes([code for code, _kept in codes])
    entries = Entry.objects.about(vote.key).filter(verb="ballots_imported")
    facts = next(entry.facts for entry in entries if entry.facts["file"] == fingerprint)
    return facts["number"], facts["invalid"]


def _rows(vote, ballots, codes):
    """The ballots as they are kept, in the order of the file."""
    plans = list(vote.plans.all())
    rules = rules_of(vote, plans)
    rows = []
    for place, choices in enumerate(ballots):
        ballot = Ballot(
            vote=vote,
            choices=in_plan_order(plans, choices),
            channel=Ballot.Channel.FILE,
            invalid_reason=reason_of(check_ballot(tuple(choices), rules)),
            receipt_hash=codes[place][1] if codes else None,
        )
        rows.append(sealed(ballot))
    return rows


def _lock_checked(vote, *, by, at):
    vote = lock_vote(vote)
    if by is not None:
        check_may_run_vote(by, vote.activity.trajectory, on=local_day(at))
    return vote
