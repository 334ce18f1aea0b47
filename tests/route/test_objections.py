"""An objection to what was decided about own words goes when the words are wiped or taken back."""

from datetime import date

import pytest
from django.urls import reverse

from speelruimte.activities.actions import disagree
from speelruimte.activities.models import Disagreement
from speelruimte.activities.queues import open_disagreements
from speelruimte.decisions.actions import take_back
from speelruimte.notices import links
from speelruimte.notices.letters import compose_mail
from speelruimte.notices.models import Message
from speelruimte.promise import look_again_due
from speelruimte.route.contributions import look_again_and_tell, refuse_and_tell
from speelruimte.route.forgetting import forget_contact, forget_oneself
from speelruimte.route.verification import verify
from speelruimte.shared.terms import local_day
from tests.route.test_forgetting import MAIL, NAME, PHONE, everything_written
from tests.steps.bare import a_trajectory, an_activity, words
from tests.steps.refusing import refuses


@pytest.fixture(autouse=True)
def _on_9_february(time_machine, now):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def own(policy, cast):
    """A contribution to a process in which people take part, of which somebody left all one can."""
    made = a_trajectory(policy, route="college", step="taking_part")
    sent = words(an_activity(made), "Een bank.", name=NAME, email=MAIL)
    sent.contact.phone = PHONE
    sent.contact.save()
    return sent


@pytest.fixture
def objected(own, cast, now, later):
    """The own words are refused, and their writer does not agree."""
    why = {"ground": "other_subject", "reason": f"{NAME}, dit hoort hier niet."}
    refuse_and_tell(own, **why, by=cast.lotte, at=now)
    text = f"Mijn bank hoort hier wel. Bel {NAME}, {PHONE}, of mail {MAIL}."
    return disagree(own, text=text, by=None, at=later(1))


def test_an_objection_goes_with_the_words_and_nobody_looks_again(own, objected, cast, later, today):
    assert objected in open_disagreements(cast.marleen, on=today)

    forget_contact(own.contact, by=cast.marleen, at=later(3), words=True, elsewhere=False)

    objected.refresh_from_db()
    own.refresh_from_db()
    assert (objected.text, objected.looked_at) == ("", None)
    assert own.refusal_reason.endswith("\n\n[weggehaald], dit hoort hier niet.")
    assert "hoort hier wel" not in everything_written()
    assert open_disagreements(cast.marleen, on=today) == []
    with refuses("withdrawn_or_erased"):
        look_again_and_tell(objected, answer="Toch niet.", by=cast.marleen, at=later(4))
    assert verify().faults == []


def test_of_an_objection_the_name_goes_and_somebody_looks_still(own, objected, cast, later, today):
    forget_oneself(own, words=False, by=None, at=later(3))

    objected.refresh_from_db()
    assert objected.text == (
        "Mijn bank hoort hier wel. Bel [weggehaald], [weggehaald], of mail [weggehaald]."
    )
    assert open_disagreements(cast.marleen, on=today) == [objected]
    assert verify().faults == []


def test_the_answer_to_an_objection_stays_without_the_name(own, objected, cast, later):
    answer = f"Beste {NAME}, het blijft zo."
    look_again_and_tell(objected, answer=answer, by=cast.marleen, at=later(2))

    forget_oneself(own, words=True, by=None, at=later(3))

    objected.refresh_from_db()
    assert (objected.text, objected.answer) == ("", "Beste [weggehaald], het blijft zo.")


def test_who_left_no_name_takes_the_objection_away_too(own, cast, now, later):
    other = words(own.activity, "Koop bij mij.")
    refuse_and_tell(other, ground="advertising", by=cast.lotte, at=now)
    said = disagree(other, text="Ik verkoop niets.", by=None, at=later(1))

    forget_oneself(other, words=True, by=None, at=later(3))

    said.refresh_from_db()
    assert said.text == ""


def test_nobody_looks_again_at_words_that_were_taken_back(own, objected, cast, later, today):
    take_back(own, by=None, at=later(2))

    assert open_disagreements(cast.marleen, on=today) == []
    with refuses("withdrawn_or_erased"):
        look_again_and_tell(objected, answer="Toch niet.", by=cast.marleen, at=later(4))


