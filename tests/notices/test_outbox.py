import re
import smtplib
from datetime import timedelta
from typing import ClassVar

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from speelruimte.activities.models import Contribution
from speelruimte.journal.acting import action
from speelruimte.notices import links
from speelruimte.notices.actions import try_again, try_all_again
from speelruimte.notices.models import Message, MessageQuerySet
from speelruimte.notices.outbox import enqueue, enqueue_many, forget_reader
from speelruimte.notices.sending import HOLD, WAITS, send_due
from speelruimte.people.models import Contact
from speelruimte.shared.codes import RECEIPT, read_code
from speelruimte.shared.errors import RuleBroken
from tests.steps.bare import a_trajectory, an_activity, an_initiative, words
from tests.steps.refusing import refuses
from tests.steps.writing import writing_by_hand


@pytest.fixture
def contribution(policy):
    trajectory = a_trajectory(policy, route="college")
    return words(an_activity(trajectory), name="Henk Mulder", email="henk@lindewold.example")


def owed(contribution, now, kind="contribution_received"):
    with writing_by_hand(because="a letter is enqueued by the action that owes it"):
        return enqueue(
            kind,
            contact=contribution.contact,
            about=contribution.key,
            case_number=contribution.trajectory.case_number,
            at=now,
        )


class FullMailboxes(BaseEmailBackend):
    """A mail server that refuses every letter."""

    def send_messages(self, messages):
        [to] = messages[0].to
        raise smtplib.SMTPRecipientsRefused({to: (550, f"mailbox of {to} is full")})


class TooLarge(BaseEmailBackend):
    """A mail server that takes no letter to Henk: it is larger than it may be."""

    def send_messages(self, messages):
        if messages[0].to[0].startswith("henk"):
            raise smtplib.SMTPSenderRefused(
                552, b"Message size exceeds fixed limit", "post@x.example"
            )
        return 1


class MailServerAway(BaseEmailBackend):
    """Nobody answers."""

    def open(self):
        raise ConnectionRefusedError("Connection refused")


class BreaksAtTheFirst(BaseEmailBackend):
    """The connection is broken off at the first letter of each round."""

    tried: ClassVar[list] = []

    def send_messages(self, messages):
        self.tried += messages[0].to
        raise smtplib.SMTPServerDisconnected(f"gone while writing to {messages[0].to[0]}")


class Stopped(BaseException):
    """The power goes off."""


class TwoWorkers(BaseEmailBackend):
    """A mail server that is slow with the first letter. Meanwhile another worker starts, takes the
    second one, and stops before it is sent."""

    letters: ClassVar[list] = []
    at = None

    def send_messages(self, messages):
        self.letters.append(messages[0].to[0])
        if len(self.letters) == 1:
            with pytest.raises(Stopped):
                send_due(at=self.at)
        elif len(self.letters) == 2:
            raise Stopped


def test_a_mail_names_its_reader_and_leads_to_the_words_without_a_code(contribution, now):
    owed(contribution, now)

    sent = send_due(at=now)

    assert sent.sent == 1
    [letter] = mail.outbox
    assert letter.to == ["henk@lindewold.example"]
    assert letter.body.startswith("Beste Henk Mulder,")
    assert "Een pad langs de Vaart" in letter.body
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"
    assert contribution.code not in letter.body
    assert not any(read_code(word, RECEIPT) for word in re.findall(r"[\w-]+", letter.body))
    token = re.search(r"/mijn-inbreng/volg/([^/\s]+)/", letter.body).group(1)
    linked_to = links.read_token(token)
    assert (linked_to.kind, linked_to.key) == ("contribution", contribution.public_key)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Een bank.\n\nEn licht.", "> Een bank.\n>\n> En licht.\n\n"),
        ("Rij\n" * 9, "> Rij\n" * 5 + "> Rij …\n\n"),
        ("bankje " * 60 + "einde", "> " + "bankje " * 42 + "…\n\n"),
    ],
)
def test_the_mail_that_words_came_in_quotes_how_they_begin(contribution, now, text, quoted):
    with writing_by_hand(because="the words of this test"):
        Contribution.objects.update(text=text)
    owed(contribution, now)
    owed(contribution, now, kind="contribution_published")

    send_due(at=now)

    received, placed = (letter.body for letter in mail.outbox)
    assert f"Dit schreef u:\n{quoted}" in received
    assert ("Dit is een deel van wat u stuurde." in received) == ("…" in quoted)
    assert "> " not in placed


