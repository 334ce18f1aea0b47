"""What is not known yet names its day; once that has passed, everybody reads so and it is work."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from speelruimte.agreements.queries import version_in_force
from speelruimte.notices.sending import send_due
from speelruimte.people.roles import Role
from speelruimte.promise import agreement_in_force
from speelruimte.route.agenda import tasks_for
from speelruimte.route.falling_due import remind
from speelruimte.route.telling_of_work import tell_of_work
from speelruimte.website.days import day_words
from speelruimte.website.public.process_promise import unknown_rows
from tests.steps.agreement import adopted_agreement, fresh, somebody
from tests.steps.taking_part import opened_ideas

DAY = timedelta(days=1)
LATE = "Deze dag is niet gehaald. U hoort het nog van ons."


@pytest.fixture(autouse=True)
def _no_page_cache(settings):
    settings.PAGE_CACHE = False


@pytest.fixture
def leader(trajectory, cast, now):
    return somebody(cast, Role.PROJECT_LEADER, trajectory, at=now)


@pytest.fixture
def process(trajectory, leader, cast, now, today):
    opened_ideas(adopted_agreement(trajectory, cast, at=now), by=leader, at=now, on=today)
    return fresh(trajectory)


@pytest.fixture
def known_on(process):
    return version_in_force(process).frames.get(status="unknown").known_on


@pytest.fixture
def read_on(client, process, now, today, time_machine):
    """What everybody reads on a day of the process or its agreements."""

    def words(day, name):
        time_machine.move_to(now + (day - today), tick=False)
        page = client.get(reverse(name, args=[process.slug])).content.decode()
        return " ".join(page.split())

    return words


def test_a_day_on_which_it_would_be_known_reads_missed_wherever_it_stands(read_on, known_on):
    before = "De bodem. Dit weten we op " + day_words(known_on) + "."
    after = "De bodem. Dit zouden we weten op " + day_words(known_on) + ". " + LATE
    in_the_text = "Bekend op " + day_words(known_on) + "."
    for name in ("process", "agreements"):
        assert before in read_on(known_on, name)
        assert after in read_on(known_on + DAY, name)
        assert before not in read_on(known_on + DAY, name)
    assert f"{in_the_text} {LATE}" not in read_on(known_on, "agreements")
    assert f"{in_the_text} {LATE}" in read_on(known_on + DAY, "agreements")


def test_where_no_day_is_promised_any_more_none_is_said(process):
    [row] = unknown_rows(agreement_in_force(process).unknown, ())

    assert row["text"] == "De bodem."


def test_it_is_work_from_its_day_and_late_after_it_with_a_way_to_change_the_agreement(
    process, leader, known_on, browser_of, now, today, time_machine
):
    def work(day):
        time_machine.move_to(now + (day - today), tick=False)
        groups = browser_of(leader).get(reverse("my-work")).context["task_groups"]
        return [row for group in groups for row in group["tasks"] if "De bodem" in row["title"]]

    assert work(known_on - DAY) == []
    [due], [late] = work(known_on), work(known_on + DAY)
    assert (due["late"], late["late"]) == (False, True)
    assert day_words(known_on) in late["title"]
    assert late["url"] == reverse("work-adoption", args=[process.case_number])
    assert browser_of(leader).get(late["url"]).status_code == 200
    [task] = [row for row in tasks_for(leader, on=known_on).tasks if row.page == "frame"]
    assert task.due_on == known_on


def test_the_overview_says_it_once(process, leader, known_on, now, today):
    for days in (1, 2, 40):
        at = now + (known_on - today) + days * DAY
        remind(on=at.date(), at=at)
        tell_of_work(leader, at=at)
        send_due(at=at)

    letters = [letter.body for letter in mail.outbox if leader.email in letter.to]
    asked = "Iets wat nog niet bekend was, zou bekend zijn"
    assert sum(letter.count(asked) for letter in letters) == 1
    [letter] = [letter for letter in letters if asked in letter]
    assert letter.index("Dit is te laat") < letter.index(asked)
