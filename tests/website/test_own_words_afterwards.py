"""What somebody reads and can do who comes back to own words or an own idea."""

import pytest
from django.urls import reverse

from speelruimte.notices import links
from speelruimte.people.models import Contact
from speelruimte.people.receipts import new_code
from speelruimte.route.forgetting import forget_oneself
from tests.steps.bare import a_trajectory, an_activity, an_agreement, an_initiative, words

TEXT = "Het pad bij de brug is te smal."


@pytest.fixture
def trajectory(policy, time_machine):
    time_machine.move_to("2027-02-09T10:00:00+01:00", tick=False)
    made = a_trajectory(policy, route="college", summary="Over het pad.")
    an_agreement(made, level="meedenken", say=2)
    return made


@pytest.fixture
def contribution(trajectory):
    return words(an_activity(trajectory), TEXT, name="Henk Mulder", email="henk@lindewold.example")


def asked(client, code):
    return client.post(reverse("find-contribution"), {"code": code}, follow=True)


def test_who_wrote_reads_that_it_stands_on_the_website_with_the_way_there(client, contribution):
    page = asked(client, contribution.code).content.decode()

    slug, key = contribution.trajectory.slug, contribution.public_key
    assert "Uw inbreng staat op de website</h1>" in page
    assert reverse("contribution", kwargs={"slug": slug, "key": key}) in page
    contribution.state = "waiting"
    contribution.save()
    waits = asked(client, contribution.code).content.decode()
    assert "Wij hebben uw inbreng</h1>" in waits
    assert reverse("contribution", kwargs={"slug": slug, "key": key}) not in waits


def test_what_is_offered_fits_what_became_of_it(client, contribution):
    offered = {}
    for state in ("published", "refused", "withdrawn"):
        contribution.state = state
        contribution.refusal_reason = "Een nummer." if state == "refused" else ""
        contribution.save()
        offered[state] = asked(client, contribution.code).content.decode()

    counts_no_more = "Dan telt uw inbreng niet meer mee."
    assert [counts_no_more in page for page in offered.values()] == [True, False, False]
    assert ["Wij mailen naar henk@" in page for page in offered.values()] == [True, True, False]
    assert "Uw inbreng telt niet mee." in offered["refused"]


def test_of_who_gave_no_name_none_is_said_to_be_wiped(client, trajectory):
    nobody = words(an_activity(trajectory), TEXT)

    page = asked(client, nobody.code).content.decode()

    assert "U gaf geen naam of adres." in page
    assert "Wij wissen uw naam, adres en nummer." not in page


def test_the_link_in_a_mail_about_an_idea_says_what_one_can_do_with_the_code(client, policy):
    contact = Contact.objects.create(email="henk@lindewold.example")
    idea = an_initiative(policy, contact=contact)

    link = reverse("linked", args=[links.sign("initiative", idea.case_number)])
    page = client.get(link).content.decode()

    assert "Wat u zelf kunt doen" in page
    assert "Wilt u uw idee intrekken?" in page
    assert "Klopt uw e-mailadres niet?" in page
    assert "Wilt u dat wij u vergeten? Dat kan met uw code." in page
    assert "henk@" not in page


def test_an_idea_of_which_the_words_were_wiped_says_so_and_offers_no_wiping(client, policy, now):
    code, receipt_hash = new_code()
    idea = an_initiative(policy, receipt_hash=receipt_hash, title="Walnoot")
    forget_oneself(idea, words=True, by=None, at=now)

    page = asked(client, code).content.decode()

    assert "Uw idee is gewist</h1>" in page
    assert "[weggehaald]" not in page
    assert reverse("forget-me") not in page


def test_a_right_code_after_too_many_wrong_ones_is_not_called_wrong(client, contribution):
    for _try in range(10):
        wrong = asked(client, "verkeerd").content.decode()
    assert "<h2>Deze code klopt niet</h2>" in wrong

    names = (
        "find-contribution",
        "send-again",
        "own-proof",
        "withdraw",
        "forget-me",
        "mend-address",
    )
    for name in names:
        shut = client.post(reverse(name), {"code": contribution.code, "sure": "on"})
        page = shut.content.decode()
        assert shut.status_code == 429
        assert "<h2>Even wachten</h2>" in page
        assert "Deze code klopt niet" not in page
