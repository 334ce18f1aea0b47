"""What was filled in or sent by mistake is put right with a reason; what stood there stays to be read."""

from datetime import timedelta

import pytest
from django.urls import reverse

from speelruimte.initiatives.actions import assess_initiative
from speelruimte.initiatives.actions.correcting import mend_own_plan
from speelruimte.initiatives.models import EarlierAssessment, EarlierLetter, Initiative
from speelruimte.initiatives.rules import may_mend_own_plan
from speelruimte.journal.models import Entry
from speelruimte.notices.letters import compose_mail
from speelruimte.notices.models import Message
from speelruimte.people.actions import register_organisation
from speelruimte.route.correcting import correct_assessment_and_follow, correct_letter_and_send
from speelruimte.route.door import advance
from speelruimte.route.verification import verify
from speelruimte.shared.errors import NotAllowed
from tests.steps.door import (
    LETTER,
    assessed_initiative,
    known_facts,
    quickscan_done,
    received_initiative,
    ruled_initiative,
)
from tests.steps.refusing import not_yet, refuses
from tests.steps.writing import changed_in_database

WHY = "Er doen toch veel partijen mee."


@pytest.fixture
def idea(load_pack, cast, areas):
    load_pack("heemstede-2020")
    return received_initiative(area=areas["centrum"], name="Nadia", email="n@lindewold.example")


@pytest.fixture
def who(cast, now, today):
    return {"by": cast.marleen, "at": now, "on": today}


def test_not_answered_is_not_no(idea, who, browser_of, cast):
    facts = known_facts(idea, competent="college")
    done = assess_initiative(idea, facts=facts, criteria=None, **who)
    assert "complexity" not in done.facts
    with not_yet("signal_is_assessed"):
        advance(idea, to="who_decides", **who)
    page = reverse("work-assess", args=[idea.case_number])
    browser = browser_of(cast.marleen)
    assert "hiervan klopt niets" in browser.get(page).content.decode()
    both = {"criteria": ["veel-partijen"], "criteria_none": "on"}
    assert browser.post(page, both).status_code == 422
    sent = {f"fact_{name}": value for name, value in facts.items()}
    assert browser.post(page, sent | {"criteria_none": "on"}).status_code == 302
    assert Initiative.objects.get().facts["complexity"] == "simple"


def test_a_correction_brings_back_a_first_look_that_is_owed(idea, who, cast, browser_of, areas):
    assessed_initiative(idea, coach=cast.marleen, competent="college")
    ruled_initiative(idea, coach=cast.marleen)
    facts = known_facts(idea, competent="college")
    page = reverse("work-assess", args=[idea.case_number])
    browser = browser_of(cast.marleen)
    sent = {f"fact_{name}": value for name, value in facts.items()}
    elsewhere = areas["vaartzijde"]
    sent |= {"criteria": ["veel-partijen"], "area": elsewhere.pk}
    refused = browser.post(page, sent)
    assert refused.status_code == 422
    assert "wat er niet klopte" in refused.content.decode()
    assert browser.post(page, sent | {"reason": WHY}).status_code == 302

    now_there = Initiative.objects.get()
    assert (now_there.facts["complexity"], now_there.step) == ("complex", "quickscan")
    earlier = EarlierAssessment.objects.get()
    assert (earlier.facts["complexity"], earlier.reason) == ("simple", WHY)
    assert (earlier.area, earlier.subject) == (areas["centrum"], None)
    assert Entry.objects.get(verb="assessment_corrected").facts["area"] == elsewhere.key
    shown = browser.get(page).content.decode()
    assert WHY in shown
    assert "Gebied: <b>Centrum</b>" in shown
    with refuses("nothing_changed"):
        correct_assessment_and_follow(
            idea, facts=facts, criteria=["veel-partijen"], area=elsewhere, reason=WHY, **who
        )
    with pytest.raises(NotAllowed):
        correct_assessment_and_follow(
            idea, facts=facts, criteria=[], reason=WHY, **who | {"by": cast.lotte}
        )
    assert verify().faults == []


