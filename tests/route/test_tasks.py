"""What waits for whom is kept by the actions, and says what the gates say."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from speelruimte.activities.actions import close_activity
from speelruimte.commands.main import main
from speelruimte.commands.work import renew_work
from speelruimte.initiatives.models import Initiative
from speelruimte.notices.models import Message
from speelruimte.notices.work_letters import work_words
from speelruimte.people.actions import grant_role
from speelruimte.people.roles import Role
from speelruimte.policy.actions import load_policy
from speelruimte.policy.shipped import policy_file
from speelruimte.route.agenda import tasks_for
from speelruimte.route.models import OpenTask
from speelruimte.route.tasks import cases_kept_otherwise, keep_all_tasks, tasks_of
from speelruimte.trajectories.models import Step, Trajectory
from tests.steps.agreement import adopted_agreement, fresh, offered, somebody
from tests.steps.beginning import trajectory_of
from tests.steps.taking_part import opened_ideas, words_from
from tests.steps.writing import writing_by_hand

NEUTRAL_WORD = 'label: {nl: "afspraken", en: "agreement"}\n'
OWN_WORD = "label: handslag\n    plural: handslagen\n"


def pages_waiting(person, on):
    return {task.page for task in tasks_for(person, on=on).tasks}


def test_a_role_in_an_area_sees_what_waits_there_and_nowhere_else(
    trajectory, cast, areas, now, today
):
    OpenTask.objects.filter(trajectory=trajectory).update(role=Role.MODERATOR)
    inside = trajectory.areas.first()
    outside = next(area for area in areas.values() if area not in trajectory.areas.all())

    for area in (outside, inside):
        assert not tasks_for(cast.henk, on=today).tasks
        grant_role(
            cast.henk, role=Role.MODERATOR, area=area, starts_on=today, by=cast.marleen, at=now
        )
        cast.henk.__dict__.pop("_grants_on", None)
    assert tasks_for(cast.henk, on=today).tasks


def test_words_from_the_website_write_no_task(trajectory, cast, now, today):
    trajectory = adopted_agreement(trajectory, cast, at=now)
    leader = somebody(cast, Role.PROJECT_LEADER, trajectory, at=now)
    activity = opened_ideas(trajectory, by=leader, at=now, on=today)
    with CaptureQueriesContext(connection) as asked:
        words_from(activity, 2, at=now)

    assert not [query for query in asked.captured_queries if "route_opentask" in query["sql"]]
    assert [task.sentences for task in trajectory.open_tasks.all()] == [
        task.sentences for task in tasks_of(fresh(trajectory))
    ]


def test_a_step_further_other_things_wait(trajectory, cast, now, today):
    trajectory = adopted_agreement(trajectory, cast, at=now)
    leader = somebody(cast, Role.PROJECT_LEADER, trajectory, at=now)
    activity = opened_ideas(trajectory, by=leader, at=now, on=today)
    before = {task.pk for task in trajectory.open_tasks.filter(page="activities")}
    close_activity(activity, reason="Het is klaar.", by=leader, at=now, on=today)

    assert before
    assert before.isdisjoint(trajectory.open_tasks.values_list("pk", flat=True))


def test_what_is_missing_is_kept_in_every_language(trajectory, settings, cast, today):
    languages = {language for language, _name in settings.LANGUAGES}

    assert {frozenset(task.sentences) for task in trajectory.open_tasks.all()} == {
        frozenset(languages)
    }
    with override("en"):
        assert pages_waiting(cast.samira, today)


def test_all_tasks_written_anew_are_the_same_and_ended_processes_have_none(trajectory, cast, now):
    tasks = list(trajectory.open_tasks.values("pk", "sentences", "due_on"))
    assert keep_all_tasks(by=None, at=now) == 1
    assert list(trajectory.open_tasks.values("pk", "sentences", "due_on")) == tasks

    trajectory.open_tasks.all().delete()
    keep_all_tasks(by=None, at=now)
    assert [task["sentences"] for task in tasks] == list(
        trajectory.open_tasks.values_list("sentences", flat=True)
    )


@pytest.mark.parametrize("columns", [{}, {"due_on": date(2030, 1, 1)}, {"role": "moderator"}])
def test_tasks_that_somebody_changed_in_the_database_are_named_and_written_anew(
    trajectory, now, capsys, columns
):
    tasks = list(trajectory.open_tasks.values("role", "sentences", "due_on"))
    assert cases_kept_otherwise() == []
    with writing_by_hand(because="somebody takes work away in the database"):
        if columns:
            trajectory.open_tasks.update(**columns)
        else:
            trajectory.open_tasks.all().delete()

    assert cases_kept_otherwise() == [trajectory.case_number]
    main(["doctor"])
    said = [line for line in capsys.readouterr().out.split("\n") if "Wat op mensen wacht" in line]
    assert said[0].startswith("fout")
    assert trajectory.case_number in said[0]
    renew_work(at=now)

    assert cases_kept_otherwise() == []
    assert list(trajectory.open_tasks.values("role", "sentences", "due_on")) == tasks


def test_tasks_put_in_a_process_that_ended_are_named_and_taken_out(trajectory, now):
    with writing_by_hand(because="somebody lets a process end in the database"):
        Trajectory.objects.filter(pk=trajectory.pk).update(step=Step.MEMORY)
    assert cases_kept_otherwise() == [trajectory.case_number]

    renew_work(at=now)

    assert not trajectory.open_tasks.exists()
    assert cases_kept_otherwise() == []


def test_what_an_initiative_says_reaches_the_tasks_of_its_trajectories(cast, areas, load_pack, now):
    trajectory = trajectory_of(load_pack("basis"), cast, areas, at=now, case_number="2027-0050")
    Initiative.objects.filter(pk=trajectory.initiatives.get().pk).update(case_number="2027-0051")
    trajectory.open_tasks.all().delete()
    initiative = trajectory.initiatives.get()
    grant_role(
        cast.henk,
        role=Role.PROJECT_LEADER,
        case_number=initiative.case_number,
        starts_on=now.date(),
        by=cast.marleen,
        at=now,
    )

    assert trajectory.open_tasks.exists()


def test_my_work_shows_twelve_processes_and_asks_as_often_for_more(
    browser_of, cast, areas, trajectory, now, time_machine
):
    time_machine.move_to(now, tick=False)
    for number in range(15):
        trajectory_of(trajectory.policy, cast, areas, at=now, case_number=f"2027-1{number:03d}")
    client = browser_of(cast.samira)
    client.get(reverse("my-work"))
    with CaptureQueriesContext(connection) as asked:
        shown = client.get(reverse("my-work"))

    assert len(shown.context["rows"]) == 12
    assert shown.context["has_more"]
    assert "Dit zijn uw nieuwste " in shown.content.decode()
    assert len(asked) <= 15, "\n".join(query["sql"][:160] for query in asked.captured_queries)


def test_what_is_not_shown_is_counted_all_the_same(trajectory, cast, areas, now, today):
    for number in range(2):
        trajectory_of(trajectory.policy, cast, areas, at=now, case_number=f"2027-77{number:02d}")
    rows = OpenTask.objects.filter(role=Role.PROJECT_LEADER)
    rows.filter(pk=rows.first().pk).update(due_on=today)
    everything = tasks_for(cast.samira, on=today)
    cut = tasks_for(cast.samira, on=today, limit=1)

    assert (len(everything.tasks) > 1, len(cut.tasks)) == (True, 1)
    assert everything.pressing > 0
    assert (cut.things, cut.cases, cut.pressing) == (
        everything.things,
        everything.cases,
        everything.pressing,
    )


def test_work_is_said_in_the_words_of_the_policy_of_its_process(
    browser_of, cast, areas, policy, now, today, time_machine
):
    time_machine.move_to(now, tick=False)
    text = policy_file("basis").read_text().replace("from: 2026-01-01", "from: 2025-01-01", 1)
    text = text.replace(NEUTRAL_WORD, OWN_WORD)
    version = load_policy(text=text, file="eerder.yaml", by=None, at=now)
    other = trajectory_of(version, cast, areas, at=now)
    offered(other, cast, at=now)
    waiting = tasks_for(cast.bos, on=today).tasks
    assert ["handslagen" in task.sentences[0] for task in waiting] == [True]
    (kept,) = fresh(other).open_tasks.filter(page="adoption")
    assert "handslagen zijn nog niet vastgesteld" in kept.sentences["nl"][0]
    page = browser_of(cast.bos).get(reverse("my-work")).content.decode()
    assert "De handslagen liggen voor ·" in page
    assert "Lees de handslagen" in page
    things = [{"case": other.case_number, "page": "adoption", "day": None}]
    letter = Message(kind="work_landed", facts={"things": things}, created_at=now)
    assert "De handslagen wachten op" in work_words(letter)["lines"]