def test_of_an_idea_that_was_erased_the_mail_quotes_nothing(contribution, policy, now):
    idea = an_initiative(policy, case_number="2027-0077")
    with writing_by_hand(because="a letter is enqueued by the action that owes it"):
        enqueue(
            "signal_received",
            contact=contribution.contact,
            about=f"initiative:{idea.case_number}",
            case_number=idea.case_number,
            at=now,
        )
        type(idea).objects.filter(pk=idea.pk).update(text="")

    send_due(at=now)

    [letter] = mail.outbox
    assert idea.case_number in letter.body
    assert "Dit schreef u" not in letter.body


def test_nothing_of_the_link_is_kept(contribution, now):
    message = owed(contribution, now)
    send_due(at=now)

    message.refresh_from_db()

    token = re.search(r"/mijn-inbreng/volg/([^/\s]+)/", mail.outbox[0].body).group(1)
    assert token not in str(vars(message))
    assert message.sent_at == now


def test_nobody_hears_the_same_twice(contribution, now, later):
    first = owed(contribution, now)

    again = owed(contribution, later(1))

    assert again == first
    assert Message.objects.count() == 1


def test_who_left_no_address_is_owed_nothing(policy, now):
    contribution = words(an_activity(a_trajectory(policy, route="college")), name="Sofie")

    assert owed(contribution, now) is None
    assert not Message.objects.exists()


def test_a_mail_that_is_owed_vanishes_with_what_it_was_about(contribution, now):
    @action
    def fails():
        owed(contribution, now)
        raise RuleBroken("Dit kan niet.", code="not_allowed")

    with refuses("not_allowed"), transaction.atomic():
        fails()

    assert not Message.objects.exists()


def test_an_unknown_kind_of_letter_is_refused_at_once(contribution, now):
    with pytest.raises(ValueError, match="no letter"):
        owed(contribution, now, kind="birthday")


def test_many_readers_with_one_address_are_written_to_once(contribution, now):
    other = words(contribution.activity, "Meer bomen.", email="HENK@lindewold.example")
    readers = [(contribution.contact, {}), (other.contact, {}), (None, {})]

    with writing_by_hand(because="a letter is enqueued by the action that owes it"):
        assert enqueue_many("told", readers, about=contribution.trajectory.key, at=now) == 1
    assert Message.objects.count() == 1


def test_a_refused_mail_is_tried_later_and_in_the_end_given_up(contribution, now, settings):
    settings.EMAIL_BACKEND = "tests.notices.test_outbox.FullMailboxes"
    message = owed(contribution, now)

    assert send_due(at=now).failed == 1
    assert send_due(at=now + timedelta(seconds=30)).failed == 0
    moment = now
    for wait in WAITS:
        moment += wait
        send_due(at=moment)

    message.refresh_from_db()
    assert message.dropped_at == moment
    assert message.attempts == len(WAITS) + 1
    assert "is full" in message.last_error
    assert "henk@" not in message.last_error


def test_a_letter_that_is_too_large_is_put_off_and_others_go(contribution, now, settings):
    owed(contribution, now)
    owed(words(contribution.activity, email="sofie@lindewold.example"), now)
    settings.EMAIL_BACKEND = "tests.notices.test_outbox.TooLarge"

    sent = send_due(at=now)

    assert (sent.sent, sent.failed, sent.unreachable) == (1, 1, "")


def test_a_letter_that_goes_while_it_is_taken_stops_no_other(contribution, now, monkeypatch):
    gone = owed(contribution, now)
    owed(words(contribution.activity, email="sofie@lindewold.example"), now)
    select_related = MessageQuerySet.select_related

    def somebody_is_forgotten(rows, *names):
        rows.model.objects.filter(pk=gone.pk).delete()
        return select_related(rows, *names)

    monkeypatch.setattr(MessageQuerySet, "select_related", somebody_is_forgotten)

    assert send_due(at=now).sent == 1


def test_refusals_last_at_least_five_days():
    assert sum(WAITS, timedelta()) >= timedelta(days=5)


def test_a_mail_server_that_is_away_is_no_failed_try_however_long(contribution, now, settings):
    message = owed(contribution, now)
    settings.EMAIL_BACKEND = "tests.notices.test_outbox.MailServerAway"

    for days in range(30):
        sent = send_due(at=now + timedelta(days=days))
        assert "Connection refused" in sent.unreachable

    message.refresh_from_db()
    assert (message.attempts, message.dropped_at, message.try_after) == (0, None, now)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_due(at=now + timedelta(days=30)).sent == 1


