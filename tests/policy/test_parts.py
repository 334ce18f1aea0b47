"""What the parts of a policy say of themselves: by key, by language, by step."""

from datetime import date
from typing import Annotated

import pytest
from pydantic import ValidationError

from speelruimte.policy import queries
from speelruimte.policy.conditions import evaluate, in_words
from speelruimte.policy.models import PolicyVersion
from speelruimte.policy.queries import parsed_policy, policy_in_force
from speelruimte.policy.reading import read_policy
from speelruimte.policy.reading.faults import named, nearest
from speelruimte.policy.reading.shape import bare, shape_at
from speelruimte.policy.recording import recorder_of
from speelruimte.policy.schema import Condition, Gate, Policy, RouteStep, Text, WayOfDeciding, text
from speelruimte.policy.ways import (
    NoRuleApplies,
    advice,
    complexity_fact,
    decide_way,
    gate_applies,
    gate_is_certain,
    is_complex,
    is_required,
)
from speelruimte.policy.wording import Wording
from tests.policy.test_packs import pack
from tests.policy.test_reading import SMALL
from tests.steps.refusing import refuses

BASIS = pack("basis")


def small(more="", **changes):
    reading = read_policy(SMALL + more, file="x.yaml")
    assert reading.faults == ()
    return reading.policy.model_copy(update=changes)


def when(data):
    return Condition.model_validate(data)


# Texts --------------------------------------------------------------------------------------------


def test_a_text_is_read_in_the_language_asked_else_in_dutch_else_in_what_there_is():
    both = Text.model_validate({"en": "Square", "nl": "Plein"})
    assert [both.in_language(language) for language in ("nl", "en", "fr")] == [
        "Plein",
        "Square",
        "Plein",
    ]
    assert Text.model_validate({"en": "Square"}).in_language("nl") == "Square"
    assert text("Plein").in_language("en") == "Plein"


def test_texts_that_say_the_same_are_the_same():
    assert len({text("Plein"), text(" Plein "), text("Brink")}) == 2


def test_a_number_is_a_text_and_true_is_none():
    assert str(Text.model_validate(7)) == "7"
    with pytest.raises(ValidationError, match="dit is geen tekst"):
        Text.model_validate(True)


def test_a_thing_that_is_not_there_is_named_with_what_there_is():
    with pytest.raises(KeyError, match="'nergens' staat niet in het beleid; wel: luisteren"):
        small().level("nergens")
    with pytest.raises(KeyError, match="wel: geen"):
        small().purpose("nergens")


def test_a_term_is_said_with_its_unit():
    term = "service_terms:\n  receipt: {number: 2, unit: weeks, source: basis}\n"
    assert str(small(term).term("receipt")) == "2 weken"


# What a policy calls things ------------------------------------------------------------------------

OWN_WORDS = """\
words:
  - {key: plan, label: {nl: Schets, en: Sketch}, source: basis}
route:
  steps:
    weighing: {label: {nl: Wikken, en: Pondering}, explanation: Wij wikken.}
    plan: {explanation: Wij maken een plan.}
    stopped: {label: Gestaakt}
"""


def test_a_word_of_the_municipality_goes_before_the_default():
    policy = small(OWN_WORDS)
    assert policy.word("plan", "plan") == "Schets"
    assert policy.word("plan", "plan", language="en") == "Sketch"
    assert policy.word("plan", "plannen", plural=True) == "plannen"
    assert policy.word("frame", "kader") == "kader"


def test_a_step_is_called_and_explained_as_the_policy_says():
    policy = small(OWN_WORDS)
    assert policy.step_label("weighing") == "Wikken"
    assert policy.step_label(RouteStep.WEIGHING, language="en") == "Pondering"
    assert policy.step_label("plan") == RouteStep.PLAN.label
    assert policy.step_label("decision") == RouteStep.DECISION.label
    assert policy.step_label("stopped") == "Gestaakt"
    assert policy.step_label("exploring") == "Verkennen"
    assert str(policy.step_explanation("weighing")) == "Wij wikken."
    assert policy.step_explanation("decision") is None


def test_a_source_names_a_document_and_the_neutral_one_none():
    policy = pack("assen-2022")
    document = policy.sources[0]
    assert policy.document(f"{document.key}#kopje") is document
    assert policy.document(document.key) is document
    assert policy.document("basis") is None


def test_what_is_not_named_in_the_scope_may_not_begin():
    policy = small()
    assert policy.in_scope("resident")
    assert not policy.in_scope("a passer-by")


