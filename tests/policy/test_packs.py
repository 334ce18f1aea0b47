"""The shipped policies."""

import pytest
import yaml

from speelruimte.policy.reading import read_file
from speelruimte.policy.schema import InitiatorKind, Nature, Policy, SystemRole
from speelruimte.policy.shipped import policy_file, shipped
from speelruimte.shared.fingerprints import canonical, fingerprint

NAMES = ["aa-en-hunze-2023", "assen-2021", "assen-2022", "basis", "heemstede-2020"]


# What each shipped file says, without its comments and its form. Rows are added, never changed.
SHIPPED_AS = {
    "aa-en-hunze-2023": "9920b1e6a1e00af8",
    "assen-2021": "d4bbbd1574493c26",
    "assen-2022": "1d87563737c51f03",
    "basis": "09be4123b2124693",
    "heemstede-2020": "fed7a958e21777cf",
}
EDITED = """{name}.yaml says something else than when it was shipped. A process keeps the policy with which
it began, and an installation that loaded this file refuses another one for the same day. Put the
file back, copy it under the name of the new year with its own `key` and `effective_from`, change
that copy, and add it to SHIPPED_AS as {now!r}."""


def pack(name) -> Policy:
    reading = read_file(policy_file(name))
    assert reading.faults == ()
    return reading.policy


def test_five_policies_are_shipped():
    assert list(shipped()) == NAMES, "name it in NAMES and SHIPPED_AS (tests/policy/test_packs.py)"


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_policy_stays_as_it_was_shipped(name):
    said = yaml.safe_load(policy_file(name).read_text())
    now = fingerprint(canonical(said))[:16]
    is_the_same = SHIPPED_AS.get(name) == now

    assert is_the_same, EDITED.format(name=name, now=now)


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_policy_has_no_fault_and_is_called_after_its_file(name):
    assert pack(name).slug == name


@pytest.mark.parametrize("name", NAMES)
def test_a_policy_comes_back_whole_from_what_is_kept(name):
    policy = pack(name)
    again = Policy.model_validate(policy.as_data())
    assert again == policy
    assert canonical(again.as_data()) == canonical(policy.as_data())


def test_assen_2021_turns_residents_away_with_a_place_to_go():
    policy = pack("assen-2021")
    assert policy.in_scope("municipality")
    for kind in set(InitiatorKind) - {InitiatorKind.MUNICIPALITY}:
        rule = policy.scope_rule(kind)
        assert not policy.in_scope(kind)
        assert str(rule.sentence)
        assert "14 0592" in str(rule.go_to) or "overheid" in str(rule.go_to)


def test_assen_2022_takes_residents_in():
    assert pack("assen-2022").in_scope(InitiatorKind.RESIDENT)


def test_assen_has_four_levels_and_carrying_out_together_is_no_say():
    for name in ("assen-2021", "assen-2022"):
        says = {level.key: level.say for level in pack(name).influence_levels}
        assert says == {"meeweten": 0, "meedenken": 2, "meebeslissen": 3, "mee-doen": None}


def test_assen_reports_every_four_months_since_2022():
    assert pack("assen-2021").report is None
    assert pack("assen-2022").report.months == 4


def test_heemstede_has_purposes_and_roles_but_no_levels():
    policy = pack("heemstede-2020")
    assert policy.influence_levels == ()
    assert [str(purpose) for purpose in policy.purposes] == [
        "Samen denken",
        "Samen doen",
        "Samen beslissen",
        "Samen leren",
    ]
    assert [role.say for role in policy.participant_roles] == [None, 4, 3, 2, 1, 0]
    assert policy.effective_from.isoformat() == "2021-02-01"
    assert len(policy.description_questions) == 6


def test_the_neutral_policy_has_five_levels_in_two_languages():
    policy = pack("basis")
    assert [level.say for level in policy.influence_levels] == [0, 1, 2, 3, 4]
    assert [level.label.in_language("en") for level in policy.influence_levels][-1] == (
        "Deciding yourselves"
    )
    assert str(policy.level("zelf-beslissen")) == "Zelf beslissen"
    assert policy.municipality.contact.phone == "0500 12 34 56"


@pytest.mark.parametrize("name", NAMES)
def test_residents_are_spoken_to_with_u(name):
    text = policy_file(name).read_text().lower()
    assert " je " not in text
    assert " jouw " not in text


@pytest.mark.parametrize("name", NAMES)
def test_a_check_is_never_answered_by_residents_or_administrators(name):
    answering = {check.answered_by for check in pack(name).checks}
    assert not answering & {SystemRole.RESIDENT, SystemRole.ADMINISTRATOR, SystemRole.MODERATOR}


@pytest.mark.parametrize("name", ["assen-2021", "assen-2022", "basis"])
def test_the_council_answers_for_itself(name):
    asked = [check for check in pack(name).checks if check.answered_by == SystemRole.GRIFFIE]
    assert asked
    assert all(check.when.fact == "body" for check in asked)


def test_own_initiatives_are_known_as_such():
    for name in ("assen-2022", "heemstede-2020", "aa-en-hunze-2023", "basis"):
        natures = {route.nature for route in pack(name).decision_routes}
        assert Nature.OWN_INITIATIVE in natures
