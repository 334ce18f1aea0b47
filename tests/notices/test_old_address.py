"""Whoever gives another address with the code takes nothing over unseen: the old address hears it."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse

from speelruimte.journal.models import Entry
from speelruimte.notices.models import Message
from speelruimte.notices.sending import WAITS, send_due
from speelruimte.people.models import Contact
from speelruimte.people.receipts import new_code
from speelruimte.route.contributions import mend_address_and_tell
from speelruimte.route.forgetting import forget_oneself
from tests.steps.bare import a_trajectory, an_activity, an_initiative, words
from tests.steps.refusing import refuses

OLD, NEW = "henk@lindewold.example", "joris-prive@post.example"


@pytest.fixture(autouse=True)
def _at_now(time_machine, now):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def contribution(policy):
    trajectory = a_trajectory(policy, route="college")
    return words(an_activity(trajectory), "Een bank.", name="Henk Mulder", email=OLD)


class FullMailboxes(BaseEmailBackend):
    """A mail server that refuses every letter."""

    def send_messages(self, messages):
        raise smtplib.SMTPRecipientsRefused({messages[0].to[0]: (550, b"no such mailbox")})


def letters_to(address):
    return [letter for letter in mail.outbox if letter.to == [address]]


def test_the_old_address_hears_once_that_there_is_another_and_is_gone(client, contribution, now):
    sent = {"code": contribution.code, "email": NEW}
    done = client.post(reverse("mend-address"), sent).content.decode()
    assert "Vanaf nu mailen wij naar uw nieuwe adres." in done

    send_due(at=now)

    [letter] = letters_to(OLD)
    assert letter.subject == "Wij mailen u niet meer op dit adres"
    assert "Bij ‘Een pad langs de Vaart’" in letter.body
    assert "Laat het ons dan weten." in letter.body
    for hidden in (NEW, "Henk", "Een bank.", "/mijn-inbreng/", contribution.code):
        assert hidden not in letter.body
    assert len(letters_to(NEW)) == 1
    assert [*Contact.objects.values_list("email", flat=True)] == [NEW]
    assert not Message.objects.filter(kind="address_mended").exists()
    assert OLD not in str([*Entry.objects.values()]) + str([*Message.objects.values()])


def test_of_an_idea_it_hears_so_too(client, policy, now):
    contact = Contact.objects.create(email=OLD, name="Henk")
    code, receipt_hash = new_code()
    an_initiative(policy, contact=contact, receipt_hash=receipt_hash, title="Zie evil.example")

    client.post(reverse("mend-address"), {"code": code, "email": NEW})
    send_due(at=now)

    [letter] = letters_to(OLD)
    assert "‘Zie [webadres weggelaten]’" in letter.body
    assert "/mijn-inbreng/" not in letter.body


def test_each_address_that_was_there_hears_it_and_the_same_one_nothing(contribution, now):
    with refuses("address_is_the_same"):
        mend_address_and_tell(contribution, email=OLD, at=now)
    for number, email in enumerate((NEW, OLD, NEW)):
        mend_address_and_tell(contribution, email=email, at=now + timedelta(minutes=number))

    send_due(at=now + timedelta(minutes=9))

    told = [letter.to for letter in mail.outbox if "niet meer op dit adres" in letter.subject]
    assert told == [[OLD], [NEW], [OLD]]


def test_an_old_address_that_was_wrong_is_kept_no_longer_than_it_is_tried(
    contribution, now, settings
):
    mend_address_and_tell(contribution, email=NEW, at=now)
    settings.EMAIL_BACKEND = f"{__name__}.FullMailboxes"
    assert Contact.objects.filter(email=OLD).exists()

    for tried in range(len(WAITS) + 1):
        send_due(at=now + timedelta(days=2 * tried))

    assert not Contact.objects.filter(email=OLD).exists()


def test_who_is_forgotten_meanwhile_leaves_no_old_address(contribution, now):
    mend_address_and_tell(contribution, email=NEW, at=now)

    forget_oneself(contribution, words=False, by=contribution.contact, at=now)

    assert not Contact.objects.exclude(email="").exists()
    assert not Message.objects.filter(kind="address_mended").exists()
