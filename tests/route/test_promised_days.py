"""A plan whose days cannot be kept together is not laid before who adopts it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from speelruimte.agreements.actions import (
    amend,
    change_moment,
    change_phase,
    drop_moment,
    plan_method,
    plan_moment,
    record_stand,
    remove_frame,
    state_frame,
)
from speelruimte.agreements.actions.phasing import MOMENT
from speelruimte.agreements.queries import open_version, version_in_force
from speelruimte.route.actions import NotYet, move_on
from speelruimte.route.adopting import missing_for_amendment, offer_amendment
from speelruimte.route.promised_days import (
    hard_to_come_to,
    remarks_on_days,
    shorter_than_people_need,
)
from speelruimte.shared.edits import etag_of
from speelruimte.shared.errors import Clash
from speelruimte.trajectories.actions import policy_of
from speelruimte.trajectories.models import Step
from tests.steps.agreement import (
    HEARD,
    adopt_by_all,
    adopted_agreement,
    fresh,
    planning,
    written_plan,
)
from tests.steps.refusing import not_yet, refuses
from tests.steps.writing import writing_by_hand

# Under Heemstede's policy an answer takes six weeks, so from 6 April 2027 until 18 May: that is
# the day after Whit Monday.
FIRST_DAY = date(2027, 3, 8)
LAST_DAY, ANSWERED, DECIDED = date(2027, 4, 5), date(2027, 5, 18), date(2027, 6, 15)


@pytest.fixture
def version(trajectory, cast, now):
    """A plan that misses nothing."""
    planning(trajectory, cast, at=now)
    written_plan(fresh(trajectory), cast, at=now, starts_on=FIRST_DAY, ends_on=LAST_DAY)
    return open_version(fresh(trajectory))


@pytest.fixture
def who(cast, now):
    return {"by": cast.samira, "at": now}


def offer(version, who, *, on):
    return move_on(fresh(version.trajectory), to=Step.ADOPTION, **who, on=on)


def decide_on(version, day, who, *, what="Besluit"):
    """The plan promises its decision for this day, and for no other."""
    moment = version.moments.get(is_decision=True)
    drop_moment(moment, **who)
    plan_moment(version, day=day, what=what, body=moment.body, is_decision=True, **who)


def refusal(version, who, *, on):
    with pytest.raises(NotYet) as refused:
        offer(version, who, on=on)
    assert fresh(version.trajectory).step == Step.PLAN
    ((missing),) = refused.value.missing
    return missing


def test_days_that_can_be_kept_are_laid_before_who_adopts(version, who, today):
    assert version.moments.get(is_decision=True).day == DECIDED

    assert offer(version, who, on=today).step == Step.ADOPTION


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (LAST_DAY - timedelta(days=3), "loopt dan nog, tot en met 5 april 2027"),
        (LAST_DAY, "krijgt antwoord uiterlijk op 18 mei 2027"),
        (ANSWERED - timedelta(days=4), "krijgt antwoord uiterlijk op 18 mei 2027"),
    ],
)
def test_a_decision_comes_after_the_phases_and_the_answers(version, who, today, day, said):
    decide_on(version, day, who)

    missing = refusal(version, who, on=today)

    assert said in missing.sentence
    assert missing.page == "phases"


def test_a_decision_on_the_last_day_for_answers_is_in_time(version, who, today):
    decide_on(version, ANSWERED, who)

    assert offer(version, who, on=today).step == Step.ADOPTION


def test_what_people_come_to_stays_within_its_phase_when_the_days_of_the_phase_change(
    version, who, today
):
    phase = version.phases.get()
    plan_method(phase, method="evening", title="De eerste avond", held_on=phase.starts_on, **who)
    plan_method(phase, method="evening", title="De avond", held_on=LAST_DAY, **who)
    said = {"name": phase.name, "question": phase.question, "starts_on": phase.starts_on}
    change_phase(phase, edits=0, **said, ends_on=LAST_DAY - timedelta(days=1), **who)

    missing = refusal(version, who, on=today)
    assert (missing.gate, missing.page) == ("meetings_lie_in_their_phase", "phases")
    assert missing.sentence.startswith("‘De avond’ is op 5 april 2027. Fase ‘")
    assert "tot en met 4 april 2027" in missing.sentence

    change_phase(phase, edits=1, **said, ends_on=LAST_DAY, **who)
    assert offer(version, who, on=today).step == Step.ADOPTION


def test_who_plans_reads_at_once_that_a_day_is_hard_to_come_to_or_a_phase_short(
    version, who, cast, today, browser_of, time_machine
):
    time_machine.move_to(who["at"], tick=False)
    desk, case = browser_of(cast.samira), version.trajectory.case_number
    phase = version.phases.get()
    plan_method(phase, method="evening", title="De avond", held_on=LAST_DAY, **who)
    address = reverse("work-phase", args=[case, phase.key])

    def saved(do, **values):
        page = desk.get(address)
        forms = [page.context[name] for name in ("form", "say_form", "method_form")]
        values_now = {bound.html_name: bound.value() for form in forms for bound in form}
        sent = {name: "" if value is None else value for name, value in values_now.items()}
        answer = desk.post(address, sent | {"do": do} | values, follow=True)
        assert answer.status_code == 200
        return [str(message) for message in answer.context["messages"]]

    start = LAST_DAY - timedelta(days=2)
    assert saved("phase", starts_on=start.isoformat(), ends_on=LAST_DAY.isoformat()) == [
        "Bewaard.",
        f"Let op: fase ‘{phase.name}’ duurt 3 dagen. Hebben mensen dan genoeg tijd om mee te doen?",
    ]
    ends = (LAST_DAY - timedelta(days=1)).isoformat()
    assert "‘De avond’ is op 5 april 2027." in saved("phase", ends_on=ends)[1]
    easter = LAST_DAY - timedelta(days=1)
    method = {"method-method": "evening", "method-title": "Paasborrel"}
    assert saved("method", **method, **{"method-held_on": easter.isoformat()})[1].startswith(
        "Let op: ‘Paasborrel’ is op 4 april 2027. Dat is een"
    )


def test_a_weekday_and_a_phase_of_two_weeks_are_nothing_to_remark_on(version):
    phase = version.phases.get()
    phase.starts_on, phase.ends_on = date(2027, 4, 6), date(2027, 4, 19)
    assert shorter_than_people_need(phase) == ""
    phase.ends_on = date(2027, 4, 18)
    assert "duurt 13 dagen" in shorter_than_people_need(phase)
    assert hard_to_come_to("De avond", date(2027, 4, 6)) == ""
    assert "Dat is een feestdag." in hard_to_come_to("De avond", date(2027, 5, 5))
    assert "Dat is een zondag." in hard_to_come_to("De avond", date(2027, 4, 18))


def _same(phase):
    names = ("edits", "name", "question", "starts_on", "ends_on")
    return {name: getattr(phase, name) for name in names}


@pytest.fixture
def short(version, who, today):
    """Offered, with a phase of three days and an evening on a Sunday."""
    phase = version.phases.get()
    start = LAST_DAY - timedelta(days=2)
    change_phase(phase, **_same(phase) | {"starts_on": start}, **who)
    sunday = LAST_DAY - timedelta(days=1)
    plan_method(phase, method="evening", title="Paasborrel", held_on=sunday, **who)
    offer(version, who, on=today)
    return open_version(fresh(version.trajectory))


def test_who_adopts_reads_the_same_remarks_as_who_plans_until_it_was_adopted(
    short, cast, now, browser_of, time_machine
):
    time_machine.move_to(now, tick=False)
    address = reverse("work-adoption", args=[short.trajectory.case_number])

    read = browser_of(cast.bos).get(address).content.decode()

    assert f"Let op: fase ‘{short.phases.get().name}’ duurt 3 dagen." in read
    assert "Let op: ‘Paasborrel’ is op 4 april 2027. Dat is een zondag." in read
    adopt_by_all(short, cast, at=now)
    assert "Let op:" not in browser_of(cast.bos).get(address).content.decode()


def test_of_a_change_only_the_days_that_it_changes_are_remarked_on(short, cast, now, who):
    adopt_by_all(short, cast, at=now)
    change = amend(short, reason="De zaal is dicht.", **who)
    phase = change.phases.get()
    assert remarks_on_days(change) == []

    day = phase.ends_on + timedelta(days=1)
    change_phase(phase, **_same(phase) | {"ends_on": day}, **who)

    (remark,) = remarks_on_days(change)
    assert "duurt 4 dagen" in remark


def test_of_a_moment_at_which_no_body_meets_it_is_remarked_that_it_falls_on_a_sunday(version, who):
    plan_moment(version, day=date(2027, 4, 18), what="De uitslag", **who)

    (remark,) = remarks_on_days(version)
    assert "‘De uitslag’ is op 18 april 2027. Dat is een zondag." in remark


def test_no_body_meets_on_a_holiday(version, who, today):
    body = version.moments.get(is_decision=True).body
    plan_moment(version, day=date(2027, 5, 5), what="De raad luistert", body=body, **who)

    missing = refusal(version, who, on=today)

    assert missing.sentence.startswith("‘De raad luistert’ staat op 5 mei 2027.")
    assert missing.page == "phases"


@pytest.mark.parametrize("day", [date(2027, 4, 18), date(2027, 5, 16)])
def test_no_body_meets_on_a_sunday(version, who, today, day):
    body = version.moments.get(is_decision=True).body
    plan_moment(version, day=day, what="De raad luistert", body=body, **who)

    assert refusal(version, who, on=today).sentence.endswith(
        "Dat is een zondag. Kies een andere dag."
    )


def test_a_body_may_meet_on_a_saturday(version, who, today):
    body = version.moments.get(is_decision=True).body
    plan_moment(version, day=date(2027, 4, 17), what="De raad luistert", body=body, **who)

    assert offer(version, who, on=today).step == Step.ADOPTION


def test_no_phase_and_no_moment_lies_in_the_past_when_a_plan_is_laid_before_who_adopts(
    version, who, today
):
    plan_moment(version, day=today, what="De aftrap", **who)
    assert offer(version, who, on=today).step == Step.ADOPTION
    move_on(fresh(version.trajectory), to=Step.PLAN, reason="Nog iets.", **who, on=today)

    missing = refusal(version, who, on=today + timedelta(days=1))
    assert missing.gate == "days_still_come"
    assert missing.sentence.startswith("‘De aftrap’ staat op ")

    with pytest.raises(NotYet) as refused:
        offer(version, who, on=LAST_DAY + timedelta(days=1))
    named = [gap.sentence for gap in refused.value.missing if gap.gate == "days_still_come"]
    assert any("staat op 5 april 2027. Die dag is voorbij." in sentence for sentence in named)


@pytest.mark.parametrize("too_late", [FIRST_DAY + timedelta(days=1), LAST_DAY])
def test_no_phase_began_before_its_text_is_laid_before_who_adopts_or_is_adopted(
    version, who, cast, now, today, too_late
):
    missing = refusal(version, who, on=too_late)
    assert missing.gate == "days_still_come"
    assert "zou beginnen op 8 maart 2027. Die dag is voorbij." in missing.sentence

    offer(version, who, on=FIRST_DAY)
    with refuses("begins_in_the_past"):
        adopt_by_all(version, cast, at=now + (too_late - today))
    assert adopt_by_all(version, cast, at=now + (FIRST_DAY - today)).is_adopted


def test_a_phase_that_began_as_it_was_promised_keeps_its_first_day_in_a_change(
    trajectory, cast, now, who, later
):
    path = adopted_agreement(trajectory, cast, at=now)
    after = who | {"at": later(7)}
    change = amend(version_in_force(path), reason="De zaal is een andere.", **after)
    phase = change.phases.get()
    began, otherwise = phase.starts_on, later(9).date()
    change_phase(phase, **_same(phase) | {"starts_on": otherwise}, **after)
    change_phase(phase, **_same(phase) | {"starts_on": began}, **after)

    assert "days_still_come" not in _gates(change, on=later(7).date())
    change_phase(phase, **_same(phase) | {"starts_on": otherwise}, **after)
    assert "days_still_come" in _gates(change, on=later(10).date())


def _gates(change, *, on):
    return {gap.gate for gap in missing_for_amendment(fresh(change.trajectory), on=on)}


def test_a_change_long_after_keeps_the_phases_and_moments_that_were(trajectory, cast, now, who):
    adopted_agreement(trajectory, cast, at=now, ends_on=LAST_DAY)
    version = amend(version_in_force(fresh(trajectory)), reason="De zaal is een andere.", **who)

    missing = missing_for_amendment(fresh(trajectory), on=DECIDED + timedelta(days=1))

    assert version.amends
    assert "days_still_come" not in {gap.gate for gap in missing}


def test_when_another_decides_since_the_moment_of_the_decision_is_asked_again(
    version, who, cast, today, browser_of, time_machine
):
    time_machine.move_to(who["at"], tick=False)
    moment = version.moments.get(is_decision=True)
    decides, other = (
        moment.body,
        next(
            body.key
            for body in policy_of(version.trajectory).deciding_bodies
            if body.key != moment.body
        ),
    )
    with writing_by_hand(because="it was planned when another body decided"):
        version.moments.update(body=other)

    missing = refusal(version, who, on=today)
    assert (missing.gate, missing.page) == ("decision_falls_where_it_is_decided", "phases")
    assert str(policy_of(version.trajectory).body(decides).label) in missing.sentence

    desk, case = browser_of(cast.samira), version.trajectory.case_number
    address = reverse("work-moment", args=[case, moment.pk])
    assert address in desk.get(reverse("work-phases", args=[case])).content.decode()
    form = desk.get(address).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    sent["is_decision"] = "on"
    sent["day"] = sent["day"].isoformat()
    assert desk.post(address, sent).status_code == 422
    assert desk.post(address, sent | {"body": decides}).status_code == 302
    offer(version, who, on=today)


def test_a_moment_gets_another_day_and_nobody_writes_over_a_colleague(version, who, today):
    moment = version.moments.get(is_decision=True)
    stands = {name: getattr(moment, name) for name in MOMENT}
    seen = etag_of(moment, MOMENT)
    later = stands | {"day": moment.day + timedelta(days=7)}

    changed = change_moment(moment, **later, etag=seen, **who)
    assert (changed.pk, changed.day) == (moment.pk, later["day"])
    with pytest.raises(Clash):
        change_moment(moment, **stands | {"what": "Iets anders"}, etag=seen, **who)
    with refuses("no_letters", field="what"):
        change_moment(moment, **later | {"what": "."}, **who)
    with refuses("day_is_over", field="day"):
        change_moment(moment, **later | {"day": today - timedelta(days=1)}, **who)
    drop_moment(moment, **who)
    with pytest.raises(Clash):
        change_moment(moment, **later, **who)


def test_people_may_hear_something_on_a_holiday(version, who, today):
    plan_moment(version, day=date(2027, 5, 5), what="U ziet de uitslag op het plein", **who)

    assert offer(version, who, on=today).step == Step.ADOPTION


def test_what_is_not_known_yet_says_when_it_will_be(version, who, today):
    _unknown_until(version, None, who)

    missing = refusal(version, who, on=today)

    assert missing.sentence == "‘De bodem’ weten we nog niet. Zeg op welke dag we het wel weten."
    assert missing.page == "frames"


def test_a_day_on_which_it_would_be_known_still_has_to_come(version, who, today):
    _unknown_until(version, today, who)

    assert "Die dag is voorbij" in refusal(version, who, on=today + timedelta(days=1)).sentence
    assert offer(version, who, on=today).step == Step.ADOPTION


def test_a_change_that_lets_people_take_part_for_longer_moves_the_decision_too(
    trajectory, cast, now, who
):
    adopted_agreement(trajectory, cast, at=now, ends_on=LAST_DAY)
    version = amend(version_in_force(fresh(trajectory)), reason="Meer tijd.", **who)
    phase = version.phases.get()
    said = {"name": phase.name, "question": phase.question, "starts_on": phase.starts_on}
    change_phase(phase, edits=0, **said, ends_on=LAST_DAY + timedelta(weeks=8), **who)

    with not_yet("answers_come_before_the_decision"):
        offer_amendment(version, **who)

    decide_on(version, date(2027, 9, 1), who, what="Besluit na de zomer")
    record_stand(version, party=trajectory.parties.get(), agrees=True, **who, **HEARD)
    assert offer_amendment(version, **who).state == "offered"


def _unknown_until(version, known_on, who):
    frame = version.frames.get(status="unknown")
    remove_frame(frame, **who)
    state_frame(
        version,
        status="unknown",
        kind=frame.kind,
        title=frame.title,
        origin=frame.origin,
        known_on=known_on,
        **who,
    )
