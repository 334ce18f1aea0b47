"""A method that leaves the toolbox, or becomes another one, changes no agreement."""

import pytest
from django.urls import reverse

from speelruimte.activities.actions import open_activity
from speelruimte.agreements.queries import version_in_force
from speelruimte.agreements.texts import canonical_version
from speelruimte.route.verification import verify
from speelruimte.toolbox import methods
from speelruimte.trajectories.models import Step
from tests.steps.agreement import amended_agreement


@pytest.fixture
def toolbox(monkeypatch):
    """The list of methods from now on: ``toolbox(lambda row: …)`` changes each row, None removes it."""

    def change(by):
        changed = [new for row in methods._rows() if (new := by(row)) is not None]
        monkeypatch.setattr(methods, "_rows", lambda: changed)
        methods.all_methods.cache_clear()
        methods.toolbox_version.cache_clear()

    yield change
    monkeypatch.undo()
    methods.all_methods.cache_clear()
    methods.toolbox_version.cache_clear()


def test_an_agreement_means_the_same_when_its_methods_leave_the_toolbox(
    story, cast, client, sign_in, toolbox, now, today
):
    trajectory = story.adopted_agreement()
    before = canonical_version(version_in_force(trajectory))
    toolbox(lambda row: None)

    assert canonical_version(version_in_force(trajectory)) == before
    phase = version_in_force(trajectory).phases.first()
    planned = phase.methods.first()
    activity = open_activity(
        trajectory, phase=phase.key, planned=planned.key, by=cast.samira, at=now, on=today
    )
    assert activity.kind == planned.meaning["way"]
    assert verify().faults == []
    pages = [
        reverse("process", args=[trajectory.slug]),
        reverse("agreements", args=[trajectory.slug]),
    ]
    work = [
        reverse(name, args=[trajectory.case_number])
        for name in ("work-process", "work-plan", "work-phases", "work-activities")
    ]
    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)
    client = sign_in(cast.samira)
    assert {page: client.get(page).status_code for page in work} == dict.fromkeys(work, 200)


def test_a_change_of_an_agreement_keeps_the_meaning_that_was_adopted(story, cast, toolbox, now):
    trajectory = story.adopted_agreement()
    meaning = version_in_force(trajectory).phases.first().methods.first().meaning
    toolbox(lambda row: row | {"name": "Anders", "say": [4, 4]})

    amended = amended_agreement(trajectory, cast, at=now)

    assert amended.phases.first().methods.first().meaning == meaning


def test_a_plan_that_is_being_written_still_knows_a_method_that_left_the_toolbox(
    story, cast, toolbox, client, sign_in
):
    story.planning()
    version = story.written_plan()
    toolbox(lambda row: None)

    client = sign_in(cast.samira)
    page = client.get(reverse("work-process", args=[version.trajectory.case_number]))

    assert page.status_code == 200
    assert version.trajectory.step == Step.PLAN


def test_a_meaning_says_what_the_toolbox_says_and_is_read_back_as_the_same_method():
    for method in methods.all_methods():
        assert methods.Method.from_data(method.key, method.as_data()) == method
        assert method.as_data()["toolbox"] == methods.toolbox_version()
