"""What was promised for a day is work and reminds, in whatever step the process or the idea is."""

from datetime import date, timedelta
from typing import get_args, get_type_hints

import pytest
from django.core import mail
from django.urls import reverse

from speelruimte import promise
from speelruimte.activities.actions import close_activity, disagree
from speelruimte.agreements.moments import promised_decision
from speelruimte.agreements.queries import version_in_force
from speelruimte.initiatives.actions import (
    ask_first_view,
    give_first_view,
    name_account_holder,
    withdraw_initiative,
)
from speelruimte.notices.models import Reminder
from speelruimte.notices.sending import send_due
from speelruimte.people.roles import Role
from speelruimte.promise import answer_due, first_answer_due, look_again_due
from speelruimte.route.actions import move_on
from speelruimte.route.agenda import tasks_for
from speelruimte.route.contributions import look_again_and_tell, refuse_and_tell
from speelruimte.route.door import advance, answer_initiative
from speelruimte.route.falling_due import falls_due, remind
from speelruimte.route.telling_of_work import tell_of_work
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.models import Step
from speelruimte.website.days import day_words, short_day
from tests.route.test_later_days import a_decision
from tests.steps.agreement import adopted_agreement, fresh, somebody
from tests.steps.answers import answered
from tests.steps.bare import a_trajectory
from tests.steps.door import assessed_initiative, received_initiative, ruled_initiative
from tests.steps.taking_part import opened_ideas, words_from

DAY = timedelta(days=1)


@pytest.fixture
def activity(trajectory, cast, now, today):
    trajectory = adopted_agreement(trajectory, cast, at=now)
    leader = somebody(cast, Role.PROJECT_LEADER, trajectory, at=now)
    return opened_ideas(trajectory, by=leader, at=now, on=today)


def readers(kind):
    return {reminder.person.name for reminder in Reminder.objects.filter(kind=kind)}


def of(what, day):
    """The reminders of one thing on a day: the kind of letter and the promised day."""
    return [(due.kind, due.day) for due in falls_due(day) if due.what == what]


def test_closing_is_due_on_the_first_working_day_on_which_it_can_be_done(
    trajectory, cast, now, today
):
    saturday, tuesday = date(2027, 3, 27), date(2027, 3, 30)  # between them is Easter
    trajectory = adopted_agreement(trajectory, cast, at=now, ends_on=saturday)
    leader = somebody(cast, Role.PROJECT_LEADER, trajectory, at=now)
    opened_ideas(trajectory, by=leader, at=now, on=today)

    assert of("activities", saturday) == []
    assert of("activities", saturday + DAY) == [("work_due", tuesday)]
    assert of("activities", tuesday) == [("work_due", tuesday)]
    assert of("activities", tuesday + DAY) == [("work_overdue", tuesday)]
    remind(on=tuesday + DAY, at=now)
    assert "Samira El Idrissi" in readers("work_overdue")
    (task,) = [
        task for task in tasks_for(cast.samira, on=tuesday).tasks if task.page == "activities"
    ]
    assert task.due_on == tuesday
    assert "Sluit deze eerst. Na 27 maart 2027 kan dat zonder reden." in task.sentences[0]


def test_what_is_not_opened_yet_is_due_on_the_first_day_of_its_phase(trajectory, cast, now, today):
    trajectory = adopted_agreement(trajectory, cast, at=now)
    begins = version_in_force(trajectory).phases.get().starts_on

    assert of("activities", begins) == [("work_due", begins)]
    assert of("activities", begins + DAY) == [("work_overdue", begins)]


@pytest.fixture
def words(activity, now):
    """Somebody took part, and was promised an answer by a day."""
    ((contribution, _code),) = words_from(activity, 1, at=now)
    return contribution


def test_a_promised_answer_is_work_with_its_day_while_people_still_take_part(
    words, cast, today, now
):
    assert fresh(words.trajectory).step == Step.TAKING_PART
    due = answer_due(words)
    (task,) = [task for task in tasks_for(cast.samira, on=today).tasks if task.page == "answers"]

    assert (task.due_on, task.sentences) == (
        due,
        ("Geef antwoord: 1 keer inbreng wacht daarop.",),
    )
    assert of("answers", due - timedelta(days=8)) == []
    assert of("answers", due - timedelta(days=7)) == [("work_due", due)]
    assert of("answers", due + DAY) == [("work_overdue", due)]
    remind(on=due, at=now)
    assert "Samira El Idrissi" in readers("work_due")


