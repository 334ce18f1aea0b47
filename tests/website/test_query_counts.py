"""How often pages ask the database: few times, and as often with much as with little."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.sql.compiler import SQLCompiler
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from speelruimte.activities.actions import publish_contribution
from speelruimte.activities.models import Contribution
from speelruimte.activities.queues import number_waiting_everywhere
from speelruimte.people.actions import grant_role
from speelruimte.people.roles import Role
from tests.steps.agreement import adopted_agreement, amended_agreement, fresh, somebody
from tests.steps.beginning import trajectory_of
from tests.steps.taking_part import opened_ideas, words_from
from tests.steps.walking import finished, took_part
from tests.website.test_safety import patterns
from tests.website.test_taking_part import typed

MOST = 12
# Addresses without a page in the process that is counted here: they only take a form, lead on, or
# are of a step or role that it does not have. All others are counted without being named.
NO_PUBLIC_PAGE = """
agreement-objection agreement-stand checkpoint decision decision-proof decision-text house-style idea-map
logo look-back look-back-form outcome own-words post security-txt
"""
NO_WORKBENCH_PAGE = """
messages-retry work-close-all work-contact work-correct-letter work-hold-over work-house-style
work-later-evaluation work-later-feedback work-letter work-mend-plan work-offer work-open-activity
work-open-all work-places
work-rectify-decision work-rectify-feedback work-send-back work-statements work-stop-decision
work-ticked work-which-gebied work-which-onderwerp
"""


@pytest.fixture(autouse=True)
def _no_page_cache(settings, time_machine, now):
    settings.PAGE_CACHE = False
    time_machine.move_to(now, tick=False)


@pytest.fixture
def taking_part(trajectory, cast, now, today):
    """De Brink, while people take part, with an agreement that was changed once."""
    trajectory = adopted_agreement(trajectory, cast, at=now)
    amended_agreement(trajectory, cast, at=now)
    leader = somebody(cast, Role.PROJECT_LEADER, trajectory, at=now)
    trajectory.ideas = opened_ideas(trajectory, by=leader, at=now, on=today)
    return trajectory


@pytest.fixture
def done(cast, areas, load_pack, now):
    """A trajectory that walked the whole route."""
    trajectory = trajectory_of(load_pack("basis"), cast, areas, at=now, case_number="2027-0044")
    trajectory = adopted_agreement(trajectory, cast, at=now)
    last = took_part(trajectory, cast, at=now)
    return finished(trajectory, cast, at=last)


def statements(client, address):
    """What this page asks the database; it must be there."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200, address
    return asked.captured_queries


def pages_at(client, *, workbench, without_page, **parts):
    """Every page whose address takes these parts, or none, and shows now; the rest is in a list."""
    here = {
        pattern.name: reverse(pattern.name, kwargs={part: parts[part] for part in takes})
        for address, pattern in patterns()
        for takes in [pattern.pattern.converters]
        if address.startswith("werk/") is workbench
        and not address.startswith(("account/", "demo/"))
        and takes.keys() <= parts.keys()
    }
    shown = {name: url for name, url in here.items() if client.get(url).status_code == 200}
    assert here.keys() - shown.keys() == set(without_page.split()), (
        "a page that shows is counted; name the others in NO_PUBLIC_PAGE or NO_WORKBENCH_PAGE "
        "(tests/website/test_query_counts.py)"
    )
    return shown.values()


def at_most(number, client, *addresses):
    too_many = {}
    for address in addresses:
        asked = statements(client, address)
        if len(asked) > number:
            too_many[address] = [query["sql"][:300] for query in asked]
    assert not too_many


def many_words(activity, number, *, now):
    """So many rows as the list shows them, without their journal."""
    first = words_from(activity, 1, at=now)[0][0]
    values = {
        field.attname: getattr(first, field.attname)
        for field in Contribution._meta.concrete_fields
        if field.attname not in ("id", "public_key", "receipt_hash", "idempotency_hash")
    }
    Contribution.objects.bulk_create(
        Contribution(receipt_hash=f"{place:064d}", **values) for place in range(number)
    )
    return first


def many_trajectories(policy, cast, areas, number, *, now, today):
    for place in range(number):
        trajectory = trajectory_of(policy, cast, areas, at=now, case_number=f"2027-1{place:03d}")
        if place < 3:
            trajectory = adopted_agreement(trajectory, cast, at=now)
            leader = somebody(cast, Role.PROJECT_LEADER, trajectory, at=now)
            opened_ideas(trajectory, by=leader, at=now, on=today)


def public_pages(trajectory, contribution):
    here = {"slug": trajectory.slug}
    activity = here | {"key": trajectory.ideas.key}
    return [
        reverse("home"),
        reverse("process-list"),
        reverse("process-list") + "?stand=nu&gebied=centrum",
        reverse("my-street"),
        reverse("neighbourhood", kwargs={"key": "centrum"}),
        reverse("process", kwargs=here),
        reverse("contributions", kwargs=here),
        reverse("contribution", kwargs=here | {"key": contribution.public_key}),
        reverse("take-part", kwargs=activity),
        reverse("agreements", kwargs=here),
        reverse("agreement-version", kwargs=here | {"number": 1}),
        reverse("agreement-difference", kwargs=here | {"number": 2}),
        reverse("policy"),
        reverse("idea"),
        reverse("contact"),
        reverse("journal"),
        reverse("archive"),
        reverse("search") + "?q=bomen",
    ]


