"""What who came with the idea lays ready holds once who leads signs along, and not before."""

import re
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from demo.cast import welcome_cast
from django.db import IntegrityError
from django.urls import reverse

from speelruimte.activities.kinds.budget.models import Vote
from speelruimte.decisions.actions import answer_theme, split_contribution
from speelruimte.decisions.models import Answer, Decision
from speelruimte.decisions.sentences import sentences_of
from speelruimte.evaluation.models import Evaluation
from speelruimte.journal.key_marks import accept_key
from speelruimte.notices.models import Message
from speelruimte.people.actions import grant_role
from speelruimte.people.erasing import erase_in_row
from speelruimte.people.roles import Role
from speelruimte.policy.schema import LeaderWork
from speelruimte.route.actions import NotYet
from speelruimte.route.agenda import tasks_for
from speelruimte.route.altering import close_and_tell
from speelruimte.route.cosigning import lay_ready, send_back_unsigned, sign_along, take_back_laid
from speelruimte.route.laid_acts import SIGNABLE
from speelruimte.route.models import LaidReady
from speelruimte.route.verification import verify
from speelruimte.shared.errors import AlreadyDone, NotAllowed, RuleBroken
from speelruimte.trajectories.models import Step
from tests.route.test_initiator_leads import OWN, led_by_nadia
from tests.steps.answers import grouped
from tests.steps.at_once import at_once
from tests.steps.bare import an_activity, an_agreement, words
from tests.steps.beginning import load_changed
from tests.steps.refusing import refuses
from tests.steps.voting import PLANS, prepared_vote
from tests.steps.walking import verbs_of
from tests.steps.writing import writing_by_hand

WORK = [work.value for work in LeaderWork if work not in LeaderWork.without_signature()]
SIGNING = {"laid_ready", "answered", "signed_along"}
SAID = {"verdict": "taken_over", "reason": "Wij planten er tien.", "frame": None, "etag": ""}
DECIDED = {
    "decided_on": "2027-02-01",
    "other_day": "",
    "number": "",
    "document": "",
    "what": "Wij planten de bomen.",
    "reasons": "De straat wil het.",
    "departs": False,
    "departure": "",
    "departure_frame": None,
    "weights": {},
    "funded": [],
}


def a_garden(cast, now):
    listed = ", ".join(WORK)
    own = f"{OWN}    initiator_does: [placing, {listed}]\n    cosigned: [{listed}]\n"
    trajectory = led_by_nadia(load_changed("basis", OWN, own, at=now), cast, now)
    an_agreement(trajectory)
    return trajectory


def test_where_a_later_day_is_signed_along_closing_earlier_than_promised_is_too(
    cast, now, nadia, samira, browser_of, time_machine
):
    own = f"{OWN}    initiator_does: [activities, later]\n    cosigned: [later]\n"
    garden = led_by_nadia(load_changed("basis", OWN, own, at=now), cast, now)
    an_agreement(garden)
    garden.step = Step.TAKING_PART
    garden.save()
    ideas = an_activity(garden, closed_at=None, closes_on=nadia["on"] + timedelta(days=14))
    last = an_activity(
        garden, closed_at=None, key="vandaag", planned="vandaag", closes_on=nadia["on"]
    )
    early = {"reason": "Ik heb genoeg gehoord van iedereen."}
    time_machine.move_to(now, tick=False)

    for before_its_day_is_over in (ideas, last):
        with pytest.raises(NotAllowed):
            close_and_tell(before_its_day_is_over, **early, **nadia)
    page = reverse("work-close-activity", args=[garden.case_number, ideas.key])
    assert browser_of(cast.nadia).post(page, early).status_code == 302
    ideas.refresh_from_db()
    assert ideas.closed_at is None
    laid = LaidReady.objects.get(act="close")
    sign_along(laid, **samira)
    ideas.refresh_from_db()
    assert ideas.closed_reason == early["reason"]

    over = an_activity(garden, closed_at=None, key="over", planned="over")
    with pytest.raises(NotAllowed):
        lay_ready(garden, act="close", about=over.key, said=early, **nadia)
    close_and_tell(over, **nadia)
    over.refresh_from_db()
    assert over.closed_at is not None


