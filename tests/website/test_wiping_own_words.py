# ruff: noqa: F811  (fixtures come in by name)
"""Who has own words wiped reads beforehand what goes, what stops and what stays, and afterwards what is so."""

from datetime import date

import pytest
from django.urls import reverse

from speelruimte.activities.actions.disagree import disagree
from speelruimte.activities.models import Disagreement
from speelruimte.decisions.actions import (
    answer_contribution,
    answer_theme,
    make_theme,
    place,
    take_back,
)
from speelruimte.initiatives.actions import add_to_idea
from speelruimte.notices.promised_words import promised_to_contributor
from speelruimte.people.models import Contact
from speelruimte.people.receipts import new_code, new_idempotency_key
from speelruimte.route.as_counted import counts_otherwise_than_rows
from speelruimte.route.contributions import look_again_and_tell, refuse_and_tell
from speelruimte.route.forgetting import forget_oneself
from speelruimte.route.goes_along import goes_along_with, stops_with
from tests.steps.bare import an_activity, an_initiative, words
from tests.steps.writing import writing_by_hand
from tests.website.ground import TEXT, asked, contribution, trajectory  # noqa: F401

NO_ANSWER = "Wist u uw woorden, dan doen wij niets meer met uw idee, en u krijgt dan geen antwoord."
STAYS = "Ons antwoord blijft staan"
MORE = "En er moet een lamp bij."


@pytest.fixture(autouse=True)
def _no_page_cache(settings):
    settings.PAGE_CACHE = False


def forget_form(client, code):
    sent = {"code": code, "begin": ""}
    page = client.post(reverse("forget-me"), sent, follow=True).content.decode()
    return " ".join(page.split())


def wipe_all(client, code, **more):
    sent = {"code": code, "words": "words", "sure": "on", **more}
    return client.post(reverse("forget-me"), sent, follow=True)


def test_an_idea_of_which_the_words_were_wiped_says_so_and_offers_no_wiping(client, policy, now):
    code, receipt_hash = new_code()
    idea = an_initiative(policy, receipt_hash=receipt_hash, title="Walnoot")
    forget_oneself(idea, words=True, by=None, at=now)

    page = asked(client, code).content.decode()

    assert "Uw idee is gewist</h1>" in page
    assert "[weggehaald]" not in page
    assert reverse("forget-me") not in page


def test_of_an_idea_that_was_wiped_before_an_answer_nothing_is_promised_any_more(
    client, policy, now
):
    code, receipt_hash = new_code()
    idea = an_initiative(policy, kind="resident", receipt_hash=receipt_hash, title="Walnoot")
    assert "U hoort van ons" in asked(client, code).content.decode()

    page = wipe_all(client, code).content.decode()

    idea.refresh_from_db()
    assert idea.outcome == "withdrawn"
    assert "u krijgt er geen antwoord op." in page
    for said in (
        *("U hoort van ons", "Wat ermee is gedaan", "Bewaar uw code", "Ons antwoord"),
        *("U trok uw idee in", "[weggehaald]", reverse("withdraw-idea"), reverse("add-to-idea")),
    ):
        assert said not in page, said


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("is_over", [True, False])
def test_before_an_idea_is_wiped_it_is_said_that_no_answer_comes_unless_there_is_one(
    client, policy, now, named, is_over
):
    code, receipt_hash = new_code()
    more = {"contact": Contact.objects.create(name="Henk")} if named else {}
    if is_over:
        more |= {
            "step": "ended",
            "outcome": "handled",
            "outcome_reason": "In mei.",
            "ended_at": now,
        }
    an_initiative(policy, receipt_hash=receipt_hash, **more)

    form = forget_form(client, code)

    assert (NO_ANSWER in form, STAYS in form) == (not is_over, is_over)


def test_before_an_idea_that_was_passed_on_is_wiped_it_is_said_who_has_the_words_too(
    client, policy, now
):
    code, receipt_hash = new_code()
    idea = an_initiative(policy, receipt_hash=receipt_hash)
    assert "Daar hebben ze hun eigen exemplaar" not in forget_form(client, code)
    with writing_by_hand(because="only what the form says of it is asked"):
        idea.step, idea.outcome, idea.outcome_reason = "ended", "passed_on", "Het water is van hen."
        idea.passed_to, idea.ended_at = "het waterschap", now
        idea.save()

    form = forget_form(client, code)

    said = (
        "Op 9 februari 2027 stuurden wij uw woorden door naar het waterschap. Daar hebben ze hun eigen "
        f"exemplaar: vraag hun zelf om dat te wissen, en noem zaaknummer {idea.case_number}."
    )
    assert said in form


