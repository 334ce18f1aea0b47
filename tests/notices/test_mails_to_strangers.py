"""Who types the address of somebody else chooses no link and no greeting in what we write there."""

import pytest
from django.core import mail

from speelruimte.activities.models import Contribution
from speelruimte.notices.outbox import enqueue
from speelruimte.notices.sending import send_due
from speelruimte.people.models import Contact
from tests.steps.bare import a_trajectory, an_activity, an_initiative, words
from tests.steps.writing import writing_by_hand

EVIL = "http://evil.example/inloggen-digid"


@pytest.fixture
def contribution(policy):
    trajectory = a_trajectory(policy, route="college")
    return words(an_activity(trajectory), name="Henk Mulder", email="henk@lindewold.example")


def sent(kind, contribution, now, about=""):
    with writing_by_hand(because="a letter is enqueued by the action that owes it"):
        enqueue(kind, contact=contribution.contact, about=about or contribution.key, at=now)
    send_due(at=now)
    return mail.outbox[-1].body


def named(contribution, name):
    with writing_by_hand(because="the name of this test"):
        Contact.objects.update(name=name)
    contribution.contact.refresh_from_db()


@pytest.mark.parametrize(
    "name",
    [
        f"klant, uw DigiD verloopt. Ga naar {EVIL}",
        "klant van evil.example",
        "iemand@evil",
        "A\u202eB",
        "Henk\x0bMulder",
        "Henk\nuw DigiD verloopt",
    ],
)
def test_a_name_that_holds_an_address_or_marks_is_not_said(contribution, now, name):
    named(contribution, name)

    letter = sent("contribution_received", contribution, now)

    assert letter.startswith("Goedendag,\n")
    assert name not in letter


@pytest.mark.parametrize(
    ("name", "said"),
    [("H.Mulder", "H. Mulder"), ("  Jan  de Wit ", "Jan de Wit"), ("سارا", "سارا")],
)
def test_a_name_is_said_as_people_write_it(contribution, now, name, said):
    named(contribution, name)

    assert sent("contribution_received", contribution, now).startswith(f"Beste {said},\n")


def test_what_is_quoted_of_unchecked_words_holds_no_link_and_says_so(contribution, now):
    with writing_by_hand(because="the words of this test"):
        Contribution.objects.update(text=f"Ga naar {EVIL} of www.evil.example \u202enu.")

    letter = sent("contribution_received", contribution, now)

    assert "> Ga naar [webadres weggelaten] of [webadres weggelaten] nu.\n" in letter
    assert "evil" not in letter


def test_an_idea_brings_no_link_in_its_title_and_words(contribution, policy, now):
    idea = an_initiative(policy, case_number="2027-0078")
    with writing_by_hand(because="the words of this test"):
        type(idea).objects.filter(pk=idea.pk).update(title=f"Win {EVIL}", text="Zie evil.example.")

    letter = sent("signal_received", contribution, now, about=idea.key)

    assert "uw idee ‘Win [webadres weggelaten]’" in letter
    assert "> Zie [webadres weggelaten]" in letter
    assert "evil" not in letter
