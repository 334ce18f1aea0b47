import json

import pytest

from speelruimte.agreements.difference import difference


def text(**changed):
    data = {
        "how_weighed": "Alles telt.",
        "sections": [{"part": "plan", "key": "doel", "text": "Samen denken."}],
        "frames": [frame(1), frame(2, status="open", title="De bomen")],
        "phases": [phase()],
        "moments": [{"day": "2027-06-24", "body": "raad", "what": "Besluit", "is_decision": True}],
    }
    return json.dumps(data | changed)


def frame(number, **changed):
    return {
        "number": number,
        "status": "fixed",
        "title": "Er blijven 30 plekken",
        "text": "",
        "origin": "Raad",
        "level": "",
        "known_on": None,
    } | changed


def phase(**changed):
    return {
        "key": "denk-mee",
        "name": "Denk mee",
        "question": "Wat wilt u?",
        "starts_on": "2027-02-09",
        "ends_on": "2027-03-21",
        "purposes": [],
        "government_role": "",
        "says": [{"group": "Buren", "level": "denken", "role": ""}],
        "methods": [{"title": "Avond", "held_on": None, "place": ""}],
    } | changed


def test_two_equal_texts_do_not_differ():
    assert difference(text(), text()) == []


def test_a_changed_frame_shows_first_and_now():
    now = text(
        frames=[frame(1, title="Er blijven 20 plekken"), frame(2, status="open", title="De bomen")]
    )

    (change,) = difference(text(), now)

    assert (change.kind, change.key) == ("frame", "1")
    assert "30" in change.before
    assert "20" in change.after
    assert not change.is_new
    assert not change.is_gone


def test_what_came_and_what_went_are_both_named():
    changes = difference(text(), text(frames=[frame(1), frame(3, title="Nieuw")]))

    assert [(change.key, change.is_new, change.is_gone) for change in changes] == [
        ("3", True, False),
        ("2", False, True),
    ]


def test_less_say_for_a_group_is_a_change_in_the_words_of_the_policy():
    now = text(phases=[phase(says=[{"group": "Buren", "level": "weten", "role": ""}])])

    (change,) = difference(text(), now, words=lambda section, key: f"{section}/{key}")

    assert "Buren: influence_levels/denken" in change.before
    assert "Buren: influence_levels/weten" in change.after


def test_other_dates_read_as_days():
    (change,) = difference(text(), text(phases=[phase(ends_on="2027-04-01")]))

    assert "21 maart 2027" in change.before
    assert "1 april 2027" in change.after


def test_a_moment_that_happens_twice_loses_no_day():
    twice = [
        {"day": "2027-03-01", "body": "", "what": "Brief", "is_decision": False},
        {"day": "2027-04-01", "body": "", "what": "Brief", "is_decision": False},
    ]

    (change,) = difference(text(moments=twice), text(moments=twice[1:]))

    assert "1 maart 2027" in change.before
    assert "1 maart 2027" not in change.after


def test_a_changed_section_and_how_input_weighs_are_changes():
    now = text(
        how_weighed="Het meeste telt.",
        sections=[{"part": "plan", "key": "doel", "text": "Samen doen."}],
    )

    assert [(change.kind, change.key) for change in difference(text(), now)] == [
        ("weighing", "how_weighed"),
        ("section", "plan.doel"),
    ]


UNSEEN = {
    "the kind of a frame": {"frames": [frame(1, kind="geld"), frame(2)]},
    "the phase of a frame": {"frames": [frame(1, phase_key="denk-mee"), frame(2)]},
    "the phase of the policy": {"phases": [phase(policy_phase="uitvoering")]},
    "the note with a method": {
        "phases": [
            phase(methods=[{"title": "Avond", "held_on": None, "place": "", "note": "Thee"}])
        ]
    },
    "whether it is the decision": {
        "moments": [{"day": "2027-06-24", "body": "raad", "what": "Besluit", "is_decision": False}]
    },
}


@pytest.mark.parametrize("what", UNSEEN)
def test_no_change_of_the_promise_goes_unseen(what):
    before = text(frames=[frame(1), frame(2)])

    (change,) = difference(before, text(**({"frames": [frame(1), frame(2)]} | UNSEEN[what])))

    assert change.before != change.after


def test_another_hour_or_place_of_what_people_come_to_is_a_change():
    evening = {"title": "Avond", "held_on": "2027-03-01", "place": "De Schakel"}
    moment = {"day": "2027-06-24", "body": "", "what": "Wij vertellen het", "is_decision": False}
    before = text(phases=[phase(methods=[evening])], moments=[moment])
    evening, moment = evening | {"held_at": "20.00 uur"}, moment | {"held_at": "10 uur"}
    now = text(phases=[phase(methods=[evening])], moments=[moment | {"place": "Op het plein"}])

    of_phase, of_moment = difference(before, now)

    assert "Avond, 1 maart 2027, De Schakel" in of_phase.before
    assert "Avond, 1 maart 2027, 20.00 uur, De Schakel" in of_phase.after
    assert of_moment.before == "24 juni 2027, Wij vertellen het"
    assert of_moment.after == "24 juni 2027, 10 uur, Op het plein, Wij vertellen het"
