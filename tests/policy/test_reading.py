"""A broken policy file: every fault on one line, with the right line and what would be right."""

import random
import subprocess
import sys
from copy import deepcopy
from functools import cache
from pathlib import Path

import pytest
import yaml

from speelruimte.policy.reading import read_file, read_policy
from speelruimte.policy.reading.schema_faults import MOST_SUGGESTIONS
from speelruimte.policy.shipped import policy_file
from tests.policy.made_up import as_text, random_policy

SMALL = """\
municipality:
  name: Kleinstad
effective_from: 2026-01-01
scope:
  initiators:
    - {initiator: municipality, may_start: true, source: basis}
    - {initiator: other_government, may_start: true, source: basis}
    - {initiator: resident, may_start: true, source: basis}
    - {initiator: entrepreneur, may_start: true, source: basis}
    - {initiator: developer, may_start: true, source: basis}
    - {initiator: organisation, may_start: true, source: basis}
influence_levels:
  - key: luisteren
    label: Luisteren
    promise: Wij luisteren.
    say: 1
    source: basis
deciding_bodies:
  - key: bestuur
    label: het bestuur
    recorded_by: griffie
    source: basis
decision_routes:
  - key: bestuur
    label: Het bestuur beslist
    when: {is: {competent: bestuur}}
    way: body
    body: bestuur
    way_of_working: In een vergadering.
    reason: Zo is het afgesproken.
    source: basis
  - key: anders
    label: Een medewerker
    way: officials
    way_of_working: Aan een bureau.
    reason: Het hoeft niet anders.
    source: basis
checks:
  - key: nodig
    label: Is het nodig?
    why: Anders doen we het niet.
    answered_by: project_leader
    no_means: waive
    source: basis
"""


def faults(text):
    return [str(fault) for fault in read_policy(text, file="x.yaml").faults]


def only_fault(text):
    told = faults(text)
    assert len(told) == 1, told
    return told[0]


def line_of(text, part):
    return next(number for number, line in enumerate(text.splitlines(), 1) if part in line)


def test_a_small_policy_with_only_what_is_obligatory_is_right():
    assert faults(SMALL) == []
    assert read_policy(SMALL, file="x.yaml").policy.slug == "kleinstad-2026"


