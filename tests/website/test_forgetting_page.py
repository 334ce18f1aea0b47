"""A colleague forgets somebody: every own text and every place is seen before yes."""

import pytest
from django.urls import reverse

from speelruimte.activities.models import Contribution
from speelruimte.initiatives.actions import end_initiative
from speelruimte.people.models import Contact
from speelruimte.route.verification import verify
from speelruimte.route.whom_to_forget import near_spellings
from tests.steps.bare import a_trajectory, an_activity, words
from tests.steps.door import received_initiative
from tests.steps.writing import writing_by_hand

NAME = "Zeno Quispel"
MAIL = "zeno@quispel.example"


@pytest.fixture(autouse=True)
def _on_9_february(time_machine):
    time_machine.move_to("2027-02-09T10:00:00+01:00", tick=False)


@pytest.fixture
def own(policy):
    activity = an_activity(a_trajectory(policy, route="college"))
    text = "Ik woon op Kerkstraat 12. Groet, Zeno."
    made = words(activity, text, name=NAME, email=MAIL)
    with writing_by_hand(because="the ground of this test knows no telephone"):
        Contact.objects.filter(email=MAIL).update(phone="06 12345678")
    return made


@pytest.fixture
def others(own):
    """What others wrote: the name in other spellings, the number in another grouping."""
    return [
        words(own.activity, text)
        for text in (
            "Vraag ZENO  QUISPEL maar.",
            "Bel 06-12 34 56 78.",
            "Z. Quispel weet ervan.",
            "De Quispelstraat is te smal.",
            "Mevrouw Quispel van de overkant is iemand anders.",
        )
    ]


def texts(rows):
    return [Contribution.objects.get(pk=row.pk).text for row in rows]


def test_the_coach_sees_all_of_it_and_takes_out_what_was_ticked(signed_in, cast, own, others):
    browser = signed_in(cast.marleen)
    address = reverse("work-forgetting")
    assert "Vul ten minste één van deze in" in browser.post(address, {"name": ""}).content.decode()
    page = browser.post(address, {"email": MAIL})
    html = page.content.decode()
    for part in ("Kerkstraat 12", "ZENO QUISPEL", "06-12 34 56 78", "Z. Quispel", "iemand anders"):
        assert part in html
    assert "Quispelstraat" not in html
    sure = page.context["forget_form"]["places"].initial
    assert len(sure) == 2  # the whole name and the number, however they are spaced
    near = next(
        key
        for key, label in page.context["forget_form"].fields["places"].choices
        if "Z. Q" in label
    )
    chosen = {"email": MAIL, "vergeet": "", "places": [*sure, near], "words": "words"}
    chosen["people"] = [own.contact.pk]
    assert (
        "Er is niets veranderd" in browser.post(address, chosen | {"sure": "nee"}).content.decode()
    )
    assert Contact.objects.filter(email=MAIL).exists()

    html = browser.post(address, chosen | {"sure": "Ja"}, follow=True).content.decode()
    assert "Vergeten." in html
    assert not Contact.objects.filter(email=MAIL).exists()
    assert texts([own, *others]) == [
        "",
        "Vraag [weggehaald] maar.",
        "Bel [weggehaald].",
        "Z. [weggehaald] weet ervan.",
        "De Quispelstraat is te smal.",
        "Mevrouw Quispel van de overkant is iemand anders.",
    ]
    assert verify().faults == []


def test_somebody_is_found_by_code_and_by_number_and_others_may_not_look(signed_in, cast, own):
    browser = signed_in(cast.samira)
    address = reverse("work-forgetting")
    assert browser.post(address, {"code": own.code}).status_code == 403
    browser = signed_in(cast.wim)
    for asked in ({"code": own.code}, {"phone": "+31 6 12345678"}, {"name": "zeno quispel"}):
        assert "Kerkstraat 12" in browser.post(address, asked).content.decode()
    assert "Deze code kennen we niet" in browser.post(address, {"code": "x"}).content.decode()


def test_near_spellings_are_surnames_and_names_without_accents():
    assert near_spellings(["Zoë van der Bërg", "Jan", ""]) == [
        "Zoe van der Berg",
        "Bërg",
        "Berg",
        "Jan",
    ]


def test_somebody_else_of_the_same_name_is_left_alone(signed_in, cast, own):
    namesake = words(own.activity, "Ik heet net zo.", name=NAME, email="ander@quispel.example")
    browser = signed_in(cast.wim)
    sent = {"name": NAME, "vergeet": "", "words": "words", "people": [own.contact.pk], "sure": "ja"}
    browser.post(reverse("work-forgetting"), sent)
    assert texts([own, namesake]) == ["", "Ik heet net zo."]
    assert Contact.objects.get(pk=namesake.contact.pk).name == NAME


def test_of_an_idea_that_waits_the_coach_reads_that_it_stops_without_an_answer(
    signed_in, cast, policy, now
):
    waits = received_initiative(name=NAME, email=MAIL)
    browser = signed_in(cast.marleen)
    address, said = reverse("work-forgetting"), "Gaan de teksten weg, dan stopt dit idee"
    assert said in browser.post(address, {"email": MAIL}).content.decode()

    sent = {"email": MAIL, "vergeet": "", "words": "words", "sure": "ja"}
    browser.post(address, sent | {"people": [waits.contact_id]})

    waits.refresh_from_db()
    assert (waits.text, waits.outcome) == ("[weggehaald]", "withdrawn")
    over = received_initiative(name=NAME, email=MAIL)
    end_initiative(over, outcome="out_of_scope", reason="Dit past hier niet.", by=None, at=now)
    page = browser.post(address, {"email": MAIL}).content.decode()
    assert over.case_number in page
    assert said not in page
