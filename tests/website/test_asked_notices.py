"""One mail when people can join: nothing kept before yes, one press to leave, gone after it was sent."""

import re
import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from speelruimte.commands.work import tell_who_asked, wipe_past
from speelruimte.journal.models import Entry
from speelruimte.notices.asked import confirm_notice
from speelruimte.notices.asked_links import Asking
from speelruimte.notices.models import AskedNotice, LeftNotice, Message
from speelruimte.notices.sending import send_due
from speelruimte.people.models import Contact
from speelruimte.people.roles import Role
from speelruimte.places.actions import import_addresses
from speelruimte.route.forgetting import forget_contact
from tests.steps.agreement import adopted_agreement, somebody
from tests.steps.taking_part import opened_ideas

pytestmark = pytest.mark.django_db

HENK = "henk@lindewold.example"


@pytest.fixture(autouse=True)
def _at_now(settings, time_machine, now):
    settings.PAGE_CACHE = False
    time_machine.move_to(now, tick=False)


@pytest.fixture
def adopted(trajectory, cast, now):
    """De Brink in the centre: adopted, and nothing is open yet."""
    return adopted_agreement(trajectory, cast, at=now)


def asked_for(client, kind, key, email=HENK):
    return client.post(reverse(f"ask-notice-{kind}", args=[key]), {"email": email})


def links_in(letter):
    """The two links: to say yes, and to leave."""
    return [re.search(rf"/bericht/{word}/\S+", letter.body)[0] for word in ("ja", "nee")]


def said_yes(client, kind, key, email=HENK):
    asked_for(client, kind, key, email)
    yes, no = links_in(mail.outbox.pop())
    client.post(yes)
    return no


def opened(trajectory, cast, now, today):
    leader = somebody(cast, Role.PROJECT_LEADER, trajectory, at=now)
    return opened_ideas(trajectory, by=leader, at=now, on=today)


def test_nothing_is_kept_before_the_button_and_opening_the_link_changes_nothing(client, adopted):
    entries = Entry.objects.count()
    assert asked_for(client, "plan", adopted.slug).url == reverse("notice-asked")

    yes, _no = links_in(mail.outbox[0])
    assert "binnen 7 dagen" in mail.outbox[0].body
    assert "Ja, mail mij" in client.get(yes).content.decode()
    assert not Contact.objects.exists()
    assert not Message.objects.exists()
    assert "henk" not in yes
    assert adopted.case_number not in yes

    client.post(yes)
    client.post(yes)  # pressed twice
    [asked] = AskedNotice.objects.all()
    assert (asked.trajectory, asked.contact.email) == (adopted, HENK)
    opened_again = client.get(yes).content.decode()
    assert "Het staat al aan" in opened_again
    assert "Ja, mail mij" not in opened_again
    assert Entry.objects.count() == entries


def test_the_mail_goes_out_once_when_people_can_join_and_then_the_address_is_gone(
    client, adopted, cast, now, today
):
    no = said_yes(client, "plan", adopted.slug)
    opened(adopted, cast, now, today)
    assert not AskedNotice.objects.exists()

    send_due(at=now)

    [letter] = mail.outbox
    assert letter.subject == "U kunt nu meedoen"
    assert reverse("process", kwargs={"slug": adopted.slug}) in letter.body
    headers = letter.extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "/bericht/nee/" in headers["List-Unsubscribe"]
    assert not Contact.objects.exists()
    assert not Message.objects.exists()
    assert client.post(no).url == reverse("notice-was-off")


def test_one_press_in_a_mail_program_ends_it(client, adopted, cast, now, today):
    asked_for(client, "plan", adopted.slug)
    letter = mail.outbox.pop()
    yes, _no = links_in(letter)
    client.post(yes)
    address = letter.extra_headers["List-Unsubscribe"].strip("<>")
    path = "/" + address.split("/", 3)[3]

    assert client.get(path).status_code == 200
    assert AskedNotice.objects.exists()
    pressed = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})

    assert pressed.status_code == 200
    assert not Contact.objects.exists()
    opened(adopted, cast, now, today)
    assert not Message.objects.exists()