def test_what_got_another_last_day_since_is_not_closed_early_by_a_signature(
    garden, cast, now, nadia, samira, browser_of, time_machine
):
    garden.step = Step.TAKING_PART
    garden.save()
    ideas = an_activity(garden, closed_at=None, closes_on=nadia["on"] + timedelta(days=14))
    time_machine.move_to(now, tick=False)
    page = reverse("work-close-activity", args=[garden.case_number, ideas.key])
    desk = browser_of(cast.nadia)

    def laid():
        seen = desk.get(page).context["form"]["etag"].value()
        early = {"reason": "Ik heb genoeg gehoord van iedereen.", "etag": seen}
        assert desk.post(page, early).status_code == 302
        return LaidReady.objects.get(act="close", state="waiting")

    first = laid()
    garden.activities.update(closes_on=nadia["on"] + timedelta(days=28))
    with refuses("changed_meanwhile") as refused:
        sign_along(first, **samira)
    assert "Stuur terug" in refused.value.sentence
    ideas.refresh_from_db()
    assert ideas.closed_at is None
    sign_along(laid(), **samira)
    ideas.refresh_from_db()
    assert ideas.closed_at is not None


@pytest.fixture
def garden(cast, now):
    return a_garden(cast, now)


@pytest.fixture
def nadia(cast, now, today):
    return {"by": cast.nadia, "at": now, "on": today}


@pytest.fixture
def samira(cast, now, today):
    return {"by": cast.samira, "at": now, "on": today}


@pytest.fixture
def theme(garden, nadia):
    return grouped(garden, [words(an_activity(garden)).pk], title="Groen", **nadia)


@pytest.fixture
def laid(garden, theme, nadia):
    return lay_ready(garden, act="answer_theme", about=theme.public_key, said=SAID, **nadia)


def tasks_of(person, on):
    return {
        sentence
        for task in tasks_for(person, on=on).tasks
        if task.page == "cosign"
        for sentence in task.sentences
    }


def test_it_has_no_effect_before_it_is_signed_and_then_both_hear_it(
    garden, theme, laid, nadia, samira, cast, today
):
    with refuses("not_allowed", kind=NotAllowed):
        answer_theme(theme, **{**SAID, **nadia})
    with refuses("not_allowed", kind=NotAllowed):
        sign_along(laid, **nadia)
    assert not Answer.objects.exists()
    assert tasks_of(cast.samira, today) == {
        "Teken mee of stuur terug, met de reden: het antwoord op thema ‘Groen’."
    }

    sign_along(laid, **samira)

    assert Answer.objects.get().reason == SAID["reason"]
    told = Message.objects.filter(kind="signed_along").values_list("person", flat=True)
    assert set(told) == {cast.nadia.pk, cast.samira.pk}
    happened = [verb for verb in verbs_of(garden.case_number) if verb in SIGNING]
    assert happened == ["laid_ready", "answered", "signed_along"]
    assert tasks_of(cast.samira, today) == set()
    with refuses("signed_already", kind=AlreadyDone):
        sign_along(laid, **samira)


def of_laid():
    return [sentence for sentence in verify().beside if sentence.startswith("route_laidready:")]


@pytest.mark.parametrize(
    "columns", [{"said": SAID | {"reason": "Wij doen niets."}}, {"laid_by": "x"}, {"about": "x"}]
)
def test_what_was_changed_in_the_database_after_it_was_laid_ready_is_not_signed_and_stays_named(
    garden, theme, laid, nadia, samira, columns
):
    assert of_laid() == []
    with writing_by_hand(because="somebody puts other words in what lies ready"):
        LaidReady.objects.filter(pk=laid.pk).update(**columns)

    with refuses("is_not_what_was_laid"):
        sign_along(laid, **samira)
    assert not Answer.objects.exists()
    assert len(of_laid()) == 1
    send_back_unsigned(laid, reason="Dit schreef Nadia niet.", **samira)
    assert len(of_laid()) == 1
    again = lay_ready(garden, act="answer_theme", about=theme.public_key, said=SAID, **nadia)
    sign_along(again, **samira)
    assert Answer.objects.get().reason == SAID["reason"]
    assert len(of_laid()) == 1


def test_what_lay_ready_and_gives_way_settles_or_loses_a_name_is_as_the_journal_says(
    garden, theme, laid, nadia, samira, cast, now
):
    lay = {"act": "answer_theme", "about": theme.public_key, **nadia}
    newer = lay_ready(garden, said=SAID | {"reason": "Wij planten er twintig."}, **lay)
    assert of_laid() == []
    send_back_unsigned(newer, reason="Noem ook het aantal bomen.", **samira)
    take_back_laid(newer, **nadia)
    assert of_laid() == []
    last = lay_ready(garden, said=SAID, **lay)
    said = SAID | {"reason": "Wij planten er [weggehaald]."}
    erase_in_row(last, changes={"said": said}, by=cast.marleen, at=now, locked=False)
    assert of_laid() == []
    sign_along(last, **samira)
    assert of_laid() == []

    with writing_by_hand(because="somebody takes out what was signed"):
        LaidReady.objects.filter(pk=last.pk).delete()
    assert len(of_laid()) == 1


