# ruff: noqa: F811  (fixtures come in by name)
"""What somebody reads and can do who comes back to own words or an own idea."""

from datetime import date

import pytest
from django.urls import reverse

from speelruimte.activities.actions.disagree import disagree
from speelruimte.decisions.actions import answer_contribution
from speelruimte.decisions.models import Decision
from speelruimte.notices import links
from speelruimte.notices.letters import compose_mail
from speelruimte.notices.models import Message
from speelruimte.people.erasing import GONE, erase_in_row
from speelruimte.people.models import Attempt, Contact
from speelruimte.route.contributions import look_again_and_tell, refuse_and_tell
from speelruimte.route.redacting import redact_and_tell
from speelruimte.website.public.own_actions import OWN_ACTIONS
from tests.steps.bare import an_activity, an_initiative, words
from tests.steps.refusing import refuses
from tests.website.ground import TEXT, asked, contribution, trajectory  # noqa: F401


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
    assert "Wij wissen wat u over uzelf gaf." not in page


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


def test_who_comes_by_a_link_is_asked_for_the_code_before_words_are_taken_back(
    client, contribution
):
    here = reverse("linked", args=[links.sign("contribution", contribution.public_key)])
    page = " ".join(client.get(here).content.decode().split())
    assert "Wilt u uw inbreng intrekken?" in page
    assert f'<a href="{reverse("withdraw")}">Mijn inbreng intrekken</a>' in page
    assert "Hebt u uw code niet meer? Bel ons" in page

    client.post(f"{here}intrekken/", {"sure": "on"})
    form = client.get(reverse("withdraw"))
    assert 'name="code"' in form.content.decode()
    without = client.post(reverse("withdraw"), {"sure": "on"})
    contribution.refresh_from_db()
    assert (without.status_code, contribution.state) == (422, "published")

    client.post(reverse("withdraw"), {"sure": "on", "code": contribution.code})
    contribution.refresh_from_db()
    assert contribution.state == "withdrawn"


@pytest.mark.parametrize("own", OWN_ACTIONS, ids=lambda own: own.name)
def test_no_link_of_a_mail_does_what_cannot_be_undone(own):
    """It may have been forwarded: whoever holds it may say no, and lose nothing of somebody else."""
    assert not (own.by_link and own.danger)


def test_no_code_is_not_called_wrong_and_a_case_number_is_told_from_a_code(client, contribution):
    nothing = asked(client, " ").content.decode()
    number = asked(client, contribution.trajectory.case_number).content.decode()

    assert "<h2>Vul uw code in</h2>" in nothing
    assert "Deze code klopt niet" not in nothing
    assert "Dit is een zaaknummer. Uw code staat op uw ontvangstbewijs" in number
    assert "Een 0, 1, I, L, O of U" not in number


def test_a_right_code_after_too_many_wrong_ones_is_not_called_wrong(client, contribution):
    for _try in range(10):
        wrong = asked(client, "verkeerd").content.decode()
    assert "<h2>Deze code klopt niet</h2>" in wrong
    Attempt.objects.update(number=200)

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


def test_what_waits_is_promised_to_stand_there_without_a_name(client, contribution):
    contribution.state = "waiting"
    contribution.save()
    page = asked(client, contribution.code).content.decode()
    assert "Daarna staan uw woorden op de website, zonder uw naam." in page


def test_where_an_own_name_was_taken_out_nobody_says_that_nothing_was_changed(
    client, contribution, now
):
    changes = {"text": f"Ik, {GONE}, wil een bank."}
    erase_in_row(contribution, changes=changes, by=None, at=now, locked=True)

    page = asked(client, contribution.code).content.decode()

    assert "Wij veranderden niets aan uw tekst." not in page
    assert "Op verzoek haalden wij een naam of andere gegevens uit deze woorden." in page


@pytest.mark.parametrize(
    ("state", "is_said"),
    [("published", True), ("waiting", True), ("refused", False), ("withdrawn", False)],
)
def test_that_words_were_left_as_they_are_is_said_of_what_stands_on_the_website(
    client, contribution, state, is_said
):
    contribution.state, contribution.refusal_reason = state, "Een nummer."
    contribution.save()
    page = asked(client, contribution.code).content.decode()
    assert ("Wij veranderden niets aan uw tekst." in page) is is_said