@pytest.mark.parametrize("kind", ["plan", "buurt"])
def test_who_leaves_while_the_mail_waits_gets_none(client, areas, adopted, cast, now, today, kind):
    no = said_yes(client, kind, "centrum" if kind == "buurt" else adopted.slug)
    opened(adopted, cast, now, today)

    client.post(no)

    send_due(at=now)
    assert mail.outbox == []
    assert not Contact.objects.exists()


def test_who_asked_for_the_street_and_the_area_gets_one_mail(
    client, areas, adopted, cast, now, today
):
    import_addresses(text="straat;gebied\nLindelaan;Centrum\n", file="s.csv", by=None, at=now)
    said_yes(client, "straat", "lindelaan")
    said_yes(client, "buurt", "centrum")
    said_yes(client, "buurt", "de-lanen", "sofie@lindewold.example")

    opened(adopted, cast, now, today)

    assert [message.contact.email for message in Message.objects.filter(kind="can_join")] == [HENK]
    assert AskedNotice.objects.get().area.key == "de-lanen"
    assert Contact.objects.count() == 2


def test_a_street_that_goes_takes_the_address_along_and_leaving_says_the_truth(
    client, areas, adopted, now
):
    import_addresses(text="straat;gebied\nLindelaan;Centrum\n", file="s.csv", by=None, at=now)
    no = said_yes(client, "straat", "lindelaan")
    said_yes(client, "plan", adopted.slug)

    other = "straat;gebied\nBrinkweg;Centrum\n"
    import_addresses(text=other, file="s.csv", may_remove_many=True, by=None, at=now)

    assert Contact.objects.get() == AskedNotice.objects.get().contact
    assert "Dit stond niet aan" in client.post(no, follow=True).content.decode()


def test_who_asked_about_what_has_ended_is_forgotten_also_while_the_mail_waits(
    client, areas, adopted, cast, now, today
):
    said_yes(client, "buurt", "de-lanen")
    said_yes(client, "plan", adopted.slug)
    opened(adopted, cast, now, today)
    said_yes(client, "plan", adopted.slug, "sofie@lindewold.example")
    wipe_past(today, at=now)
    assert Contact.objects.count() == 3

    type(adopted).objects.filter(pk=adopted.pk).update(step="memory")
    wipe_past(today, at=now)

    assert Contact.objects.get() == AskedNotice.objects.get(area__key="de-lanen").contact
    assert not Message.objects.exists()


def test_who_asked_before_the_key_of_the_installation_changed_can_leave_and_asks_once(
    client, adopted, cast, now, today, settings
):
    no = said_yes(client, "plan", adopted.slug)
    settings.RECEIPT_KEY = "een nieuwe sleutel van deze installatie, lang genoeg"
    said_yes(client, "plan", adopted.slug, HENK.title())
    assert AskedNotice.objects.count() == 1

    said = client.post(no, follow=True).content.decode()
    assert "Voor dit bericht is uw adres gewist. Deed u ook mee met iets?" in said
    assert "Uw adres is gewist" not in said
    assert not Contact.objects.exists()
    assert "Dit stond niet aan" in client.post(no, follow=True).content.decode()


def test_what_was_opened_before_its_day_is_told_on_its_day(
    client, adopted, cast, now, today, later
):
    said_yes(client, "plan", adopted.slug)
    activity = opened(adopted, cast, now, today)
    Message.objects.all().delete()
    type(activity).objects.filter(pk=activity.pk).update(opens_on=today + timedelta(days=3))
    confirm_notice(Asking(HENK, f"trajectory:{adopted.case_number}", "nl"), by=None, at=now)

    tell_who_asked(today + timedelta(days=2), at=later(2))
    assert not Message.objects.exists()
    tell_who_asked(today + timedelta(days=3), at=later(3))
    tell_who_asked(today + timedelta(days=4), at=later(4))
    assert Message.objects.count() == 1