def test_every_area_of_an_own_plan_is_shown_and_changed(load_pack, cast, areas, who, browser_of):
    load_pack("heemstede-2020")
    plan = received_initiative(
        kind="municipality", by=cast.fatma, area=areas["centrum"], more_areas=[areas["vaartzijde"]]
    )
    page, desk = reverse("work-assess", args=[plan.case_number]), browser_of(cast.marleen)
    shown = desk.get(page).context["form"]["area"]
    assert [choice.data["attrs"].get("checked") for choice in shown].count(True) == 2
    sent = {f"fact_{name}": value for name, value in known_facts(plan).items()}
    sent |= {"area": [areas["vaartzijde"].pk, areas["de-lanen"].pk], "criteria_none": "on"}

    assert desk.post(page, sent).status_code == 302
    plan.refresh_from_db()
    assert set(plan.area_keys) == {"vaartzijde", "de-lanen"}

    corrected = {"facts": known_facts(plan), "criteria": [], "reason": WHY, "more_areas": ()}
    correct_assessment_and_follow(plan, area=None, **corrected, **who)
    plan.refresh_from_db()
    assert plan.area_keys == ()
    html = desk.get(page).content.decode()
    assert "Vaartzijde" in html[html.index("Wat er eerder stond") :]
    assert "De Lanen" in html[html.index("Wat er eerder stond") :]
    assert verify().faults == []


def test_an_assessment_that_somebody_changes_in_the_database_is_found(idea, who, cast, areas):
    assessed_initiative(idea, coach=cast.marleen, competent="college")
    facts = known_facts(idea, competent="college")
    correct_assessment_and_follow(idea, facts=facts, criteria=["veel-partijen"], reason=WHY, **who)
    club = register_organisation(name="Een club", by=None, at=who["at"])
    assert verify().beside == []

    for model, column, otherwise in (
        (Initiative, "area", areas["vaartzijde"]),
        (Initiative, "organisation", club),
        (Initiative, "receipt_hash", "0" * 64),
        (Initiative, "more_areas", ["vaartzijde"]),
        (EarlierAssessment, "area", areas["vaartzijde"]),
        (EarlierAssessment, "facts", {}),
        (EarlierAssessment, "reason", "Zomaar."),
        (EarlierAssessment, "corrected_at", who["at"] - timedelta(days=1)),
    ):
        row = model.objects.get()
        with changed_in_database(row, **{column: otherwise}):
            found = [sentence.split()[0] for sentence in verify().beside]
        assert found == [f"{model._meta.db_table}:{row.pk}"], column
    assert verify().beside == []


def test_an_own_plan_is_not_mended_into_nothing(load_pack, cast, now):
    load_pack("heemstede-2020")
    plan = received_initiative(kind="municipality", by=cast.fatma)
    mended = {"by": cast.fatma, "at": now}

    with refuses("no_sentence", field="text"):
        mend_own_plan(plan, title=plan.title, text=".", **mended)
    with refuses("no_letters", field="title"):
        mend_own_plan(plan, title=".", text=plan.text, **mended)


def test_a_wrong_letter_is_followed_by_the_good_one(idea, who, cast, browser_of):
    assessed_initiative(idea, coach=cast.marleen, competent="college", criteria=["veel-partijen"])
    quickscan_done(idea, coach=cast.marleen, account_holder=cast.ruben, colleague=cast.joris)
    idea = Initiative.objects.get()
    good = LETTER | {"chances": "De plek is van de kerk."}
    with refuses("empty", field="reason"):
        correct_letter_and_send(idea, reason=" ", **good, **who)
    with refuses("nothing_changed"):
        correct_letter_and_send(idea, reason="De eigenaar klopte niet.", **LETTER, **who)
    page = reverse("work-correct-letter", args=[idea.case_number])
    browser = browser_of(cast.marleen)
    sent = good | {"reason": "De eigenaar klopte niet."}
    assert browser.post(page, sent).status_code == 302
    assert EarlierLetter.objects.get().chances == LETTER["chances"]
    mail = compose_mail(Message.objects.get(kind="quickscan_corrected")).text
    assert "De plek is van de kerk." in mail
    assert "De eigenaar klopte niet." in mail
    letter = browser.get(reverse("work-letter", args=[idea.case_number])).content.decode()
    assert LETTER["chances"] in letter
    assert verify().faults == []


def test_who_entered_an_own_plan_mends_it_until_somebody_looked(cast, now):
    own = Initiative(entered_by=cast.fatma.reference, step=Initiative.Step.SIGNAL)

    assert may_mend_own_plan(cast.fatma, own)
    assert not may_mend_own_plan(cast.samira, own)
    assert not may_mend_own_plan(cast.samira, Initiative(step=Initiative.Step.SIGNAL))
    own.assessed_at = now
    assert not may_mend_own_plan(cast.fatma, own)
    assert not may_mend_own_plan(
        cast.fatma, Initiative(entered_by=cast.fatma.reference, step=Initiative.Step.QUICKSCAN)
    )
