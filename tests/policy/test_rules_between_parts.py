"""What the parts of a policy file demand of each other: one fault, that says which part."""

import pytest
import yaml

from speelruimte.policy.reading import condition_rules, places, read_policy, yaml_faults
from speelruimte.policy.reading.condition_rules import every_case_has_a_way
from speelruimte.policy.reading.role_rules import somebody_answers_every_check
from speelruimte.policy.reading.rules import (
    enough_criteria,
    every_initiator_has_a_rule,
    every_part_is_adopted,
    every_source_is_known,
    levels_go_up,
    say_is_somewhere,
)
from speelruimte.policy.schema import InitiatorKind
from tests.policy.test_reading import SMALL, faults, line_of, only_fault

START = """\
start_requirements:
  - initiators: [resident, developer]
    questions: [{key: waarom, label: 'Waarom?', source: basis}]
  - initiators: [organisation, developer]
    questions: [{key: WHICH, label: 'Hoezo?', source: basis}]
"""


def test_one_person_is_never_asked_two_start_questions_with_one_key():
    assert faults(SMALL + START.replace("WHICH", "hoezo")) == []
    fault = only_fault(SMALL + START.replace("WHICH", "waarom"))
    assert "'waarom' wordt al gevraagd aan developer" in fault


def test_at_the_start_only_the_initiator_is_known():
    when = "source: basis, required_when: {is: {%s}}}]"
    start = START.replace("WHICH", "hoezo")
    known = start.replace("source: basis}]", when % "initiator: developer", 1)
    asked = start.replace("source: basis}]", when % "urgent: yes", 1)
    assert faults(SMALL + known) == []
    assert "'urgent' is bij de start nog niet bekend" in only_fault(SMALL + asked)


def test_no_body_is_called_as_if_there_were_none():
    body = "  - {key: none, label: Niemand, recorded_by: griffie, source: basis}\n"
    broken = SMALL.replace("decision_routes:", body + "decision_routes:")
    assert "'none' betekent: geen orgaan" in only_fault(broken)


def test_a_kind_of_initiator_has_one_rule():
    rule = "    - {initiator: resident, may_start: true, source: basis}\n"
    assert "'resident' heeft al een regel" in only_fault(SMALL.replace(rule, rule + rule))


def test_somebody_may_start_something():
    closed = SMALL.replace("may_start: true", "may_start: false, sentence: Nee., go_to: Elders.")
    assert "niemand mag iets beginnen" in only_fault(closed)


@pytest.mark.parametrize("end", ["closed", "received"])
def test_from_when_a_term_counts_is_a_choice_for_answers_only(end):
    term = "service_terms: {%s: {number: 2, unit: days, source: basis, from: " + end + "}}\n"
    assert faults(SMALL + term % "answer_contribution") == []
    assert "hier is niet te kiezen" in only_fault(SMALL + term % "receipt")


def test_somebody_adopts_the_plan():
    half = SMALL.replace(
        "recorded_by: griffie\n", "recorded_by: griffie\n    adopts: [description]\n"
    )
    fault = only_fault(half)
    assert "[bestuur]" in fault
    assert "stelt" in fault


def test_a_name_that_looks_like_nothing_is_told_what_there_is_or_what_to_fill_first():
    advice = (
        "proportionality:\n  - {key: x, label: X, advises: {%s}, advice: Ja., reason: Zo., "
        "source: basis}\n"
    )
    level = only_fault(SMALL + advice % "level: qqq")
    purpose = only_fault(SMALL + advice % "purposes: [qqq]")
    assert "in influence_levels staan: luisteren" in level
    assert "vul eerst purposes" in purpose


def test_a_language_that_the_website_does_not_speak_is_refused_by_its_place():
    spoken = SMALL.replace("name: Kleinstad\n", "name: Kleinstad\n  languages: [nl, en]\n")
    unknown = spoken.replace("[nl, en]", "[nl, fy]")
    assert faults(spoken) == []
    assert "'fy' spreekt de website nog niet; kies uit: nl, en" in only_fault(unknown)


