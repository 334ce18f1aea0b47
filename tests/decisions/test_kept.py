"""The report about a promise: what was promised phase by phase, and how far the data say it was kept."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.formats import date_format

from speelruimte.activities.actions import cancel_activity, move_activity, open_activity
from speelruimte.agreements.actions import (
    amend,
    change_moment,
    change_phase,
    drop_method,
    give_say,
    offer_version,
    plan_method,
    plan_moment,
    plan_phase,
    remove_frame,
)
from speelruimte.agreements.models import PlannedMethod
from speelruimte.agreements.queries import open_version, version_in_force
from speelruimte.decisions.actions import answer_contribution, answer_theme
from speelruimte.decisions.kept import draft_of
from speelruimte.notices.letters import compose_mail
from speelruimte.notices.models import Message
from speelruimte.route.actions import move_on
from speelruimte.route.light_change import change_lightly_and_tell, object_and_tell
from speelruimte.route.verification import verify
from speelruimte.trajectories.models import Step
from tests.steps.agreement import HEARD, adopt_by_all, fresh, planning, written_plan
from tests.steps.answers import grouped
from tests.steps.bare import an_activity, words
from tests.steps.beginning import trajectory_of
from tests.steps.snapshots import from_snapshot
from tests.steps.taking_part import opened_ideas

IN_TIME = datetime(2027, 2, 24, 12, 0, tzinfo=UTC)  # eight weeks after 31 December: 25 February
LATE = datetime(2027, 2, 26, 12, 0, tzinfo=UTC)


def far_of(trajectory, on):
    """How far each promise was kept, by the name of the phase and of what was planned in it."""
    names = {phase.key: phase.name for phase in version_in_force(trajectory).phases.all()}
    far = {}
    for promise in draft_of(trajectory, on=on):
        what, _colon, key = promise["promise"].partition(":")
        phase, _colon, planned = key.partition(":")
        if what in ("phase", "method"):
            far[names[phase], planned] = promise["far"]
    return far


@pytest.fixture
def two_phases(policy, cast, areas, now, today):
    """Two phases with ideas, the first with an evening too; only the ideas of the first opened."""
    return opened_in_the_first(trajectory_of(policy, cast, areas, at=now), cast, at=now, on=today)


@from_snapshot
def opened_in_the_first(trajectory, cast, *, at, on):
    who = {"by": cast.samira, "at": at}
    planning(trajectory, cast, at=at)
    version = written_plan(fresh(trajectory), cast, at=at, methods=("ideas", "evening"))
    first = version.phases.get()
    second = plan_phase(
        version,
        name="Verder",
        question="En dan?",
        starts_on=first.ends_on - timedelta(weeks=2),
        ends_on=first.ends_on,
        **who,
    )
    give_say(second, group="Iedereen", level="meepraten", **who)
    plan_method(second, method="ideas", **who)
    moved = move_on(fresh(trajectory), to=Step.ADOPTION, on=on, **who)
    adopt_by_all(open_version(moved), cast, at=at)
    moved = fresh(trajectory)
    opened_ideas(moved, on=on, phase=first.key, **who)
    return moved


def test_a_promise_is_kept_by_what_opened_in_its_own_phase_and_by_nothing_else(two_phases, today):
    first, second = "Meedenken over het plein", "Verder"

    assert far_of(two_phases, today) == {
        (first, ""): "yes",
        (first, "ideeen-en-reacties-op-de-site"): "yes",
        (first, "bewonersavond"): "no",
        (second, ""): "no",
        (second, "ideeen-en-reacties-op-de-site-2"): "no",
    }


@pytest.mark.parametrize(
    ("opens_on", "closes_on", "far"),
    [
        (date(2026, 11, 1), date(2026, 12, 31), "yes"),
        (date(2026, 11, 2), date(2026, 12, 31), "partly"),
        (date(2026, 11, 1), date(2026, 12, 30), "partly"),
        (date(2026, 11, 2), date(2026, 12, 30), "partly"),
    ],
)
def test_a_phase_is_kept_from_its_first_to_its_last_day(
    trajectory, today, opens_on, closes_on, far
):
    an_activity(trajectory, opens_on=opens_on, closes_on=closes_on)

    assert far_of(trajectory, today)["Ophalen", ""] == far


@pytest.mark.parametrize("to", ["these words", "their theme"])
@pytest.mark.parametrize(
    ("first", "note"),
    [(IN_TIME, "1 keer op tijd, 0 keer later."), (LATE, "0 keer op tijd, 1 keer later.")],
)
def test_the_first_answer_counts_and_a_better_one_later_does_not(
    trajectory, activity, cast, today, to, first, note
):
    contribution = words(activity)
    lead = {"by": cast.samira, "on": today}
    theme = grouped(trajectory, [contribution], title="Groen", at=IN_TIME, **lead)
    for at in (first, LATE + timedelta(days=1)):
        said = {"verdict": "taken_over", "reason": f"Gezegd op {at}.", "at": at, **lead}
        if to == "these words":
            answer_contribution(contribution, **said)
        else:
            answer_theme(theme, **said)

    (answers,) = (
        promise for promise in draft_of(trajectory, on=today) if promise["promise"] == "answers"
    )

    assert answers["seen"] == note


def test_words_without_an_answer_are_late_the_day_after_the_last_promised_day(trajectory, activity):
    words(activity)
    due = IN_TIME.date() + timedelta(days=1)

    far = {
        day: next(row["far"] for row in draft_of(trajectory, on=day) if row["promise"] == "answers")
        for day in (due, due + timedelta(days=1))
    }

    assert far == {due: "", due + timedelta(days=1): "no"}


def test_a_day_for_an_earlier_decision_is_in_the_report_and_the_decision_itself_when_it_is_late(
    policy, cast, areas, now
):
    trajectory = trajectory_of(policy, cast, areas, at=now)
    planning(trajectory, cast, at=now)
    version = written_plan(fresh(trajectory), cast, at=now)
    last = version.moments.get(is_decision=True)
    earlier = last.day - timedelta(weeks=1)
    who = {"by": cast.samira, "at": now}
    plan_moment(version, day=earlier, what="Eerst dit", is_decision=True, **who)
    moved = move_on(fresh(trajectory), to=Step.ADOPTION, on=now.date(), **who)
    adopt_by_all(open_version(moved), cast, at=now)

    def moments(on):
        drafted = draft_of(fresh(trajectory), on=on)
        return [
            (promise["far"], promise["seen"])
            for promise in drafted
            if promise["promise"].startswith("moment:")
        ]

    late = ("no", "Op deze dag was er geen besluit.")
    unmeasured = ("", "Dit is niet te meten. Wie het verslag schreef, zegt het.")
    assert moments(earlier) == moments(last.day) == [unmeasured]
    assert moments(last.day + timedelta(days=1)) == [unmeasured, late]


@pytest.fixture
def evening(two_phases, cast, now, today):
    """Opened for a week from today."""
    first = version_in_force(two_phases).phases.order_by("starts_on").first()
    planned = next(
        method for method in first.methods.all() if not method.method.startswith("ideas")
    )
    return open_activity(
        two_phases,
        phase=first.key,
        planned=planned.key,
        held_on=today + timedelta(days=7),
        **{"by": cast.samira, "at": now, "on": today},
    )


def kept(activity, on):
    report = draft_of(fresh(activity.trajectory), on=on)
    key = f"method:{activity.phase}:{activity.planned}"
    promise = next(promise for promise in report if promise["promise"] == key)
    return promise["measured"], promise["note"]


def test_an_evening_is_held_only_after_its_day(evening):
    assert kept(evening, evening.held_on) == ("no", "")
    assert kept(evening, evening.held_on + timedelta(days=1)) == ("yes", "")


def test_an_evening_that_was_cancelled_is_taken_back_with_its_reason(evening, cast, now, today):
    cancel_activity(evening, reason="De zaal is dicht.", by=cast.samira, at=now)

    assert kept(evening, today) == ("taken_back", "De zaal is dicht.")


def test_an_evening_that_was_moved_is_partly_kept_with_its_reason(evening, cast, now, today):
    moved_to = today + timedelta(days=14)
    move_activity(evening, held_on=moved_to, reason="De zaal is dicht.", by=cast.samira, at=now)

    after = moved_to + timedelta(days=1)
    assert kept(evening, after) == ("partly", "De zaal is dicht.")


def test_what_a_change_left_out_is_taken_back_with_its_reason_and_fixed_frames_are_promises(
    two_phases, cast, now, today
):
    lead = {"by": cast.samira, "at": now}
    version = amend(version_in_force(two_phases), reason="De oude wilg is omgewaaid.", **lead)
    frame = version.frames.filter(status="fixed").first()
    before = f"Dit staat vast: {frame.title.rstrip('.')}."
    assert (before, "yes", "") in measured(two_phases, today)
    remove_frame(frame, **lead)
    offer_version(
        open_version(two_phases), one_sided_reason="Hij is weg, dus het kan niet anders.", **lead
    )
    adopt_by_all(open_version(two_phases), cast, at=now)

    report = measured(fresh(two_phases), today)

    assert (before, "taken_back", "De oude wilg is omgewaaid.") in report


def test_each_change_is_named_for_what_it_left_out_itself(two_phases, cast, now, today):
    who = {"by": cast.samira, "at": now}
    first = amend(version_in_force(two_phases), reason="De wilg is omgewaaid.", **who)
    frame = first.frames.filter(status="fixed").first()
    remove_frame(frame, **who)
    offered_and_adopted(two_phases, cast, who)
    second = amend(version_in_force(fresh(two_phases)), reason="De zaal is dicht.", **who)
    shorter(second.phases.order_by("starts_on").first(), who)
    offered_and_adopted(two_phases, cast, who)

    report = draft_of(fresh(two_phases), on=today)

    assert [
        (promise["promise"], promise["note"])
        for promise in report
        if promise["measured"] == "taken_back"
    ] == [("version:2:1", "De wilg is omgewaaid."), ("version:3:2", "De zaal is dicht.")]


def test_a_phase_that_got_another_name_on_the_same_days_is_not_taken_back(
    two_phases, cast, now, today
):
    who = {"by": cast.samira, "at": now}
    version = amend(version_in_force(two_phases), reason="De naam was niet duidelijk.", **who)
    phase = version.phases.order_by("starts_on").first()
    days = {"starts_on": phase.starts_on, "ends_on": phase.ends_on}
    change_phase(
        phase, edits=phase.edits, name="Samen kijken", question=phase.question, **days, **who
    )
    offered_and_adopted(two_phases, cast, who)

    report = measured(fresh(two_phases), today)

    assert [what for what, far, _note in report if far == "taken_back"] == []


def measured(trajectory, on):
    return [
        (promise["what"], promise["measured"], promise["note"])
        for promise in draft_of(trajectory, on=on)
    ]


@pytest.mark.parametrize("first", ["plan", "drop"])
def test_an_evening_that_a_change_gives_another_day_and_place_follows_and_is_kept(
    two_phases, cast, now, today, first
):
    who = {"by": cast.samira, "at": now}
    version = amend(version_in_force(two_phases), reason="De zaal is te klein.", **who)
    old = PlannedMethod.objects.get(phase__version=version, method="evening")
    promised = {"method": "evening", "held_on": today + timedelta(days=7), "place": "De Schakel"}
    plan_method(old.phase, title="Avond", **promised, **who)
    drop_method(old, **who)
    with_day = offered_and_adopted(two_phases, cast, who)
    phase = with_day.phases.order_by("starts_on").first()
    evening = open_activity(
        two_phases, phase=phase.key, planned="avond", held_at="20.00 uur", on=today, **who
    )
    version = amend(with_day, reason="De zaal is te klein.", **who)
    old = PlannedMethod.objects.get(phase__version=version, key="avond")
    promised |= {"held_on": today + timedelta(days=9), "place": "Het Anker"}
    if first == "drop":
        drop_method(old, **who)
    plan_method(old.phase, title="Avond", **promised, **who)
    if first == "plan":
        drop_method(old, **who)
    words(two_phases.activities.first(), email="els@lindewold.example")

    changed = offered_and_adopted(two_phases, cast, who)

    evening.refresh_from_db()
    place = (evening.held_on, evening.held_at, evening.place)
    assert place == (promised["held_on"], "20.00 uur", "Het Anker")
    alteration = evening.alterations.get()
    assert (alteration.place, alteration.reason) == ("De Schakel", changed.reason_for_change)
    assert Message.objects.filter(kind="activity_moved").count() == 1
    assert kept(evening, evening.held_on + timedelta(days=1)) == ("yes", "")
    assert verify().faults == []


def test_an_opened_evening_takes_its_hour_and_place_from_the_plan_and_follows_a_change_of_them(
    two_phases, cast, now, today
):
    who = {"by": cast.samira, "at": now}
    held = {"method": "evening", "title": "Avond", "held_on": today + timedelta(days=7)}
    version = amend(version_in_force(two_phases), reason="Er komt een avond bij.", **who)
    phase = version.phases.order_by("starts_on").first()
    plan_method(phase, **held, held_at="19.30 uur", place="De Schakel", **who)
    offered_and_adopted(two_phases, cast, who)
    evening = open_activity(two_phases, phase=phase.key, planned="avond", on=today, **who)
    words(two_phases.activities.first(), email="els@lindewold.example")

    assert (evening.held_at, evening.place) == ("19.30 uur", "De Schakel")

    version = amend(version_in_force(two_phases), reason="De kantine gaat later open.", **who)
    old = PlannedMethod.objects.get(phase__version=version, key="avond")
    drop_method(old, **who)
    plan_method(old.phase, **held, held_at="20.00 uur", place="Het Anker", **who)
    offered_and_adopted(two_phases, cast, who)

    evening.refresh_from_db()
    alteration = evening.alterations.get()
    mail = compose_mail(Message.objects.get(kind="activity_moved"))
    on = date_format(evening.held_on, "j F Y")
    assert (evening.held_at, evening.place) == ("20.00 uur", "Het Anker")
    assert (alteration.held_at, alteration.to_time) == ("19.30 uur", "20.00 uur")
    assert f"Aangekondigd was: {on}, 19.30 uur, De Schakel." in mail.text
    assert f"Nieuw: {on}, 20.00 uur, Het Anker." in mail.text
    assert kept(evening, evening.held_on + timedelta(days=1)) == ("yes", "")
    said = measured(fresh(two_phases), evening.held_on + timedelta(days=1))
    taken_back = [what for what, far, _note in said if far == "taken_back"]
    assert taken_back == [f"U kunt meedoen met: Avond, op {on}, 19.30 uur, De Schakel."]


def test_an_hour_and_a_place_that_become_known_take_nothing_back(two_phases, cast, now, today):
    who = {"by": cast.samira, "at": now}
    day, told_on = today + timedelta(days=7), today + timedelta(days=8)
    held = {"method": "evening", "title": "Avond", "held_on": day}
    moment = {"day": told_on, "what": "Wij vertellen wat u zei"}
    version = amend(version_in_force(two_phases), reason="Er komt een avond bij.", **who)
    phase = version.phases.order_by("starts_on").first()
    plan_method(phase, **held, **who)
    plan_moment(version, **moment, **who)
    offered_and_adopted(two_phases, cast, who)
    version = amend(version_in_force(two_phases), reason="De zaal is bekend.", **who)
    old = PlannedMethod.objects.get(phase__version=version, key="avond")
    drop_method(old, **who)
    where = {"held_at": "20.00 uur", "place": "Het Anker"}
    plan_method(old.phase, **held, **where, **who)
    change_moment(version.moments.get(what=moment["what"]), **moment, **where, **who)
    offered_and_adopted(two_phases, cast, who)

    report = measured(fresh(two_phases), told_on)

    said = [what for what, _far, _note in report]
    on, then = date_format(day, "j F Y"), date_format(told_on, "j F Y")
    assert f"U kunt meedoen met: Avond, op {on}, 20.00 uur, Het Anker." in said
    assert f"{then}, 20.00 uur, Het Anker: Wij vertellen wat u zei." in said
    assert [what for what, far, _note in report if far == "taken_back"] == []


def test_an_evening_that_gets_another_day_is_taken_back_on_the_first_one(
    two_phases, cast, now, today
):
    who = {"by": cast.samira, "at": now}
    held = {"method": "evening", "title": "Avond"}
    day = today + timedelta(days=7)
    version = amend(version_in_force(two_phases), reason="Er komt een avond bij.", **who)
    phase = version.phases.order_by("starts_on").first()
    plan_method(phase, **held, held_on=day, **who)
    offered_and_adopted(two_phases, cast, who)
    version = amend(version_in_force(two_phases), reason="De zaal is dan dicht.", **who)
    old = PlannedMethod.objects.get(phase__version=version, key="avond")
    drop_method(old, **who)
    plan_method(old.phase, **held, held_on=day + timedelta(days=2), **who)
    offered_and_adopted(two_phases, cast, who)

    report = measured(fresh(two_phases), today)

    promised = f"U kunt meedoen met: Avond, op {date_format(day, 'j F Y')}."
    assert (promised, "taken_back", "De zaal is dan dicht.") in report


def shorter(phase, who):
    days = {"starts_on": phase.starts_on, "ends_on": phase.ends_on - timedelta(days=1)}
    same = {"edits": phase.edits, "name": phase.name, "question": phase.question}
    return change_phase(phase, **same, **days, **who)


def offered_and_adopted(trajectory, cast, who):
    offer_version(open_version(trajectory), one_sided_reason="Het kan niet anders.", **who)
    return adopt_by_all(open_version(trajectory), cast, at=who["at"])


@pytest.mark.parametrize("objected", [False, True])
def test_a_longer_phase_takes_nothing_back_and_nor_does_what_a_party_said_no_to(
    two_phases, cast, now, today, objected
):
    version = version_in_force(two_phases)
    who = {"by": cast.samira, "at": now}
    days = {phase.key: phase.ends_on + timedelta(days=14) for phase in version.phases.all()}
    light = change_lightly_and_tell(
        version, texts={}, last_days=days, reason="De zaal is dicht.", **who
    )
    if objected:
        party = two_phases.parties.get()
        object_and_tell(light, party=party, reason="Dat duurt te lang.", **who, **HEARD)

    report = measured(fresh(two_phases), today)

    assert [what for what, far, _note in report if far == "taken_back"] == []


def test_a_phase_that_became_shorter_is_taken_back(two_phases, cast, now, today):
    who = {"by": cast.samira, "at": now}
    version = amend(version_in_force(two_phases), reason="De zaal is dicht.", **who)
    shorter(version.phases.order_by("starts_on").first(), who)
    offered_and_adopted(two_phases, cast, who)

    report = measured(fresh(two_phases), today)

    assert [note for _what, far, note in report if far == "taken_back"] == ["De zaal is dicht."]