def test_who_wipes_an_idea_that_goes_along_is_told_that_it_gets_no_answer(
    client, policy, contribution
):
    an_initiative(policy, case_number="2027-0099", contact=contribution.contact)

    assert NO_ANSWER in forget_form(client, contribution.code)


@pytest.mark.parametrize("is_answered", [True, False])
def test_before_words_are_wiped_it_is_said_whether_an_answer_stays_or_none_comes(
    client, contribution, cast, now, today, is_answered
):
    if is_answered:
        lead = {"by": cast.marleen, "at": now, "on": today}
        answer_contribution(contribution, verdict="not", reason="Dit hoort hier niet.", **lead)

    form = forget_form(client, contribution.code)

    assert (STAYS in form) is is_answered
    assert ("Wist u uw woorden, dan krijgt u er geen antwoord op." in form) is not is_answered


@pytest.mark.parametrize("which", ["first", "along"])
def test_before_words_are_wiped_it_is_said_that_nobody_looks_again_any_more(
    client, contribution, cast, now, which
):
    refuse_and_tell(contribution, ground="advertising", by=cast.lotte, at=now)
    holds = contribution
    if which == "along":
        holds = words(contribution.activity, MORE)
        holds.contact = contribution.contact
        holds.save()
    not_looked_at = "U was het er niet mee eens. Wist u uw woorden, dan kijkt niemand er meer naar."
    assert not_looked_at not in forget_form(client, holds.code)

    said = disagree(contribution, text="Ik verkoop niets.", by=None, at=now)
    waits = forget_form(client, holds.code)
    look_again_and_tell(said, answer="Het blijft zo.", by=cast.marleen, at=now)
    looked = forget_form(client, holds.code)

    assert (not_looked_at in waits, STAYS in waits) == (True, False)
    assert (not_looked_at in looked, STAYS in looked) == (False, True)


@pytest.fixture(params=["own", "theme"])
def answered(request, contribution, cast, now, today):
    """Words with an answer of their own, or through their theme."""
    lead = {"by": cast.marleen, "at": now, "on": today}
    said = {"verdict": "not", "reason": "Het pad blijft zoals het is."}
    if request.param == "own":
        answer_contribution(contribution, **said, **lead)
    else:
        theme = make_theme(contribution.trajectory, title="Het pad", **lead)
        place(contribution.trajectory, contributions=[contribution], theme=theme, **lead)
        answer_theme(theme, **said, **lead)
    return contribution


def answers_on_home(client):
    rows = client.get(reverse("home")).context["counts"]
    return {row["label"]: row["value"] for row in rows}


@pytest.mark.parametrize("how", ["wiped", "withdrawn"])
def test_the_answer_to_words_that_went_stays_for_who_wrote_them_and_stays_counted(
    client, answered, how
):
    before = answers_on_home(client)
    assert (before["keer antwoord gegeven"], before["wachten nog op antwoord"]) == ("1", "0")
    form = forget_form(client, answered.code)
    assert "Ons antwoord blijft staan op uw eigen bladzijde" in form

    name = "forget-me" if how == "wiped" else "withdraw"
    begun = client.post(reverse(name), {"code": answered.code, "begin": ""}, follow=True)
    asked_first = " ".join(begun.content.decode().split())
    assert "U krijgt er geen antwoord op" not in asked_first
    assert "Ons antwoord blijft staan op uw eigen bladzijde" in asked_first
    sent = {"code": answered.code, "words": "words", "sure": "on"}
    client.post(reverse(name), sent, follow=True)

    page = asked(client, answered.code).content.decode()
    assert "Het pad blijft zoals het is." in page
    assert "Niet overgenomen" in page
    assert "bleef staan." in page
    assert "Bewaar uw code" in page
    for untrue in ("U krijgt geen antwoord", "krijgt er geen antwoord op"):
        assert untrue not in page, untrue
    answered.refresh_from_db()
    assert promised_to_contributor(answered, on=date(2027, 2, 9)) in (
        "U trok uw inbreng in. Ons antwoord staat op uw eigen bladzijde.",
        "Uw woorden zijn gewist.",
    )
    after = answers_on_home(client)
    assert (after["keer antwoord gegeven"], after["wachten nog op antwoord"]) == ("1", "0")
    assert "niet geplaatst, teruggenomen of gewist" not in after
    assert list(counts_otherwise_than_rows()) == []


def test_who_wipes_what_was_withdrawn_after_its_answer_still_reads_it_and_it_counts_once(
    client, answered, now
):
    take_back(answered, by=None, at=now)
    forget_oneself(answered, words=True, by=None, at=now)

    assert "Het pad blijft zoals het is." in asked(client, answered.code).content.decode()
    assert answers_on_home(client)["keer antwoord gegeven"] == "1"
    assert list(counts_otherwise_than_rows()) == []


