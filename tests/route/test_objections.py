"""An objection to what was decided about own words goes when the words are wiped or taken back."""

import pytest
from django.urls import reverse

from speelruimte.activities.actions import disagree
from speelruimte.activities.queues import open_disagreements
from speelruimte.decisions.actions import take_back
from speelruimte.route.contributions import look_again_and_tell, refuse_and_tell
from speelruimte.route.forgetting import forget_contact, forget_oneself
from speelruimte.route.verification import verify
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
    refuse_and_tell(own, reason=f"{NAME}, dit hoort hier niet.", by=cast.lotte, at=now)
    text = f"Mijn bank hoort hier wel. Bel {NAME}, {PHONE}, of mail {MAIL}."
    return disagree(own, text=text, by=None, at=later(1))


def test_an_objection_goes_with_the_words_and_nobody_looks_again(own, objected, cast, later, today):
    assert objected in open_disagreements(cast.marleen, on=today)

    forget_contact(own.contact, by=cast.marleen, at=later(3), words=True, elsewhere=False)

    objected.refresh_from_db()
    own.refresh_from_db()
    assert (objected.text, objected.looked_at) == ("", None)
    assert own.refusal_reason == "[weggehaald], dit hoort hier niet."
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
    refuse_and_tell(other, reason="Dit is reclame.", by=cast.lotte, at=now)
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
    refuse_and_tell(own, reason="Dit is reclame.", by=cast.lotte, at=now)
    code = {"code": own.code}
    client.post(reverse("disagree"), code | {"text": "Ik verkoop niets."})

    sent = code | {"words": "words", "sure": "on"}
    page = client.post(reverse("forget-me"), sent, follow=True).content.decode()

    assert "Uw inbreng is gewist" in page
    assert "Ik verkoop niets." not in page
    assert "U wiste wat u hierover schreef." in page
    assert "Iemand anders kijkt er nog naar." not in page
    assert "Niemand kijkt er nog naar." in page
