"""Who comes back with the code says something more, or leaves an address after all."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from speelruimte.activities.actions import publish_contribution
from speelruimte.activities.models import Contribution
from speelruimte.activities.proofs import changed_since
from speelruimte.decisions.actions import take_back
from speelruimte.decisions.models import Answer, Placement
from speelruimte.journal.models import Entry
from speelruimte.notices.models import Message
from speelruimte.people.models import Contact
from speelruimte.people.receipts import new_code, new_idempotency_key
from speelruimte.route.contributions import add_to_words, give_address_and_tell
from speelruimte.route.forgetting import forget_oneself
from speelruimte.route.redacting import redact_and_tell
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.models import Step
from speelruimte.website.timeline import timeline_of
from tests.steps.bare import a_trajectory, an_activity, an_agreement, an_initiative, words
from tests.steps.refusing import refuses

TEXT = "Het pad bij de brug is te smal."
MORE = "En er is geen licht."


@pytest.fixture(autouse=True)
def _no_page_cache(settings):
    settings.PAGE_CACHE = False


@pytest.fixture
def trajectory(policy, time_machine):
    time_machine.move_to("2027-02-09T10:00:00+01:00", tick=False)
    made = a_trajectory(policy, route="college", step=Step.TAKING_PART, summary="Over het pad.")
    an_agreement(made, level="meedenken", say=2)
    return made


@pytest.fixture
def activity(trajectory):
    open_now = {"closes_on": date(2027, 3, 31), "closed_at": None, "moderate_first": True}
    return an_activity(trajectory, **open_now)


@pytest.fixture
def first(activity):
    return words(activity, TEXT)


def add(client, first, text=MORE, key=None):
    sent = {
        "code": first.code,
        "text": text,
        "idempotency_key": key or new_idempotency_key(),
        "trap": "",
    }
    return client.post(reverse("add-words"), sent, follow=True)


def added_to(first, now, **more):
    receipt = add_to_words(
        first, text=MORE, by=None, at=now, idempotency_key=new_idempotency_key(), **more
    )
    return receipt.received


def own_page(client, code):
    return client.post(reverse("find-contribution"), {"code": code}, follow=True).content.decode()


def test_what_is_added_comes_in_as_words_of_its_own_beside_the_first(client, first):
    page = add(client, first).content.decode()

    [more] = first.additions.all()
    assert "Uw inbreng is binnen" in page
    assert "Toegevoegd aan" in page
    assert (more.text, more.state, more.activity) == (MORE, "waiting", first.activity)
    first.refresh_from_db()
    assert first.text == TEXT
    entry = Entry.objects.about(more.key).get(verb="contribution_accepted")
    assert entry.facts["adds_to"] == first.key
    assert entry.facts["text_fingerprint"]
    own = own_page(client, first.code)
    assert "Dit voegde u toe" in own
    assert MORE in own
    assert "Dit lezen wij eerst." in own


def test_a_second_press_adds_once(client, first):
    key = new_idempotency_key()

    add(client, first, key=key)
    again = add(client, first, key=key)

    assert first.additions.count() == 1
    assert "Uw inbreng is binnen" in again.content.decode()


def test_what_was_typed_stays_where_it_is_refused(client, first):
    page = add(client, first, text=" ")
    assert page.status_code == 422
    first.activity.closed_at = first.received_at
    first.activity.save()

    late = add(client, first)

    assert late.status_code == 422
    assert MORE in late.content.decode()
    assert not first.additions.exists()


def test_everybody_reads_it_under_the_first_once_it_is_placed(client, first, now, cast):
    more = added_to(first, now)
    here = reverse("contribution", kwargs={"slug": first.trajectory.slug, "key": first.public_key})
    assert MORE not in client.get(here).content.decode()

    publish_contribution(more, by=cast.lotte, at=now)

    assert "Toegevoegd op 9 februari 2027" in client.get(here).content.decode()
    there = reverse("contribution", kwargs={"slug": first.trajectory.slug, "key": more.public_key})
    page = client.get(there).content.decode()
    assert "Toegevoegd aan wat dezelfde schrijver" in page
    assert here in page


def test_who_looks_at_it_reads_the_first_words_beside_it(sign_in, first, now, cast):
    added_to(first, now)
    client = sign_in(cast.lotte)

    for name, place in (("work-inbox", [first.trajectory.case_number]), ("contribution-list", [])):
        page = client.get(reverse(name, args=place)).content.decode()
        assert "Toegevoegd aan eerdere woorden" in page
        assert TEXT in page


def test_who_answers_reads_what_was_added_beside_the_first_words(sign_in, first, now, cast):
    more = added_to(first, now)
    client, number = sign_in(cast.marleen), first.trajectory.case_number
    page = reverse("work-answer-contribution", args=[number, first.public_key])
    assert MORE not in client.get(page).content.decode()

    publish_contribution(more, by=cast.lotte, at=now)

    html = client.get(page).content.decode()
    assert MORE in html
    assert "Toegevoegd op 9 februari 2027." in html
    there = reverse("work-answer-contribution", args=[number, more.public_key])
    assert there in html
    html = client.get(there).content.decode()
    assert f'<p class="sr-waiting__words" dir="auto">{TEXT}</p>' in html
    assert '<span class="sr-quote"' not in html  # drawn over the sentence beside it


def test_to_an_idea_one_adds_by_telephone(client, policy, now):
    code, receipt_hash = new_code()
    idea = an_initiative(policy, receipt_hash=receipt_hash)

    assert f"Bel ons en noem zaaknummer {idea.case_number}." in own_page(client, code)
    forget_oneself(idea, words=True, by=None, at=now)
    assert "Wilt u iets toevoegen?" not in own_page(client, code)


def test_nothing_is_added_after_the_answer(client, first, now):
    assert reverse("add-words") in own_page(client, first.code)
    answer = Answer.objects.create(
        trajectory=first.trajectory,
        contribution=first,
        verdict="taken_over",
        reason="Het pad wordt breder.",
        given_at=now,
    )
    Placement.objects.create(contribution=first, answer=answer)

    assert reverse("add-words") not in own_page(client, first.code)
    with refuses("answered_already"):
        added_to(first, now)


@pytest.mark.parametrize("state", ["refused", "withdrawn", "erased"])
def test_nothing_is_added_to_what_does_not_stand(client, first, now, state):
    first.state, first.refusal_reason = state, "Een nummer." if state == "refused" else ""
    first.save()

    assert reverse("add-words") not in own_page(client, first.code)
    with refuses("nothing_to_add_to"):
        added_to(first, now)


def test_to_what_was_added_nothing_is_added(first, now):
    with refuses("nothing_to_add_to"):
        added_to(added_to(first, now), now)


def test_who_takes_the_first_words_back_takes_back_what_was_added(first, now):
    more = added_to(first, now)

    take_back(first, by=None, at=now)

    more.refresh_from_db()
    assert more.state == Contribution.State.WITHDRAWN


def test_before_the_first_words_are_taken_back_stands_what_was_added_and_goes_along(
    client, first, now
):
    more = added_to(first, now)
    said = "Dit voegde u eraan toe. Trekt u uw eerste woorden in, dan trekt u dit ook in:"

    begun = client.post(reverse("withdraw"), {"code": first.code, "begin": ""}, follow=True)
    form = begun.content.decode()
    assert form.index(said) < form.index(MORE) < form.index("Ja, ik weet het zeker.")
    sure = {"code": first.code, "sure": "on"}
    unseen = client.post(reverse("withdraw"), sure)
    more.refresh_from_db()
    assert (unseen.status_code, more.state) == (422, "waiting")
    assert "Er verdwijnt meer dan u zag." in unseen.content.decode()

    client.post(reverse("withdraw"), {**sure, "along": "1"})
    more.refresh_from_db()
    assert more.state == "withdrawn"


def test_who_takes_back_what_was_added_reads_of_no_more_that_goes(client, first, now):
    receipt = add_to_words(first, text=MORE, by=None, at=now, idempotency_key=new_idempotency_key())

    begun = client.post(reverse("withdraw"), {"code": receipt.code, "begin": ""}, follow=True)
    assert "trekt u dit ook in" not in begun.content.decode()

    client.post(reverse("withdraw"), {"code": receipt.code, "sure": "on"})
    first.refresh_from_db()
    assert first.state == "published"


def test_who_has_the_first_words_wiped_has_wiped_what_was_added(first, now):
    more = added_to(first, now)

    forget_oneself(first, words=True, by=None, at=now)

    more.refresh_from_db()
    assert (more.state, more.text) == (Contribution.State.ERASED, "")


def test_an_address_that_comes_later_gets_the_message_of_receipt(client, first, now):
    more = added_to(first, now)
    assert reverse("give-address") in own_page(client, first.code)

    sent = {"code": first.code, "email": "henk@lindewold.example"}
    page = client.post(reverse("give-address"), sent, follow=True).content.decode()

    first.refresh_from_db()
    more.refresh_from_db()
    assert first.contact.email == "henk@lindewold.example"
    assert more.contact == first.contact
    assert "Vanaf nu mailen wij u." in page
    assert reverse("give-address") not in page
    assert reverse("mend-address") in page
    [owed] = Message.objects.filter(contact=first.contact)
    assert owed.kind == "contribution_received"


def test_a_name_without_an_address_gets_one_on_the_same_card(activity, now):
    named = words(activity, TEXT, name="Henk Mulder")

    give_address_and_tell(named, email="henk@lindewold.example", by=None, at=now)

    assert Contact.objects.get().name == "Henk Mulder"
    assert Contact.objects.get().email == "henk@lindewold.example"


def test_an_idea_gets_an_address_later_too(client, policy, now):
    code, receipt_hash = new_code()
    idea = an_initiative(policy, receipt_hash=receipt_hash)
    assert reverse("give-address") in own_page(client, code)

    sent = {"code": code, "email": "henk@lindewold.example"}
    client.post(reverse("give-address"), sent, follow=True)

    idea.refresh_from_db()
    assert idea.contact.email == "henk@lindewold.example"
    assert Message.objects.get(contact=idea.contact).kind == "signal_received"


def test_no_address_is_asked_by_a_link_or_of_what_is_gone(client, first, now):
    forget_oneself(first, words=True, by=None, at=now)

    assert reverse("give-address") not in own_page(client, first.code)


def test_of_what_was_added_and_taken_back_no_answer_is_said_to_come(client, first, now):
    added = added_to(first, now)
    take_back(added, by=None, at=now)
    page = own_page(client, first.code)
    assert "Dit trok u in. Daarop komt geen antwoord." in page
    assert "Het antwoord vindt u met de code" not in page


def test_words_that_were_made_unreadable_are_not_said_to_be_unchanged(client, first, cast, now):
    added = add_to_words(first, text=MORE, by=None, at=now, idempotency_key=new_idempotency_key())
    unchanged = "Daarmee kan iedereen nagaan dat er niets is veranderd."
    assert unchanged in own_page(client, added.code)

    redact_and_tell(
        added.received, pieces=["licht"], reason="Dit is een adres.", by=cast.lotte, at=now
    )

    page = own_page(client, added.code)
    assert "dat er niets is veranderd" not in page
    assert "Op 9 februari 2027 is er iets aan gewijzigd. Ook dat staat in het logboek." in page


def test_own_words_and_the_page_of_the_process_name_one_day_on_which_a_part_became_unreadable(
    client, first, cast, now, time_machine
):
    added = add_to_words(first, text=MORE, by=None, at=now, idempotency_key=new_idempotency_key())
    time_machine.move_to(now + timedelta(days=3), tick=False)
    done = {"pieces": ["licht"], "reason": "Dit is een adres.", "by": cast.lotte, "at": now}
    redact_and_tell(added.received, **done)

    entry = changed_since(added.received)
    assert local_day(entry.recorded_at) != local_day(entry.at)  # it was written down later
    assert "Op 9 februari 2027 is er iets aan gewijzigd." in own_page(client, added.code)
    rows = timeline_of(added.received.trajectory)
    assert [row["day"] for row in rows if "onleesbaar" in row["title"]] == ["9 februari 2027"]
