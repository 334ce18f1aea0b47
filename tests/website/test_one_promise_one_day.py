"""Two pages never say another day for one promise: all that is public of a process is read."""

import re
from datetime import timedelta
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format

from speelruimte.activities.terms import answer_due
from speelruimte.agreements.queries import version_in_force
from speelruimte.decisions.terms import next_answer_due
from speelruimte.notices.letters import compose_mail
from speelruimte.notices.models import Message
from speelruimte.policy.queries import parsed_policy
from speelruimte.route.case import Case
from speelruimte.route.due import task_due_on
from speelruimte.route.later_days import make_later, promised_day_of
from speelruimte.route.light_change import change_lightly_and_tell
from speelruimte.route.moments import moments_in_force
from speelruimte.trajectories.models import LaterDay
from speelruimte.website.days import short_day
from tests.steps.agreement import adopted_agreement, fresh
from tests.steps.beginning import load_changed, trajectory_of
from tests.steps.taking_part import opened_ideas, words_from
from tests.website.test_taking_part import typed

What = LaterDay.What
WHY = "De verkeersmeting duurde langer dan we dachten."
DAY = r"(\d{1,2} [a-z]+ \d{4})"
# How a page says by when one has an answer.
ANSWERED_BY = re.compile(rf"[Aa]ntwoord uiterlijk op {DAY}|Uiterlijk {DAY}")
# How a page says when it is decided.
DECIDED_ON = re.compile(
    rf"Besluit</dt>\s*<dd[^>]*>\s*(?:Uiterlijk )?{DAY}|<b>{DAY}</b>\s+Besluit"
    rf"|>(?:Uiterlijk )?{DAY}</p>\s*<h3>Besluit|Besluit op {DAY}"
    rf"|Het besluit is aan [^<]*</h4>\s*<p>(?:Uiterlijk )?{DAY}"
)
# How a page says of an answer that was put off by when it comes.
PUT_OFF = re.compile(
    rf"[Dd]it wordt later: uiterlijk op {DAY}"
    rf"|>Uiterlijk {DAY}</p>\s*<h3>U krijgt antwoord"
)
# How a page says that it becomes later than it says itself.
LATER = re.compile(rf"Dit wordt later: uiterlijk op {DAY}")


@pytest.fixture
def client(client):
    """A visitor whose browser goes where an answer sends it."""
    client.post = partial(client.post, follow=True)
    return client


@pytest.fixture(autouse=True)
def _the_day_is_given(time_machine, now):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def open_under(cast, areas, now, today):
    """A process in which people take part, under a policy that counts from this day."""

    def make(start):
        policy = load_changed("basis", "from: closed", f"from: {start}", at=now)
        trajectory = adopted_agreement(trajectory_of(policy, cast, areas, at=now), cast, at=now)
        trajectory.ideas = opened_ideas(trajectory, by=cast.samira, at=now, on=today)
        return trajectory

    return make


def pages_of(client, trajectory):
    """Every page that a process and what is open in it have, as text by address."""
    process = reverse("process", args=[trajectory.slug])
    seen, waiting = {}, [process, reverse("home"), reverse("process-list")]
    while waiting:
        address = waiting.pop()
        page = client.get(address)
        assert page.status_code == 200, address
        seen[address] = page.content.decode()
        links = re.findall(rf'href="({process}[^"?#]*/)"', seen[address])
        waiting += [link for link in links if link not in seen and link not in waiting]
    return seen


def days_said(pattern, html):
    return {next(filter(None, groups)) for groups in pattern.findall(html)}


@pytest.mark.parametrize("start", ["closed", "received"])
def test_every_page_says_the_same_day_for_an_answer(client, open_under, start, now):
    trajectory = open_under(start)
    ((contribution, code),) = words_from(trajectory.ideas, 1, at=now)
    due = date_format(answer_due(contribution), "j F Y")
    address = reverse("contribute", args=[trajectory.slug, trajectory.ideas.key])
    pages = {
        **pages_of(client, trajectory),
        "the receipt": client.post(address, typed(client, address)).content.decode(),
        "the thread": client.post(
            reverse("find-contribution"), {"code": code}, follow=True
        ).content.decode(),
    }

    said = {address: days_said(ANSWERED_BY, html) for address, html in pages.items()}

    assert {address: days for address, days in said.items() if days - {due}} == {}
    assert said["the receipt"] == said["the thread"] == {due}
    if start == "closed":  # for everyone the same day, so every page can name it
        for page in ("process", "agreements"):
            assert said[reverse(page, args=[trajectory.slug])] == {due}
    assert len(pages) > 8