def test_of_a_second_look_one_reads_the_day_and_where_to_go_and_there_is_no_third(
    client, contribution, cast, now
):
    refuse_and_tell(contribution, ground="advertising", by=cast.lotte, at=now)
    said = disagree(contribution, text="Ik verkoop niets.", by=None, at=now)
    assert "nationaleombudsman" not in asked(client, contribution.code).content.decode()
    look_again_and_tell(said, answer="Het blijft zo.", by=cast.marleen, at=now)

    page = asked(client, contribution.code).content.decode()
    assert "Iemand anders keek opnieuw, op 9 februari 2027:" in page
    assert "Dien dan een klacht in bij de gemeente." in page
    assert "https://www.nationaleombudsman.nl/" in page
    assert reverse("disagree") not in page
    with refuses("looked_again_already"):
        disagree(contribution, text="Toch niet.", by=None, at=now)


def test_what_is_decided_anew_after_a_second_look_can_be_disagreed_with(
    client, contribution, cast, now
):
    refuse_and_tell(contribution, ground="advertising", by=cast.lotte, at=now)
    said = disagree(contribution, text="Ik verkoop niets.", by=None, at=now)
    look_again_and_tell(said, answer="U hebt gelijk.", by=cast.marleen, at=now)
    redact_and_tell(
        contribution, pieces=["brug"], reason="Dit is een adres.", by=cast.lotte, at=now
    )
    page = asked(client, contribution.code).content.decode()
    assert reverse("disagree") in page
    assert "nationaleombudsman" not in page


def test_everybody_reads_of_an_answer_of_its_own_without_being_called_the_writer(
    client, contribution, cast, now, today
):
    lead = {"by": cast.marleen, "at": now, "on": today}
    answer_contribution(contribution, verdict="not", reason="Dit is van een ander plan.", **lead)
    slug, key = contribution.trajectory.slug, contribution.public_key

    everybody = client.get(reverse("contribution", args=[slug, key])).content.decode()

    assert "Kreeg een eigen antwoord" in everybody
    assert "U kreeg" not in everybody
    assert "U kreeg een eigen antwoord" in asked(client, contribution.code).content.decode()


@pytest.mark.parametrize("is_answered", [False, True])
def test_what_the_decision_does_not_name_is_said_to_have_an_answer_only_where_it_has(
    client, contribution, cast, now, today, is_answered
):
    trajectory = contribution.trajectory
    if is_answered:
        lead = {"by": cast.marleen, "at": now, "on": today}
        answer_contribution(contribution, verdict="not", reason="Dit hoort hier niet.", **lead)
    Decision.objects.create(
        trajectory=trajectory,
        body="college",
        what="Het pad wordt breder.",
        reasons="Mensen vroegen erom.",
        decided_on=today,
        recorded_at=now,
    )

    page = asked(client, contribution.code).content.decode()

    assert "Het besluit noemt dit niet apart." in page
    assert ("Ons antwoord leest u op deze bladzijde." in page) is is_answered


def test_within_how_many_days_somebody_else_looks_stands_wherever_one_can_ask_for_it(
    client, contribution, cast, now
):
    refuse_and_tell(contribution, ground="advertising", by=cast.lotte, at=now)
    sent = {"code": contribution.code, "begin": ""}
    mail = compose_mail(Message.objects.get(kind="contribution_refused")).text
    page = asked(client, contribution.code).content.decode().partition("Waarom niet")[2]
    form = client.post(reverse("disagree"), sent, follow=True).content.decode()
    rules = client.get(reverse("policy")).content.decode()

    for text in (mail, page.partition("Wat u zelf kunt doen")[0], page, form, rules):
        assert "binnen 14 dagen" in " ".join(text.split())


def test_the_mail_about_a_part_that_was_made_unreadable_says_the_term_too(
    client, contribution, cast, now
):
    redact_and_tell(contribution, pieces=["brug"], reason="Een adres.", by=cast.lotte, at=now)

    mail = compose_mail(Message.objects.get(kind="contribution_redacted")).text
    assert "binnen 14 dagen" in mail


@pytest.mark.parametrize(
    ("moderate_first", "said"),
    [
        (True, "We lezen uw tekst eerst. Daarna staat hij op de site, zonder uw naam."),
        (False, "Uw tekst staat meteen op de site, zonder uw naam."),
    ],
)
def test_who_adds_something_reads_who_can_read_it_and_when(
    client, trajectory, moderate_first, said
):
    open_now = {"closes_on": date(2027, 3, 31), "closed_at": None}
    first = words(an_activity(trajectory, moderate_first=moderate_first, **open_now), TEXT)

    sent = {"code": first.code, "begin": ""}
    form = client.post(reverse("add-words"), sent, follow=True).content.decode()

    assert said in form