def test_a_connection_that_breaks_counts_for_no_letter_and_others_go_first(
    contribution, now, settings
):
    first = owed(contribution, now)
    owed(words(contribution.activity, email="sofie@lindewold.example"), now)
    settings.EMAIL_BACKEND = "tests.notices.test_outbox.BreaksAtTheFirst"

    assert send_due(at=now).unreachable
    assert send_due(at=now).unreachable

    assert BreaksAtTheFirst.tried == ["henk@lindewold.example", "sofie@lindewold.example"]
    first.refresh_from_db()
    assert (first.attempts, first.dropped_at) == (0, None)
    assert "henk@" not in first.last_error


def test_one_press_sends_all_mail_that_was_given_up_and_nothing_that_had_nothing_to_say(
    contribution, cast, now, later
):
    owed(contribution, now)
    mute = owed(words(contribution.activity, email="weg@lindewold.example"), now)
    Contact.objects.filter(pk=mute.contact_id).update(email="")
    Message.objects.exclude(pk=mute.pk).update(dropped_at=now, attempts=11, last_error="550")
    assert send_due(at=now).dropped == 1

    assert try_all_again(by=cast.wim, at=later(1)) == 1

    assert send_due(at=later(1)).sent == 1
    with refuses("nothing_given_up"):
        try_all_again(by=cast.wim, at=later(2))


def test_what_one_worker_took_no_other_takes_until_its_time_is_over(
    contribution, now, settings, monkeypatch
):
    henk, sofie = "henk@lindewold.example", "sofie@lindewold.example"
    owed(contribution, now)
    owed(words(contribution.activity, email=sofie), now)
    settings.EMAIL_BACKEND = "tests.notices.test_outbox.TwoWorkers"
    monkeypatch.setattr(TwoWorkers, "letters", [])
    monkeypatch.setattr(TwoWorkers, "at", now)

    send_due(at=now)
    assert TwoWorkers.letters == [henk, sofie]
    send_due(at=now + HOLD - timedelta(seconds=1))
    assert TwoWorkers.letters == [henk, sofie]
    send_due(at=now + HOLD)

    assert TwoWorkers.letters == [henk, sofie, sofie]
    assert not Message.objects.unsent().exists()


def test_a_mail_that_was_given_up_goes_out_when_somebody_presses_again(
    contribution, cast, now, later
):
    message = owed(contribution, now)
    Message.objects.update(dropped_at=now, attempts=7, last_error="OSError")

    try_again(message, by=cast.wim, at=later(1))

    assert send_due(at=later(1)).sent == 1
    with refuses("sent_already"):
        try_again(message, by=cast.wim, at=later(2))


def test_two_workers_never_take_the_same_mail(contribution, now, monkeypatch):
    owed(contribution, now)
    taken = []

    def second_worker_comes_by(message, server, at, round_):
        taken.append(message.pk)
        assert send_due(at=at).sent == 0

    monkeypatch.setattr("speelruimte.notices.sending._send", second_worker_comes_by)
    send_due(at=now)

    assert len(taken) == 1


def test_a_forgotten_reader_gets_nothing(contribution, now):
    owed(contribution, now)
    contribution.contact.email = ""
    contribution.contact.save()

    assert send_due(at=now).dropped == 1
    assert mail.outbox == []
    with writing_by_hand(because="the outbox forgets within the action that forgets a person"):
        assert forget_reader(contribution.contact) == 1


def test_a_made_up_link_is_refused(contribution):
    token = links.sign("contribution", contribution.public_key)

    with refuses("link_does_not_work"):
        links.read_token(token.replace("c", "i", 1))
    with refuses("link_does_not_work"):
        links.read_token("onzin")


def test_a_letter_leads_its_reader_to_the_pages_in_the_readers_own_language(
    contribution, now, english
):
    Contact.objects.filter(pk=contribution.contact_id).update(language="en")
    owed(contribution, now)

    send_due(at=now)

    assert "/en/mijn-inbreng/volg/" in mail.outbox[0].body


def test_who_left_an_address_gets_no_letter_that_was_not_announced(contribution, now):
    with pytest.raises(ValueError, match="announced"):
        owed(contribution, now, kind="work_digest")
    assert not Message.objects.exists()
