"""What was loaded once is read for ever, under whatever shape it was written."""

import json
from pathlib import Path

import pytest

from speelruimte.policy.actions import load_policy
from speelruimte.policy.models import PolicyVersion
from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.reading import read_policy
from speelruimte.policy.schema import SCHEMA, Policy, WrittenLater, upgraded
from speelruimte.policy.schema.walking import NEUTRAL_GROUNDS
from speelruimte.shared.fingerprints import canonical, fingerprint
from tests.policy.test_reading import SMALL

# One folder per shape of the schema, with what was kept then. Files are added, never changed.
LOADED = sorted((Path(__file__).parent / "loaded").glob("schema-*/*.json"))
NAMES = [f"{path.parent.name}/{path.stem}" for path in LOADED]


# A term that no code ever counted, so nothing was promised with it.
NEVER_HELD = "remark_on_process"


@pytest.mark.parametrize("path", LOADED, ids=NAMES)
def test_what_was_loaded_under_an_earlier_shape_is_read_with_every_promise_in_it(path):
    stored = json.loads(path.read_text())
    policy = Policy.from_data(stored)
    now = policy.as_data()
    assert policy.slug == path.stem
    assert now["schema"] == SCHEMA
    for key in (
        "decision_routes",
        "checks",
        "obligations",
        "exclusions",
        "influence_levels",
        "participant_roles",
        "plan_sections",
        "evaluation_questions",
        "service_terms",
        "statutory_procedures",
    ):
        promised = [kept for kept in _keys(stored.get(key, [])) if kept != NEVER_HELD]
        assert _keys(now.get(key, [])) == promised, key
    assert policy.as_data() == Policy.from_data(now).as_data()


@pytest.mark.parametrize("path", LOADED, ids=NAMES)
def test_what_was_loaded_before_there_were_grounds_to_refuse_on_has_none_today(path):
    policy = Policy.from_data(json.loads(path.read_text()))
    assert policy.own_words.refusal_grounds == ()


def test_what_was_loaded_keeps_the_grounds_it_was_loaded_with():
    loaded = read_policy(SMALL, file="x.yaml").policy.as_data()
    assert Policy.from_data(loaded).own_words.refusal_grounds == NEUTRAL_GROUNDS
    loaded["own_words"]["refusal_grounds"] = loaded["own_words"]["refusal_grounds"][:1]
    assert Policy.from_data(loaded).own_words.refusal_grounds == NEUTRAL_GROUNDS[:1]


def _keys(section):
    return [item["key"] for item in section] if isinstance(section, list) else sorted(section)


def test_every_shape_there_was_has_its_policies_here():
    assert {path.parent.name for path in LOADED} >= {f"schema-{n}" for n in range(SCHEMA)}


@pytest.mark.parametrize("number", [SCHEMA + 1, -1, "1", True, None])
def test_a_shape_that_is_not_known_is_never_guessed_at(number):
    with pytest.raises(WrittenLater):
        upgraded({"schema": number})


def test_upgrading_leaves_what_it_is_given_as_it_was():
    stored = json.loads(LOADED[0].read_text())
    before = canonical(stored)
    upgraded(stored)
    assert canonical(stored) == before


def test_a_file_for_a_later_version_is_refused_with_the_number_that_is_known():
    (fault,) = read_policy(f"schema: {SCHEMA + 1}\n{SMALL}", file="x.yaml").faults
    assert fault.field == "schema"
    assert str(SCHEMA) in fault.right


@pytest.mark.django_db
@pytest.mark.parametrize("given", [SMALL, f"{SMALL}# geen nieuwe regel\n"])
def test_a_file_that_was_loaded_under_an_earlier_shape_was_loaded_already(given, now):
    version = kept(read_policy(SMALL, file="x.yaml").policy.as_data(), at=now)
    assert load_policy(text=given, file="x.yaml", by=None, at=now) == version
    assert parsed_policy(version).as_data()["schema"] == SCHEMA


@pytest.mark.django_db
def test_a_file_that_was_loaded_while_other_defaults_held_was_loaded_already(now):
    loaded = read_policy(SMALL, file="x.yaml").policy.as_data()
    del loaded["own_words"]["refusal_grounds"]
    version = kept(loaded, at=now)
    assert load_policy(text=SMALL, file="x.yaml", by=None, at=now) == version
    assert parsed_policy(version).own_words.refusal_grounds == ()


def kept(loaded, *, at):
    """A version as it was kept before shapes had a number."""
    del loaded["schema"]
    content = canonical(loaded)
    return PolicyVersion.objects.create(
        key="kleinstad-2026",
        title="Kleinstad",
        effective_from=loaded["effective_from"],
        source=SMALL,
        content=content,
        fingerprint=fingerprint(content),
        loaded_at=at,
    )