@pytest.mark.parametrize("how", ["wiped", "withdrawn"])
def test_what_was_answered_after_words_went_is_no_answer_to_them(
    client, contribution, cast, now, today, how
):
    lead = {"by": cast.marleen, "at": now, "on": today}
    theme = make_theme(contribution.trajectory, title="Het pad", **lead)
    place(contribution.trajectory, contributions=[contribution], theme=theme, **lead)
    if how == "wiped":
        forget_oneself(contribution, words=True, by=None, at=now)
    else:
        take_back(contribution, by=None, at=now)
    answer_theme(theme, verdict="not", reason="Het pad blijft zoals het is.", **lead)

    page = asked(client, contribution.code).content.decode()

    assert "Het pad blijft zoals het is." not in page
    assert "bleef staan." not in page
    assert answers_on_home(client)["keer antwoord gegeven"] == "0"
    assert list(counts_otherwise_than_rows()) == []


def test_an_idea_that_was_answered_is_wiped_and_keeps_its_answer(client, policy, now):
    code, receipt_hash = new_code()
    over = {"step": "ended", "outcome": "handled", "ended_at": now}
    an_initiative(policy, receipt_hash=receipt_hash, outcome_reason="In mei.", **over)

    page = wipe_all(client, code).content.decode()

    assert "Uw woorden zijn weg. Wat ermee is gedaan, bleef staan." in page
    assert "In mei." in page
    assert "Bewaar uw code" in page


def test_who_had_words_wiped_before_anything_was_done_is_not_told_to_keep_a_code(
    client, contribution, now
):
    forget_oneself(contribution, words=True, by=None, at=now)
    page = asked(client, contribution.code).content.decode()
    assert "Er blijft alleen staan dat u iets instuurde." in page
    for said in ("Wat ermee is gedaan", "Bewaar uw code", "Geen printer", "niets is veranderd"):
        assert said not in page, said


def test_the_choice_to_wipe_all_says_what_all_is(client, contribution):
    sent = {"code": contribution.code, "begin": ""}
    page = client.post(reverse("forget-me"), sent, follow=True).content.decode()
    assert "Alles: ook mijn woorden, en de plek die ik noemde." in page
    assert "Dat, en ook" not in page


@pytest.mark.parametrize("which", ["first", "added"])
def test_before_the_button_stands_what_else_is_wiped_with_these_words(
    client, contribution, now, which
):
    added = words(contribution.activity, MORE)
    added.adds_to, added.contact = contribution, contribution.contact
    added.save()
    holds, other = (contribution, added) if which == "first" else (added, contribution)

    form = forget_form(client, holds.code)
    assert other.text in form
    assert form.index(other.text) < form.index("Ja, ik weet het zeker.")
    assert "Ook dit schreef u. Wist u uw woorden, dan verdwijnt dit ook:" in form
    assert form.index("Wat wilt u dat wij wissen?") < form.index(other.text)

    unseen = wipe_all(client, holds.code)
    other.refresh_from_db()
    assert unseen.status_code == 422
    assert "Er verdwijnt meer dan u zag." in unseen.content.decode()
    assert other.text in unseen.content.decode()
    assert wipe_all(client, holds.code, along="1").status_code == 200
    other.refresh_from_db()
    assert other.text == ""


def test_of_words_without_a_name_what_was_added_stands_before_the_button_too(client, trajectory):
    nobody = words(an_activity(trajectory), TEXT)
    added = words(nobody.activity, MORE)
    added.adds_to = nobody
    added.save()

    form = forget_form(client, nobody.code)

    assert MORE in form
    assert 'name="words"' not in form
    assert wipe_all(client, nobody.code, along="1").status_code == 200
    added.refresh_from_db()
    assert added.text == ""


def test_what_was_added_to_an_idea_stands_before_the_button(client, policy, now):
    code, receipt_hash = new_code()
    idea = an_initiative(policy, receipt_hash=receipt_hash)
    key = new_idempotency_key()
    add_to_idea(idea, text=MORE, by=None, at=now, idempotency_key=key)

    assert MORE in forget_form(client, code)


def test_what_else_goes_is_asked_as_often_however_much_somebody_sent(
    policy, contribution, now, django_assert_num_queries
):
    for number in range(3):
        idea = an_initiative(policy, case_number=f"2027-9{number}", contact=contribution.contact)
        key = new_idempotency_key()
        add_to_idea(idea, text=f"{MORE} {number}", by=None, at=now, idempotency_key=key)

    with django_assert_num_queries(6):
        stops_with(contribution)
    with django_assert_num_queries(4):
        along = [gone.text for gone in goes_along_with(contribution)]

    assert len(along) == 6
    assert {f"{MORE} {number}" for number in range(3)} < set(along)


