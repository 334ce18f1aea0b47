# ruff: noqa: F811  (fixtures come in by name)
"""Who moves words to where taking part is closed, and their writer, read what shuts for the writer."""

import pytest
from django.urls import reverse

from speelruimte.activities.actions import close_activity, open_activity
from speelruimte.activities.models import Activity
from speelruimte.notices.letters import compose_mail
from speelruimte.notices.models import Message
from speelruimte.people.receipts import new_idempotency_key
from speelruimte.route.contributions import add_to_words, publish_and_tell, refuse_and_tell
from tests.activities import ground
from tests.activities.conftest import evening, ideas, policy, trajectory  # noqa: F401
from tests.route.test_moving_words import MORE, elsewhere, moved, own_page_of, words  # noqa: F401

SHUT = "Meedoen is daar gesloten."
ADDS = "U kunt dus niets meer aan uw inbreng toevoegen."
AGAIN = "Plaatsen wij uw inbreng daar niet, dan kunt u haar ook niet opnieuw insturen."
BEFORE = "Verhuist deze inbreng naar een plan waar meedoen is gesloten?"
NOT_HERE = "Op uw eigen bladzijde kunt u nu niets toevoegen."
NOT_BY_ONESELF = "(de schrijver kan daar niet zelf toevoegen)"
HOW_ELSE = "Kan de schrijver daar niet zelf toevoegen?"


@pytest.fixture(autouse=True)
def _on_the_day(time_machine, now):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def closed_elsewhere(elsewhere, cast, now, today):
    return close_activity(elsewhere, reason="De bus rijdt al.", by=cast.marleen, at=now, on=today)


@pytest.fixture
def to_come(elsewhere, cast, now, today):
    """An evening of the other plan that is still to be held."""
    return open_activity(
        elsewhere.trajectory,
        phase="ophalen",
        planned=ground.EVENING,
        by=cast.marleen,
        at=now,
        on=today,
    )


def form_for(contribution, browser):
    return " ".join(
        browser.get(reverse("work-move", args=[contribution.public_key])).content.decode().split()
    )


def mail():
    return " ".join(compose_mail(Message.objects.get(kind="contribution_moved")).text.split())


def test_that_nothing_can_be_added_any_more_stands_before_the_button_in_the_mail_and_on_the_own_page(
    words, closed_elsewhere, cast, now, browser_of, client
):
    contribution, code = words
    there = f"{closed_elsewhere.trajectory.title}: {closed_elsewhere.title}"
    before = form_for(contribution, browser_of(cast.marleen))
    assert f"{there} (meedoen is gesloten)" in before
    assert before.index(BEFORE) < before.rindex("Verplaats deze inbreng")

    moved(contribution, closed_elsewhere, cast, now)

    said = f"{SHUT} {ADDS} {AGAIN}"
    assert said in mail()
    assert said in own_page_of(client, code)
    contribution.refresh_from_db()
    publish_and_tell(contribution, by=cast.marleen, at=now)
    page = own_page_of(client, code)
    assert f"{SHUT} {ADDS}" in page
    assert AGAIN not in page


def test_what_was_added_to_other_words_loses_only_that_it_can_be_sent_again(
    words, closed_elsewhere, cast, now
):
    first = words[0]
    more = {"text": MORE, "idempotency_key": new_idempotency_key()}
    added = add_to_words(first, by=first.contact, at=now, **more).received

    moved(added, closed_elsewhere, cast, now)

    assert f"{SHUT} {AGAIN}" in mail()


def test_nothing_shuts_where_people_can_take_part_or_where_the_words_came_from_was_closed(
    words, ideas, elsewhere, cast, now, today, browser_of, client
):
    contribution, code = words
    form = form_for(contribution, browser_of(cast.marleen))
    assert BEFORE not in form
    assert "(meedoen is gesloten)" not in form

    here = Activity.objects.get(pk=ideas.pk)
    for activity in (here, elsewhere):
        close_activity(activity, reason="Het is vol.", by=cast.marleen, at=now, on=today)
    contribution.refresh_from_db()
    assert BEFORE not in form_for(contribution, browser_of(cast.marleen))
    moved(contribution, Activity.objects.get(pk=elsewhere.pk), cast, now)

    assert SHUT not in mail()
    assert SHUT not in own_page_of(client, code)


def test_what_is_still_to_be_held_is_not_closed_and_says_how_more_is_said(
    words, to_come, closed_elsewhere, cast, now, browser_of, client
):
    contribution, code = words
    before = form_for(contribution, browser_of(cast.marleen))
    assert f"{to_come.trajectory.title}: {to_come.title} {NOT_BY_ONESELF}" in before
    assert HOW_ELSE in before
    assert "meedoen is gesloten" not in before

    moved(contribution, to_come, cast, now)

    said = f"{NOT_HERE} Wilt u nog iets zeggen? Bel of mail ons, of doe mee bij ‘{to_come.title}’."
    for read in (mail(), own_page_of(client, code)):
        assert said in read
        assert SHUT not in read
        assert ADDS not in read
        assert AGAIN not in read


def test_where_another_way_of_the_plan_is_open_on_the_website_their_writer_is_led_there(
    words, to_come, elsewhere, cast, now, browser_of, client
):
    contribution, code = words
    form = reverse("contribute", args=[elsewhere.trajectory.slug, elsewhere.key])
    assert "meedoen is gesloten" not in form_for(contribution, browser_of(cast.marleen))

    moved(contribution, to_come, cast, now)

    said = f"{NOT_HERE} Wilt u nog iets zeggen? Schrijf het dan bij ‘{elsewhere.title}’."
    assert said in mail()
    page = own_page_of(client, code)
    assert said in page
    assert f'<a href="{form}">Schrijf het daar</a>' in page
    assert SHUT not in page


def test_refused_words_are_sent_again_to_the_way_of_the_plan_that_is_open_on_the_website(
    words, to_come, elsewhere, cast, now, client
):
    contribution, code = words
    moved(contribution, to_come, cast, now)
    contribution.refresh_from_db()
    refuse_and_tell(contribution, ground="advertising", reason="Nee.", by=cast.marleen, at=now)

    assert "Stuur het opnieuw in" in own_page_of(client, code)
    filled_in = client.post(reverse("send-again"), {"code": code}, follow=True)

    form = reverse("contribute", args=[elsewhere.trajectory.slug, elsewhere.key])
    assert filled_in.redirect_chain[-1][0].startswith(f"{form}?")
    assert contribution.text in filled_in.content.decode()
