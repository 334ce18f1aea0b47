import pytest

from speelruimte.journal.models import Entry
from speelruimte.people.roles import Role
from speelruimte.policy.actions import load_policy
from speelruimte.policy.queries import parsed_policy
from speelruimte.shared.errors import Clash, NotAllowed
from speelruimte.weighing.actions import answer_check
from speelruimte.weighing.models import CheckAnswer
from speelruimte.weighing.queries import earlier_by_check
from speelruimte.weighing.rules import may_answer_check
from tests.steps.agreement import planning, recording_for, somebody
from tests.steps.beginning import trajectory_of
from tests.steps.odd_policy import KRAAIENDAL, load_kraaiendal
from tests.steps.refusing import refuses

CHECKS = {
    "iets-te-kiezen": Role.PROJECT_LEADER,
    "regels-laten-ruimte": Role.ACCOUNT_HOLDER,
    "waarde-duidelijk": Role.INITIATOR,
    "bestuur-staat-open": Role.PORTFOLIO_HOLDER,
}


@pytest.mark.once
@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("role", list(Role))
def test_only_the_role_that_the_policy_names_answers(role, check, trajectory, roles, now):
    def press():
        return answer_check(
            trajectory, check=check, verdict="yes", reason="Zo is het.", by=roles[role], at=now
        )

    if role == CHECKS[check]:
        assert press().answered_as == role
    else:
        with pytest.raises(NotAllowed):
            press()


@pytest.mark.parametrize(
    ("route", "body", "allowed"),
    [
        ("samen", "kring", True),
        ("samen", "burgemeester", False),
        ("alleen", "burgemeester", True),
        ("zelf", "kring", False),
    ],
)
def test_who_records_answers_for_the_body_that_decides_and_for_no_other(
    route, body, allowed, cast, areas, now, today
):
    trajectory = trajectory_of(load_kraaiendal(at=now), cast, areas, at=now, route=route)
    check = next(
        each_check
        for each_check in parsed_policy(trajectory.policy).checks
        if each_check.key == "open"
    )

    assert (
        may_answer_check(recording_for(cast.joris, body, at=now), trajectory, check, on=today)
        == allowed
    )
    assert not may_answer_check(cast.samira, trajectory, check, on=today)


@pytest.mark.parametrize("reason", ["", "   "])
def test_nobody_answers_without_a_reason(reason, trajectory, cast, now):
    with refuses("empty") as broken:
        answer_check(
            trajectory, check="haalbaar", verdict="no", reason=reason, by=cast.samira, at=now
        )

    assert broken.value.field == "reason"
    assert not CheckAnswer.objects.exists()


def test_an_answer_outside_yes_partly_and_no_is_refused(trajectory, cast, now):
    with refuses("unknown_choice"):
        answer_check(
            trajectory, check="haalbaar", verdict="maybe", reason="Tja.", by=cast.samira, at=now
        )


def test_a_check_that_the_policy_does_not_ask_is_refused(trajectory, cast, now):
    with refuses("not_asked"):
        answer_check(
            trajectory,
            check="verzonnen",
            verdict="yes",
            reason="Het is zo.",
            by=cast.samira,
            at=now,
        )


def test_changing_an_answer_leaves_the_first_one_in_the_journal(trajectory, cast, now, later):
    by = {"check": "haalbaar", "by": cast.samira}
    answer_check(trajectory, verdict="no", reason="Er is geen geld.", at=now, edits=0, **by)
    answer_check(trajectory, verdict="yes", reason="Er kwam geld.", at=later(1), edits=1, **by)

    entries = list(Entry.objects.filter(verb="check_answered").order_by("number"))
    assert [entry.facts["verdict"] for entry in entries] == ["no", "yes"]
    assert entries[1].facts["verdict_before"] == "no"
    assert "geld" not in entries[0].text + entries[1].text
    answer = CheckAnswer.objects.get()
    assert answer.verdict == "yes"
    (earlier,) = earlier_by_check(answer.weighing)["haalbaar"]
    assert (earlier.verdict, earlier.reason, earlier.answered_at) == ("no", "Er is geen geld.", now)


@pytest.mark.parametrize("edits", [0, 7])
def test_who_comes_second_sees_what_was_written(edits, trajectory, cast, now):
    by = {"check": "haalbaar", "by": cast.samira, "at": now}
    answer_check(trajectory, verdict="no", reason="Er is geen geld.", edits=0, **by)

    with refuses("changed_meanwhile", kind=Clash) as clash:
        answer_check(trajectory, verdict="yes", reason="Het kan.", edits=edits, **by)

    assert clash.value.theirs.reason == "Er is geen geld."
    assert CheckAnswer.objects.get().verdict == "no"


def test_after_the_step_no_answer_changes(trajectory, cast, now):
    planning(trajectory, cast, at=now)

    with refuses("not_in_this_step"):
        answer_check(
            trajectory, check="haalbaar", verdict="no", reason="Toch niet.", by=cast.samira,
            at=now, edits=1,
        )  # fmt: skip


def test_every_check_of_the_matrix_is_asked_in_this_policy(trajectory):
    asked = {check.key: str(check.answered_by) for check in parsed_policy(trajectory.policy).checks}

    assert {key: str(role) for key, role in CHECKS.items()}.items() <= asked.items()


def test_who_records_for_the_body_answers_in_whatever_role_that_is(cast, areas, now, today):
    text = KRAAIENDAL.read_text().replace(
        "recorded_by: recorder\n    recorder: kabinetschef",
        "recorded_by: college_secretary\n    recorder: kabinetschef",
    )
    version = load_policy(text=text, file="kraaiendal.yaml", by=None, at=now)
    trajectory = trajectory_of(version, cast, areas, at=now, route="alleen")
    joris = recording_for(cast.joris, "burgemeester", at=now)
    with pytest.raises(NotAllowed, match="kabinetschef"):
        answer_check(trajectory, check="open", verdict="yes", reason="Ja hoor.", by=joris, at=now)
    secretary = somebody(cast, Role.COLLEGE_SECRETARY, trajectory, at=now)
    answer = answer_check(
        trajectory, check="open", verdict="yes", reason="Ja hoor.", by=secretary, at=now
    )
    assert answer.answered_as == Role.COLLEGE_SECRETARY
