import pytest

from speelruimte.people.roles import Role
from speelruimte.route.actions import NotYet, move_on
from speelruimte.route.queries import to_do
from speelruimte.shared.errors import Clash, NotAllowed
from speelruimte.trajectories.models import Step
from speelruimte.weighing.actions import save_weighing, weigh
from speelruimte.weighing.models import Weighing
from tests.steps.agreement import fresh, planning, weighed
from tests.steps.beginning import trajectory_of
from tests.steps.refusing import not_yet, refuses

GOOD = {"impact": "groot", "influence_space": "veel", "how_early": "Heel vroeg."}
WEIGHERS = {Role.PROJECT_LEADER, Role.COACH}


@pytest.mark.parametrize("role", list(Role))
def test_only_who_leads_fills_in_the_weighing(role, trajectory, roles, now):
    def press():
        return weigh(trajectory, edits=0, by=roles[role], at=now, **GOOD)

    if role in WEIGHERS:
        assert press().impact == "groot"
    else:
        with pytest.raises(NotAllowed):
            press()


def test_two_people_never_overwrite_each_other_unseen(trajectory, cast, now):
    weigh(trajectory, edits=0, by=cast.samira, at=now, **GOOD)

    with refuses("changed_meanwhile", kind=Clash) as clash:
        weigh(trajectory, edits=0, by=cast.marleen, at=now, how_early="Te laat.")

    assert clash.value.theirs.how_early == "Heel vroeg."
    assert Weighing.objects.get().how_early == "Heel vroeg."


def test_a_choice_that_is_not_in_the_policy_is_refused(trajectory, cast, now):
    with refuses("not_in_policy") as broken:
        weigh(trajectory, edits=0, impact="reusachtig", by=cast.samira, at=now)

    assert broken.value.field == "impact"


def test_a_text_of_one_character_too_many_is_refused(trajectory, cast, now):
    with refuses("too_long"):
        weigh(trajectory, edits=0, wishes="x" * 4_001, by=cast.samira, at=now)


def test_nothing_goes_on_while_the_weighing_is_open(trajectory, cast, now, today):
    with pytest.raises(NotYet) as not_yet:
        move_on(trajectory, to=Step.PLAN, by=cast.samira, at=now, on=today)

    pages = {gap.page for gap in not_yet.value.missing}
    said = " ".join(gap.sentence for gap in not_yet.value.missing)
    assert pages == {"weighing"}
    assert "Hoe groot" in said or "gevolgen" in said
    assert "gesproken" in said


def test_after_the_step_nothing_of_the_weighing_changes(trajectory, cast, now):
    planning(trajectory, cast, at=now)

    with refuses("not_in_this_step"):
        weigh(trajectory, edits=1, by=cast.samira, at=now, **GOOD)


def test_one_fault_on_the_page_loses_nothing_else(trajectory, cast, now):
    came = save_weighing(
        trajectory,
        by=cast.samira,
        at=now,
        weighing=GOOD | {"edits": 0},
        answers={
            "iets-te-kiezen": {"verdict": "yes", "reason": "Drie ontwerpen.", "edits": 0},
            "haalbaar": {"verdict": "yes", "reason": " ", "edits": 0},
        },
    )

    assert came.saved == ["weighing", "iets-te-kiezen"]
    assert came.refused["haalbaar"].field == "reason"
    assert fresh(trajectory).weighing.answers.count() == 1


def test_every_answer_is_there_after_the_step_of_the_story(trajectory, cast, now):
    trajectory = weighed(trajectory, cast, at=now)

    assert trajectory.weighing.answers.count() == 6


def test_what_the_policy_never_lets_people_take_part_in_opens_no_door_to_a_plan(
    policy, cast, areas, now, today
):
    trajectory = trajectory_of(policy, cast, areas, at=now, route="college")
    open_door = {"impact": "merkbaar", "influence_space": "iets"}
    weighed(trajectory, cast, at=now, **open_door)
    assert to_do(fresh(trajectory)) == ()

    said = {"impact": "merkbaar", "influence_space": "niets"}
    told = {
        "how_early": "Er ligt niets.",
        "spoken_to": "Met niemand.",
        "wishes": "Een avond graag.",
    }
    weigh(trajectory, edits=1, **said, **told, by=cast.samira, at=now)
    (gap,) = to_do(fresh(trajectory))
    assert (gap.gate, gap.page) == ("no_check_forbids", "waiver")
    assert "Er valt niets te kiezen" in gap.sentence
    with not_yet("no_check_forbids"):
        move_on(fresh(trajectory), to=Step.PLAN, by=cast.samira, at=now, on=today)