def test_a_link_that_is_old_or_made_up_says_so(client, adopted, time_machine, later):
    asked_for(client, "plan", adopted.slug)
    yes, no = links_in(mail.outbox[0])
    time_machine.move_to(later(8), tick=False)

    assert client.post(yes).status_code == 404
    assert client.post("/bericht/ja/zomaar-iets/").status_code == 404
    assert client.post(no, follow=True).status_code == 200
    assert not Contact.objects.exists()


def test_nobody_fills_a_mailbox_and_mail_that_does_not_work_is_said(client, adopted, monkeypatch):
    for _time in range(5):
        last = asked_for(client, "plan", adopted.slug)
    assert last.status_code == 422
    assert len(mail.outbox) == 3
    assert HENK in last.content.decode()
    assert "<h2>Even wachten</h2>" in last.content.decode()

    def refuse(self):
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    for _time in range(4):  # nothing went to that mailbox
        page = asked_for(client, "plan", adopted.slug, "sofie@lindewold.example").content.decode()
        assert "Onze mail werkt nu niet" in page


def test_who_is_forgotten_hears_nothing(client, adopted, cast, now, today):
    said_yes(client, "plan", adopted.slug)

    forget_contact(Contact.objects.get(), by=cast.marleen, at=now)

    assert not AskedNotice.objects.exists()


def test_after_stopping_the_link_to_say_yes_of_before_switches_nothing_on(
    client, adopted, now, time_machine, later
):
    asked_for(client, "plan", adopted.slug)
    yes, no = links_in(mail.outbox.pop())
    client.post(yes)
    time_machine.move_to(now + timedelta(minutes=1), tick=False)
    assert client.post(no).url == reverse("notice-stopped")

    refused = client.post(yes)

    assert "U hebt dit bericht gestopt" in refused.content.decode()
    assert not Contact.objects.exists()
    time_machine.move_to(now + timedelta(minutes=2), tick=False)
    said_yes(client, "plan", adopted.slug)  # asked anew
    assert AskedNotice.objects.count() == 1
    wipe_past(later(8).date(), at=later(8))
    assert not LeftNotice.objects.exists()


def test_who_asks_for_a_mail_reads_where_one_can_take_part_already(
    client, areas, adopted, cast, now, today
):
    def page(kind, key):
        return client.get(reverse(f"ask-notice-{kind}", args=[key])).content.decode()

    assert "nu al meedoen" not in page("buurt", "centrum")
    opened(adopted, cast, now, today)

    html = page("buurt", "centrum")
    assert "Hier kunt u nu al meedoen" in html
    assert reverse("process", kwargs={"slug": adopted.slug}) in html
    assert "nu al meedoen" in page("plan", adopted.slug)
    assert "nu al meedoen" not in page("buurt", "de-lanen")


def test_a_process_that_is_over_or_not_known_cannot_be_asked_about(client, trajectory):
    type(trajectory).objects.filter(pk=trajectory.pk).update(step="weighing")

    for kind, key in (("plan", trajectory.slug), ("straat", "geen-straat"), ("buurt", "nergens")):
        page = client.get(reverse(f"ask-notice-{kind}", args=[key]))
        assert page.status_code == 404
        assert "staat niet, of niet meer, op de website" in page.content.decode()
        assert trajectory.title not in page.content.decode()


def test_where_one_could_ask_about_a_plan_that_is_over_now_one_reads_that_it_is(
    client, adopted, cast, now
):
    address = reverse("ask-notice-plan", args=[adopted.slug])
    assert client.get(address).status_code == 200
    type(adopted).objects.filter(pk=adopted.pk).update(step="memory")

    page = client.get(address)

    assert page.status_code == 404
    assert f"‘{adopted.title}’ is voorbij." in page.content.decode()
    assert f'href="{reverse("process", args=[adopted.slug])}"' in page.content.decode()
