"""Stopping while people take part is one form: everything closes, and every open word is answered."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from speelruimte.activities.models import Contribution
from speelruimte.activities.terms import answer_due
from speelruimte.agreements.models import Frame
from speelruimte.agreements.queries import version_in_force
from speelruimte.decisions.actions import (
    answer_point,
    answer_theme,
    make_theme,
    place,
    split_contribution,
)
from speelruimte.decisions.models import Answer, Theme
from speelruimte.notices.letters import compose_mail
from speelruimte.notices.links import sign
from speelruimte.notices.models import Message
from speelruimte.promise import Promise, PromiseKey, process_promise
from speelruimte.route.stopping import still_open, stop_and_answer
from speelruimte.route.verification import verify
from speelruimte.shared.errors import NotAllowed
from speelruimte.trajectories.actions import tally_of
from speelruimte.trajectories.models import Step, Trajectory
from speelruimte.website.days import day_words
from speelruimte.website.public.promise_words import unknown_rows
from tests.steps.agreement import adopted_agreement, amended_agreement, fresh
from tests.steps.bare import a_trajectory, an_activity, an_agreement, words
from tests.steps.browsing import main_of
from tests.steps.refusing import refuses
from tests.steps.taking_part import opened_ideas
from tests.steps.walking import finished, took_part

WHY = "Er is geen geld meer voor dit plan."


@pytest.fixture
def taking_part(policy, cast, now, today):
    """Open ideas: two without an answer, one in an answered theme, one nobody looked at, one late."""
    trajectory = a_trajectory(policy, route="college", step=Step.TAKING_PART)
    an_agreement(trajectory)
    activity = an_activity(trajectory, closed_at=None)
    who = {"by": cast.marleen, "at": now, "on": today}
    answered = words(activity, "Meer licht.")
    theme = make_theme(trajectory, title="Licht", **who)
    place(trajectory, contributions=[answered], theme=theme, **who)
    answer_theme(theme, verdict="taken_over", reason="Er komt licht.", **who)
    grouped = words(activity, "Banken.")
    place(
        trajectory,
        contributions=[grouped],
        theme=make_theme(trajectory, title="Banken", **who),
        **who,
    )
    words(activity, "Een hek.", name="Els", email="els@lindewold.example")
    words(activity, "Bel mij op.", state="waiting")
    words(activity, "Te laat gestuurd.", timing="late")
    return trajectory


@pytest.fixture
def looked_at_twice(settings):
    """Pages are made anew each time, as for a reader who comes back later."""
    settings.PAGE_CACHE = False


@pytest.fixture
def lead(cast, now, today):
    return {"by": cast.marleen, "at": now, "on": today}


def test_one_form_closes_answers_and_tells(taking_part, cast, lead, browser_of, client):
    assert version_in_force(taking_part) is not None
    left = still_open(taking_part, on=lead["on"])
    assert (left.activities, left.unseen, left.unanswered) == (1, 1, 3)
    page = reverse("work-stop", args=[taking_part.case_number])
    browser = browser_of(cast.marleen)
    assert "3 keer inbreng krijgt het antwoord hieronder" in browser.get(page).content.decode()
    refused = browser.post(page, {"reason": "x", "answer": "Wij stoppen hiermee."})
    assert refused.status_code == 422
    assert "Wij stoppen hiermee." in refused.content.decode()
    said = {"reason": WHY, "answer": "Wij stoppen hiermee."}
    asked = browser.post(page, said)
    assert asked.status_code == 200
    assert "Weet u het zeker? Er is nog niets gestopt." in asked.content.decode()
    assert Trajectory.objects.get().step == Step.TAKING_PART
    assert browser.post(page, said | {"sure": "1"}).status_code == 302

    trajectory = Trajectory.objects.get()
    assert (trajectory.step, trajectory.stopped_reason) == (Step.STOPPED, WHY)
    assert trajectory.activities.get().closed_reason == WHY
    assert tally_of(trajectory).all_answered
    assert Answer.objects.filter(reason="Wij stoppen hiermee.").count() == 3
    assert Answer.objects.filter(reason="Er komt licht.").count() == 1
    unseen = Contribution.objects.get(text="Bel mij op.")
    assert unseen.state == "unseen"
    assert unseen.refusal_reason == "Wij stoppen hiermee."
    assert tally_of(trajectory).unseen == 1
    assert [message.kind for message in Message.objects.all()] == ["trajectory_stopped"]
    assert verify().faults == []


def test_only_who_leads_stops_and_both_texts_are_sentences(taking_part, cast, lead):
    with pytest.raises(NotAllowed):
        stop_and_answer(taking_part, reason=WHY, answer="Wij stoppen.", **lead | {"by": cast.lotte})
    for field in ("reason", "answer"):
        said = {"reason": WHY, "answer": "Wij stoppen hiermee."} | {field: " "}
        with refuses("empty", field=field):
            stop_and_answer(taking_part, **said, **lead)
    assert still_open(taking_part, on=lead["on"])


def test_who_records_for_the_body_that_adopted_hears_what_was_learned(trajectory, cast, now):
    trajectory = adopted_agreement(trajectory, cast, at=now)
    finished(trajectory, cast, at=took_part(trajectory, cast, at=now))

    told = Message.objects.filter(kind="adopted_learned")
    assert {message.person for message in told} == {cast.teun}
    (lesson,) = trajectory.lessons.all()
    mail = compose_mail(told.get()).text
    assert lesson.text in mail
    assert reverse("look-back", args=[trajectory.slug]) in mail
    assert not Message.objects.filter(kind="adopted_stopped").exists()


def test_who_records_for_the_body_that_adopted_hears_that_its_process_stopped(
    trajectory, cast, now
):
    trajectory = adopted_agreement(trajectory, cast, at=now)
    opened_ideas(trajectory, by=cast.samira, at=now, on=now.date())
    stop_and_answer(trajectory, reason=WHY, answer=WHY, by=cast.marleen, at=now, on=now.date())

    told = Message.objects.filter(kind="adopted_stopped")
    assert told
    for message in told:
        assert WHY in compose_mail(message).text


@pytest.mark.parametrize("step", [Step.DECISION, Step.FEEDBACK, Step.EVALUATION, Step.STOPPED])
def test_no_form_asks_for_a_reason_where_nothing_can_stop(policy, cast, browser_of, step):
    trajectory = a_trajectory(policy, route="college", step=step, stopped_reason="Geen geld meer.")
    page = reverse("work-stop", args=[trajectory.case_number])

    answer = browser_of(cast.marleen).get(page, follow=True)

    assert answer.redirect_chain
    assert "In deze stap kan een traject niet stoppen." in answer.content.decode()


def test_who_had_an_answer_reads_that_it_stopped_why_and_that_the_answer_holds_no_more(
    taking_part, lead, client
):
    stop_and_answer(taking_part, reason=WHY, answer="Wij stoppen hiermee.", **lead)

    def read(address):
        return main_of(client.get(address, follow=True))

    no_more = "Dit plan is gestopt. Dit antwoord geldt niet meer."
    promised = Contribution.objects.get(text="Meer licht.")
    mine = read(reverse("linked", args=[sign("contribution", promised.public_key)]))
    assert no_more in mine
    assert WHY in mine
    assert "Het besluit moet nog komen." not in mine
    assert "Nog geen besluit." not in mine
    theme = Theme.objects.get(title="Licht")
    assert no_more in read(reverse("theme", args=[taking_part.slug, theme.public_key]))
    unanswered = Contribution.objects.get(text="Banken.")
    assert "Plan gestopt" not in mine
    other = read(reverse("linked", args=[sign("contribution", unanswered.public_key)]))
    assert no_more not in other
    assert "Plan gestopt" in other
    assert "Niet overgenomen" not in other
    assert "1 keer inbreng kreeg dit antwoord" in other
    assert "hierover geschreven" not in other
    banks = Theme.objects.get(title="Banken")
    assert "Plan gestopt" in read(reverse("theme", args=[taking_part.slug, banks.public_key]))
    assert WHY in other

    [letter] = Message.objects.all()
    mail = compose_mail(letter).text
    assert WHY in mail
    assert "Dat geldt niet meer." not in mail  # Els had no answer yet


def without_what_lapsed(main):
    """The page without the promises that it says hold no more."""
    return re.sub(r"<li[^>]*>(?:(?!</li>).)*?geldt dit niet meer\.</span>\s*</li>", "", main)


def test_what_stopped_promises_no_day_any_more_and_says_why_where_it_says_that_it_stopped(
    policy, cast, lead, today, client
):
    trajectory = a_trajectory(policy, route="college", step=Step.TAKING_PART)
    decided_on = today + timedelta(days=90)
    an_agreement(trajectory, decided_on=decided_on)
    activity = an_activity(trajectory, closed_at=None)
    words(activity, "Meer licht.")
    due = answer_due(activity)
    assert process_promise(fresh(trajectory), day=today).decision_day == decided_on

    stop_and_answer(trajectory, reason=WHY, answer="Wij stoppen hiermee.", **lead)

    for page in (
        reverse("process", args=[trajectory.slug]),
        reverse("take-part", args=[trajectory.slug, activity.key]),
    ):
        main = main_of(client.get(page))
        for day in (decided_on, due):
            assert day_words(day) not in without_what_lapsed(main), page
        assert WHY in main
        if page == reverse("process", args=[trajectory.slug]):
            assert "Eerder gesloten" not in main
            assert '">Waarom dit stopte<' in main
        for promised in ("Het besluit is aan", "Er is een besluit", "We lezen wat u schreef"):
            assert promised not in main
        assert "Dit was afgesproken voor dit plan. Dat plan is gestopt." in main

    unknown = Frame(title="De bodem", text="Wij meten.", known_on=decided_on)
    promise = Promise(PromiseKey.KNOWN_ON, day=decided_on, words="De bodem")
    assert day_words(decided_on) in unknown_rows([unknown], [promise])[0]["text"]
    assert unknown_rows([unknown], process_promise(fresh(trajectory), day=today).promises) == [
        {"text": "De bodem. Wij meten."}
    ]


def test_that_all_had_an_answer_is_not_said_of_words_that_nobody_read(taking_part, lead, client):
    words(taking_part.activities.get(), "Nog een brief.", state="waiting")
    stop_and_answer(taking_part, reason=WHY, answer="Wij stoppen hiermee.", **lead)
    counted = tally_of(taking_part)
    assert (counted.answered, counted.unseen) == (4, 2)

    for name in ("process", "agreements"):
        html = client.get(reverse(name, args=[taking_part.slug])).content.decode()
        assert "Alles wat was ingebracht, kreeg antwoord." not in html, name
        assert "Wat wij lazen en plaatsten (4 keer inbreng), kreeg antwoord." in html, name
        assert "2 keer inbreng las niemand voordat het plan stopte." in html, name
    home = {row["label"]: row["value"] for row in client.get(reverse("home")).context["counts"]}
    assert home["niet bekeken voordat een plan stopte"] == "2"
    assert home["keer antwoord gegeven"] == "4"


@pytest.mark.parametrize("state", ["waiting", "published"])
def test_where_nothing_was_read_or_all_was_that_is_what_is_said(policy, cast, lead, client, state):
    trajectory = a_trajectory(policy, route="college", step=Step.TAKING_PART)
    an_agreement(trajectory)
    words(an_activity(trajectory, closed_at=None), "Meer licht.", state=state)
    stop_and_answer(trajectory, reason=WHY, answer="Wij stoppen hiermee.", **lead)

    html = client.get(reverse("agreements", args=[trajectory.slug])).content.decode()

    was_read = state == "published"
    assert ("Alles wat was ingebracht, kreeg antwoord. Met een uitleg." in html) is was_read
    assert ("1 keer inbreng las niemand voordat het plan stopte." in html) is not was_read
    assert ("Er stond geen inbreng op de website om op te antwoorden." in html) is not was_read


def test_what_was_fixed_not_known_or_promised_is_told_in_the_past_once_it_stopped(
    policy, cast, lead, client
):
    trajectory = a_trajectory(policy, route="college", step=Step.TAKING_PART)
    an_agreement(trajectory, open_to="meepraten", unknown="De bodem")
    words(an_activity(trajectory, closed_at=None), "Meer licht.")
    stop_and_answer(trajectory, reason=WHY, answer="Wij stoppen hiermee.", **lead)

    for name in ("process", "agreements"):
        main = main_of(client.get(reverse(name, args=[trajectory.slug])))
        for said in (
            "Dit was afgesproken voor dit plan. Dat plan is gestopt.",
            "Hier was ruimte voor u. Dit plan is gestopt.",
            "Dit wisten we nog niet",
            "Dit beloofden we u",
            "Alles wat was ingebracht, kreeg antwoord.",
        ):
            assert said in main, (name, said)
        assert ("Hier gold: meepraten" in main) is (name == "process")
        for denied in (
            "Hier geldt:",
            "Dit veranderde niet.",
            "Dit weten we nog niet",
            "U krijgt antwoord op alles wat u inbrengt. Met een uitleg.",
            "Wat we beloven",
        ):
            assert denied not in main, (name, denied)


def test_where_it_stopped_before_an_agreement_none_is_announced_any_more(
    policy, lead, client, browser_of, cast, settings
):
    settings.PAGE_CACHE = False
    trajectory = a_trajectory(policy, route="college", step=Step.ADOPTION)
    trajectory.passages.create(step=Step.ADOPTION, entered_at=lead["at"])
    agreed = reverse("agreements", args=[trajectory.slug])
    announced = "Zodra dat zo is, leest u ze hier."
    assert announced in client.get(agreed).content.decode()

    page = reverse("work-stop", args=[trajectory.case_number])
    assert browser_of(cast.marleen).post(page, {"reason": WHY, "sure": "1"}).status_code == 302

    said = client.get(agreed).content.decode()
    assert "Voor dit plan zijn geen afspraken vastgesteld." in said
    assert announced not in said


def test_what_was_promised_stays_to_be_read_with_its_day_and_that_it_holds_no_more(
    policy, cast, lead, today, client
):
    trajectory = a_trajectory(policy, route="college", step=Step.TAKING_PART)
    decided_on = today + timedelta(days=90)
    an_agreement(trajectory, decided_on=decided_on)
    activity = an_activity(trajectory, closed_at=None)
    words(activity, "Meer licht.")
    due = answer_due(activity)
    stop_and_answer(trajectory, reason=WHY, answer="Wij stoppen hiermee.", **lead)

    for name in ("process", "agreements"):
        html = client.get(reverse(name, args=[trajectory.slug])).content.decode()
        text = " ".join(strip_tags(html).split())
        for said in (
            f"U zou antwoord krijgen, uiterlijk op {day_words(due)}.",
            f"Het besluit zou vallen op {day_words(decided_on)}.",
            "U zou binnen 5 werkdagen na het besluit horen wat er is besloten, en waarom.",
            "Binnen 12 weken na het besluit zouden we samen terugkijken.",
            "Dan zouden we eerst overleggen, en zou u het verschil zien.",
        ):
            assert f"{said} Door het stoppen geldt dit niet meer." in text, (name, said)


@pytest.mark.usefixtures("looked_at_twice")
def test_the_versions_of_an_agreement_held_until_the_day_on_which_the_process_stopped(
    trajectory, cast, now, today, client
):
    trajectory = adopted_agreement(trajectory, cast, at=now)
    opened_ideas(trajectory, by=cast.samira, at=now, on=today)
    amended_agreement(fresh(trajectory), cast, at=now)
    pages = [reverse("agreements", args=[trajectory.slug])]
    pages += [reverse("agreement-version", args=[trajectory.slug, number]) for number in (1, 2)]

    def said_on(page):
        return " ".join(strip_tags(client.get(page).content.decode()).split())

    for page in pages:
        assert "Versie 2, geldt nu" in said_on(page), page
        assert "Aan het eind is het besluit aan" in said_on(page)
    assert "Lees de afspraken die nu gelden" in said_on(pages[1])

    stop_and_answer(fresh(trajectory), reason=WHY, answer=WHY, by=cast.marleen, at=now, on=today)

    for page in pages:
        said = said_on(page)
        assert f"gold tot {day_words(today)}" in said, page
        assert "geldt nu" not in said
        assert "nu gelden" not in said
        assert "is het besluit aan" not in said
        assert "Het besluit zou aan" in said
    assert "Lees de afspraken die golden toen dit plan stopte" in said_on(pages[1])


def test_the_mail_says_to_whom_it_is_that_nobody_read_the_words(taking_part, lead):
    activity = taking_part.activities.get()
    light = Theme.objects.get(title="Licht")
    for email, states, theme in (
        ("read@lindewold.example", ["published"], None),
        ("unread@lindewold.example", ["waiting", "waiting"], None),
        ("both@lindewold.example", ["published", "waiting"], light),
    ):
        sent = [words(activity, email, state=state, name="Noor", email=email) for state in states]
        if theme is not None:
            holds = theme.answer_id
            place(taking_part, contributions=sent[:1], theme=theme, holds=holds, **lead)
    stop_and_answer(taking_part, reason=WHY, answer="Wij stoppen hiermee.", **lead)

    letters = [compose_mail(message) for message in Message.objects.all()]
    mails = {mail.to: " ".join(mail.text.split()) for mail in letters}

    no_more = "Wij schreven eerder dat wij iets van u overnemen. Dat geldt niet meer."
    not_you = "Dat ligt niet aan wat u schreef."
    whole = (
        f"Uw inbreng las niemand voordat het plan stopte. Zij komt niet op de website. {not_you}"
    )
    part = (
        "1 keer inbreng van u las niemand voordat het plan stopte. Die komt niet op de website. "
        f"{not_you}"
    )
    said = {
        to.partition("@")[0]: [sentence in text for sentence in (whole, part, no_more)]
        for to, text in mails.items()
    }
    assert said == {
        "els": [False, False, False],
        "read": [False, False, False],
        "unread": [True, False, False],
        "both": [False, True, True],
    }
    for text in mails.values():
        assert "Dit plan stopt. Dat is besloten door wie dit plan leidt. Dit is de reden:" in text
        assert "Lees hier ons antwoord op uw inbreng:" in text


@pytest.mark.usefixtures("looked_at_twice")
def test_what_stopping_answered_is_a_choice_of_its_own_and_no_verdict(
    taking_part, lead, cast, now, client
):
    too_dear = words(taking_part.activities.get(), "Een tunnel.")
    who = {"by": cast.marleen, "at": now - timedelta(days=2), "on": lead["on"]}
    tunnel = make_theme(taking_part, title="Tunnel", **who)
    place(taking_part, contributions=[too_dear], theme=tunnel, **who)
    answer_theme(tunnel, verdict="not", reason="Dat is te duur.", **who)
    page = reverse("contributions", args=[taking_part.slug])
    assert "Plan gestopt" not in client.get(page).content.decode()
    stop_and_answer(taking_part, reason=WHY, answer="Wij stoppen hiermee.", **lead)

    said = ("Meer licht.", "Banken.", "Een hek.", "Te laat gestuurd.", "Een tunnel.")

    def listed(answer):
        html = client.get(page, {"antwoord": answer}).content.decode()
        return [text for text in said if text in html]

    assert ("stopped", "Plan gestopt") in client.get(page).context["answers"]
    assert listed("stopped") == ["Banken.", "Een hek.", "Te laat gestuurd."]
    assert listed("not") == ["Een tunnel."]
    assert listed("taken_over") == ["Meer licht."]
    assert listed("none") == []
    kept = client.get(reverse("contributions-file", args=[taking_part.slug, "csv"]))
    rows = csv.DictReader(io.StringIO(b"".join(kept).decode("utf-8-sig")), delimiter=";")
    assert {row["tekst"]: row["wat we ermee deden"] for row in rows} == {
        "Meer licht.": "overgenomen",
        "Banken.": "plan gestopt",
        "Een hek.": "plan gestopt",
        "Te laat gestuurd.": "plan gestopt",
        "Een tunnel.": "niet overgenomen",
    }


def test_what_was_split_is_listed_by_what_stopping_answered_to_its_points(
    taking_part, lead, client
):
    both = words(taking_part.activities.get(), "Meer bomen. En een bank.")
    first, _second = split_contribution(both, begins=[len("Meer bomen. ")], **lead)
    answer_point(first, verdict="already", reason="Dat is al zo.", **lead)
    stop_and_answer(
        taking_part,
        reason=WHY,
        answer="Wij stoppen.",
        **lead | {"at": lead["at"] + timedelta(days=1)},
    )
    page = reverse("contributions", args=[taking_part.slug])

    listed = {
        answer: "Meer bomen." in client.get(page, {"antwoord": answer}).content.decode()
        for answer in ("stopped", "already", "not")
    }

    assert listed == {"stopped": True, "already": True, "not": False}


@pytest.mark.usefixtures("looked_at_twice")
def test_no_page_of_what_stopped_leads_to_a_decision(taking_part, lead, client):
    light = reverse("theme", args=[taking_part.slug, Theme.objects.get(title="Licht").public_key])
    said = Contribution.objects.get(text="Meer licht.")
    public = reverse("contribution", args=[taking_part.slug, said.public_key])
    mine = reverse("linked", args=[sign("contribution", said.public_key)])

    def text(page):
        return " ".join(strip_tags(client.get(page, follow=True).content.decode()).split())

    assert "tot het besluit" in text(light)
    for page in (public, mine):
        assert "woorden naar het besluit" in text(page), page

    stop_and_answer(taking_part, reason=WHY, answer="Wij stoppen hiermee.", **lead)

    assert "tot het einde" in text(light)
    for page in (light, public, mine):
        assert "tot het besluit" not in text(page), page
        assert "woorden naar het besluit" not in text(page), page
