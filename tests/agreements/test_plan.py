from datetime import timedelta

import pytest

from speelruimte.agreements.actions import (
    amend,
    change_frame,
    change_moment,
    change_phase,
    drop_method,
    drop_moment,
    drop_phase,
    give_say,
    name_party,
    plan_method,
    plan_moment,
    plan_phase,
    remove_frame,
    state_frame,
    take_say,
)
from speelruimte.agreements.queries import version_in_force
from speelruimte.journal.models import Entry
from speelruimte.route.actions import move_on
from speelruimte.route.queries import to_do
from speelruimte.shared.errors import AlreadyDone, Clash, NotAllowed, RuleBroken
from speelruimte.trajectories.actions import policy_of
from speelruimte.trajectories.deciding import decider_of
from speelruimte.trajectories.models import Step
from tests.steps.agreement import adopted_agreement, fresh
from tests.steps.refusing import not_yet, refuses

FRAME = {"status": "fixed", "kind": "inhoudelijk", "title": "De markt blijft", "origin": "Raad"}


@pytest.fixture
def version(story):
    return story.planning()


@pytest.fixture
def who(cast, now):
    return {"by": cast.samira, "at": now}


@pytest.fixture
def phase(version, who, today):
    return plan_phase(
        version,
        name="Denk mee",
        question="Wat wilt u?",
        starts_on=today,
        ends_on=today + timedelta(days=40),
        purposes=["samen-denken"],
        **who,
    )


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"status": "maybe"}, "status"),
        ({"title": " "}, "title"),
        ({"origin": ""}, "origin"),
        ({"kind": "verzonnen"}, "kind"),
        ({"phase_key": "verzonnen"}, "phase_key"),
        ({"title": "x" * 161}, "title"),
    ],
)
def test_a_frame_says_what_it_is_and_where_it_comes_from(wrong, field, version, who):
    with pytest.raises(RuleBroken) as broken:
        state_frame(version, **(FRAME | wrong), **who)

    assert broken.value.field == field
    assert not version.frames.exists()


def test_a_number_is_never_given_out_again(version, who):
    first = state_frame(version, **FRAME, **who)
    second = state_frame(version, **(FRAME | {"title": "De bomen blijven"}), **who)
    remove_frame(first, **who)

    third = state_frame(version, **FRAME, **who)

    assert (second.number, third.number) == (2, 3)


def test_two_people_changing_one_frame_get_one_change(version, who, cast, now):
    frame = state_frame(version, **FRAME, **who)
    change_frame(frame, edits=0, **(FRAME | {"title": "De markt krimpt"}), **who)

    with refuses("changed_meanwhile", kind=Clash) as clash:
        change_frame(frame, edits=0, **FRAME, by=cast.nadia, at=now)

    assert clash.value.theirs.title == "De markt krimpt"


def test_what_a_colleague_took_away_does_not_come_back_unseen(version, who):
    frame = state_frame(version, **FRAME, **who)
    remove_frame(frame, **who)
    frame.pk = 999_999

    with refuses("changed_meanwhile", kind=Clash) as clash:
        change_frame(frame, edits=0, **FRAME, **who)

    assert clash.value.theirs is None


def test_say_follows_from_the_policy(phase, who):
    given = give_say(phase, group="Omwonenden", role="coproducent", **who)
    lower = give_say(phase, group="Omwonenden", role="geraadpleegd", **who)

    assert (given.say, lower.say) == (3, 1)
    assert phase.says.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"group": " ", "role": "adviseur"}, "group"),
        ({"group": "Buren"}, "level"),
        ({"group": "Buren", "role": "koning"}, "role"),
        ({"group": "Buren", "level": "koning"}, "level"),
    ],
)
def test_say_names_a_group_and_something_of_the_policy(wrong, field, phase, who):
    with pytest.raises(RuleBroken) as broken:
        give_say(phase, **wrong, **who)

    assert broken.value.field == field