def test_the_page_of_wiped_words_repeats_no_objection(client, own, cast, now):
    refuse_and_tell(own, ground="advertising", by=cast.lotte, at=now)
    code = {"code": own.code}
    client.post(reverse("disagree"), code | {"text": "Ik verkoop niets."})

    form = client.post(reverse("forget-me"), code | {"begin": ""}, follow=True).content.decode()
    assert "Ik verkoop niets." in form
    sent = code | {"words": "words", "along": "1", "sure": "on"}
    page = client.post(reverse("forget-me"), sent, follow=True).content.decode()

    assert "Uw inbreng is gewist" in page
    assert "Ik verkoop niets." not in page
    assert "U wiste wat u hierover schreef." in page
    assert "Iemand anders kijkt er nog naar." not in page
    assert "Niemand kijkt er nog naar." in page


def test_while_somebody_looks_again_it_cannot_be_said_twice(client, own, cast, now):
    refuse_and_tell(own, ground="advertising", by=cast.lotte, at=now)
    find, code = reverse("find-contribution"), {"code": own.code}
    assert reverse("disagree") in client.post(find, code, follow=True).content.decode()

    said = client.post(reverse("disagree"), code | {"text": "Ik verkoop niets."}, follow=True)

    assert f'action="{reverse("disagree")}"' not in said.content.decode()
    assert "U leest het antwoord hier." in said.content.decode()
    look_again_and_tell(
        Disagreement.objects.get(), answer="Het blijft zo.", by=cast.marleen, at=now
    )
    assert reverse("disagree") not in client.post(find, code, follow=True).content.decode()


def test_who_does_not_agree_hears_and_reads_by_which_day_somebody_else_looked(
    client, own, cast, now, time_machine
):
    refuse_and_tell(own, ground="advertising", by=cast.lotte, at=now)
    said = {"code": own.code, "text": "Ik verkoop niets."}
    page = client.post(reverse("disagree"), said, follow=True).content.decode()

    disagreement = Disagreement.objects.get()
    assert look_again_due(disagreement) == date(2027, 2, 23)
    assert "Dat is er uiterlijk op 23 februari 2027." in page
    mail = compose_mail(Message.objects.get(kind="disagreement_received"))
    assert "U hoort het uiterlijk 23 februari 2027." in mail.text
    time_machine.move_to("2027-02-24T10:00:00+01:00", tick=False)
    late = client.post(reverse("find-contribution"), {"code": own.code}, follow=True)
    assert (
        "U zou uiterlijk op 23 februari 2027 antwoord krijgen. Deze dag is niet gehaald."
        in late.content.decode()
    )


@pytest.mark.parametrize("by_link", [True, False])
def test_what_was_refused_is_sent_again_with_the_words_filled_in(client, own, cast, now, by_link):
    own.activity.closed_at, own.activity.closes_on = None, local_day(now)
    own.activity.save()
    own.title, own.place = "Een bank voor ons", "bij de brug"
    own.save()
    refuse_and_tell(own, ground="advertising", by=cast.lotte, at=now)
    token = links.sign("contribution", own.public_key)
    thread, again = reverse("linked", args=[token]), reverse("linked-send-again", args=[token])
    page = (
        client.get(thread)
        if by_link
        else client.post(reverse("find-contribution"), {"code": own.code}, follow=True)
    )
    send_again = again if by_link else reverse("send-again")
    assert send_again in page.content.decode()

    sent = (
        client.get(again, follow=True)
        if by_link
        else client.post(send_again, {"code": own.code}, follow=True)
    )

    form = sent.context["form"]
    assert sent.request["PATH_INFO"] == reverse(
        "contribute", args=[own.trajectory.slug, own.activity.key]
    )
    assert [form[name].value() for name in ("text", "title", "place")] == [
        own.text,
        "Een bank voor ons",
        "bij de brug",
    ]
    assert not form["name"].value()
    assert NAME not in sent.content.decode()
    assert sent["Cache-Control"] == "no-store"


def test_only_who_holds_refused_words_gets_them_filled_in(client, own):
    for page in (
        client.post(reverse("send-again"), {"code": own.code}, follow=True),
        client.post(reverse("send-again"), {"code": "SR-AAAA-BBBB-CCCC"}, follow=True),
        client.get(reverse("linked-send-again", args=["verzonnen"]), follow=True),
    ):
        assert "Een bank." not in str(page.context.get("form", ""))
        assert page.request["PATH_INFO"].startswith("/mijn-inbreng/")


def test_the_letter_of_a_refusal_says_how_one_does_not_agree_and_sends_it_again(own, cast, now):
    refuse_and_tell(own, ground="advertising", by=cast.lotte, at=now)

    [letter] = Message.objects.filter(kind="contribution_refused")
    body = compose_mail(letter).text

    assert "Ik ben het er niet mee eens" in body
    assert "Stuur het opnieuw in" in body
    assert "Iemand anders" in body
