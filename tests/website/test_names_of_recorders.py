"""Who records for a body is called what the policy calls it, wherever a role is named."""

from datetime import date

import pytest
import time_machine

from speelruimte.people.actions import grant_role
from speelruimte.people.roles import Role
from speelruimte.policy.actions import load_policy
from speelruimte.route.agenda import tasks_for
from speelruimte.shared.errors import RuleBroken
from speelruimte.weighing.actions import answer_check
from tests.steps.agreement import recording_for
from tests.steps.beginning import trajectory_of
from tests.steps.odd_policy import KRAAIENDAL

WITHOUT_NAME = ("Legt vast voor een orgaan", "wie de besluiten van dit orgaan vastlegt")


@pytest.fixture
def weighing(db, cast, areas, now):
    """A weighing of Kraaiendal, where a clerk of the council records for the dike warden."""
    text = KRAAIENDAL.read_text().replace(
        "recorded_by: recorder\n    recorder: dijkschrijver",
        "recorded_by: griffie\n    recorder: dijkschrijver",
    )
    version = load_policy(text=text, file="kraaiendal.yaml", by=None, at=now)
    with time_machine.travel(now, tick=False):
        yield trajectory_of(version, cast, areas, at=now, route="alleen")


def test_what_waits_in_the_weighing_waits_for_the_recorder_by_name(weighing, cast, now, browser_of):
    address = f"/werk/trajecten/{weighing.case_number}/weging/"
    page = browser_of(cast.samira).get(address).content.decode()
    assert "kabinetschef" in page
    assert "kringschrijver" not in page
    assert [words for words in WITHOUT_NAME if words in page] == []


def test_the_recorder_of_the_body_finds_the_question_in_the_own_work(weighing, cast, now, today):
    assert not tasks_for(cast.joris, on=today).tasks
    recorder = recording_for(cast.joris, "burgemeester", at=now)
    recorder.__dict__.pop("_grants_on", None)
    pages = {task.page for task in tasks_for(recorder, on=today).tasks}
    assert "weighing" in pages


def test_who_may_not_answer_hears_from_whom_the_answer_comes(weighing, cast, now):
    with pytest.raises(RuleBroken, match="kabinetschef"):
        answer_check(
            weighing, check="open", verdict="yes", reason="Dat kan wel.", by=cast.samira, at=now
        )


def test_the_list_of_people_and_their_roles_have_the_names_of_the_policy(
    weighing, cast, now, browser_of
):
    recording_for(cast.joris, "kring", at=now)
    grant_role(cast.teun, role=Role.GRIFFIE, starts_on=date(2020, 1, 1), by=None, at=now)
    browser = browser_of(cast.marleen)
    people = browser.get("/werk/mensen/").content.decode()
    assert "kringschrijver (de kring)" in people
    assert "Dijkschrijver (overal)" in people
    person = browser.get(f"/werk/mensen/{cast.joris.pk}/").content.decode()
    assert "kringschrijver" in person
    assert [words for words in WITHOUT_NAME if words in people + person] == []