def test_questions_are_asked_of_whom_they_are_for_in_the_order_of_the_file():
    asked = """\
start_requirements:
  - initiators: [resident, developer]
    questions: [{key: waarom, label: 'Waarom?', source: basis}]
  - initiators: [developer]
    questions: [{key: hoezo, label: 'Hoezo?', source: basis}]
evaluation_questions:
  - {key: hoe, label: 'Hoe ging het?', asked_of: participants, source: basis}
  - {key: lukte, label: 'Lukte het?', asked_of: team, source: basis}
"""
    policy = small(asked)
    assert [start_question.key for start_question in policy.start_questions("developer")] == [
        "waarom",
        "hoezo",
    ]
    assert [start_question.key for start_question in policy.start_questions("resident")] == [
        "waarom"
    ]
    assert policy.start_questions("municipality") == ()
    assert [question.key for question in policy.questions_for("team")] == ["lukte"]


def test_who_records_for_a_body_is_called_what_the_policy_says():
    body = small().body("bestuur")
    assert recorder_of(body) == body.recorded_by.label
    assert recorder_of(body.model_copy(update={"recorder": text("de klerk")})) == "de klerk"


def test_bodies_adopt_in_their_order_whatever_order_they_are_named_in():
    bestuur = small().body("bestuur")
    later = bestuur.model_copy(update={"key": "raad", "order": bestuur.order + 1})
    policy = small(deciding_bodies=(later, bestuur))
    assert policy.bodies_in_order(("raad", "bestuur")) == (bestuur, later)


def test_without_a_name_for_the_coach_the_coach_keeps_the_neutral_one():
    contact = "name: Kleinstad\n  contact: {coach: Ineke, phone: 0500 12 34 56%s}\n"
    asked = "Vraag het de participatiecoach."
    for more, said in (("", asked), (", role: Wegwijzer", "Vraag het de wegwijzer.")):
        source = SMALL.replace("name: Kleinstad\n", contact % more)
        assert Wording(read_policy(source, file="x.yaml").policy).say(asked) == said
    assert Wording(small()).say(asked) == asked


# Conditions ---------------------------------------------------------------------------------------


def test_what_does_not_stand_on_a_scale_is_not_at_least_anything():
    at_least = when({"at_least": {"impact": "merkbaar"}})
    assert evaluate(at_least, {"impact": "reusachtig"}, BASIS) is False
    assert (
        evaluate(when({"at_least": {"impact": "reusachtig"}}), {"impact": "groot"}, BASIS) is False
    )


def test_either_answer_to_a_yes_or_no_question_is_said_with_the_question():
    said = in_words(when({"is": {"urgent": ["yes", "no"]}}), BASIS)
    assert said == "Is er gevaar of grote haast? ja of nee"


def test_what_the_policy_does_not_name_is_said_by_its_key():
    assert in_words(when({"is": {"body": "elders"}}), BASIS) == "het orgaan is elders"


@pytest.mark.parametrize("given", [{"is": "bestuur"}, {"at_least": "bestuur"}, {}])
def test_a_condition_says_one_thing_about_facts(given):
    with pytest.raises(ValidationError):
        when(given)


def test_the_parts_of_a_condition_are_those_inside_it():
    inside = {"is": {"urgent": "yes"}}
    assert when({"not": inside}).parts == (when(inside),)
    assert when({"any": [inside, inside]}).parts == (when(inside), when(inside))
    assert when(inside).parts == ()
    assert when({"not": inside}).values == ()
    assert when({"at_least": {"impact": True}}).values == ("yes",)


# Who decides --------------------------------------------------------------------------------------


def test_where_no_rule_holds_nobody_is_said_to_decide():
    policy = small()
    with pytest.raises(NoRuleApplies):
        decide_way(small(decision_routes=policy.decision_routes[:1]), {"competent": "none"})


def test_where_the_policy_knows_no_complexity_nothing_is_complex():
    assert not is_complex(small(), ())
    assert complexity_fact(small(), (), {}) == {}
    with pytest.raises(KeyError, match="groot"):
        is_complex(small(), ("groot",))


def test_advice_is_said_in_the_words_of_its_rule():
    rule = BASIS.proportionality[0]
    always = BASIS.model_copy(
        update={"proportionality": (rule, rule.model_copy(update={"when": None}))}
    )
    (given,) = advice(always, {})
    assert (given.number, given.advice, given.reason, given.advises) == (
        2,
        str(rule.advice),
        str(rule.reason),
        rule.advises,
    )


def test_the_last_setting_of_a_gate_that_holds_counts_and_without_one_its_own_default():
    settings = (
        "route:\n  gates:\n"
        "    - {gate: quickscan, holds: %s, source: basis}\n"
        "    - {gate: quickscan, holds: %s, when: {is: {urgent: yes}}, source: basis}\n"
    )
    eased = small(settings % ("true", "false"))
    assert gate_applies(eased, Gate.QUICKSCAN, {"urgent": "no"})
    assert not gate_applies(eased, Gate.QUICKSCAN, {"urgent": "yes"})
    assert gate_applies(eased, Gate.QUICKSCAN, {})
    assert gate_applies(small(settings % ("false", "true")), Gate.QUICKSCAN, {})
    for gate in Gate:
        assert gate_applies(small(), gate, {}) is gate.on_by_default


