"""Whoever came with an idea was promised a first answer by a day, in whatever step the idea is."""

from datetime import timedelta

import pytest
from django.urls import reverse

from speelruimte.initiatives.terms import initiative_due_on
from speelruimte.notices.links import sign
from speelruimte.promise import first_answer_due
from speelruimte.route.door import advance, answer_initiative
from speelruimte.website.days import day_words
from tests.steps.door import assessed_initiative, received_initiative, ruled_initiative


@pytest.fixture
def idea(load_pack, cast, now, today, time_machine):
    """Looked at, and on to the question who decides; nothing went out to whoever came with it."""
    time_machine.move_to(now, tick=False)
    load_pack("basis")
    idea = assessed_initiative(received_initiative(), coach=cast.marleen)
    return advance(idea, to="who_decides", by=cast.marleen, at=now, on=today)


def pages_of_staff(idea):
    return {
        "my work": reverse("my-work"),
        "the list": reverse("work-initiatives"),
        "the idea": reverse("work-initiative", args=[idea.case_number]),
    }


def without_the_day(idea, client, browser):
    """The pages on which the promised day does not stand."""
    day = day_words(first_answer_due(idea))
    own = client.get(reverse("linked", args=[sign("initiative", idea.case_number)]))
    pages = {name: browser.get(url) for name, url in pages_of_staff(idea).items()} | {"own": own}
    return {name for name, page in pages.items() if day not in page.content.decode()}


def test_the_promised_day_stands_on_every_page_until_an_answer_went_out(
    idea, cast, client, browser_of, now, today
):
    browser = browser_of(cast.marleen)
    assert without_the_day(idea, client, browser) == set()

    idea = ruled_initiative(idea, coach=cast.marleen)
    assert without_the_day(idea, client, browser) == set()

    answer_initiative(idea, reason="Dit kan.", by=cast.marleen, at=now, on=today)
    assert without_the_day(idea, client, browser) == {"my work", "the list", "the idea"}
    own = client.get(reverse("linked", args=[sign("initiative", idea.case_number)]))
    assert "U hoort van ons" not in own.content.decode()


def test_behind_the_code_it_is_said_that_a_first_answer_is_late(idea, client, now, time_machine):
    address = reverse("linked", args=[sign("initiative", idea.case_number)])
    late = "Deze dag is niet gehaald. U hoort het nog van ons."
    last = first_answer_due(idea) - now.date()

    time_machine.move_to(now + last, tick=False)
    in_time = client.get(address).content.decode()
    assert late not in in_time
    assert "Uw idee is bij ons." in in_time
    time_machine.move_to(now + last + timedelta(days=1), tick=False)
    too_late = client.get(address).content.decode()
    assert late in too_late
    assert "Ons antwoord op uw idee is te laat." in too_late
    assert "Uw idee is bij ons." not in too_late


def test_the_letter_has_one_day_on_every_page(
    load_pack, cast, browser_of, now, today, time_machine
):
    time_machine.move_to(now, tick=False)
    load_pack("heemstede-2020")
    idea = assessed_initiative(
        received_initiative(), coach=cast.marleen, criteria=["veel-partijen"], competent="raad"
    )
    advance(idea, to="quickscan", by=cast.marleen, at=now, on=today)
    idea.refresh_from_db()
    promised, later = day_words(initiative_due_on(idea)), day_words(idea.quickscan.due_on)
    assert promised != later
    browser = browser_of(cast.marleen)

    for name in ("work-initiative", "work-quickscan"):
        page = browser.get(reverse(name, args=[idea.case_number])).content.decode()
        assert promised in page, name
        assert later not in page, name


def test_what_to_do_next_leads_to_where_it_is_done(idea, cast, browser_of):
    idea = ruled_initiative(idea, coach=cast.marleen)
    page = browser_of(cast.marleen).get(reverse("my-work")).content.decode()
    case = reverse("work-initiative", args=[idea.case_number])

    assert f'href="{case}#doen"' in page
    assert "Geef een antwoord, of start een traject." in page
    assert "bekijken/" not in page