# What stands in the small policy, what it becomes, the line that is named (by what stands on
# it), and what the one fault says.
BROKEN = [
    (
        "checks:\n",
        "service_terms: {recept: {number: 2, unit: days, source: basis}}\nchecks:\n",
        "recept",
        ["service_terms.recept", "bedoelt u 'receipt' (bericht van ontvangst)?"],
    ),
    (
        "checks:\n",
        "words: [{key: plan, label: Schets, article: een, source: basis}]\nchecks:\n",
        "article",
        ["words[plan].article", "schrijf de of het"],
    ),
    ("checks:\n", "route: {steps: {wegen: {label: x}}}\nchecks:\n", "wegen", ["weighing"]),
    ("    say: 1\n", "    sey: 1\n", "sey", ["[luisteren].sey", "bedoelt u 'say'?"]),
    ("    say: 1\n", "    say: 7\n", "say: 7", ["7 is hoger dan 4", "0 (krijgt informatie)"]),
    ("    say: 1\n", "    say: veel\n", "say: veel", ["'veel' is geen heel getal"]),
    ("    say: 1\n", "    say: 1.000\n", "say: 1.000", ["'1.000' is geen heel getal"]),
    ("    promise: Wij luisteren.\n", "", "key: luisteren", ["promise: ontbreekt", "belooft"]),
    ("    promise: Wij luisteren.", "    promise: ''", "promise", ["de tekst is leeg"]),
    ("    promise: Wij luisteren.", "    promise: [a]", "promise", ["dit is geen tekst"]),
    ("    promise: Wij luisteren.", "    promise: {n: x}", "promise", ["'n' is geen taalcode"]),
    ("2026-01-01", "2026-13-01", "effective_from", ["'2026-13-01' is geen dag", "2021-02-01"]),
    ("effective_from: 2026-01-01\n", "", "municipality", ["effective_from: ontbreekt"]),
    ("no_means: waive", "no_means: wave", "no_means", ["bedoelt u 'waive' ("]),
    (
        "answered_by: project_leader",
        "answered_by: projectleader",
        "answered_by",
        ["project_leader"],
    ),
    ("    body: bestuur", "    body: bestuurr", "body: bestuurr", ["bedoelt u 'bestuur'?"]),
    ("competent: bestuur", "competent: raad", "competent: raad", ["'raad' is geen waarde"]),
    ("competent: bestuur", "bevoegd: bestuur", "bevoegd", ["'bevoegd' bestaat niet"]),
    ("is: {competent", "at_least: {competent", "at_least", ["heeft geen volgorde"]),
    ("is: {competent: bestuur}", "is: {way: body}", "way: body}", ["hier nog niet bekend"]),
    ("is: {competent", "equals: {competent", "equals", ["dit veld bestaat niet"]),
    (
        "when: {is: {competent: bestuur}}",
        "when: {all: [{is: {competent: bestuur}}, {is: {competent: none}}]}",
        "when",
        ["kan nooit gelden"],
    ),
    (
        "when: {is: {competent: bestuur}}",
        "when: {is: {complexity: complex}}",
        "complexity",
        ["niets om 'complexity' mee te vullen"],
    ),
    (
        "    way: officials",
        "    when: {is: {competent: none}}\n    way: officials\n    way: officials",
        "way: officials\n",
        ["'way' staat er twee keer"],
    ),
    (
        "    way: officials",
        "    when: {is: {initiator: resident}}\n    way: officials",
        "decision_routes",
        ["geen regel zegt wie beslist bij", "competent: none", "initiator: municipality"],
    ),
    (
        "    when: {is: {competent: bestuur}}\n",
        "",
        "- key: bestuur",
        ["[bestuur]", "heeft geen when", "zet deze regel onderaan"],
    ),
    ("  - key: anders", "  - key: bestuur", None, ["de sleutel 'bestuur' is al gebruikt"]),
    ("  - key: nodig", "  - key: Nodig!", "Nodig!", ["een korte sleutel"]),
    ("    why: Anders", "    why: Anders: toch", "why", ["dubbele punt", "aanhalingstekens"]),
    ("    why: Anders", "\twhy: Anders", "why", ["tab", "spaties"]),
    ("    why: Anders", "    why: *anders", "why", ["verwijzing"]),
    ("    why: Anders", "    why: !!python/name:os.system Anders", "why", ["kan hier niet"]),
    (
        "    - {initiator: developer, may_start: true, source: basis}\n",
        "",
        "initiators:",
        ["geen regel voor 'developer'"],
    ),
    (
        "{initiator: developer, may_start: true,",
        "{initiator: developer, may_start: false,",
        "developer",
        ["go_to", "sentence"],
    ),
    (
        "    source: basis\ndeciding_bodies",
        "    source: bassis\ndeciding_bodies",
        "bassis",
        ["staat niet in sources", "bedoelt u 'basis'?"],
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "line", "says"), BROKEN, ids=[row[1][:40] for row in BROKEN]
)
def test_a_fault_is_one_line_that_says_where_and_what(old, new, line, says):
    assert old in SMALL
    broken = SMALL.replace(old, new, 1)
    fault = only_fault(broken)
    if line:
        where = [n for n, text in enumerate(broken.splitlines(True), 1) if line in text]
        assert int(fault.split(":")[1]) in where
    for part in says:
        assert part in fault
    assert "\n" not in fault


def test_the_second_of_two_fields_with_one_name_is_the_fault():
    broken = SMALL.replace("    say: 1\n", "    say: 1\n    say: 2\n")
    assert only_fault(broken).startswith(f"x.yaml:{line_of(broken, 'say: 2')}:")


def test_neither_levels_nor_roles_is_a_fault():
    start, end = SMALL.index("influence_levels"), SMALL.index("deciding_bodies")
    assert "minstens één van de twee" in only_fault(SMALL[:start] + SMALL[end:])


def test_all_faults_come_at_once_in_the_order_of_the_file():
    broken = (
        SMALL.replace("say: 1", "say: 9")
        .replace("body: bestuur", "body: niemand")
        .replace("no_means: waive", "no_means: lachen")
        .replace("name: Kleinstad", "naam: Kleinstad")
    )
    told = faults(broken)
    lines = [int(fault.split(":")[1]) for fault in told]
    assert lines == sorted(lines)
    for part in ("naam", "name: ontbreekt", "9 is hoger", "'niemand'", "'lachen'"):
        assert any(part in fault for fault in told), part


