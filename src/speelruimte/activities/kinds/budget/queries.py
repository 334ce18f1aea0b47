"""What pages and others ask about a vote."""

import json
from fractions import Fraction

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from speelruimte.activities.kinds.budget.codes import BALLOT, VOTING
from speelruimte.activities.kinds.budget.models import Ballot, Outcome, Plan, Vote, VotingRight
from speelruimte.activities.kinds.budget.seals import is_as_it_came_in
from speelruimte.analysis.budget import dutch_amount
from speelruimte.journal.models import Entry
from speelruimte.people.receipts import code_hash
from speelruimte.shared.compiled_query import compiled_query
from speelruimte.shared.fetched_ahead import fetch_ahead
from speelruimte.shared.fingerprints import fingerprint


def ballot_standing(typed_code) -> str | None:
    """Whether the ballot with this receipt counts: "counts", "invalid" or, until the vote is
    closed, "pending"; "uncounted" where the process stopped before; "changed" where the ballot or
    the receipt on it is otherwise than it came in. None when there is no such ballot. Never what was
    chosen.
    """
    ballot_hash = code_hash(typed_code or "", BALLOT)
    if ballot_hash is None:
        return None
    ballot = (
        Ballot.objects.filter(receipt_hash=ballot_hash)
        .select_related("vote__outcome")
        .defer("vote__outcome__text")
        .first()
    )
    if ballot is None:
        return None
    if not is_as_it_came_in(ballot):
        return "changed"
    if ballot.vote.closed_at and getattr(ballot.vote, "outcome", None) is None:
        return "uncounted"
    if ballot.invalid_reason:
        return "invalid"
    return "counts" if ballot.vote.closed_at else "pending"


def vote_of_ballot(typed_code) -> Vote | None:
    """The vote in which the ballot with this receipt was cast, with its process."""
    ballot_hash = code_hash(typed_code or "", BALLOT)
    if ballot_hash is None:
        return None
    return (
        Vote.objects.filter(ballots__receipt_hash=ballot_hash)
        .select_related("activity__trajectory")
        .first()
    )


def use_of_code(vote, typed_code) -> str | None:
    """What became of the right with this code (a word of `VotingRight.Used`); None without one."""
    right_hash = code_hash(typed_code or "", VOTING)
    if right_hash is None:
        return None
    rights = VotingRight.objects.filter(vote=vote, code_hash=right_hash)
    return rights.values_list("used", flat=True).first()


def vote_of(activity) -> Vote | None:
    """The vote of an activity, with its plans; None when it is not prepared yet."""
    votes = _vote_of(activity=activity.pk)
    fetch_ahead(votes, "plans")
    return votes[0] if votes else None


@compiled_query
def _vote_of(*, activity):
    return Vote.objects.filter(activity=activity).select_related("activity__trajectory")


def outcome_of(vote) -> dict | None:
    """What the count came to, as `counts.outcome_text` wrote it; None until the vote is closed."""
    outcome = getattr(vote, "outcome", None)
    return json.loads(outcome.text) if outcome else None


def rights_by_use(vote) -> dict:
    """How many rights there are per use."""
    per_use = vote.rights.values_list("used").annotate(Count("pk"))
    return dict.fromkeys(VotingRight.Used.values, 0) | dict(per_use)


def fingerprint_of_codes(vote) -> str:
    """One fingerprint over all codes that were given out, whatever became of each; empty without any."""
    hashes = sorted(vote.rights.values_list("code_hash", flat=True))
    return fingerprint("".join(hashes)) if hashes else ""


def paper_numbers(vote) -> dict:
    """How many rights are marked as used on paper, and how many ballots came in without being cast
    on the site: sheets that were typed, and ballots from files.
    """
    return {
        "marked": vote.rights.filter(used=VotingRight.Used.PAPER).count(),
        "sheets": vote.ballots.filter(channel=Ballot.Channel.PAPER).count(),
        "in_files": vote.ballots.filter(channel=Ballot.Channel.FILE).count(),
    }


def imported_number(vote) -> int:
    """How many ballots came from files, as the journal remembers it."""
    entries = Entry.objects.about(vote.key).filter(verb="ballots_imported")
    return sum(entry.facts["number"] for entry in entries)


def brought_in_by(vote) -> set[str]:
    """Who brought in ballots with a file, by their mark in this case; the command line is nobody."""
    entries = Entry.objects.about(vote.key).filter(verb="ballots_imported")
    return set(entries.exclude(by="").values_list("by", flat=True))