def test_with_another_key_what_lay_ready_before_can_be_signed(laid, samira, settings, now):
    settings.RECEIPT_KEY = "made anew"
    with refuses("is_not_what_was_laid"):
        sign_along(laid, **samira)
    accept_key("RECEIPT_KEY", by=None, at=now)

    sign_along(laid, **samira)

    assert Answer.objects.get().reason == SAID["reason"]


@pytest.mark.once
def test_what_is_sent_back_keeps_every_word_and_waits_for_who_laid_it_ready(
    garden, theme, laid, samira, cast, browser_of, now, today, time_machine
):
    time_machine.move_to(now, tick=False)
    with refuses("no_sentence", field="reason"):
        send_back_unsigned(laid, reason=".", **samira)
    page = reverse("work-cosign-one", args=[garden.case_number, laid.pk])
    seen = browser_of(cast.samira)
    assert SAID["reason"] in seen.get(page).content.decode()
    seen.post(page, {"do": "send_back", "reason": "Noem ook het aantal bomen."})

    assert tasks_of(cast.nadia, today) == {
        "Teruggestuurd: het antwoord op thema ‘Groen’. Noem ook het aantal bomen. "
        "Pas het aan en leg het opnieuw klaar."
    }
    own = browser_of(cast.nadia)
    work = own.get(reverse("my-work"))
    links = [row["action"] for group in work.context["groups"] for row in group["tasks"]]
    assert sorted(links) == ["Beantwoord", "Naar de uitkomst", "Pas het aan"]
    assert re.search(r"\d open, uit 1 zaak", work.content.decode())
    assert tasks_for(cast.nadia, on=today, limit=1).cases == 1
    at = reverse("work-theme", args=[garden.case_number, theme.pk])
    shown = own.get(at).content.decode()
    assert SAID["reason"] in shown
    assert "Noem ook het aantal bomen." in shown
    own.post(at, {"do": "answer", "verdict": "taken_over", "reason": "Wij planten tien bomen."})
    assert not Answer.objects.exists()
    again = LaidReady.objects.get(state="waiting")
    assert own.get(reverse("work-cosign", args=[garden.case_number])).status_code == 200
    seen.post(reverse("work-cosign-one", args=[garden.case_number, again.pk]), {"do": "sign"})
    assert Answer.objects.get().reason == "Wij planten tien bomen."
    assert tasks_of(cast.nadia, today) == set()


def test_laid_ready_again_takes_the_place_of_what_lay_there(garden, theme, laid, nadia, samira):
    again = SAID | {"reason": "Wij planten er twintig."}
    where = {"act": "answer_theme", "about": theme.public_key}
    with refuses("lies_ready_already", kind=AlreadyDone):
        lay_ready(garden, said=SAID, **where, **nadia)
    newer = lay_ready(garden, said=again, **where, **nadia)

    with refuses("waits_no_more"):
        sign_along(laid, **samira)
    take_back_laid(newer, **nadia)
    with refuses("waits_no_more"):
        sign_along(newer, **samira)
    assert LaidReady.objects.get(pk=newer.pk).said == again


@pytest.mark.once
def test_who_laid_it_ready_never_signs_it_also_not_as_leader(laid, garden, nadia, cast, now, today):
    grant_role(
        cast.nadia,
        role=Role.COACH,
        starts_on=today,
        by=None,
        at=now,
    )
    cast.nadia.__dict__.pop("_grants_on", None)
    with refuses("not_allowed", kind=NotAllowed):
        sign_along(laid, **nadia)
    with pytest.raises(IntegrityError):
        LaidReady.objects.filter(pk=laid.pk).update(
            state="signed", settled_by=laid.laid_by, settled_at=now
        )


