"""A text that lies before bodies is held to what it was when it was offered."""

import pytest

from speelruimte.agreements.actions import take_back_version
from speelruimte.agreements.models import Frame, GroupSay, Moment, Phase, PlannedMethod, Section
from speelruimte.people.erasing import erase_in_row
from speelruimte.route.verification import verify
from tests.steps.recording import adopt
from tests.steps.writing import changed_in_database


@pytest.fixture
def version(story):
    return story.offered()


@pytest.fixture
def held_over(now, today, cast):
    return {
        "body": "raad",
        "outcome": "held_over",
        "reason": "Meer tijd nodig.",
        "decided_on": today,
        "by": cast.teun,
        "at": now,
    }


def named():
    return [said for said in verify().beside if "voorligt, is in de database veranderd" in said]


@pytest.mark.parametrize(
    ("model", "column"),
    [
        (Section, "text"),
        (Frame, "text"),
        (Phase, "question"),
        (GroupSay, "group"),
        (PlannedMethod, "note"),
        (Moment, "place"),
    ],
)
def test_an_offered_text_that_was_changed_in_the_database_is_named_until_it_is_put_right(
    version, model, column
):
    assert named() == []
    row = model.objects.first()

    with changed_in_database(row, **{column: "Anders"}):
        (said,) = named()
        assert said.startswith(version.trajectory.key)

    assert named() == []


def test_a_text_that_a_body_held_over_is_held_as_it_lies_there(version, held_over, cast, now):
    version = adopt(version, **held_over).version
    assert version.state == "held_over"
    section = version.sections.first()

    with changed_in_database(section, text="Anders"):
        assert len(named()) == 1

    take_back_version(version, reason="We schrijven verder.", by=cast.samira, at=now)
    with changed_in_database(section, text="Anders"):
        assert named() == [], "it is a draft again"


def test_a_name_that_was_lawfully_taken_out_of_an_offered_text_is_no_fault(version, cast, now):
    method = PlannedMethod.objects.filter(phase__version=version).first()

    erase_in_row(method, changes={"note": "[weggehaald]"}, by=cast.marleen, at=now, locked=False)

    assert named() == []