def test_a_phase_does_not_end_before_it_starts(version, who, today):
    with refuses("ends_before_it_starts") as broken:
        plan_phase(
            version, name="Fase", question="Wat wilt u?", starts_on=today,
            ends_on=today - timedelta(days=1), **who,
        )  # fmt: skip

    assert broken.value.field == "ends_on"


def test_two_phases_with_one_name_have_two_keys(phase, version, who, today):
    second = plan_phase(
        version, name="Denk mee", question="Nog eens?", starts_on=today, ends_on=today, **who
    )

    assert (phase.key, second.key) == ("denk-mee", "denk-mee-2")


def test_a_phase_keeps_its_key_when_its_name_changes(phase, who, today):
    change_phase(
        phase, edits=0, name="Anders", question="Wat wilt u?", starts_on=today, ends_on=today, **who
    )

    assert (phase.key, phase.name) == ("denk-mee", "Anders")
    with refuses("changed_meanwhile", kind=Clash):
        change_phase(
            phase,
            edits=0,
            name="Te laat",
            question="Wat wilt u?",
            starts_on=today,
            ends_on=today,
            **who,
        )


def test_a_method_comes_from_the_toolbox_and_falls_within_its_phase(phase, who, today):
    with refuses("unknown_choice"):
        plan_method(phase, method="toverbal", **who)
    with refuses("day_outside_the_phase") as broken:
        plan_method(phase, method="evening", held_on=today - timedelta(days=1), **who)
    assert broken.value.field == "held_on"

    planned = plan_method(phase, method="evening", held_on=today, place="De Schakel", **who)

    assert (planned.key, planned.title) == ("bewonersavond", "Bewonersavond")


def test_the_decision_falls_where_the_body_meets_that_decides(version, who, today):
    decider = decider_of(version.trajectory).body
    bodies = [body.key for body in policy_of(version.trajectory).deciding_bodies]
    (another, *_rest) = [key for key in bodies if key != decider]
    decision = {"day": today, "what": "Het besluit", "is_decision": True}

    with refuses("another_body_decides", field="body"):
        plan_moment(version, **decision, body=another, **who)

    assert plan_moment(version, **decision | {"is_decision": False}, body=another, **who)
    assert plan_moment(version, **decision, body=decider or "", **who)


def test_what_was_planned_by_mistake_is_taken_out(phase, version, who, today):
    say = give_say(phase, group="Buren", role="adviseur", **who)
    method = plan_method(phase, method="evening", **who)
    moment = plan_moment(version, day=today, what="Vergadering", body="raad", **who)

    take_say(say, **who)
    drop_method(method, **who)
    drop_moment(moment, **who)
    drop_phase(phase, **who)

    assert not version.phases.exists()
    assert not version.moments.exists()


def test_a_phase_with_a_frame_of_its_own_stays(phase, version, who):
    state_frame(version, **FRAME, phase_key=phase.key, **who)

    with refuses("phase_has_a_frame"):
        drop_phase(phase, **who)


@pytest.mark.parametrize("name", ["joris", "bos", "henk", "stranger"])
def test_others_plan_nothing(name, phase, cast, now):
    with pytest.raises(NotAllowed):
        give_say(phase, group="Ik", role="beslisser", by=getattr(cast, name), at=now)


def test_a_promise_that_the_method_cannot_carry_keeps_the_door_closed(story, who, now, today):
    version = story.planning()
    story.written_plan()
    phase = version.phases.get()
    give_say(phase, group="Iedereen", role="beslisser", **who)

    with not_yet("promise_and_means_agree"):
        move_on(fresh(version.trajectory), to=Step.ADOPTION, on=today, **who)


def test_the_to_do_list_is_empty_once_everything_is_written(story, trajectory):
    story.planning()
    assert {gap.page for gap in to_do(fresh(trajectory))} == {"plan", "frames", "phases"}

    story.written_plan()

    assert to_do(fresh(trajectory)) == ()