def test_looking_back_is_done_afterwards():
    question = (
        "evaluation_questions:\n  - {key: hoe, label: 'Hoe ging het?', asked_of: participants, "
        "moment: %s, source: basis}\n"
    )
    assert faults(SMALL + question % "after") == []
    assert "kan nog niet; schrijf after" in only_fault(SMALL + question % "during")


def test_a_policy_with_more_cases_than_can_be_tried_ends_in_a_rule_for_the_rest(monkeypatch):
    monkeypatch.setattr(condition_rules, "MOST_CASES", 1)
    last = "    label: Een medewerker\n"
    hanging = SMALL.replace(last, last + "    when: {not: {is: {competent: bestuur}}}\n")
    assert read_policy(SMALL, file="many.yaml").faults == ()
    assert "niet na te gaan of elk geval een regel heeft" in only_fault(hanging)

    monkeypatch.undo()
    assert read_policy(hanging, file="again.yaml").faults == ()


@pytest.mark.parametrize(
    "rules",
    [
        [],
        [{"way": "officials", "when": {"is": "geen voorwaarde"}}],
        [{"way": "een andere"}],
        [{"way": "officials", "when": {"is": {"geen_gegeven": "x"}}}],
    ],
)
def test_where_the_rules_cannot_be_read_nothing_is_said_about_the_cases(rules):
    assert list(every_case_has_a_way({"decision_routes": rules})) == []


def test_a_condition_that_can_never_hold_is_told_once_and_not_as_a_rule_that_is_never_reached():
    never = "  - {key: nooit, label: Nooit, when: {all: [{is: {competent: bestuur}}, "
    never += "{is: {competent: none}}]}, way: officials, way_of_working: Zo., reason: Zo., "
    never += "source: basis}\n"
    broken = SMALL.replace("  - key: anders", never + "  - key: anders")
    assert "kan nooit gelden" in only_fault(broken)


def test_a_file_that_is_too_large_is_not_read(monkeypatch):
    monkeypatch.setattr(places, "LARGEST", len(SMALL))
    assert read_policy(SMALL, file="fits.yaml").faults == ()
    assert "te groot" in only_fault(SMALL + "\n")

    monkeypatch.undo()
    assert read_policy(SMALL + "\n", file="again.yaml").faults == ()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("    why: Anders", "    [a, b]: x\n    why: Anders", "de naam van een veld is geen woord"),
        ("    why: Anders", "    why: 'x\n", "aanhalingsteken is niet gesloten"),
        ("checks:\n", "---\nchecks:\n", "meer documenten"),
        ("    why: Anders", "    why: @Anders", "niet met @ beginnen"),
        ("    why: Anders", '    why: "Anders \\q"', "schuine streep"),
        ("    promise: Wij luisteren.", "    promise: {}", "geef minstens één taal"),
        ("    promise: Wij luisteren.", "    promise: {nl: ''}", "de tekst is leeg"),
        ("may_start: true", "may_start: misschien", "'misschien' is geen true of false"),
        ("may_start: true", "may_start: ", "leeg is geen true of false"),
        ("no_means: waive", "no_means: true", "'true' bestaat niet"),
        ("no_means: waive", "no_means: [waive]", "een lijst bestaat niet"),
        ("no_means: waive", "no_means: {a: b}", "een blok bestaat niet"),
        ("    body: bestuur\n", "", "noem een orgaan (body)"),
        ("when: {is: {competent: bestuur}}", "when: []", "hier horen velden te staan"),
        ("is: {competent: bestuur}", "is: bestuur", "when"),
        ("is: {competent: bestuur}", "at_least: bestuur", "when"),
        ("is: {competent: bestuur}", "is: {}", "er staan er 0, dat is te weinig"),
        ("is: {competent: bestuur}", "is: {competent: bestuur, urgent: yes}", "dat is te veel"),
        ("is: {competent: bestuur}", "is: {competent: []}", "when"),
    ],
)
def test_a_value_of_the_wrong_kind_is_one_fault_that_says_what_was_read(old, new, says):
    assert old in SMALL
    told = faults(SMALL.replace(old, new, 1))
    assert any(says in fault for fault in told), told


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("may_start: true", "may_start: nee", "'nee' is geen true of false; bedoelt u 'false'?"),
        ("may_start: true", "may_start: ja", "'ja' is geen true of false; bedoelt u 'true'?"),
        (
            "{competent: bestuur}",
            "{urgent: ja}",
            "'ja' is geen waarde van 'urgent'; bedoelt u 'yes'?",
        ),
        ("may_start: true", "may_start: misschien", "'misschien' is geen true of false; goed is: "),
    ],
)
def test_yes_and_no_in_dutch_are_told_as_the_word_of_the_file(old, new, says):
    told = faults(SMALL.replace(old, new, 1))
    assert any(says in fault for fault in told), told


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("    body: bestuur\n", "", "decision_routes[bestuur].way: "),
        ("    way: body\n", "    way: officials\n", "decision_routes[bestuur].body: "),
        (
            "    way: body\n",
            "    way: body\n    initiator_does: [answers]\n    cosigned: [result]\n",
            "decision_routes[bestuur].cosigned: ",
        ),
        (
            "    way: body\n",
            "    way: body\n    initiator_does: [ways]\n",
            "decision_routes[bestuur].initiator_does: ",
        ),
        ("may_start: true", "may_start: false", "scope.initiators[1].may_start: "),
    ],
)
def test_fields_that_do_not_go_together_are_told_at_the_field_without_what_the_list_is(
    old, new, field
):
    [told] = [fault for fault in faults(SMALL.replace(old, new, 1)) if "past niet" in fault]
    assert f"{field}dit past niet bij de andere velden; " in told
    assert "goed is" not in told


