# ruff: noqa: F811  (fixtures come in by name)
"""What was added to own words goes its own way: it stays behind, or is moved by itself."""

from django.urls import reverse

from speelruimte.activities.actions import withdraw_contribution
from speelruimte.activities.models import Contribution
from speelruimte.notices.letters import compose_mail
from speelruimte.notices.models import Message
from speelruimte.people.receipts import new_idempotency_key
from speelruimte.route.contributions import add_to_words, publish_and_tell
from tests.activities.conftest import evening, ideas, policy, trajectory  # noqa: F401
from tests.route.test_moving_words import MORE, elsewhere, moved, own_page_of, words  # noqa: F401


def test_of_what_was_added_and_stayed_behind_the_writer_reads_that_it_did_not_move(
    words, elsewhere, cast, now, client, time_machine
):
    time_machine.move_to(now, tick=False)
    first, code = words
    here = first.trajectory.title
    add_to_words(first, text=MORE, by=first.contact, at=now, idempotency_key=new_idempotency_key())

    moved(first, elsewhere, cast, now)

    page = own_page_of(client, code)
    assert f"Dit verhuisde niet mee: het bleef bij ‘{here}’. Dit staat op de website." in page
    assert f"Dit hoort nu bij ‘{here}’" not in page


def test_who_moves_words_and_their_writer_read_that_what_was_added_stays_behind(
    words, ideas, elsewhere, cast, now, browser_of, time_machine
):
    time_machine.move_to(now, tick=False)
    first = words[0]
    more = {"text": MORE, "idempotency_key": new_idempotency_key()}
    added = add_to_words(first, by=first.contact, at=now, **more).received
    browser = browser_of(cast.marleen)

    def form():
        return browser.get(reverse("work-move", args=[first.public_key])).content.decode()

    def mail():
        return compose_mail(Message.objects.get(kind="contribution_moved")).text

    page = form()
    words_as_a_block = '<p class="sr-waiting__words" dir="auto">{}</p>'
    assert words_as_a_block.format(MORE) in page
    of_added = browser.get(reverse("work-move", args=[added.public_key])).content.decode()
    assert words_as_a_block.format(first.text) in of_added
    assert "sr-quote" not in page + of_added  # drawn over the sentence beside it
    assert "Dat verhuist niet mee." in page
    also = f'href="{reverse("work-move", args=[added.public_key])}"'
    assert also in page

    moved(first, elsewhere, cast, now)

    stayed = "Wat u eraan toevoegde, verhuisde niet mee"
    assert f"{stayed}: het bleef bij ‘{ideas.trajectory.title}’." in mail()
    assert "Dat verhuist niet mee." not in form()
    withdraw_contribution(added, by=None, at=now)
    assert stayed not in mail()


def test_of_what_was_added_and_moved_everybody_reads_with_which_plan_it_is(
    words, elsewhere, cast, now, client, time_machine, settings
):
    settings.PAGE_CACHE = False
    time_machine.move_to(now, tick=False)
    first, code = words
    more = {"text": MORE, "idempotency_key": new_idempotency_key()}
    added = add_to_words(first, by=first.contact, at=now, **more).received
    public = reverse("contribution", args=[first.trajectory.slug, first.public_key])
    assert "Dit staat nu bij" not in client.get(public).content.decode()
    moved(added, elsewhere, cast, now)
    there = elsewhere.trajectory.title
    assert f"Dit hoort nu bij ‘{there}’. Dit lezen wij eerst." in own_page_of(client, code)

    publish_and_tell(Contribution.objects.get(pk=added.pk), by=cast.marleen, at=now)

    assert f"Dit staat nu bij ‘{there}’." in client.get(public).content.decode()
    assert f"Dit hoort nu bij ‘{there}’. Dit staat op de website." in own_page_of(client, code)
    moved_page = reverse("contribution", args=[elsewhere.trajectory.slug, added.public_key])
    assert f"Dat staat bij ‘{first.trajectory.title}’." in client.get(moved_page).content.decode()