def extended(trajectory, *, by, at):
    """The phase lasts two weeks longer: its new last day."""
    version = version_in_force(fresh(trajectory))
    phase = version.phases.get()
    longer = {phase.key: phase.ends_on + timedelta(days=14)}
    change_lightly_and_tell(version, texts={}, last_days=longer, reason=WHY, by=by, at=at)
    trajectory.ideas.refresh_from_db()
    return longer[phase.key]


def test_of_a_phase_that_was_extended_every_page_says_who_has_an_answer_by_which_day(
    client, open_under, cast, browser_of, now, time_machine
):
    trajectory = open_under("closed")
    ((before, code),) = words_from(trajectory.ideas, 1, at=now, email="a@lindewold.example")
    first, joined = date_format(answer_due(before), "j F Y"), date_format(now, "j F Y")
    extended(trajectory, by=cast.samira, at=now)
    time_machine.move_to(now + timedelta(days=1), tick=False)
    later = date_format(answer_due(trajectory.ideas), "j F Y")
    address = reverse("contribute", args=[trajectory.slug, trajectory.ideas.key])
    pages = pages_of(client, trajectory)
    receipt = client.post(address, typed(client, address)).content.decode()
    thread = client.post(reverse("find-contribution"), {"code": code}, follow=True)
    number = trajectory.case_number
    leads = browser_of(cast.samira).get(reverse("work-answers", args=[number])).content.decode()

    assert first != later
    for page in ("process", "agreements"):
        html = pages[reverse(page, args=[trajectory.slug])]
        assert days_said(ANSWERED_BY, html) == {first, later}, page
        assert (
            f"Deed u mee tot en met {joined}? Dan krijgt u het antwoord uiterlijk op {first}."
            in html
        )
        assert f"Doet u mee na {joined}? Dan krijgt u het antwoord uiterlijk op {later}." in html
    said = {address: days_said(ANSWERED_BY, html) for address, html in pages.items()}
    assert {address for address, days in said.items() if days - {first, later}} == set()
    assert said[reverse("take-part", args=[trajectory.slug, trajectory.ideas.key])] == {later}
    assert days_said(ANSWERED_BY, receipt) == {later}
    assert days_said(ANSWERED_BY, thread.content.decode()) == {first}
    assert f"uiterlijk op {first}" in leads
    mail = Message.objects.get(kind="agreement_changed", contact=before.contact)
    assert "Dan krijgt u antwoord uiterlijk op de dag die u eerder las" in compose_mail(mail).text


def test_on_the_day_of_extending_itself_a_page_promises_what_a_receipt_says(
    client, open_under, cast, now
):
    trajectory = open_under("closed")
    first = date_format(answer_due(trajectory.ideas), "j F Y")
    extended(trajectory, by=cast.samira, at=now)
    address = reverse("contribute", args=[trajectory.slug, trajectory.ideas.key])
    page = client.get(reverse("take-part", args=[trajectory.slug, trajectory.ideas.key]))
    process = client.get(reverse("process", args=[trajectory.slug])).content.decode()
    receipt = client.post(address, typed(client, address)).content.decode()

    assert days_said(ANSWERED_BY, page.content.decode()) == {first}
    assert days_said(ANSWERED_BY, receipt) == {first}
    assert first in days_said(ANSWERED_BY, process)


def test_of_a_phase_that_was_extended_only_the_day_that_passed_is_late(
    client, open_under, cast, now, time_machine
):
    trajectory = open_under("closed")
    ((before, _code),) = words_from(trajectory.ideas, 1, at=now)
    first, late_from = date_format(answer_due(before), "j F Y"), answer_due(before)
    extended(trajectory, by=cast.samira, at=now)
    later = date_format(answer_due(trajectory.ideas), "j F Y")
    time_machine.move_to(f"{late_from + timedelta(days=1)}T10:00:00+01:00", tick=False)

    html = client.get(reverse("process", args=[trajectory.slug])).content.decode()

    assert f"uiterlijk op {first}. Deze dag is niet gehaald" in html
    assert f"uiterlijk op {later}." in html
    assert f"uiterlijk op {later}. Deze dag is niet gehaald" not in html


@pytest.mark.parametrize("start", ["closed", "received"])
def test_answers_that_were_put_off_have_their_new_day_wherever_their_day_stood(
    client, open_under, start, cast, now, today
):
    trajectory = open_under(start)
    ((_words, code),) = words_from(trajectory.ideas, 1, at=now)
    _was, becomes = put_off(trajectory, What.ANSWERS, by=cast.samira, at=now, on=today)
    address = reverse("contribute", args=[trajectory.slug, trajectory.ideas.key])
    writing = {
        reverse("take-part", args=[trajectory.slug, trajectory.ideas.key]),
        address,
        "the receipt",
    }
    pages = {
        **pages_of(client, trajectory),
        "the receipt": client.post(address, typed(client, address)).content.decode(),
        "the thread": client.post(
            reverse("find-contribution"), {"code": code}, follow=True
        ).content.decode(),
    }

    said = {page: days_said(PUT_OFF, html) for page, html in pages.items()}

    assert {page: days for page, days in said.items() if days - {becomes}} == {}
    assert {page for page in writing | {"the thread"} if not said[page]} == set()
    assert all(f"Uiterlijk {becomes}" in pages[page] for page in writing)
    assert all(WHY in pages[page] for page in writing)
    if start == "closed":
        assert {page for page, html in pages.items() if days_said(ANSWERED_BY, html)} >= writing
        assert said[reverse("process", args=[trajectory.slug])] == {becomes}