def test_an_answer_that_was_given_is_no_work_any_more(words, cast, today, now):
    due = answer_due(words)
    answered(words, by=cast.samira, at=now, on=today)

    assert "answers" not in {task.page for task in tasks_for(cast.samira, on=today).tasks}
    assert of("answers", due) == []


def test_once_people_took_part_the_answer_is_asked_and_reminded_of_once(words, cast, now):
    due, after = answer_due(words), words.activity.closes_on + DAY
    who = {"by": cast.samira, "at": now + (after - local_day(now))}
    close_activity(words.activity, on=after, **who)
    move_on(fresh(words.trajectory), to=Step.RESULT, on=after, **who)

    pages = [task.page for task in tasks_for(cast.samira, on=due).tasks]
    assert pages.count("answers") == 1
    assert of("answers", due) == [("work_due", due)]


def test_who_reads_along_in_a_case_has_no_answers_to_give(words, cast, today):
    assert "answers" not in {task.page for task in tasks_for(cast.bos, on=today).tasks}


def test_the_day_of_the_decision_reminds_while_people_still_take_part(activity):
    decision = promised_decision(version_in_force(activity.trajectory).moments.all()).day

    assert of("result", decision) == [("work_due", decision)]
    assert of("result", decision + DAY) == [("work_overdue", decision)]


@pytest.fixture
def idea(load_pack):
    load_pack("basis")
    return received_initiative()


def test_a_first_answer_to_an_idea_reminds_in_whatever_step_the_idea_is(idea, cast, now, today):
    due = first_answer_due(idea)

    def work(idea):
        tasks = tasks_for(cast.marleen, on=today).tasks
        assert [task.due_on for task in tasks if task.initiative == idea] == [due]
        assert of("first-answer", due - timedelta(days=8)) == []
        assert set(of("first-answer", due)) == {("work_due", due)}
        assert set(of("first-answer", due + DAY)) == {("work_overdue", due)}

    work(idea)
    idea = assessed_initiative(idea, coach=cast.marleen)
    work(idea)
    idea = advance(idea, to="who_decides", by=cast.marleen, at=now, on=today)
    work(idea)
    work(ruled_initiative(idea, coach=cast.marleen))

    remind(on=due + DAY, at=now)
    assert readers("work_overdue") == {"Marleen Postma"}
    tell_of_work(cast.marleen, at=now)
    send_due(at=now)
    [letter] = [message for message in mail.outbox if message.to == ["marleen@lindewold.example"]]
    assert letter.body.count(idea.case_number) == 1
    answer_initiative(idea, reason="Dit kan.", by=cast.marleen, at=now, on=today)
    assert of("first-answer", due) == []


def test_a_first_look_reminds_the_colleague_who_was_asked_and_the_letter_who_writes_it(
    idea, cast, now, today
):
    idea = assessed_initiative(idea, coach=cast.marleen)
    idea = advance(idea, to="quickscan", by=cast.marleen, at=now, on=today)
    name_account_holder(idea, person=cast.joris, by=cast.marleen, at=now, on=today)
    view = ask_first_view(idea, colleague=cast.fatma, by=cast.joris, at=now, on=today)

    assert of("first-view", view.due_on) == [("work_due", view.due_on)]
    assert of("first-view", view.due_on + DAY) == [("work_overdue", view.due_on)]
    remind(on=view.due_on + DAY, at=now)
    assert "Fatma" in " ".join(readers("work_overdue"))
    give_first_view(view, text="Er liggen kabels.", by=cast.fatma, at=now)
    assert of("first-view", view.due_on) == []


def test_nobody_is_asked_to_look_at_an_idea_that_was_taken_back(idea, cast, now, today):
    idea = assessed_initiative(idea, coach=cast.marleen)
    idea = advance(idea, to="quickscan", by=cast.marleen, at=now, on=today)
    name_account_holder(idea, person=cast.joris, by=cast.marleen, at=now, on=today)
    view = ask_first_view(idea, colleague=cast.fatma, by=cast.joris, at=now, on=today)
    (task,) = tasks_for(cast.fatma, on=today).tasks
    assert task.due_on == view.due_on

    withdraw_initiative(idea, by=None, at=now)

    assert tasks_for(cast.fatma, on=today).tasks == ()
    assert of("first-view", view.due_on) == []


@pytest.fixture
def objected(words, cast, now):
    """The words were refused by who moderates, and their writer does not agree."""
    refuse_and_tell(words, ground="advertising", by=cast.lotte, at=now)
    return disagree(words, text="Ik verkoop niets.", by=None, at=now)


def looks_of(person, day):
    person.__dict__.pop("_grants_on", None)
    return [task for task in tasks_for(person, on=day).tasks if task.page == "look-again"]