def numbers_of(vote) -> dict:
    """Everything that must agree before a vote closes, for the journal."""
    rights = rights_by_use(vote)
    ballots = dict(vote.ballots.values_list("channel").annotate(Count("pk")))
    return {
        "digital_ballots": ballots.get(Ballot.Channel.DIGITAL, 0),
        "digital_rights": rights[VotingRight.Used.DIGITAL],
        "paper_sheets": ballots.get(Ballot.Channel.PAPER, 0),
        "paper_rights": rights[VotingRight.Used.PAPER],
        "imported_ballots": ballots.get(Ballot.Channel.FILE, 0),
        "imported_number": imported_number(vote),
        "unused_rights": rights[VotingRight.Used.NO],
        "withdrawn_rights": rights[VotingRight.Used.WITHDRAWN],
    }


def received_of(numbers) -> dict:
    """How many ballots came in along which way, and how many codes there were: for everybody."""
    rights = ("digital_rights", "paper_rights", "unused_rights")
    return {
        "digital": numbers["digital_ballots"],
        "paper": numbers["paper_sheets"],
        "file": numbers["imported_ballots"],
        "codes": sum(numbers[right] for right in rights),
    }


def differences(numbers) -> list[str]:
    """A sentence for each pair that does not agree."""
    numbers = numbers | {"on_paper": numbers["paper_sheets"] + numbers["imported_ballots"]}
    pairs = (
        (
            "digital_ballots",
            "digital_rights",
            _(
                "Op de site zijn {first} stembiljetten binnengekomen, maar {second} stemcodes gebruikt. "
                "Dat mag niet kunnen: bel de makers van deze software."
            ),
        ),
        (
            "on_paper",
            "paper_rights",
            _(
                "Er zijn {first} stembiljetten van papier of uit een bestand ingevoerd, maar {second} "
                "stemcodes gemarkeerd als ‘op papier’. Leg ze naast de codes. Vul aan wat ontbreekt, en "
                "neem terug wat dubbel of verkeerd is ingevoerd."
            )
            if numbers["imported_ballots"]
            else _(
                "Er zijn {first} papieren stembiljetten ingevoerd, maar {second} stemcodes gemarkeerd als "
                "‘op papier’. Leg de stapel en de codes naast elkaar. Vul aan wat ontbreekt, en neem "
                "terug wat dubbel of verkeerd is ingevoerd."
            ),
        ),
        (
            "imported_ballots",
            "imported_number",
            _(
                "Er staan {first} stembiljetten uit een bestand, maar volgens het logboek zijn het er "
                "{second}. Dat mag niet kunnen: bel de makers van deze software."
            ),
        ),
    )
    return [
        sentence.format(first=numbers[first], second=numbers[second])
        for first, second, sentence in pairs
        if numbers[first] != numbers[second]
    ]


def plans_of(trajectory):
    """All plans that people voted on in a trajectory, in the order of the vote."""
    return Plan.objects.filter(vote__activity__trajectory=trajectory).order_by(
        "vote_id", "position", "id"
    )


def plans_to_find(trajectory) -> list[str]:
    """What the plans of a vote say, once one can vote for them."""
    return [f"{plan.name}. {plan.text}" for plan in _shown(trajectory=trajectory.pk)]


@compiled_query
def _shown(*, trajectory):
    return plans_of(trajectory).filter(vote__opened_at__isnull=False)


def funded(trajectory) -> frozenset | None:
    """Numbers of the plans that the vote funds; None when nothing was counted."""
    texts = Outcome.objects.filter(vote__activity__trajectory=trajectory).values_list(
        "text", flat=True
    )
    if not texts:
        return None
    return frozenset(number for text in texts for number in json.loads(text)["funded"])


def over_budget(trajectory, numbers) -> tuple[str, str] | None:
    """What these plans cost together, and what there is to divide, where they cost more."""
    for taken, budget in _taken(trajectory, numbers):
        if taken > budget:
            return _in_euro(taken), _in_euro(budget)
    return None


def budgets_kept(trajectory, numbers) -> frozenset:
    """What there was to divide in each vote in which these plans cost no more than that."""
    return frozenset(budget for taken, budget in _taken(trajectory, numbers) if taken <= budget)


def _taken(trajectory, numbers):
    """By vote what these plans cost together, and what there is to divide."""
    for vote in Vote.objects.filter(activity__trajectory=trajectory).order_by("pk"):
        taken = vote.plans.filter(number__in=numbers).aggregate(cost=Sum("cost"))
        yield taken["cost"] or 0, vote.budget


def _in_euro(amount):
    return f"€\N{NO-BREAK SPACE}{dutch_amount(Fraction(amount))}"