TWICE = {
    "a frame": lambda version, phase, who: state_frame(version, **FRAME, **who),
    "a phase": lambda version, phase, who: plan_phase(
        version,
        name="Samen kiezen",
        question="Wat kiest u?",
        starts_on=phase.starts_on,
        ends_on=phase.ends_on,
        purposes=["samen-denken"],
        **who,
    ),
    "a method": lambda version, phase, who: plan_method(phase, method="evening", **who),
    "a moment": lambda version, phase, who: plan_moment(
        version, day=phase.ends_on, what="Besluit", **who
    ),
    "a party by name": lambda version, phase, who: name_party(
        version.trajectory, name="Mevrouw Jansen", email="j@x.example", **who
    ),
}


@pytest.mark.parametrize("thing", TWICE)
def test_a_second_press_adds_nothing_and_gives_the_first(thing, version, phase, who):
    first = TWICE[thing](version, phase, who)
    entries = Entry.objects.count()

    with pytest.raises(AlreadyDone) as done:
        TWICE[thing](version, phase, who)

    assert done.value.result == first
    assert Entry.objects.count() == entries


DAYS = [("day_is_over", -1), ("year_out_of_reach", -1000 * 365), ("year_out_of_reach", 100 * 366)]


@pytest.mark.parametrize(("code", "days"), DAYS)
def test_a_phase_ends_on_a_day_that_still_comes(code, days, version, phase, who, today):
    day = today + timedelta(days=days)
    said = {"name": "Praat mee", "question": "Wat vindt u?", "starts_on": min(day, today)}
    field = "starts_on" if days < -400 else "ends_on"

    with refuses(code, field=field):
        plan_phase(version, **said, ends_on=day, **who)
    with refuses(code, field=field):
        change_phase(phase, edits=0, **said, ends_on=day, **who)

    assert [planned.name for planned in version.phases.all()] == ["Denk mee"]
    assert plan_phase(version, **(said | {"starts_on": today}), ends_on=today, **who)


def test_a_new_first_day_of_a_phase_still_comes(version, phase, who, today):
    said = {"name": "Praat mee", "question": "Wat vindt u?", "ends_on": phase.ends_on}
    yesterday = today - timedelta(days=1)

    with refuses("day_is_over", field="starts_on"):
        plan_phase(version, **said, starts_on=yesterday, **who)
    with refuses("day_is_over", field="starts_on"):
        change_phase(phase, edits=0, **said, starts_on=yesterday, **who)

    assert change_phase(phase, edits=0, **said, starts_on=today, **who).starts_on == today


def test_the_words_of_a_phase_that_is_over_can_still_change(phase, who, later):
    said = {"question": "Wat wilt u?", "starts_on": phase.starts_on, "ends_on": phase.ends_on}
    after = who | {"at": later(60)}

    assert change_phase(phase, edits=0, name="Dacht mee", **said, **after).name == "Dacht mee"


@pytest.mark.parametrize(("code", "days"), DAYS)
def test_a_moment_is_planned_for_a_day_that_still_comes(code, days, version, who, today):
    with refuses(code, field="day"):
        plan_moment(version, day=today + timedelta(days=days), what="De raad luistert", **who)

    assert plan_moment(version, day=today, what="De raad luistert", **who)


def test_people_come_together_on_a_day_that_still_comes(phase, who, today, later):
    day = today + timedelta(days=2)
    planned = {"method": "evening", "held_on": day}

    with refuses("day_is_over", field="held_on"):
        plan_method(phase, **planned, **(who | {"at": later(3)}))

    assert plan_method(phase, **planned, **(who | {"at": later(2)})).held_on == day


def test_a_planned_evening_has_an_hour_and_a_place(phase, who, today):
    planned = plan_method(
        phase, method="evening", held_on=today, held_at="19:30", place=" De Schakel ", **who
    )

    assert (planned.held_at, planned.place) == ("19.30 uur", "De Schakel")
    with refuses("hour_without_day", field="held_on"):
        plan_method(phase, method="walk", held_at="19.30 uur", **who)
    with refuses("no_hour", field="held_at"):
        plan_method(phase, method="walk", held_on=today, held_at="vanavond", **who)
    with refuses("too_long", field="held_at"):
        plan_method(phase, method="walk", held_on=today, held_at=f"9 uur {'x' * 60}", **who)
    assert plan_method(phase, method="evening", held_on=today, held_at="20.00", **who)


