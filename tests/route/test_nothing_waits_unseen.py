"""Whoever has something to do finds it on "Mijn werk", in every role and in every step."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from speelruimte.agreements.actions import amend
from speelruimte.agreements.queries import open_version, version_in_force
from speelruimte.initiatives.actions import give_first_view, write_letter
from speelruimte.initiatives.models import Initiative
from speelruimte.notices.models import Message, Reminder
from speelruimte.people.models import Grant
from speelruimte.people.roles import Role
from speelruimte.route.adopting import offer_amendment
from speelruimte.route.agenda import tasks_for
from speelruimte.route.door import advance, ask_colleague, name_helper, send_quickscan_letter
from speelruimte.route.falling_due import remind
from speelruimte.route.models import OpenTask
from speelruimte.route.tasks import keep_all_tasks
from speelruimte.route.telling_of_work import tell_of_work
from speelruimte.trajectories.models import Step, Trajectory
from tests.steps.agreement import adopted_agreement, offered, planning, somebody
from tests.steps.beginning import load_changed, trajectory_of
from tests.steps.door import LETTER, assessed_initiative, received_initiative, ruled_initiative
from tests.steps.taking_part import opened_ideas, words_from

pytestmark = pytest.mark.once


def work_of(person, on):
    """The pages on which something waits for somebody."""
    person.__dict__.pop("_grants_on", None)
    return {task.page for task in tasks_for(person, on=on).tasks}


def test_while_a_case_is_weighed_it_waits_for_everybody_who_is_asked(trajectory, cast, today):
    work = {name: work_of(getattr(cast, name), today) for name in ("samira", "dewit", "nadia")}

    assert {name for name, pages in work.items() if "weighing" in pages} == set(work)


def test_a_text_before_the_council_waits_for_the_griffie_and_is_read_by_its_members(
    trajectory, cast, now, today
):
    offered(trajectory, cast, at=now)
    roles = set(OpenTask.objects.filter(page="adoption").values_list("role", flat=True))

    assert Role.GRIFFIE in roles
    assert "adoption" in work_of(cast.teun, today)
    assert work_of(cast.bos, today) == {"read-adoption"}
    (task,) = tasks_for(cast.bos, on=today).tasks
    assert "Lees ze voordat dit orgaan beslist" in task.sentences[0]


@pytest.fixture
def taking_part(trajectory, cast, now):
    return adopted_agreement(trajectory, cast, at=now)


def test_a_change_waits_for_who_writes_it_and_then_for_the_body(taking_part, cast, now, today):
    assert "adoption" not in work_of(cast.samira, today) | work_of(cast.teun, today)
    amend(version_in_force(taking_part), reason="De avond komt later.", by=cast.samira, at=now)
    assert "adoption" in work_of(cast.samira, today) - work_of(cast.teun, today)

    version = open_version(taking_part)
    offer_amendment(
        version, one_sided_reason="De partijen reageerden niet op tijd.", by=cast.samira, at=now
    )
    assert "adoption" in work_of(cast.teun, today)


def test_words_that_wait_tell_their_age_in_whatever_step(cast, areas, now, today, time_machine):
    time_machine.move_to(now, tick=False)
    version = load_changed("basis", "moderation: after", "moderation: before", at=now)
    trajectory = adopted_agreement(trajectory_of(version, cast, areas, at=now), cast, at=now)
    leader = somebody(cast, Role.PROJECT_LEADER, trajectory, at=now)
    words_from(opened_ideas(trajectory, by=leader, at=now, on=today), 2, at=now)

    def said(day):
        return [
            task.sentences[0]
            for task in tasks_for(cast.lotte, on=day).tasks
            if task.page == "inbox"
        ]

    waits = "2 keer wacht iets op een blik, voordat het op de website staat."
    assert said(today) == [waits]
    for step in (Step.RESULT, Step.DECISION, Step.FEEDBACK):
        Trajectory.objects.filter(pk=trajectory.pk).update(step=step)
        keep_all_tasks(by=None, at=now)
        assert said(today + timedelta(days=2)) == [f"{waits} Het oudste wacht 2 dagen."]


def test_work_of_a_role_that_nobody_has_waits_for_the_coach(trajectory, cast, today):
    assert "process" not in work_of(cast.marleen, today)
    Grant.objects.filter(role__in=[Role.PROJECT_LEADER, Role.PORTFOLIO_HOLDER]).delete()
    more = OpenTask.objects.filter(role=Role.PROJECT_LEADER).first()
    more.pk, more.page, more.position = None, "phases", 99
    more.save()
    said = [task.sentences[0] for task in tasks_for(cast.marleen, on=today).tasks]

    for label in ("Projectleider", "Portefeuillehouder"):
        sentence = f"Niemand heeft hier de rol ‘{label}’. Wijs iemand aan, of vraag de beheerder."
        assert said.count(sentence) == 1


def test_a_role_that_somebody_has_in_an_area_is_held_in_the_processes_that_lie_there(
    trajectory, cast, areas, today
):
    Grant.objects.filter(role=Role.PROJECT_LEADER).delete()
    there = trajectory.areas.first()
    elsewhere = next(area for area in areas.values() if area != there)
    held = Grant.objects.create(
        person=cast.samira, role=Role.PROJECT_LEADER, area=elsewhere, starts_on=today
    )
    assert "process" in work_of(cast.marleen, today)

    Grant.objects.filter(pk=held.pk).update(area=there)
    assert "process" not in work_of(cast.marleen, today)


def test_of_the_day_of_work_that_nobody_has_the_coach_is_reminded(trajectory, cast, now, today):
    OpenTask.objects.filter(role=Role.PORTFOLIO_HOLDER).update(due_on=today)

    def reminded():
        Reminder.objects.all().delete()
        remind(on=today, at=now)
        return {row.person.name for row in Reminder.objects.filter(kind="work_due")}

    assert reminded() == {"Karel de Wit"}
    Grant.objects.filter(role=Role.PORTFOLIO_HOLDER).delete()
    assert reminded() == {"Marleen Postma"}


def test_mail_that_could_not_be_sent_waits_for_the_administrator_and_no_mail_tells_of_it(
    trajectory, cast, now, today, browser_of
):
    Message.objects.create(
        idempotency_key="a", kind="work_due", person=cast.bos, created_at=now, try_after=now,
        attempts=11, dropped_at=now,
    )  # fmt: skip
    shown = browser_of(cast.wim).get(reverse("my-work"))
    (group,) = shown.context["task_groups"]

    assert [task["url"] for task in group["tasks"]] == [reverse("messages")]
    assert group["tasks"][0]["title"] == "1 bericht is niet verstuurd en wacht op u."
    assert tell_of_work(cast.wim, at=now) == ""


def test_who_owns_the_process_finds_the_text_to_write(trajectory, cast, now, today):
    assert work_of(cast.nadia, today) == {"weighing"}
    planning(trajectory, cast, at=now)
    assert {"plan", "frames", "phases"} <= work_of(cast.nadia, today)


def test_until_somebody_helps_an_idea_waits_for_the_coach(cast, load_pack, now, today):
    load_pack("basis")
    idea = received_initiative()
    idea = assessed_initiative(idea, coach=cast.marleen)
    assert work_of(cast.marleen, today) == {"door-on"}
    advance(idea, to="who_decides", by=cast.marleen, at=now, on=today)
    assert "who-decides" in work_of(cast.marleen, today)
    assert work_of(cast.ruben, today) == set()
    ruled_initiative(idea, coach=cast.marleen)
    assert work_of(cast.marleen, today) == {"door-on"}


def test_with_the_letter_sent_an_idea_waits_for_who_helps(cast, load_pack, now, today):
    load_pack("basis")
    idea = assessed_initiative(received_initiative(), coach=cast.marleen)
    advance(idea, to="quickscan", by=cast.marleen, at=now, on=today)
    name_helper(idea, person=cast.ruben, by=cast.marleen, at=now, on=today)
    view = ask_colleague(idea, colleague=cast.joris, by=cast.ruben, at=now, on=today)
    give_first_view(view, text="Het kan.", by=cast.joris, at=now)
    write_letter(idea, by=cast.ruben, at=now, on=today, **LETTER)
    send_quickscan_letter(idea, by=cast.ruben, at=now, on=today)

    (task,) = tasks_for(cast.ruben, on=today).tasks
    assert task.page == "quickscan"
    assert task.sentences == ("De eerste blik is klaar. Ga verder naar ‘Wie beslist?’.",)

    advance(Initiative.objects.get(), to="who_decides", by=cast.ruben, at=now, on=today)
    assert work_of(cast.ruben, today) == {"who-decides"}
    ruled_initiative(Initiative.objects.get(), coach=cast.marleen)
    assert work_of(cast.ruben, today) == {"door-on"}


def test_who_is_named_on_the_pages_at_the_door_finds_it_on_my_work(
    cast, load_pack, now, today, browser_of, time_machine
):
    load_pack("basis")
    time_machine.move_to(now, tick=False)
    idea = assessed_initiative(received_initiative(), coach=cast.marleen)
    idea = advance(idea, to="quickscan", by=cast.marleen, at=now, on=today)
    desk = browser_of(cast.marleen)

    def named():
        """Who is named beside what is missing, on the page of the idea and on that of the first look."""
        idea_page, look = (
            desk.get(reverse(name, args=[idea.case_number])).context
            for name in ("work-initiative", "work-quickscan")
        )
        first = "Vraag minstens één collega om een eerste blik."
        gaps = [*idea_page["missing"], *look["onward"][0]["sentences"]]
        return {gap["who"] for gap in gaps if gap["sentence"] == first}

    assert named() == {"Participatiecoach (Marleen Postma)"}
    assert "quickscan" in work_of(cast.marleen, today)
    name_helper(idea, person=cast.ruben, by=cast.marleen, at=now, on=today)
    assert named() == {"Accounthouder (Ruben Hoekstra)"}
    assert "quickscan" in work_of(cast.ruben, today)


def test_what_waits_at_the_door_is_asked_at_once_for_all_ideas(load_pack, cast, now, today):
    load_pack("basis")
    asked_for = []
    for _idea in range(2):
        idea = assessed_initiative(received_initiative(), coach=cast.marleen)
        idea = advance(idea, to="quickscan", by=cast.marleen, at=now, on=today)
        name_helper(idea, person=cast.ruben, by=cast.marleen, at=now, on=today)
        ask_colleague(idea, colleague=cast.fatma, by=cast.ruben, at=now, on=today)
        with CaptureQueriesContext(connection) as asked:
            tasks_for(cast.marleen, on=today)
        asked_for.append(len(asked))

    assert asked_for[0] == asked_for[1]
