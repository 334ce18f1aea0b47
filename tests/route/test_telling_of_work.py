"""Work comes to people: one mail when it lands, one overview a day, and nothing told twice."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from speelruimte.commands.work import tell_of_work_waiting
from speelruimte.notices.actions import choose_work_mail
from speelruimte.notices.models import Message
from speelruimte.notices.sending import send_due
from speelruimte.people.roles import Role
from speelruimte.promise import first_answer_due
from speelruimte.route.agenda import tasks_for
from speelruimte.route.door import advance, ask_colleague, name_helper
from speelruimte.route.falling_due import remind
from speelruimte.route.handing_over import hand_over_work
from speelruimte.route.telling_of_work import tell_of_work
from speelruimte.shared.errors import NotAllowed
from tests.steps.agreement import adopted_agreement, offered, somebody
from tests.steps.beginning import load_changed, trajectory_of
from tests.steps.door import assessed_initiative, received_initiative
from tests.steps.recording import adopt as recorded
from tests.steps.refusing import refuses
from tests.steps.taking_part import opened_ideas, words_from

NINE = datetime(2027, 2, 9, 9, 0, tzinfo=UTC)  # ten o'clock here
pytestmark = pytest.mark.once
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def told(person):
    """The letters about work that somebody was owed: the kind, and the pages of what they tell."""
    letters = Message.objects.filter(person=person, kind__in=("work_landed", "work_digest"))
    return [
        (letter.kind, sorted({thing["page"] for thing in letter.facts["things"]}))
        for letter in letters.order_by("created_at", "pk")
    ]


def a_round(at):
    """The worker goes round once."""
    tell_of_work_waiting(at=at)


def test_a_text_before_a_body_is_told_when_it_lands_and_once(trajectory, cast, now):
    a_round(NINE)  # what waited already comes in the overview
    offered(trajectory, cast, at=NINE + HOUR)
    for again in (HOUR + timedelta(minutes=5), HOUR + timedelta(minutes=5), 3 * HOUR, DAY):
        a_round(NINE + again)

    assert told(cast.teun)[-1] == ("work_landed", ["adoption"])
    assert told(cast.bos) == [("work_landed", ["read-adoption"])]
    assert [pages for _kind, pages in told(cast.teun)].count(["adoption"]) == 1


def test_what_was_done_by_the_reader_comes_in_the_overview_of_the_next_day(trajectory, cast):
    a_round(NINE)
    offered(trajectory, cast, at=NINE + HOUR)
    before = told(cast.samira)
    a_round(NINE + HOUR)

    assert told(cast.samira) == before


def test_the_mail_names_cases_and_what_is_asked_and_leads_to_my_work(trajectory, cast):
    offered(trajectory, cast, at=NINE)
    a_round(NINE)
    send_due(at=NINE)
    (letter,) = [letter for letter in mail.outbox if letter.to == ["bos@lindewold.example"]]

    assert letter.subject == "Uw werk van vandaag"
    assert f"De afspraken liggen voor aan uw orgaan: {trajectory.title}" in letter.body
    assert "In alles wacht er 1 ding op u." in letter.body
    assert "/werk/" in letter.body


def test_words_that_wait_are_told_to_who_moderates_and_again_when_the_queue_was_empty(
    cast, areas, now, today
):
    version = load_changed("basis", "moderation: after", "moderation: before", at=now)
    trajectory = adopted_agreement(trajectory_of(version, cast, areas, at=now), cast, at=now)
    leader = somebody(cast, Role.PROJECT_LEADER, trajectory, at=now)
    activity = opened_ideas(trajectory, by=leader, at=now, on=today)
    a_round(NINE)
    words_from(activity, 2, at=NINE + HOUR)
    a_round(NINE + HOUR + timedelta(minutes=5))
    words_from(activity, 1, at=NINE + 2 * HOUR)
    a_round(NINE + 2 * HOUR)

    assert told(cast.lotte) == [("work_landed", ["inbox"])]


def test_who_is_told_is_locked_before_what_waits_is_asked(trajectory, cast):
    with CaptureQueriesContext(connection) as asked:
        tell_of_work(cast.samira, at=NINE)
    tables = [query["sql"].partition("FROM ")[2].split(" ")[0] for query in asked]

    assert tables.index('"notices_workmail"') < tables.index('"route_opentask"')


def test_held_over_is_told_to_who_leads(trajectory, cast):
    version = offered(trajectory, cast, at=NINE)
    a_round(NINE)
    recorded(
        version,
        body="raad",
        outcome="held_over",
        reason="De begroting ontbreekt nog.",
        decided_on=NINE.date(),
        by=cast.teun,
        at=NINE + HOUR,
    )
    a_round(NINE + HOUR)

    assert told(cast.samira)[-1] == ("work_landed", ["adoption"])


def test_at_night_and_on_sunday_nothing_is_told_and_the_next_morning_all_of_it(trajectory, cast):
    a_round(NINE)
    offered(trajectory, cast, at=NINE + 10 * HOUR)
    friday = NINE + 3 * DAY
    for quiet in (NINE + 10 * HOUR, friday + DAY, friday + 2 * DAY):
        tell_of_work_waiting(at=quiet)
    assert told(cast.bos) == []
    a_round(friday + 3 * DAY)

    assert told(cast.bos) == [("work_digest", ["read-adoption"])]


def test_who_wants_the_overview_only_gets_it_at_the_hour_that_was_chosen(trajectory, cast):
    choose_work_mail(
        cast.bos, digest_hour=12, until_hour=20, at_once=False, by=cast.bos, at=NINE - HOUR
    )
    offered(trajectory, cast, at=NINE)
    a_round(NINE + HOUR)
    assert told(cast.bos) == []
    a_round(NINE + 2 * HOUR)
    assert told(cast.bos) == [("work_digest", ["read-adoption"])]


def test_an_hour_that_is_no_later_and_hours_of_another_are_refused(cast):
    with refuses("ends_before_it_starts"):
        choose_work_mail(cast.bos, digest_hour=9, until_hour=9, at_once=True, by=cast.bos, at=NINE)
    with pytest.raises(NotAllowed):
        choose_work_mail(cast.bos, digest_hour=9, until_hour=12, at_once=True, by=cast.wim, at=NINE)


def test_what_a_hand_over_told_is_not_told_again(trajectory, cast, today):
    a_round(NINE)
    at = NINE + HOUR
    hand_over_work(cast.samira, to=cast.fatma, by=cast.marleen, at=at, on=today)
    a_round(at + timedelta(minutes=5))
    a_round(at + DAY)

    assert "weighing" in {task.page for task in tasks_for(cast.fatma, on=today).tasks}
    assert told(cast.fatma) == []
    assert Message.objects.filter(person=cast.fatma).count() == 1


def test_who_was_named_or_asked_by_mail_hears_it_once(cast, load_pack, today):
    load_pack("basis")
    a_round(NINE)
    idea = assessed_initiative(received_initiative(), coach=cast.marleen)
    idea = advance(idea, to="quickscan", by=cast.marleen, at=NINE, on=today)
    name_helper(idea, person=cast.ruben, by=cast.marleen, at=NINE + HOUR, on=today)
    ask_colleague(idea, colleague=cast.fatma, by=cast.ruben, at=NINE + HOUR, on=today)
    a_round(NINE + HOUR)

    assert told(cast.ruben) == told(cast.fatma) == []


@pytest.mark.parametrize(("days", "reminders"), [(4, 0), (8, 1)])
def test_who_was_told_in_the_week_before_the_day_is_not_reminded_of_it(
    days, reminders, cast, load_pack
):
    load_pack("basis")
    idea = received_initiative()
    due = first_answer_due(idea)
    morning = datetime.combine(due, NINE.timetz())
    a_round(morning - days * DAY)
    assert told(cast.marleen) == [("work_digest", ["initiative"])]
    remind(on=due - DAY, at=morning - DAY)

    a_round(morning)
    assert len(told(cast.marleen)) == 1 + reminders