def test_a_gate_that_is_not_there_is_told_that_others_hold_under_every_policy():
    gates = "route: {gates: [{gate: decision_motivated, holds: true, source: basis}]}\nchecks:\n"
    told = only_fault(SMALL.replace("checks:\n", gates, 1))
    assert "'decision_motivated' bestaat niet" in told
    assert "wat hier niet bij staat, geldt onder elk beleid" in told


def test_a_thing_without_a_key_is_called_by_its_number():
    broken = SMALL.replace("  - key: nodig\n    label", "  - label")
    fault = only_fault(broken)
    assert "checks[1].key: ontbreekt" in fault
    assert int(fault.split(":")[1]) == line_of(broken, "label: Is het nodig?")


def levels(*says):
    """Levels that carry so much say, by place; one with a binding is a pair."""
    pairs = [say if isinstance(say, tuple) else (say, "none") for say in says]
    return {
        "influence_levels": [
            {"key": str(place), "binding": binding} | ({} if say is None else {"say": say})
            for place, (say, binding) in enumerate(pairs)
        ]
    }


@pytest.mark.parametrize(
    ("says", "wrong"),
    [
        ((0, 1, 1, 4), []),
        ((1, None, 1), []),  # what carries no say of its own stands where it likes
        ((1, 0), [(1, "say")]),
        ((4, 3), [(1, "say")]),
        ((7, 3), []),  # what cannot be is said by the schema, and nothing follows from it
        ((-1, 0), []),
        (((0, "binding"), 1), [(0, "binding")]),
        (((-1, "binding"), 1), []),
        (((None, "reasoned"), 1), [(0, "binding")]),
        (((1, "binding"),), []),
    ],
)
def test_levels_go_from_little_to_much_say_and_what_binds_carries_say(says, wrong):
    told = levels_go_up(levels(*says))

    assert [path[1:] for path, _wrong, _right in told] == wrong


@pytest.mark.parametrize(
    ("criteria", "asked", "existing"),
    [(3, 3, None), (3, 4, 3), (1, None, None), (0, None, 0), (3, "veel", None)],
)
def test_no_more_signs_of_complexity_are_asked_for_than_there_are(criteria, asked, existing):
    signs = [{"key": str(place)} for place in range(criteria)]
    rule = {"criteria": signs} | ({} if asked is None else {"at_least": asked})

    told = [right for _path, _wrong, right in enough_criteria({"complexity": rule})]

    assert told == ([] if existing is None else [f"een getal van 1 tot en met {existing}"])