def test_where_a_term_counts_from_sending_pages_say_how_long_it_takes(client, open_under):
    trajectory = open_under("received")
    term = str(parsed_policy(trajectory.policy).term("answer_contribution"))
    activity = [trajectory.slug, trajectory.ideas.key]

    for page in (reverse("process", args=activity[:1]), reverse("agreements", args=activity[:1])):
        assert f"binnen {term} nadat u iets instuurt" in client.get(page).content.decode()
    assert f"Binnen {term}" in client.get(reverse("take-part", args=activity)).content.decode()


@pytest.mark.parametrize("start", ["closed", "received"])
def test_colleagues_are_given_the_day_that_residents_were_promised(open_under, start, now):
    trajectory = open_under(start)
    ((contribution, _code),) = words_from(trajectory.ideas, 1, at=now)

    case = Case(trajectory=fresh(trajectory))

    assert task_due_on(case, "answers") == task_due_on(case, "inbox") == answer_due(contribution)
    assert next_answer_due(trajectory) == answer_due(contribution)


def test_every_page_says_the_same_day_for_the_decision(client, open_under):
    trajectory = open_under("closed")
    promised = trajectory.versions.get().moments.get(is_decision=True).day

    said = {
        address: days_said(DECIDED_ON, html)
        for address, html in pages_of(client, trajectory).items()
    }

    assert set().union(*said.values()) == {date_format(promised, "j F Y")}
    assert len([days for days in said.values() if days]) >= 2


def put_off(trajectory, what, *, by, at, on):
    """What was promised comes three weeks later; returns the two days, in words."""
    promised = promised_day_of(fresh(trajectory), what)
    later = promised + timedelta(days=21)
    make_later(trajectory, what=what, later_on=later, reason=WHY, by=by, at=at, on=on)
    return date_format(promised, "j F Y"), date_format(later, "j F Y")


def test_a_decision_that_was_put_off_has_its_new_day_wherever_its_day_stood(
    client, open_under, cast, now, today
):
    trajectory = open_under("closed")
    # Another browser, for pages may be as old as half a second.
    first = pages_of(Client(), trajectory)
    before = {address: DECIDED_ON.findall(html) for address, html in first.items()}
    was, becomes = put_off(trajectory, What.DECISION, by=cast.samira, at=now, on=today)

    pages = pages_of(client, trajectory)
    said = {address: days_said(DECIDED_ON, html) for address, html in pages.items()}

    assert {address for address, days in said.items() if days} == {
        address for address, days in before.items() if days
    }
    agreements = reverse("agreements", args=[trajectory.slug])  # it quotes what was adopted
    assert set().union(
        *(days for address, days in said.items() if not address.startswith(agreements))
    ) == {becomes}
    for address, html in pages.items():
        if was in html:
            assert set(LATER.findall(html)) == {becomes}, address
    assert sum(len(days) for days in before.values()) >= 4
    assert len(DECIDED_ON.findall(pages[reverse("process", args=[trajectory.slug])])) == 3


def test_colleagues_read_the_new_day_of_a_decision_wherever_its_day_stood(
    open_under, cast, browser_of, now, today, time_machine
):
    trajectory = open_under("closed")
    moment = trajectory.versions.get().moments.get(is_decision=True)
    later = moment.day + timedelta(days=21)
    readers = [cast.samira, cast.iris, cast.bos]
    time_machine.move_to(now + (moment.day - timedelta(days=30) - today), tick=False)
    old, new = short_day(moment.day, today=today), short_day(later, today=today)
    said = {}
    for reader in readers:
        html = browser_of(reader).get(reverse("my-work")).content.decode()
        said[reader] = html.count(f"{old}")
    put_off(trajectory, What.DECISION, by=cast.samira, at=now, on=today)

    for reader in readers:
        html = browser_of(reader).get(reverse("my-work")).content.decode()
        assert said[reader] > 0, reader.name
        assert new in html, reader.name
        assert old not in html, reader.name
    coming = {each.comes_on for each in moments_in_force(on=moment.day + timedelta(days=1))}
    assert coming == {later}
    assert list(moments_in_force(on=today, until=later - timedelta(days=1))) == []
