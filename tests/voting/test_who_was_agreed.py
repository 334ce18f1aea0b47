"""Who may vote follows the agreement: no other age stands on the ballot than in its phase."""

import pytest

from speelruimte.activities.kinds.budget.actions import open_vote
from speelruimte.activities.kinds.budget.models import Vote
from tests.steps.refusing import refuses
from tests.steps.voting import prepared_vote


def test_another_age_than_was_agreed_is_refused_at_its_field(activity, agreed, cast, now):
    agreed("Iedereen van 8 jaar en ouder in de Vaartzijde", "Ouders")
    with refuses("another_age_was_agreed", field="who") as refusal:
        prepared_vote(
            activity, by=cast.samira, at=now, who="Iedereen van 12 jaar en ouder in de buurt."
        )
    assert "Iedereen van 8 jaar en ouder in de Vaartzijde" in str(refusal.value)
    assert not Vote.objects.exists()


@pytest.mark.parametrize(
    ("group", "who"),
    [
        ("Iedereen van 8 jaar en ouder", "Alle kinderen vanaf acht jaar krijgen een brief."),
        ("Iedereen van 8 jaar en ouder", "Wie een brief kreeg."),
        ("Iedereen in de buurt", "Iedereen van 12 jaar en ouder."),
    ],
)
def test_the_agreed_age_in_other_words_no_age_or_an_age_where_none_was_agreed_is_taken(
    activity, agreed, cast, now, group, who
):
    agreed(group)
    assert prepared_vote(activity, by=cast.samira, at=now, who=who).who == who


def test_a_vote_does_not_open_with_another_age_than_was_agreed_since(activity, agreed, cast, now):
    vote = prepared_vote(
        activity, by=cast.samira, at=now, who="Iedereen van 12 jaar en ouder in de buurt."
    )
    agreed("Iedereen van 8 jaar en ouder")
    with refuses("another_age_was_agreed", field="who"):
        open_vote(vote, by=cast.samira, at=now)
