"""Words that wait for a look are work with a day: their writer was promised an answer too."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.sql.compiler import SQLCompiler
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from speelruimte.activities.actions import disagree, publish_contribution, refuse_contribution
from speelruimte.activities.queues import open_disagreements
from speelruimte.decisions.actions import answer_point, give_point, split_contribution
from speelruimte.decisions.sentences import sentences_of
from speelruimte.notices.letters import compose_mail
from speelruimte.notices.models import Message
from speelruimte.people.roles import Role
from speelruimte.people.signed_in import signed_in
from speelruimte.promise import answer_due
from speelruimte.route.agenda import tasks_for
from speelruimte.route.asking_answers import ask_to_answer
from speelruimte.route.reach import led_or_own
from speelruimte.route.words_waiting import words_to_answer, words_to_look_at
from speelruimte.website.days import day_words
from speelruimte.website.workbench.frame import point_url
from speelruimte.website.workbench.my_work import task_url
from tests.steps.agreement import adopted_agreement, fresh, somebody
from tests.steps.beginning import load_changed, trajectory_of
from tests.steps.taking_part import opened_ideas, said, words_from


@pytest.fixture
def leader(trajectory, cast, now):
    return somebody(cast, Role.PROJECT_LEADER, trajectory, at=now)


@pytest.fixture
def trajectory(db, cast, areas, now, time_machine):
    """People take part, and what they send is looked at before it stands on the website."""
    time_machine.move_to(now, tick=False)
    version = load_changed("basis", "moderation: after", "moderation: before", at=now)
    return adopted_agreement(trajectory_of(version, cast, areas, at=now), cast, at=now)


@pytest.fixture
def contributions(trajectory, leader, now, today):
    """Two people sent something, and nobody looked at it yet."""
    activity = opened_ideas(trajectory, by=leader, at=now, on=today)
    return [contribution for contribution, _code in words_from(activity, 2, at=now)]


def to_look_at(person, on):
    return [
        (task.sentences, task.due_on)
        for task in tasks_for(person, on=on).tasks
        if task.page == "inbox"
    ]


def test_who_moderates_has_it_to_do_now_and_not_by_the_far_day_of_an_answer(
    contributions, cast, now, today
):
    said = "2 keer wacht iets op een blik, voordat het op de website staat."

    assert to_look_at(cast.lotte, today) == [((said,), None)]
    assert to_look_at(cast.samira, today) == []
    assert tasks_for(cast.lotte, on=today).pressing == 0
    later = tasks_for(cast.lotte, on=today + timedelta(days=4))
    assert (later.tasks[0].page, later.tasks[0].since, later.pressing) == ("inbox", today, 1)
    for contribution in contributions:
        publish_contribution(contribution, by=cast.lotte, at=now)
    assert to_look_at(cast.lotte, today) == []


def test_who_looks_after_all_waits_for_no_sql_to_be_written(
    contributions, cast, now, today, monkeypatch
):
    refuse_contribution(contributions[0], ground="advertising", by=cast.lotte, at=now)
    said = disagree(contributions[0], text="Ik verkoop niets.", by=None, at=now)
    people = [signed_in(person.pk, on=today) for person in (cast.marleen, cast.lotte)]

    def waiting():
        return [
            (
                [(words.trajectory, words.number, words.oldest_on) for words in rows],
                open_disagreements(person, on=today),
            )
            for person in people
            for rows in [words_to_look_at(person, on=today)]
        ]

    before = waiting()
    monkeypatch.delattr(SQLCompiler, "as_sql")

    looked_at = [(contributions[1].trajectory, 1, today)]
    # Somebody else than who refused looks again.
    assert before == waiting() == [(looked_at, [said]), (looked_at, [])]


def test_who_leads_reads_that_it_is_promised_an_answer_looked_at_or_not(
    contributions, leader, cast, now, today
):
    for looked_at in range(3):
        (words,) = words_to_answer(led_or_own(leader, on=today), limit=5)
        assert (words.number, words.due_on) == (2, answer_due(contributions[0]))
        if looked_at < 2:
            publish_contribution(contributions[looked_at], by=cast.lotte, at=now)


def test_the_pages_of_work_count_what_waits_and_tell_the_day(
    contributions, trajectory, leader, browser_of
):
    work = browser_of(leader).get(reverse("my-work"))
    answers = browser_of(leader).get(reverse("work-answers", args=[trajectory.case_number]))

    assert [row["answered"] for row in work.context["rows"]] == [(0, 2)]
    to_answer = reverse("work-answers", args=[trajectory.case_number])
    (promised,) = [row for row in work.context["promised"] if row["url"] == to_answer]
    assert promised["title"] == "2 keer nog geen antwoord"
    assert day_words(answer_due(contributions[0])) in promised["text"]
    assert answers.context["unanswered"] == 2
    assert "Daarvan wachten er 2 nog op een blik." in answers.content.decode()


def test_it_is_asked_in_two_queries_however_many_processes_there_are(
    contributions, trajectory, cast, areas, now, today
):
    for number in range(3):
        more = trajectory_of(
            trajectory.policy, cast, areas, at=now, case_number=f"2027-4{number:03d}"
        )
        more = adopted_agreement(more, cast, at=now)
        leads = somebody(cast, Role.PROJECT_LEADER, more, at=now)
        words_from(opened_ideas(more, by=leads, at=now, on=today), 1, at=now)
    words_to_look_at(cast.lotte, on=today)
    with CaptureQueriesContext(connection) as asked:
        waiting = words_to_look_at(cast.lotte, on=today)

    assert len(waiting) == 4
    assert len(asked) <= 2
    assert fresh(trajectory).tally.waiting == 2


def test_a_point_that_somebody_was_asked_to_answer_is_found_past_the_processes_that_are_shown(
    contributions, trajectory, leader, areas, cast, now, today, monkeypatch
):
    more = trajectory_of(trajectory.policy, cast, areas, at=now, case_number="2027-4100")
    more = adopted_agreement(more, cast, at=now)
    leads = somebody(cast, Role.PROJECT_LEADER, more, at=now)
    ideas = opened_ideas(more, by=leads, at=now, on=today)
    long = said(ideas, "Het pad is smal. De bomen blijven!", at=now)[0]
    publish_contribution(long, by=cast.lotte, at=now)
    who = {"by": leads, "at": now, "on": today}
    begins = [sentence.start for sentence in sentences_of(long.text)][1:]
    point = split_contribution(long, begins=begins, **who)[0]
    before = asked_in_all(leads, today)
    give_point(point, to=leads, answer_by=today, **who)
    monkeypatch.setattr("speelruimte.route.agenda.MOST", 1)  # processes of which it is shown

    with CaptureQueriesContext(connection) as asked:
        waiting = tasks_for(leads, on=today)

    assert len(waiting.answers) == 1
    assert waiting.answers[0].trajectory != more
    assert waiting.asked == (point,)
    assert len(asked) == before + 1  # the points themselves, and only where there are any
    answer_point(point, verdict="taken_over", reason="Dat doen we.", **who)
    assert asked_in_all(leads, today) == before
    assert tasks_for(leads, on=today).asked == ()


@pytest.fixture
def split(contributions, trajectory, leader, cast, now, today):
    ideas = trajectory.activities.get()
    long = said(ideas, "Het pad is smal. De bomen blijven!", at=now)[0]
    publish_contribution(long, by=cast.lotte, at=now)
    begins = [sentence.start for sentence in sentences_of(long.text)][1:]
    return split_contribution(long, begins=begins, by=leader, at=now, on=today)


def test_who_is_asked_to_answer_a_point_reads_it_in_the_work_and_in_a_mail_at_once(
    split, leader, cast, now, later, today, time_machine
):
    time_machine.move_to(now, tick=False)
    day, lead = today + timedelta(days=2), {"by": cast.marleen, "on": today}
    asked = {"answer_by": day, "etag": ""}
    ask_to_answer(split[1], to=leader, **asked, at=now, **lead)

    (task,) = (task for task in tasks_for(leader, on=today).tasks if task.point)
    assert (task.sentences, task.due_on) == (("Aan u gevraagd: antwoord op punt 2.",), day)
    assert task_url(task) == point_url(split[1])
    mail = compose_mail(Message.objects.get(kind="point_asked"))
    assert mail.to == leader.email
    assert f"Doe dat uiterlijk op {day_words(day)}." in mail.text
    assert point_url(split[1]) in mail.text

    ask_to_answer(split[1], to=leader, **asked, at=later(1), **lead)
    assert Message.objects.filter(kind="point_asked").count() == 1  # nothing changed
    ask_to_answer(split[0], to=cast.marleen, answer_by=None, at=now, **lead)
    assert Message.objects.filter(kind="point_asked").count() == 1  # of oneself
    (of_coach,) = (task for task in tasks_for(cast.marleen, on=today).tasks if task.point)
    assert (of_coach.point, of_coach.due_on) == (split[0], None)
    answer_point(split[1], verdict="taken_over", reason="Dat doen we.", at=later(1), **lead)
    assert not any(task.point for task in tasks_for(leader, on=today).tasks)


def asked_in_all(person, today):
    with CaptureQueriesContext(connection) as asked:
        tasks_for(person, on=today)
    return len(asked)