@pytest.mark.once
def test_what_could_not_be_signed_is_not_laid_ready(garden, nadia):
    faulty = {
        ("go_on", "decision"): ({}, NotYet),
        ("offer", ""): ({"edits": 0}, RuleBroken),
        ("tell", ""): ({"text": "Wij namen alles over."}, RuleBroken),
        ("open", "ophalen/nergens"): ({}, RuleBroken),
        ("close", "nergens"): ({"reason": ""}, RuleBroken),
        ("answer_theme", "nergens"): (SAID, RuleBroken),
        ("answer_words", "nergens"): (SAID, RuleBroken),
        ("of_way", "nergens/open"): ({"mark": ""}, RuleBroken),
        ("decide", ""): (DECIDED, RuleBroken),
        ("look_back", ""): ({}, RuleBroken),
        ("lesson", ""): ({"text": "Eerder bellen.", "went_well": False}, RuleBroken),
        ("no_lesson", ""): ({"reason": "Alles ging zoals altijd."}, RuleBroken),
        ("later", "feedback"): ({"later_on": "2026-01-01", "reason": "Wij wachten."}, RuleBroken),
    }
    for (act, about), (said, refusal) in faulty.items():
        with pytest.raises(refusal):
            lay_ready(garden, act=act, about=about, said=said, **nadia)
    assert {act for act, _about in faulty} == {str(act) for act in SIGNABLE}
    assert not LaidReady.objects.exists()


@pytest.mark.once
def test_the_screens_lay_ready_and_the_signature_opens_goes_on_and_tells(
    garden, cast, browser_of, samira, now, today, time_machine
):
    time_machine.move_to(now, tick=False)
    own, case = browser_of(cast.nadia), garden.case_number
    garden.step = Step.FEEDBACK
    garden.save()
    page = reverse("work-feedback", args=[case])
    assert "Leg klaar om mee te tekenen" in own.get(page).content.decode()
    own.post(page, {"text": "Wij namen over wat kon."})
    waiting = LaidReady.objects.get()
    assert (waiting.act, waiting.said) == ("tell", {"text": "Wij namen over wat kon."})
    assert not hasattr(type(garden).objects.get(), "feedback")
    sign_along(waiting, **samira)
    assert type(garden).objects.get().feedback.text == "Wij namen over wat kon."


def test_two_answers_that_lie_ready_are_told_apart_by_the_words_they_are_about(
    garden, nadia, cast, browser_of, time_machine, now
):
    time_machine.move_to(now, tick=False)
    ideas = an_activity(garden)
    for text in ("Een bank bij de sluis.", "Meer licht op het pad."):
        about = words(ideas, text).public_key
        lay_ready(garden, act="answer_words", about=about, said=SAID, **nadia)
    long = words(ideas, "Er is geen lamp. De bomen blijven.")
    begins = [sentences_of(long.text)[1].start]
    for point in split_contribution(long, begins=begins, **nadia):
        lay_ready(garden, act="answer_words", about=point.key, said=SAID, **nadia)

    page = browser_of(cast.samira).get(reverse("work-cosign", args=[garden.case_number]))

    html = page.content.decode()
    assert "‘Een bank bij de sluis.’" in html
    assert "‘Meer licht op het pad.’" in html
    assert "‘Er is geen lamp.’" in html
    assert "‘De bomen blijven.’" in html


@pytest.mark.postgresql("SQLite lets in one writer at a time; there is no same instant")
def test_signed_and_taken_back_at_one_instant_is_one_of_the_two(own_database, now, today):
    cast = SimpleNamespace(**welcome_cast(by=None, at=now, on=date(2026, 1, 1)))
    garden = a_garden(cast, now)
    nadia, samira = ({"by": by, "at": now, "on": today} for by in (cast.nadia, cast.samira))
    theme = grouped(garden, [words(an_activity(garden)).pk], title="Groen", **nadia)
    laid = lay_ready(garden, act="answer_theme", about=theme.public_key, said=SAID, **nadia)

    ends = at_once(lambda: sign_along(laid, **samira), lambda: take_back_laid(laid, **nadia))

    laid.refresh_from_db()
    assert [isinstance(end, RuleBroken) for end in ends].count(True) == 1
    assert Answer.objects.exists() == (laid.state == LaidReady.State.SIGNED)


def signed(garden, act, samira):
    """What lies ready of this, signed by who leads."""
    return sign_along(garden.laid_ready.get(act=act, state="waiting"), **samira)


