"""The documented example cannot fall behind the schema; the tables below it are made of it."""

import re
from pathlib import Path

import yaml

from speelruimte.policy.reading import read_policy
from speelruimte.policy.reading.places import read_places
from speelruimte.policy.reading.reference import block_types, models_in, reference
from speelruimte.policy.reading.shape import fields_of

PAGE = Path(__file__).parents[2] / "docs/beheer/beleid.md"


def example() -> str:
    return re.search(r"```yaml\n(.*?)```", PAGE.read_text(), re.DOTALL).group(1)


def used_in(model, data, used):
    """Collect which field of which block the data uses."""
    for name, info in fields_of(model).items():
        if name not in data:
            continue
        used.add((model.__name__, name))
        for below in models_in(info.annotation):
            for inside in blocks_of(data[name]):
                used_in(below, inside, used)
    return used


def blocks_of(value):
    """The blocks in a value: itself, the ones in a list, or those a mapping of terms holds."""
    if isinstance(value, list):
        return [block for block in value if isinstance(block, dict)]
    if (
        isinstance(value, dict)
        and value
        and all(isinstance(block, dict) for block in value.values())
    ):
        return [value, *value.values()]
    return [value] if isinstance(value, dict) else []


def test_the_example_is_right():
    assert [str(fault) for fault in read_policy(example(), file="beleid.md").faults] == []


def test_the_example_shows_every_field():
    data = yaml.safe_load(example())
    used = used_in(block_types()[0], data, set())
    every = {(model.__name__, name) for model in block_types() for name in fields_of(model)}
    conditions = {pair for pair in every if pair[0] == "Condition"}
    explained = {pair for pair in every if pair[1] in ("explanation", "source", "required_when")}
    questions = {pair for pair in every if pair[0] == "Question"}
    assert every - used - conditions - explained - questions == set()


def test_every_field_says_what_belongs_there():
    for model in block_types():
        for name, info in fields_of(model).items():
            assert info.description, f"{model.__name__}.{name}"


def test_the_tables_say_what_holds_without_a_field():
    for row in (
        "| `required` |  | true of false | `true` |",  # a question
        "| `required` |  | true of false | `false` |",  # a kind of frame
        "| `holds` |  | true (geldt) of false (geldt niet) | `true` |",
        "| `binding` |  | none, reasoned (afwijken met uitleg) of binding | `none` |",
        "| `moderation` |  | before of after: voor of na plaatsing | `after` |",
    ):
        assert row in reference()


def test_how_a_file_is_written_is_shown_with_text_that_reads():
    shown = re.search(r"```text\n(.*?)```", PAGE.read_text(), re.DOTALL).group(1)
    places = read_places(shown)
    assert (places.troubles, places.doubts) == ([], [])
    assert places.data["goals"][1]["label"] == "Samen, en eerder"
    assert places.data["introduction"] == "Let op: vanaf nu # praten we mee."