def test_a_moment_has_an_hour_and_a_place_and_another_one_is_a_change(version, who, today):
    evening = {"day": today, "what": "Avond in de kantine"}
    moment = plan_moment(version, **evening, held_at="19u30", place=" De kantine ", **who)

    assert (moment.held_at, moment.place) == ("19.30 uur", "De kantine")
    entries = Entry.objects.filter(verb="moment_changed")
    same = change_moment(moment, **evening, held_at="19.30", place="De kantine", **who)
    assert (same.held_at, entries.count()) == ("19.30 uur", 0)
    later = change_moment(moment, **evening, held_at="20.00", place="De kantine", **who)
    assert (later.held_at, entries.count()) == ("20.00 uur", 1)
    with refuses("no_hour", field="held_at"):
        change_moment(moment, **evening, held_at="na het eten", **who)
    with refuses("too_long", field="place"):
        plan_moment(version, **evening, place="x" * 201, **who)


@pytest.mark.parametrize(("code", "days"), DAYS)
def test_what_is_not_known_yet_will_be_on_a_day_that_still_comes(code, days, version, who, today):
    unknown = {"status": "unknown", "title": "De bodem", "origin": "Onderzoek"}
    frame = state_frame(version, **unknown, known_on=today, **who)
    unknown["known_on"] = today + timedelta(days=days)

    with refuses(code, field="known_on"):
        state_frame(version, **(unknown | {"title": "Het water"}), **who)
    with refuses(code, field="known_on"):
        change_frame(frame, edits=0, **unknown, **who)


def test_a_change_keeps_the_days_that_were_promised_and_adds_none_that_passed(
    trajectory, cast, now, later, today
):
    adopted_agreement(trajectory, cast, at=now)
    in_force = version_in_force(fresh(trajectory))
    promised = in_force.moments.order_by("day").first()
    after = {"by": cast.samira, "at": later((promised.day - today).days + 1)}
    version = amend(in_force, reason="De zaal is een andere.", **after)
    drop_moment(version.moments.get(day=promised.day, what=promised.what), **after)
    words = {"what": "In andere woorden", "body": promised.body}

    assert plan_moment(version, day=promised.day, **words, **after).day == promised.day
    with refuses("day_is_over", field="day"):
        plan_moment(version, day=promised.day - timedelta(days=1), **words, **after)


def test_one_thing_is_not_both_fixed_and_open(version, who):
    first = state_frame(version, **FRAME, **who)
    statuses = {"fixed": "open", "open": "fixed", "unknown": "fixed"}
    other = FRAME | {"status": statuses[first.status], "title": FRAME["title"].upper()}

    with refuses("frames_contradict", field="title"):
        state_frame(version, **other, **who)
    apart = state_frame(version, **(other | {"title": "Iets anders"}), **who)
    with refuses("frames_contradict", field="title"):
        change_frame(apart, edits=apart.edits, **other, **who)
    changed = change_frame(first, edits=first.edits, **(FRAME | {"text": "Anders gezegd."}), **who)
    assert changed.text == "Anders gezegd."


@pytest.mark.parametrize("field", ["title", "origin"])
def test_a_frame_is_called_and_comes_from_something(version, who, field):
    with refuses("no_letters", field=field):
        state_frame(version, **(FRAME | {field: "."}), **who)


def test_a_moment_is_not_written_for_another_day_than_its_own(version, who, later):
    day = later(30).date()
    other = later(31).date()
    with refuses("another_day_in_the_text", field="what"):
        plan_moment(version, day=day, what=f"Op {other:%d-%m-%Y} krijgt u antwoord", **who)
    said = f"Op {day:%d-%m-%Y} krijgt u antwoord"
    moment = plan_moment(version, day=day, what=said, **who)
    with refuses("another_day_in_the_text", field="what"):
        change_moment(moment, day=other, what=said, **who)