def test_what_was_added_without_a_name_is_asked_at_once_with_why_somebody_did_not_agree(
    trajectory, now, django_assert_num_queries
):
    nobody = words(an_activity(trajectory), TEXT)
    for sent in (nobody, *(words(nobody.activity, MORE) for _number in range(3))):
        if sent != nobody:
            sent.adds_to = nobody
            sent.save()
        Disagreement.objects.create(contribution=sent, text=f"Nee, {sent.pk}.", said_at=now)

    with django_assert_num_queries(2):
        along = [gone.text for gone in goes_along_with(nobody)]

    assert along.count(MORE) == 3
    assert len([text for text in along if text.startswith("Nee, ")]) == 4


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Henk Mulder", "halen wij ‘Henk Mulder’ en uw e-mailadres."),
        ("Henk", "halen wij ‘Henk’ en uw e-mailadres."),
        ("", "U gaf geen naam."),
    ],
)
def test_the_form_says_what_of_a_name_goes_and_what_stays(client, trajectory, name, said):
    sent = words(an_activity(trajectory), TEXT, name=name, email="henk@lindewold.example")

    form = forget_form(client, sent.code)

    assert said in form
    assert "Bel ons, dan halen wij die ook weg." in form
    assert "zonder uw hele naam" not in form
    assert "uw e-mailadres" in form
    assert "telefoonnummer" not in form.partition("<form")[2].partition("</form>")[0]
    assert "Daarna mailen wij u niet meer." in form


def test_what_goes_out_of_words_is_what_somebody_gave(client, trajectory):
    sent = words(an_activity(trajectory), TEXT, name="Henk", email="henk@lindewold.example")
    sent.contact.phone = "0500 12 34 99"
    sent.contact.save()
    said = "halen wij ‘Henk’, uw e-mailadres en uw telefoonnummer. Schreef u"
    assert said in forget_form(client, sent.code)

    sent.contact.email = ""
    sent.contact.save()
    assert "halen wij ‘Henk’ en uw telefoonnummer. Schreef u" in forget_form(client, sent.code)


def test_what_is_wiped_is_what_somebody_gave(client, trajectory):
    sent = words(an_activity(trajectory), TEXT)
    sent.contact = Contact.objects.create(phone="0500 98 76 54")
    sent.save()

    form = forget_form(client, sent.code)

    assert "Alleen ‘0500 98 76 54’. Mijn woorden en de plek die ik noemde, blijven staan." in form
    assert "U gaf geen naam." in form
    for not_given in ("mailen wij u niet meer", "e-mailadres", "uw naam ook in een tekst"):
        assert not_given not in form.partition("</form>")[0].partition("<main")[2], not_given


def test_nobody_is_told_of_a_mail_who_gave_no_address(client, trajectory):
    nobody = words(an_activity(trajectory), TEXT)

    form, done = forget_form(client, nobody.code), wipe_all(client, nobody.code).content.decode()

    assert "Wij hebben geen naam of adres van u." in form
    assert "Dit is gewist." in done
    for page in (form, done):
        assert "mailen" not in page.partition("<main")[2].partition("</main>")[0]


def test_that_something_came_in_stays_counted_and_words_on_the_site_do_not(
    client, contribution, now
):
    tally = contribution.trajectory.tally
    tally.refresh_from_db()
    before = (tally.received, tally.published)

    forget_oneself(contribution, words=True, by=None, at=now)

    tally.refresh_from_db()
    assert (tally.received, tally.published) == (before[0], before[1] - 1)
    told = " ".join(client.get(reverse("privacy")).content.decode().split())
    assert "het aantal blijven staan" not in told
    assert "Dat er iets binnenkwam, blijft geteld." in told
    assert "Bij de reacties van een plan telt het niet meer mee." in told


def test_whose_name_was_wiped_is_offered_the_words_alone(client, contribution, now):
    forget_oneself(contribution, words=False, by=None, at=now)

    page = asked(client, contribution.code).content.decode()
    form = forget_form(client, contribution.code)

    assert "Uw naam en adres zijn al gewist." in page
    assert "Wij wissen wat u over uzelf gaf." not in page
    assert 'name="words"' not in form
    assert "Wij wissen uw woorden" in form
    done = client.post(reverse("forget-me"), {"code": contribution.code, "sure": "on"}, follow=True)
    contribution.refresh_from_db()
    assert (done.status_code, contribution.text) == (200, "")
