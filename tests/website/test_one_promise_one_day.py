"""Two pages never say another day for one promise: all that is public of a process is read."""

import re
from functools import partial

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from speelruimte.activities.terms import answer_due
from speelruimte.decisions.terms import next_answer_due
from speelruimte.policy.queries import parsed_policy
from speelruimte.route.case import Case
from speelruimte.route.due import task_due_on
from tests.steps.agreement import adopted_agreement, fresh
from tests.steps.beginning import load_changed, trajectory_of
from tests.steps.taking_part import opened_ideas, words_from
from tests.website.test_taking_part import typed

DAY = r"(\d{1,2} [a-z]+ \d{4})"
# How a page says by when one has an answer.
ANSWERED_BY = re.compile(rf"[Aa]ntwoord uiterlijk op {DAY}|Uiterlijk {DAY}")
# How a page says when it is decided.
DECIDED_ON = re.compile(rf"Besluit</dt>\s*<dd[^>]*>\s*{DAY}|<b>{DAY}</b>\s+Besluit")


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