@pytest.mark.parametrize("number", [30, 3000])
def test_public_pages_ask_at_most_twelve_times(client, taking_part, now, number):
    contribution = many_words(taking_part.ideas, number, now=now)
    of_all = pages_at(client, workbench=False, without_page=NO_PUBLIC_PAGE, slug=taking_part.slug)

    at_most(MOST, client, *public_pages(taking_part, contribution), *of_all)


def test_pages_of_a_process_whose_answers_are_late_ask_at_most_twelve_times(
    client, taking_part, now, time_machine
):
    contribution = many_words(taking_part.ideas, 30, now=now)
    time_machine.move_to(now + timedelta(days=365), tick=False)

    at_most(MOST, client, *public_pages(taking_part, contribution))
    here = reverse("process", kwargs={"slug": taking_part.slug})
    assert "niet gehaald" in client.get(here).content.decode()


def test_the_pages_that_most_people_open_ask_less(client, taking_part, now):
    here = {"slug": taking_part.slug}
    contribution = many_words(taking_part.ideas, 30, now=now)

    # Home asks once more when there are answers with a decision.
    at_most(10, client, reverse("home"))
    at_most(10, client, reverse("process", kwargs=here))
    # The list asks for the themes that one may choose.
    at_most(5, client, reverse("contributions", kwargs=here))
    at_most(4, client, reverse("contribution", kwargs=here | {"key": contribution.public_key}))


def test_pages_of_many_processes_ask_at_most_twelve_times(
    client, taking_part, cast, areas, now, today
):
    policy = fresh(taking_part).policy
    many_trajectories(policy, cast, areas, 14, now=now, today=today)

    centre = reverse("neighbourhood", kwargs={"key": "centrum"})
    at_most(MOST, client, reverse("home"), reverse("process-list"), centre)


def test_pages_of_what_is_done_ask_at_most_twelve_times(client, done):
    here = {"slug": done.slug}

    at_most(
        MOST,
        client,
        *(reverse(name, kwargs=here) for name in ("process", "decision", "look-back")),
        reverse("theme", kwargs=here | {"key": done.themes.first().public_key}),
        reverse("contribution", kwargs=here | {"key": done.contributions.first().public_key}),
        reverse("archive"),
        reverse("search") + "?q=plein",
        reverse("search") + "?q=plein&in=inbreng",
        reverse("search") + "?q=plien+spleen",
        reverse("home"),
    )


def test_the_queue_over_all_waits_for_no_sql_to_be_written(
    browser_of, cast, taking_part, now, monkeypatch
):
    words = words_from(taking_part.ideas, 3, at=now)
    Contribution.objects.filter(pk__in=[word.pk for word, _code in words]).update(state="waiting")
    client, page = browser_of(cast.lotte), reverse("contribution-list")
    before = client.get(page).content.decode()
    monkeypatch.delattr(SQLCompiler, "as_sql")

    again = client.get(page)

    assert again.status_code == 200
    for word, _code in words:
        assert word.public_key in before
        assert word.public_key in again.content.decode()


def test_what_waits_is_counted_in_one_group_for_which_the_index_is_enough(db):
    with CaptureQueriesContext(connection) as asked:
        assert number_waiting_everywhere(None) == 0

    (counting,) = asked.captured_queries
    assert "COUNT(*)" in counting["sql"]
    assert "GROUP BY" not in counting["sql"]


def test_the_workbench_asks_as_often_with_much_as_with_little(
    browser_of, cast, areas, taking_part, now, today
):
    grant_role(cast.samira, role=Role.COACH, starts_on=today, by=None, at=now)
    client = browser_of(cast.samira)
    policy = fresh(taking_part).policy
    many_trajectories(policy, cast, areas, 4, now=now, today=today)
    many_words(taking_part.ideas, 30, now=now)
    # What is asked once per process is asked now.
    pages = pages_at(
        client,
        workbench=True,
        without_page=NO_WORKBENCH_PAGE,
        case_number=taking_part.case_number,
    )
    little = {page: len(statements(client, page)) for page in pages}

    for place in range(40):
        trajectory_of(policy, cast, areas, at=now, case_number=f"2027-3{place:03d}")
    activity = taking_part.ideas
    for contribution in [each_word for each_word, _code in words_from(activity, 30, at=now)]:
        if contribution.state == "waiting":
            publish_contribution(contribution, by=cast.lotte, at=now)

    much = {page: len(statements(client, page)) for page in pages}
    little[reverse("my-work")] += 1  # more waits than is shown, so all of it is counted
    assert {page: number for page, number in much.items() if number > little[page]} == {}


def test_mijn_werk_asks_at_most_twelve_times_of_who_leads_and_ten_of_the_coach(
    browser_of, cast, taking_part, now
):
    lead = browser_of(somebody(cast, Role.PROJECT_LEADER, taking_part, at=now))
    coach = browser_of(cast.marleen)
    words_from(taking_part.ideas, 3, at=now)
    for client in (lead, coach):  # the first page of a session writes when it was seen
        client.get(reverse("my-work"))

    at_most(12, lead, reverse("my-work"))
    at_most(10, coach, reverse("my-work"))
    at_most(6, coach, reverse("contribution-list"))


@pytest.mark.both
def test_taking_in_words_asks_few_times(client, taking_part):
    """The form, the brake and the action; on PostgreSQL two locks come by."""
    address = reverse("contribute", kwargs={"slug": taking_part.slug, "key": taking_part.ideas.key})
    sent = typed(client, address)
    with CaptureQueriesContext(connection) as asked:
        assert client.post(address, sent).status_code == 302
    real = [query["sql"] for query in asked.captured_queries if "SAVEPOINT" not in query["sql"]]
    locks = 2 if connection.vendor == "postgresql" else 0
    assert len(real) <= 9 + locks, real