def test_a_second_look_is_work_with_the_day_that_the_writer_was_promised(
    objected, cast, today, now
):
    due = look_again_due(objected)
    (task,) = looks_of(cast.marleen, today)
    assert (task.due_on, task.disagreement) == (due, objected)
    assert looks_of(cast.lotte, today) == []
    assert of("look-again", due - timedelta(days=8)) == []
    assert of("look-again", due - timedelta(days=7)) == [("work_due", due)]
    assert of("look-again", due + DAY) == [("work_overdue", due)]
    remind(on=due + DAY, at=now)
    looks = Reminder.objects.filter(what="look-again")
    assert {row.person.name for row in looks} == {"Marleen Postma"}  # Lotte decided it
    tell_of_work(cast.marleen, at=now)
    send_due(at=now)
    [letter] = [message for message in mail.outbox if message.to == ["marleen@lindewold.example"]]
    said = "Een schrijver is het niet eens en wacht op een tweede blik"
    assert letter.body.index("Dit is te laat") < letter.body.index(said)
    assert f"({objected.contribution.trajectory.case_number}), uiterlijk {day_words(due)}" in (
        letter.body
    )

    pressing = tasks_for(cast.marleen, on=due).pressing
    look_again_and_tell(objected, answer="Het blijft zo.", by=cast.marleen, at=now)
    assert looks_of(cast.marleen, today) == []
    assert tasks_for(cast.marleen, on=due).pressing == pressing - 1
    assert of("look-again", due) == []


def test_my_work_shows_a_second_look_with_its_day_wherever_promised_days_stand(
    objected, cast, today, now, browser_of, time_machine
):
    time_machine.move_to(now, tick=False)
    due, url = look_again_due(objected), reverse("work-look-again", args=[objected.pk])
    shown = browser_of(cast.marleen).get(reverse("my-work")).context

    [task] = [
        task for group in shown["task_groups"] for task in group["tasks"] if task["url"] == url
    ]
    assert (task["when"], task["left"]) == (short_day(due, today=today), "nog 14 dagen")
    terms = {(term["title"], term["text"]) for term in shown["terms"]}
    assert (short_day(due, today=today), " · tweede blik voor een schrijver") in terms
    [promised] = [row for row in shown["promised"] if row.get("url") == url]
    assert promised["title"] == f"Opnieuw kijken, uiterlijk op {day_words(due)}"


def _decided(made, now):
    """A process in which was decided on the first day; a term of it counts from then."""
    trajectory = a_trajectory(made("policy"), route="college", step=Step.DECISION)
    a_decision(trajectory, local_day(now))
    return trajectory


# The work that keeps a promised day, by the fact that says the day: what it is asked of, and the name of
# the work.
WORK_OF = {
    "answer_due": (lambda made, now: made("words"), "answers"),
    "evaluation_due": (_decided, "evaluation"),
    "first_answer_due": (lambda made, now: made("idea"), "first-answer"),
    "look_again_due": (lambda made, now: made("objected"), "look-again"),
    "result_told_due": (_decided, "feedback"),
}
NO_WORK = {
    "answers_ahead": "the days of answer_due, of who takes part now",
    "late_answers": "the days of answer_due that passed",
    "day_of_answer": "answer_due, of words that are sent on a day",
    "answer_due_if_sent": "answer_due, of words that are sent on a day, with what was promised since",
    "next_answer_due": "the first of the days of answer_due",
    "first_answer_owed": "first_answer_due, as long as nothing went out",
    "first_answer_day": "the same, before there is an idea",
    "decision_day": "the moment of the decision, which has a test of its own above",
    "receipt_due": "the worker sends the message",
    "desk_until": "the same, by paper or telephone",
    "open_until": "the day until which the reader may do something",
}


@pytest.mark.parametrize("fact", WORK_OF)
def test_a_day_that_is_promised_reminds_who_keeps_it(fact, request, cast, now):
    made_of, what = WORK_OF[fact]
    due = getattr(promise, fact)(made_of(request.getfixturevalue, now))

    assert ("work_due", due) in of(what, due)
    assert ("work_overdue", due) in of(what, due + DAY)


def test_no_fact_of_the_promise_says_a_day_that_is_nobodys_work():
    """It stands in WORK_OF with the work that keeps it, or in NO_WORK with the reason."""
    facts = {name: get_type_hints(getattr(promise, name)).get("return") for name in promise.__all__}
    days = {name for name, made in facts.items() if made is date or date in get_args(made)}

    assert days == WORK_OF.keys() | NO_WORK.keys()
