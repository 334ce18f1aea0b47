"""What the journal holds a fingerprint of, made again from the rows themselves."""

from speelruimte.activities.kinds.budget.counts import ballots_text
from speelruimte.activities.kinds.budget.models import Ballot, FixedRules, Outcome


def canonical_text_of(pk) -> str:
    """The outcome of the vote with this key, as one text."""
    return Outcome.objects.values_list("text", flat=True).get(vote_id=pk)


def frozen_text_of(pk) -> tuple:
    """The outcome of that vote and the fingerprint that its row keeps."""
    return Outcome.objects.values_list("text", "fingerprint").get(vote_id=pk)


def rules_text_of(pk) -> str:
    """The rules of the vote with this key, as they were fixed when it opened."""
    return FixedRules.objects.values_list("text", flat=True).get(vote_id=pk)


def frozen_rules_of(pk) -> tuple:
    """Those rules and the fingerprint that their row keeps."""
    return FixedRules.objects.values_list("text", "fingerprint").get(vote_id=pk)


def ballots_text_of(pk) -> str:
    """The valid ballots of the vote with this key, as one text."""
    valid = Ballot.objects.filter(vote_id=pk, invalid_reason="")
    return ballots_text(valid.values_list("choices", flat=True))