def test_a_question_is_required_always_or_when_its_condition_holds():
    question = BASIS.plan_sections[0]
    hanging = question.model_copy(update={"required_when": when({"is": {"urgent": "yes"}})})
    assert is_required(BASIS, hanging, {"urgent": "yes"})
    assert not is_required(BASIS, hanging, {"urgent": "no"})
    for required in (True, False):
        plain = question.model_copy(update={"required": required, "required_when": None})
        assert is_required(BASIS, plain, {}) is required


# Faults -------------------------------------------------------------------------------------------


def test_a_place_is_named_by_keys_and_else_by_numbers_from_one():
    data = {"levels": [{"key": "een"}, {"key": 7}]}
    assert named(("levels", 0, "say"), data) == "levels[een].say"
    assert named(("levels", 1, "say"), data) == "levels[2].say"
    assert named(("levels", 5, "say", "x"), data) == "levels[6].say.x"
    assert named((), data) == "het bestand"


def test_what_looks_like_nothing_is_told_the_choices_and_where_there_are_none_to_go():
    assert nearest("luistren", ["luisteren"]) == "bedoelt u 'luisteren'?"
    assert nearest("qqq", ["een", "twee"]) == "kies uit: een, twee"
    assert nearest("qqq", []) == "haal het weg"
    assert nearest("qqq", ["een"], otherwise="vul iets in") == "vul iets in"


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ("bodi", "bedoelt u 'body' (een bestuursorgaan)?"),
        ("Bestuurs_orgaan", "bedoelt u 'body' (een bestuursorgaan)?"),
        ("qqq", "kies uit: " + ", ".join(f"{way} ({way.label})" for way in WayOfDeciding)),
    ],
)
def test_a_closed_word_is_found_by_its_dutch_name_and_shown_with_it(given, right):
    assert nearest(given, WayOfDeciding) == right


@pytest.mark.parametrize(
    ("given", "right"),
    [("organen", "bedoelt u 'deciding_bodies'?"), ("lijst", "hier kunnen staan: schema, key,")],
)
def test_a_field_is_found_by_what_its_description_calls_it(given, right):
    faults = read_policy(SMALL + f"{given}: []\n", file="x.yaml").faults
    (fault,) = [str(fault) for fault in faults if fault.field == given]
    assert "dit veld bestaat niet" in fault
    assert right in fault


def test_the_shape_of_a_place_is_that_of_the_field_or_else_of_the_nearest_one_above_it():
    assert shape_at(("municipality", "name"))[1].description
    assert shape_at(("municipality", "nergens")) == (None, shape_at(("municipality",))[1])
    assert shape_at(("municipality", "name", "nergens"))[0] is None


def test_a_choice_that_may_be_left_out_is_the_choice_itself_and_two_choices_stay_two():
    assert bare(Annotated[int | None, "een getal"]) is int
    assert bare(int | str) == int | str


# What was loaded ----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_before_anything_is_loaded_nothing_holds_and_the_sentence_says_what_to_do(today):
    with refuses("no_policy"):
        policy_in_force(on=today)


def test_a_version_is_called_by_its_title_and_day():
    version = PolicyVersion(title="Beleid", effective_from=date(2027, 3, 1))
    assert "Beleid (vanaf " in str(version)
    assert "2027" in str(version)


def test_however_many_versions_are_read_no_more_are_kept_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr(queries, "MOST_READ", 2)
    monkeypatch.setattr(queries, "_READ", {})
    content = Policy.model_validate_json(small().model_dump_json(by_alias=True)).model_dump_json(
        by_alias=True, exclude_none=True
    )
    versions = [PolicyVersion(content=content, fingerprint=mark) for mark in "abc"]
    first = parsed_policy(versions[0])
    assert parsed_policy(versions[0]) is first
    assert parsed_policy(versions[1]) == parsed_policy(versions[2]) == first
    assert list(queries._READ) == ["c"]


def test_a_gate_is_certain_only_where_nothing_unknown_can_open_it():
    heemstede = pack("heemstede-2020")
    assert gate_is_certain(heemstede, Gate.QUICKSCAN, {"complexity": "complex"})
    assert not gate_is_certain(heemstede, Gate.QUICKSCAN, {"complexity": "simple"})
    assert not gate_is_certain(heemstede, Gate.QUICKSCAN, {})
    eased = (
        "route:\n  gates:\n    - {gate: quickscan, holds: true, source: basis}\n"
        "    - {gate: quickscan, holds: false, when: {is: {urgent: yes}}, source: basis}\n"
    )
    assert not gate_is_certain(small(eased), Gate.QUICKSCAN, {})
    assert gate_is_certain(small(eased), Gate.QUICKSCAN, {"urgent": "no"})
