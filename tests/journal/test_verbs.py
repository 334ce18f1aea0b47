"""What can happen is said in one table, and nothing else happens."""

import ast
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from tests.steps.source_trees import called_in, looks_through_the_source, nodes_in, tree_of

from speelruimte.activities.kind import kinds
from speelruimte.journal.acting import action, record
from speelruimte.journal.models import Entry
from speelruimte.journal.verbs import UnknownVerbError, Verb, known_verbs
from speelruimte.route.verbs import RECORDING_APPS, all_verbs
from speelruimte.website.timeline import _sentences
from speelruimte.website.workbench.initiatives import HAPPENED


@action
def happen(verb, *, by=None, at):
    record(verb, about="bell:1", by=by, at=at)


@pytest.mark.django_db
def test_a_verb_that_no_app_says_is_refused_and_nothing_happened(now):
    with pytest.raises(UnknownVerbError, match="activity_openend"):
        happen("activity_openend", at=now)

    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_a_verb_that_an_app_says_is_written_down(now):
    happen("activity_closed", at=now)

    assert Entry.objects.get().verb == "activity_closed"


def test_no_verb_is_said_twice():
    said = Counter(verb.key for verb in all_verbs())

    assert [key for key, number in said.items() if number > 1] == []


def test_the_timeline_has_a_sentence_for_each_verb_that_is_public_and_for_no_other():
    public = {verb.key for verb in all_verbs() if verb.is_public}

    assert set(_sentences()) == public, (
        "the sentences stand in website/timeline.py; those of a way in its KindPages.timeline"
    )


def test_what_happened_to_an_initiative_is_told_in_verbs_that_exist():
    assert set(HAPPENED) <= known_verbs().keys()


def test_a_text_is_made_again_or_may_change_and_never_both():
    assert [verb.key for verb in all_verbs() if verb.made and verb.may_change] == []


def test_every_app_with_verbs_is_asked_for_them():
    package = Path(settings.PACKAGE)
    files = {".".join(file.parent.relative_to(package).parts) for file in package.rglob("verbs.py")}
    of_ways = {name for name in files if name.startswith("activities.kinds.")}

    assert files - of_ways - {"route"} == set(RECORDING_APPS), "name it in route/verbs.py, or not"
    said = {verb for kind in kinds() for verb in kind.verbs}
    assert said <= set(all_verbs())
    forgotten = {
        name: verb.key
        for name in of_ways
        for verb in import_module(f"speelruimte.{name}.verbs").VERBS
        if verb not in said
    }
    assert forgotten == {}, "give them to the Kind as its verbs (docs/kinds.md)"


@looks_through_the_source
def test_every_verb_that_is_said_can_also_happen():
    """It stands somewhere in the code as a word, outside the tables and the pages."""
    package = Path(settings.PACKAGE)
    words = {
        node.value
        for file in package.rglob("*.py")
        if file.name != "verbs.py" and file.relative_to(package).parts[0] != "website"
        for node in nodes_in(tree_of(file))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }

    silent = [verb.key for verb in all_verbs() if verb.key not in words]
    assert silent == [], "no code records it: take it out of the verbs.py in which it stands"


RECORDING = {
    # The function that hands its verb to ``record``: which argument it is.
    "record": 0,
    "_record": 0,
    "record_vote": 0,
    "record_version": 0,
    "record_version_change": 0,
    "_taken_in": 2,
    "tell_of_account": "kind",
}


def handed_verb(call):
    """What a call hands on as the verb of an entry; nothing where it records nothing."""
    position = RECORDING.get(called_in(call).split(".")[-1])
    if isinstance(position, int):
        return call.args[position : position + 1]
    return [keyword.value for keyword in call.keywords if position and keyword.arg == position]


def functions():
    for file in sorted(Path(settings.PACKAGE).rglob("*.py")):
        for node in nodes_in(tree_of(file)):
            if isinstance(node, ast.FunctionDef):
                yield file.relative_to(settings.PACKAGE), node


def calls_in(function):
    return (node for node in ast.walk(function) if isinstance(node, ast.Call))


def recorded_words():
    """Each word that is written out where something is recorded, with its place."""
    for file, function in functions():
        for call in calls_in(function):
            for part in (node for value in handed_verb(call) for node in ast.walk(value)):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield f"{file}:{part.lineno}", part.value


@looks_through_the_source
def test_every_verb_that_is_recorded_stands_in_a_table():
    known = known_verbs()
    words = list(recorded_words())
    wrong = [
        f"{place}: {word} stands in no verbs.py; put it in that of the app that records it"
        for place, word in words
        if word not in known
    ]

    assert wrong == []
    assert {"step_entered", "vote_opened", "agreement_offered", "areas_imported"} <= {
        word for _place, word in words
    }


@looks_through_the_source
def test_no_other_function_hands_a_verb_on():
    """What calls ``record`` with a verb that it was given itself is in RECORDING."""
    handing_on = {
        function.name
        for _file, function in functions()
        for call in calls_in(function)
        for value in handed_verb(call)
        if isinstance(value, ast.Name)
        and value.id in {each.arg for each in (*function.args.args, *function.args.kwonlyargs)}
    }

    assert handing_on == {*RECORDING} - {"record"}, (
        "name it in RECORDING (tests/journal/test_verbs.py) with its argument, or take it out"
    )


# After these nothing else waits for colleagues than before. A way says it in its own verbs.
LEAVES_TASKS = {"contribution_accepted", "original_read", "original_wiped"}


def test_only_words_that_residents_send_by_themselves_and_readings_leave_the_tasks_alone():
    of_ways = {verb.key for kind in kinds() for verb in kind.verbs}
    asked = {verb.key: verb.leaves_tasks for verb in all_verbs() if verb.leaves_tasks}

    assert asked.keys() - of_ways == LEAVES_TASKS, (
        "after it tasks are not worked out: if no gate and no row of work can change by it, "
        "name it in LEAVES_TASKS (tests/journal/test_verbs.py)"
    )
    leaves = asked["contribution_accepted"]
    assert [leaves({"channel": channel}) for channel in ("website", "paper", "file")] == [
        True,
        False,
        False,
    ]


def test_a_verb_is_known_by_its_key():
    assert known_verbs()["step_entered"] == Verb("step_entered", is_public=True)