BODIES = [
    {"key": "raad"},
    {"key": "kring", "adopts": ["description"]},
    {"key": "graaf", "adopts": ["plan"]},
    {"key": "hof", "adopts": "plan"},
]


@pytest.mark.parametrize(
    ("rule", "lacking"),
    [
        ({"body": "raad"}, 0),
        ({"body": "kring"}, 1),
        ({"body": "graaf"}, 1),
        ({"adopted_by": ["kring", "graaf"], "body": "raad"}, 0),
        ({"adopted_by": ["kring"], "body": "raad"}, 1),
        ({"adopted_by": [], "body": "kring"}, 1),
        ({"adopted_by": "kring", "body": "graaf"}, 1),
        ({"adopted_by": ["kring", "niemand", ["graaf"], 7]}, 1),
        ({"adopted_by": ["hof"]}, 0),  # what cannot be read is said elsewhere
        ({"adopted_by": ["niemand"]}, 0),
        ({"way": "officials"}, 0),
    ],
)
def test_the_bodies_of_a_rule_together_adopt_description_and_plan(rule, lacking):
    policy = {"deciding_bodies": BODIES, "decision_routes": [rule]}

    assert len(list(every_part_is_adopted(policy | {"description_questions": ["x"]}))) == lacking


def test_where_nothing_is_described_only_the_plan_is_adopted():
    policy = {"deciding_bodies": BODIES}
    plan, description = (
        list(every_part_is_adopted(policy | {"decision_routes": [{"body": body}]}))
        for body in ("graaf", "kring")
    )

    assert (len(plan), len(description)) == (0, 1)


def test_every_source_that_is_named_is_in_the_list_of_sources():
    told = [
        path
        for path, _wrong, _right in every_source_is_known(
            {
                "sources": [{"key": "visie"}],
                "checks": [
                    {"source": "visie#vinkjes"},
                    {"source": "visie"},
                    {"source": "krant#5"},
                    {"source": 5},
                ],
                "goals": [{"source": "basis", "label": "krant"}],
            }
        )
    ]

    assert told == [("checks", 2, "source")]


def test_levels_or_roles_are_enough_and_neither_is_a_fault():
    for policy in ({"influence_levels": ["x"]}, {"participant_roles": ["x"]}):
        assert list(say_is_somewhere(policy)) == []
    assert len(list(say_is_somewhere({}))) == 1


def test_a_scope_without_any_rule_lacks_them_all_and_says_nothing_more():
    told = every_initiator_has_a_rule({"scope": {"initiators": []}})

    assert len(list(told)) == len(InitiatorKind)


@pytest.mark.parametrize("scope", ["iedereen", {}, {"initiators": "iedereen"}])
def test_where_the_scope_cannot_be_read_no_kind_is_said_to_be_missing(scope):
    assert list(every_initiator_has_a_rule({"scope": scope})) == []


def test_no_more_faults_of_one_section_are_told_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr(yaml_faults, "MOST_FAULTS", 2)
    broken = SMALL.replace(
        "    why: Anders", "    a: b: c\n    d: e: f\n    g: h: i\n    why: Anders"
    )
    lines = [int(fault.split(":")[1]) for fault in faults(broken)]
    assert lines == [line_of(broken, "a: b: c"), line_of(broken, "d: e: f")]


ALWAYS_FIRST = SMALL.replace("    when: {is: {competent: bestuur}}\n", "")


def test_a_rule_without_a_condition_above_others_is_the_one_fault():
    told = only_fault(ALWAYS_FIRST)
    assert told.startswith(f"x.yaml:{line_of(ALWAYS_FIRST, 'decision_routes') + 1}: ")
    assert "decision_routes[bestuur]: deze regel heeft geen when" in told
    assert "zet deze regel onderaan, of geef hem een when" in told


def test_a_rule_that_others_go_before_names_them():
    rule = SMALL[SMALL.index("  - key: bestuur\n    label: Het") : SMALL.index("  - key: anders")]
    again = rule.replace("key: bestuur", "key: nogmaals")
    told = only_fault(SMALL.replace(rule, rule + again))
    assert "decision_routes[nogmaals]: deze regel komt nooit aan de beurt" in told
    assert "zet hem boven decision_routes[bestuur]" in told