def test_of_very_many_unknown_fields_each_is_told_and_only_the_first_get_a_suggestion(monkeypatch):
    """What a fault looks like is sought in a third of a millisecond: tens of thousands are minutes."""
    sought = []

    def look(given, *_known, **_more):
        sought.append(given)
        return []

    monkeypatch.setattr("speelruimte.policy.reading.faults.get_close_matches", look)
    told = faults("".join(f"onzin{number}: 1\n" for number in range(3_000)) + SMALL)

    assert len(told) == 3_000
    assert "hier kunnen staan" in told[0]
    assert told[-1].endswith("dit veld bestaat niet; haal het weg")
    assert len(sought) <= 2 * MOST_SUGGESTIONS


def test_every_line_that_is_no_yaml_is_named_at_once():
    broken = SMALL.replace(
        "    why: Anders doen we het niet.\n", "    why: Anders: niet.\n    help: Nog: iets.\n"
    )
    broken += (
        "goals:\n"
        "  - {key: een, label: Is het beter?, source: basis}\n"
        "  - {key: twee, label: Is het: goed, source: basis}\n"
        "  - {key: drie, label: Wie doet mee?, explanation: Doet er een mee? Wie dan?, source: basis}\n"
        "frame_kinds:\n"
        "  - {key: geld, label: Geld\n"
        "purposes:\n"
        "    - key: een\n"
        "  label: Twee\n"
        "mix:\n"
        "  - {means: [online], reason: Kan het?}\n"
    )
    told = {
        (int(fault.split(":")[1]), part)
        for fault in faults(broken)
        for part in (
            "vraagteken",
            "dubbele punt",
            "springt anders in",
            "klopt iets niet",
            "niet gesloten",
        )
        if part in fault.split(";")[0]
    }
    assert told == {
        (line_of(broken, "why: Anders: niet"), "dubbele punt"),
        (line_of(broken, "help: Nog: iets"), "dubbele punt"),
        (line_of(broken, "label: Is het beter?"), "vraagteken"),
        (line_of(broken, "label: Is het: goed"), "klopt iets niet"),
        (line_of(broken, "label: Wie doet mee?"), "vraagteken"),
        (line_of(broken, "label: Geld"), "niet gesloten"),
        (line_of(broken, "  label: Twee"), "springt anders in"),
        (line_of(broken, "reason: Kan het?"), "vraagteken"),
    }


def test_one_wrong_number_is_one_fault_however_many_levels_stand_after_it():
    higher = "".join(
        f"  - {{key: n{say}, label: N{say}, promise: Ja., say: {say}, source: basis}}\n"
        for say in (2, 3, 4)
    )
    broken = SMALL.replace("say: 1", "say: 5").replace(
        "deciding_bodies:", higher + "deciding_bodies:"
    )
    assert "5 is hoger dan 4" in only_fault(broken)


def test_a_gate_that_always_holds_cannot_be_switched_off():
    broken = SMALL + "route:\n  gates:\n    - {gate: answers, holds: false, source: basis}\n"
    assert "geldt onder elk beleid" in only_fault(broken)


def test_a_level_that_binds_without_say_is_a_fault():
    assert "heeft geen zeggenschap" in only_fault(SMALL.replace("say: 1", "binding: binding"))


def test_levels_stand_from_little_to_much():
    lower = "  - {key: kijken, label: Kijken, promise: Kijk., say: 0, source: basis}\n"
    broken = SMALL.replace("deciding_bodies:", lower + "deciding_bodies:")
    assert "van weinig naar veel" in only_fault(broken)


def test_more_criteria_than_there_are_can_never_be_ticked():
    criteria = "[{key: groot, label: Groot, source: basis}]"
    broken = SMALL + f"complexity:\n  criteria: {criteria}\n  at_least: 2\n  source: basis\n"
    assert "2 is meer dan er kenmerken zijn (1)" in only_fault(broken)


def test_no_on_and_dates_stay_what_was_typed():
    text = SMALL.replace("label: Luisteren", "label: no").replace("name: Kleinstad", "name: 010")
    policy = read_policy(text, file="x.yaml").policy
    assert str(policy.level("luisteren")) == "no"
    assert policy.municipality.name == "010"