@pytest.mark.once
def test_a_decision_and_a_later_day_hold_once_they_are_signed(
    garden, theme, cast, browser_of, samira, now, today, time_machine
):
    time_machine.move_to(now, tick=False)
    own, case = browser_of(cast.nadia), garden.case_number
    type(garden).objects.update(step=Step.DECISION)
    page = reverse("work-decision", args=[case])
    typed = {
        "idempotency_key": "een",
        "decided_on": today.isoformat(),
        "what": "Wij planten de bomen.",
        "reasons": "De straat wil het.",
        f"weight_{theme.pk}": "Dit gaf de doorslag.",
    }
    own.post(page, typed)
    assert not Decision.objects.exists()
    assert "Dit gaf de doorslag." in own.get(page).content.decode()
    look = reverse("work-cosign-one", args=[case, garden.laid_ready.get(act="decide").pk])
    assert "Dit gaf de doorslag." in browser_of(cast.samira).get(look).content.decode()
    signed(garden, "decide", samira)
    decision = Decision.objects.get()
    assert (decision.what, decision.weights.get().theme) == ("Wij planten de bomen.", theme)

    type(garden).objects.update(step=Step.FEEDBACK)
    day = today + timedelta(days=90)
    own.post(
        reverse("work-later-feedback", args=[case]),
        {"reason": "De buren willen er eerst over praten.", "later_on": day.isoformat()},
    )
    assert not garden.later_days.exists()
    told = browser_of(cast.samira).get(
        reverse("work-cosign-one", args=[case, garden.laid_ready.get(act="later").pk])
    )
    assert "De buren willen er eerst over praten." in told.content.decode()
    signed(garden, "later", samira)
    assert garden.later_days.get().later_on == day


@pytest.mark.once
def test_looking_back_and_lessons_hold_once_they_are_signed(
    garden, cast, browser_of, samira, now, time_machine
):
    time_machine.move_to(now, tick=False)
    own, page = browser_of(cast.nadia), reverse("work-evaluation", args=[garden.case_number])
    type(garden).objects.update(step=Step.EVALUATION)
    own.post(page, {"do": "invite"})
    own.post(page, {"do": "none", "none-reason": "Alles ging zoals altijd."})
    for text in ("Begin eerder met bellen.", "Zet koffie voor de buren."):
        own.post(page, {"do": "lesson", "lesson-text": text, "lesson-went_well": "no"})
    assert not garden.lessons.exists()
    assert garden.laid_ready.filter(act="lesson", state="waiting").count() == 2

    signed(garden, "look_back", samira)
    signed(garden, "no_lesson", samira)
    assert Evaluation.objects.get().no_lesson_reason == "Alles ging zoals altijd."
    assert Evaluation.objects.get().is_open
    first, second = garden.laid_ready.filter(act="lesson").order_by("pk")
    sign_along(first, **samira)
    send_back_unsigned(second, reason="Zeg ook wie de koffie zet.", **samira)
    assert "Zet koffie voor de buren." in own.get(page).content.decode()
    better = "De gastheer zet koffie voor de buren."
    own.post(page, {"do": "lesson", "lesson-text": better, "lesson-went_well": "yes"})
    assert tasks_of(cast.nadia, now.date()) == set()
    signed(garden, "lesson", samira)
    assert set(garden.lessons.values_list("text", flat=True)) == {first.said["text"], better}


@pytest.mark.once
def test_a_vote_opens_as_it_was_laid_ready_and_is_counted_once_that_is_signed(
    garden, cast, browser_of, samira, now, later, time_machine
):
    time_machine.move_to(now, tick=False)
    type(garden).objects.update(step=Step.TAKING_PART)
    activity = an_activity(
        garden, kind="budget", method="budget", closed_at=None, closes_on=later(11).date()
    )
    activity.trajectory = garden
    own, here = browser_of(cast.nadia), [garden.case_number, activity.key]
    prepared_vote(activity, by=cast.nadia, at=now, plans=PLANS[:2])
    own.post(reverse("work-vote-open", args=here))
    vote = Vote.objects.get()
    assert vote.opened_at is None
    assert own.get(reverse("work-vote-codes", args=here)).status_code == 403
    own.post(reverse("work-vote-plan-new", args=here), {"number": 3, "name": "Bed", "cost": "9"})
    with refuses("changed_meanwhile"):
        signed(garden, "of_way", samira)
    assert (
        "Leg klaar om mee te tekenen" in own.get(reverse("work-vote", args=here)).content.decode()
    )
    own.post(reverse("work-vote-open", args=here))
    signed(garden, "of_way", samira)
    assert Vote.objects.get().is_open

    over = later(30)
    time_machine.move_to(over, tick=False)
    own.post(reverse("work-vote-close", args=here))
    assert Vote.objects.get().is_open
    signed(garden, "of_way", samira | {"at": over, "on": over.date()})
    assert Vote.objects.get().outcome