def test_who_may_start_said_in_dutch_is_one_fault():
    text = SMALL.replace("may_start: true", "may_start: waar", 1)
    text = text.replace("may_start: true", "may_start: false, sentence: Nee., go_to: Elders.")
    rule = SMALL[SMALL.index("  - key: anders") : SMALL.index("checks:")]
    only_theirs = "    when: {is: {initiator: municipality}}\n    way: officials"
    text = text.replace(rule, rule.replace("    way: officials", only_theirs))
    assert "'waar' is geen true of false" in only_fault(text)


CHECK = """\
checks:
  - {key: open, label: 'Open?', why: Zo., answered_by: WHO, no_means: explain, source: basis}
"""
ONESELF = """\
decision_routes:
  - key: zelf
    label: Zelf
    when: {is: {initiator: resident}}
    way: initiators
    way_of_working: Zelf.
    reason: Zo.
    source: basis
"""


@pytest.mark.parametrize(
    ("who", "when", "said"),
    [
        ("recorder", "", "niemand kan antwoorden bij de regel [anders]"),
        ("recorder", "{is: {competent: bestuur}}", "niemand kan antwoorden bij de regel [zelf]"),
        ("recorder", "{is: {way: body}}", ""),
        ("initiator", "", "niemand kan antwoorden als de gemeente zelf begint"),
        ("initiator", "{not: {is: {initiator: municipality}}}", ""),
        ("resident", "", "'resident' doet dit in geen enkele zaak"),
        ("coach", "", ""),
    ],
)
def test_a_check_is_asked_of_somebody_who_is_there(who, when, said):
    check = CHECK.replace("WHO", who + (f", when: {when}" if when else ""))
    text = SMALL.split("\nchecks:")[0] + "\n" + check
    found = faults(text.replace("decision_routes:\n", ONESELF))
    assert [said in str(fault) for fault in found] == [True] * bool(said)


def test_residents_record_no_decisions():
    text = SMALL.replace("recorded_by: griffie\n", "recorded_by: initiator\n")
    assert "'initiator' doet dit in geen enkele zaak" in only_fault(text)
    text = SMALL + "light_changes: {recorded_by: resident}\n"
    assert "'resident' doet dit in geen enkele zaak" in only_fault(text)


def test_residents_alone_alter_no_activities():
    text = SMALL.replace("checks:\n", "route: {activities_altered_by: [initiator]}\nchecks:\n", 1)
    assert "'initiator' doet dit in geen enkele zaak" in only_fault(text)


def test_only_what_is_left_to_initiators_is_signed_along():
    rule = "    way: body\n"
    with_words = f"{rule}    initiator_does: [answers, placing]\n    cosigned: [%s]\n"
    for signed, said in (
        ("result", "noem bij cosigned alleen wat ook bij initiator_does staat"),
        ("placing", "noem bij cosigned alleen activities, ways, answers, result, decision, "),
    ):
        assert said in only_fault(SMALL.replace(rule, with_words % signed, 1))
    votes = f"{rule}    initiator_does: [ways]\n"
    said = "noem bij initiator_does ook activities waar ways staat"
    assert said in only_fault(SMALL.replace(rule, votes, 1))


def test_where_there_are_more_cases_than_can_be_tried_or_no_rule_holds_no_check_is_refused(
    monkeypatch,
):
    last = "    label: Een medewerker\n"
    text = (
        SMALL.split("\nchecks:")[0]
        + "\n"
        + CHECK.replace("WHO", "recorder, when: {is: {way: body}}")
    )
    assert faults(text) == []
    hanging = text.replace(last, last + "    when: {is: {initiator: municipality}}\n")
    assert "niemand kan antwoorden" not in only_fault(hanging)

    monkeypatch.setattr(condition_rules, "MOST_CASES", 1)
    asked = somebody_answers_every_check(
        yaml.safe_load(text.replace(", when: {is: {way: body}}", ""))
    )
    assert list(asked) == []
