"""What an agreement says is read from its frozen text, and remembered as long as there is room."""

import json

import pytest

from speelruimte.agreements import reading
from speelruimte.agreements.models import Version
from speelruimte.agreements.queries import (
    agreement_of,
    current_agreement,
    open_version,
    version_in_force,
)
from speelruimte.agreements.reading import agreement_in_words, label_of
from speelruimte.agreements.said import SaidSay
from speelruimte.policy.queries import parsed_policy
from speelruimte.trajectories.models import Trajectory
from tests.steps.agreement import adopted_agreement, amended_agreement, fresh
from tests.steps.bare import a_trajectory, an_agreement
from tests.steps.beginning import trajectory_of


@pytest.fixture(autouse=True)
def _nothing_is_remembered(monkeypatch):
    monkeypatch.setattr(reading, "_READ", {})


def frozen(text, *, now, number=1):
    """A version that was adopted with this text."""
    return Version(
        number=number,
        state="adopted",
        adopted_at=now,
        adopted_on=now.date(),
        text=text,
        fingerprint=f"{number}",
    )


@pytest.fixture
def amended(trajectory, cast, now):
    """An agreement that was adopted and changed once, under Heemstede's policy."""
    trajectory = adopted_agreement(trajectory, cast, at=now)
    amended_agreement(trajectory, cast, at=now)
    return fresh(trajectory)


def test_a_text_from_before_a_field_was_thought_of_reads_as_if_nothing_was_filled_in(policy, now):
    agreement = agreement_in_words(frozen("{}", now=now), policy)

    assert (agreement.sections, agreement.frames, agreement.phases) == ((), (), ())
    assert (agreement.moments, agreement.adoptions, agreement.versions) == ((), (), ())
    assert (agreement.reason_for_change, agreement.how_weighed, agreement.about) == ("", "", "")
    assert (agreement.persons_for, agreement.persons_against) == (0, 0)
    assert (agreement.persons_for_earlier, agreement.persons_against_earlier) == (0, 0)
    assert not agreement.asks_parties


def test_who_was_asked_and_said_nothing_was_asked(policy, now):
    shops = {"who": "Winkeliers De Brink", "asked_on": "2027-02-09"}
    stands = [{}, {"organisations_silent": [shops]}, {"persons_silent": 1}, {"persons_for": 1}]

    texts = [json.dumps({"stands": said}) for said in stands]
    asked = [agreement_in_words(frozen(text, now=now), policy) for text in texts]

    assert [agreement.asks_parties for agreement in asked] == [False, True, True, True]


def test_a_text_is_read_once_and_no_more_than_128_are_remembered(policy, now, monkeypatch):
    remembered = {}
    monkeypatch.setattr(reading, "_READ", remembered)
    first = frozen("{}", now=now)
    assert agreement_in_words(first, policy) is agreement_in_words(first, policy)

    numbers = []
    for number in range(2, 140):
        agreement_in_words(frozen("{}", now=now, number=number), policy)
        numbers.append(len(remembered))

    assert max(numbers) == 128


def test_what_it_is_about_is_the_first_answer_of_the_description_and_nothing_of_the_plan(
    policy, now
):
    words = parsed_policy(policy)
    texts = {"plan": words.plan_sections[0].key, "description": words.description_questions[1].key}
    sections = [{"part": part, "key": key, "text": part} for part, key in texts.items()]

    agreement = agreement_in_words(frozen(json.dumps({"sections": sections}), now=now), policy)

    assert len(agreement.sections) == 2
    assert agreement.about == "description"


def test_frames_stand_with_what_they_are(policy):
    trajectory = a_trajectory(policy, route="college")
    agreement = agreement_of(an_agreement(trajectory, open_to="meepraten"))

    assert [frame.title for frame in agreement.fixed] == ["De wilgen blijven staan."]
    assert [frame.title for frame in agreement.open] == ["De banken"]
    assert agreement.unknown == ()


def test_a_text_that_was_erased_is_not_shown_from_memory(policy, now):
    wrong = frozen('{"how_weighed": "Samen met Henk."}', now=now)
    assert agreement_in_words(wrong, policy).how_weighed == "Samen met Henk."
    wrong.text = '{"how_weighed": "(gewist)"}'

    assert agreement_in_words(wrong, policy).how_weighed == "(gewist)"


def test_a_key_is_said_in_the_word_of_the_policy_or_as_it_is(policy):
    words = parsed_policy(policy)

    assert label_of(words, "influence_levels", "meedenken") == "Meedenken"
    assert label_of(words, "influence_levels", "fluisteren") == "fluisteren"
    assert label_of(words, "status", "open") == "is open"


def test_a_group_is_known_by_its_level_and_else_by_its_role():
    said = {"group": "Bewoners", "expected": "", "promise": "", "binding": "", "say": 1}
    level = {"level_key": "meedenken", "level": "Meedenken"}
    role = {"role_key": "adviseur", "role": "Adviseur"}
    none = dict.fromkeys([*level, *role], "")

    shown = {
        (said_say.key, said_say.label)
        for said_say in (
            SaidSay(**said, **none | level),
            SaidSay(**said, **none | role),
            SaidSay(**said, **level, **role),
        )
    }

    assert shown == {("meedenken", "Meedenken"), ("adviseur", "Adviseur")}


def test_a_frame_and_a_phase_are_found_by_what_they_are_called_by(policy):
    trajectory = a_trajectory(policy, route="college")
    agreement = agreement_of(an_agreement(trajectory, frames=("De wilgen.", "Het geld.")))

    assert [agreement.frame(number).title for number in (1, 2)] == ["De wilgen.", "Het geld."]
    assert agreement.frame(3) is None
    assert agreement.phase("ophalen").name == "Ophalen"
    assert agreement.phase("kiezen") is None


def test_only_the_newest_version_that_was_adopted_holds(amended):
    old, new = (agreement_of(version) for version in amended.versions.order_by("number"))

    assert version_in_force(amended).number == new.number == current_agreement(amended).number
    assert [line.is_current for line in new.versions] == [False, True]
    assert (old.is_replaced, new.is_replaced) == (True, False)


def test_an_agreement_that_was_fetched_ahead_is_not_fetched_again(
    amended, django_assert_num_queries
):
    ahead = Trajectory.objects.prefetch_related("versions").get(pk=amended.pk)
    plain = Trajectory.objects.get(pk=amended.pk)

    with django_assert_num_queries(0):
        assert version_in_force(ahead).number == 2
    with django_assert_num_queries(1):
        assert version_in_force(plain).number == 2


def test_before_the_first_plan_no_version_holds_or_is_open(trajectory):
    assert version_in_force(trajectory) is None
    assert current_agreement(trajectory) is None
    assert open_version(trajectory) is None


def test_bodies_that_adopt_are_named_and_nobody_where_the_project_leader_recorded_it(
    cast, areas, load_pack, now
):
    policy = load_pack("heemstede-2020")
    named = {
        route: agreement_of(
            adopted_agreement(
                trajectory_of(policy, cast, areas, at=now, route=route, case_number=case),
                cast,
                at=now,
            ).versions.get()
        ).adopted_by
        for route, case in (("college-eenvoudig", "2027-0012"), ("ambtelijk", "2027-0013"))
    }

    assert named == {"college-eenvoudig": ("het college",), "ambtelijk": ()}
