"""What can happen is said in one table, and nothing else happens."""

import ast
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

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
    happen("activity_opened", at=now)

    assert Entry.objects.get().verb == "activity_opened"


def test_no_verb_is_said_twice():
    said = Counter(verb.key for verb in all_verbs())

    assert [key for key, number in said.items() if number > 1] == []


def test_the_timeline_has_a_sentence_for_each_verb_that_is_public_and_for_no_other():
    public = {verb.key for verb in all_verbs() if verb.is_public}

    assert set(_sentences()) == public


def test_what_happened_to_an_initiative_is_told_in_verbs_that_exist():
    assert set(HAPPENED) <= known_verbs().keys()


def test_a_text_is_made_again_or_may_change_and_never_both():
    assert [verb.key for verb in all_verbs() if verb.made and verb.may_change] == []


def test_every_app_with_verbs_is_asked_for_them():
    package = Path(settings.PACKAGE)
    files = {".".join(file.parent.relative_to(package).parts) for file in package.rglob("verbs.py")}

    assert files - {"journal", "route", "activities.kinds.budget"} == set(RECORDING_APPS)
    assert {verb for kind in kinds() for verb in kind.verbs} <= set(all_verbs())


def test_every_verb_that_is_said_can_also_happen():
    """It stands somewhere in the code as a word, outside the tables and the pages."""
    package = Path(settings.PACKAGE)
    words = {
        node.value
        for file in package.rglob("*.py")
        if file.name != "verbs.py" and file.relative_to(package).parts[0] != "website"
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }

    assert [verb.key for verb in all_verbs() if verb.key not in words] == []


def test_a_verb_is_known_by_its_key():
    assert known_verbs()["step_entered"] == Verb("step_entered", is_public=True)