@pytest.mark.parametrize("text", ["", "- a", "niets", "null", "[[" * 3000, "a: [1, 2", "\x00"])
def test_what_is_no_policy_at_all_is_told_in_one_or_more_lines(text):
    assert faults(text)


def test_a_file_that_is_not_utf8_names_the_line(tmp_path):
    path = tmp_path / "beleid.yaml"
    path.write_bytes(b"municipality:\n  name: Cura\xe7ao\n")
    (fault,) = read_file(path).faults
    assert (fault.line, fault.right) == (
        2,
        "bewaar het bestand als platte tekst met codering UTF-8",
    )


def test_a_file_that_is_not_there_is_told(tmp_path):
    (fault,) = read_file(tmp_path / "nergens.yaml").faults
    assert fault.wrong == "staat er niet"


@pytest.mark.parametrize("seed", range(40))
def test_a_made_up_policy_is_valid(seed):
    assert faults(as_text(random_policy(seed))) == []


def run_check(path):
    """`policy check` in a process in which Django cannot be imported."""
    program = (
        "import sys, argparse; sys.modules['django'] = None\n"
        "from speelruimte.commands import policy\n"
        "parser = argparse.ArgumentParser(); policy.register(parser.add_subparsers())\n"
        "arguments = parser.parse_args(['policy', 'check', sys.argv[1]])\n"
        "sys.exit(arguments.run(arguments))\n"
    )
    source = Path(__file__).parents[2] / "src"
    return subprocess.run(
        [sys.executable, "-c", program, str(path)],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(source), "PYTHONIOENCODING": "utf-8"},
    )


def test_check_says_ok_without_django():
    done = run_check(policy_file("heemstede-2020"))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("OK")


def test_check_prints_each_fault_and_ends_with_one(tmp_path):
    path = tmp_path / "beleid.yaml"
    path.write_text(SMALL.replace("say: 1", "sey: 9").replace("waive", "wave"))
    done = run_check(path)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 2
    assert all(line.startswith(f"{path}:") for line in done.stdout.splitlines())


def test_a_rule_on_the_load_needs_a_limit():
    rule = (
        "proportionality:\n"
        "  - key: druk\n    label: Druk\n    when: {is: {load_over_limit: yes}}\n"
        "    advice: Minder.\n    reason: Te druk.\n    source: basis\n"
    )
    assert "route.load_limit" in only_fault(SMALL + rule)
    assert faults(SMALL + rule + "route: {load_limit: 5}\n") == []


def test_a_value_of_a_condition_that_is_no_word_is_told_where_the_condition_stands():
    # The value stands alone; the reader puts it in a list, of which the file knows nothing.
    rule = (
        "exclusions:\n  - key: haast\n    label: Haast\n    ground: Spoed.\n    source: basis\n"
        "    when: {is: {urgent: {nl: ja}}}\n"
    )
    line = len((SMALL + rule).splitlines())
    assert f":{line}: exclusions[haast].when.is.urgent" in only_fault(SMALL + rule)


JUNK = [None, 0, -1, True, "", "none", [], {}, ["a"], {"key": 1}, [[1]], {"nl": None}, 10**30]


@cache
def basis():
    """What the neutral policy says; copy it to change it."""
    return yaml.load(policy_file("basis").read_text(), Loader=yaml.CSafeLoader)


def places_in(data, path=()):
    yield path
    for step, value in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(value, dict | list):
            yield from places_in(value, (*path, step))


@pytest.mark.afar
@pytest.mark.parametrize("seed", [*range(40), 199, 321, 378])
def test_whatever_is_put_in_a_file_gives_faults_or_a_policy(seed):
    chance = random.Random(seed)
    data = deepcopy(basis()) if seed % 2 else random_policy(seed)
    for _ in range(3):
        place = data
        for step in chance.choice(list(places_in(data))):
            place = place[step]
        steps = list(place) if isinstance(place, dict) else list(range(len(place)))
        if steps:
            place[chance.choice(steps)] = deepcopy(chance.choice(JUNK))
    reading = read_policy(as_text(data), file="x.yaml")
    assert (reading.policy is None) == bool(reading.faults)
    assert all("\n" not in str(fault) for fault in reading.faults)
