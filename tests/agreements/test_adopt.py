import json
from datetime import timedelta

import pytest

from speelruimte.agreements.models import Adoption, GroupSay, Phase, Version
from speelruimte.agreements.queries import lies_held_over, open_version, was_held_over_by
from speelruimte.agreements.texts import adoption_etag, canonical_text_of
from speelruimte.journal.models import Entry
from speelruimte.people.roles import Role
from speelruimte.route.actions import move_on
from speelruimte.route.adopting import bodies_for
from speelruimte.route.agenda import tasks_for
from speelruimte.route.verification import verify
from speelruimte.shared.errors import AlreadyDone, NotAllowed, RuleBroken
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.trajectories.models import Step, Trajectory
from tests.steps.agreement import fresh, somebody, written_plan
from tests.steps.beginning import trajectory_of
from tests.steps.proving import without_locks
from tests.steps.recording import adopt, record_adoption
from tests.steps.refusing import not_yet, refuses
from tests.steps.writing import writing_by_hand


@pytest.fixture
def version(story):
    return story.offered()


@pytest.fixture
def decided(today, now, cast):
    return {
        "body": "raad",
        "outcome": "adopted",
        "decided_on": today,
        "decision_number": "2027-009",
        "by": cast.teun,
        "at": now,
    }


@pytest.mark.parametrize("role", list(Role))
def test_only_the_secretary_of_the_body_records(role, version, cast, decided, now):
    person = somebody(cast, role, version.trajectory, at=now)

    if role == Role.GRIFFIE:
        assert adopt(version, **(decided | {"by": person})).version.is_adopted
    else:
        with pytest.raises(NotAllowed, match="vastgelegd door"):
            adopt(version, **(decided | {"by": person}))


def test_on_adoption_the_text_is_frozen_and_people_can_take_part(version, decided, now, today):
    adopted = adopt(version, **decided).version

    entry = Entry.objects.get(verb="agreement_adopted")
    assert fresh(version.trajectory).step == Step.TAKING_PART
    assert (adopted.adopted_at, adopted.adopted_on) == (now, today)
    assert adopted.fingerprint == fingerprint(adopted.text) == entry.facts["text_fingerprint"]
    assert canonical_text_of(adopted.pk) == adopted.text
    assert json.loads(adopted.text)["adoptions"][0]["decision_number"] == "2027-009"


def test_whoever_verifies_the_journal_makes_the_text_again(version, decided):
    adopted = adopt(version, **decided).version
    finding = verify()

    assert finding.faults == []
    assert canonical_text_of(adopted.pk) == adopted.text
    assert finding.texts == 2  # the policy, and this agreement


@pytest.mark.parametrize("model", [Phase, GroupSay], ids=lambda model: model.__name__)
def test_the_place_of_a_phase_and_of_a_group_is_part_of_what_was_adopted(version, decided, model):
    adopted = adopt(version, **decided).version
    with without_locks(), writing_by_hand(because="somebody gives it another place in the plan"):
        model.objects.update(position=9)

    (fault,) = verify().faults
    assert f"agreement:{adopted.pk} is veranderd" in fault


def test_the_text_stays_the_same_whatever_happens_around_it(version, decided, cast, later):
    adopted = adopt(version, **decided).version
    organisation = adopted.stands.get().party.organisation
    organisation.name = "Wijkraad onder een andere naam"
    organisation.save()

    assert canonical_text_of(adopted.pk) == adopted.text


def test_nobody_adopts_twice(version, decided):
    adopt(version, **decided)

    with refuses("nothing_to_decide"):
        adopt(version, **decided)
    assert Adoption.objects.count() == 1


def test_a_second_press_of_the_button_shows_the_first_result(version, decided):
    first = adopt(version, idempotency_key="a-key-of-one-form", **decided)

    with refuses("recorded_already", kind=AlreadyDone) as done:
        adopt(version, idempotency_key="a-key-of-one-form", **decided)

    assert done.value.result == first


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"decision_number": " "}, "decision_number"),
        ({"outcome": "rejected"}, "reason"),
        ({"outcome": "with_changes"}, "reason"),
        ({"outcome": "applauded", "reason": "Dat was mooi."}, "outcome"),
    ],
)
def test_a_decision_is_complete(wrong, field, version, decided):
    with pytest.raises(RuleBroken) as broken:
        adopt(version, **(decided | wrong))

    assert broken.value.field == field


def test_a_decision_of_tomorrow_is_not_recorded_today(version, decided, today):
    with refuses("day_to_come"):
        adopt(version, **(decided | {"decided_on": today + timedelta(days=1)}))


def test_a_body_whose_turn_it_is_not_is_refused(version, decided, cast):
    with refuses("not_its_turn"):
        adopt(version, **(decided | {"body": "college", "by": cast.iris}))


def test_bodies_adopt_one_after_the_other(version, cast, later, today):
    day = today + timedelta(days=1)
    first = {"bodies": ("college", "raad"), "outcome": "adopted", "decided_on": day, "at": later()}
    with refuses("not_its_turn"):
        record_adoption(version, body="raad", decision_number="1", by=cast.teun, **first)

    half = record_adoption(version, body="college", decision_number="1", by=cast.iris, **first)
    assert not half.version.is_adopted
    with refuses("before_the_other_body") as broken:
        record_adoption(
            version, body="raad", decision_number="2", by=cast.teun,
            **(first | {"decided_on": today}),
        )  # fmt: skip
    assert broken.value.field == "decided_on"
    whole = record_adoption(version, body="raad", decision_number="2", by=cast.teun, **first)

    assert whole.version.is_adopted


def test_nothing_was_adopted_before_the_trajectory_began(version, decided, today):
    with refuses("before_it_began", field="decided_on"):
        adopt(version, **(decided | {"decided_on": today - timedelta(days=1)}))


def test_held_over_stays_and_is_adopted_later(version, decided, later):
    held_over = adopt(version, **(decided | {"outcome": "held_over", "reason": "Meer tijd nodig."}))
    assert held_over.version.state == "held_over"
    assert fresh(version.trajectory).step == Step.ADOPTION

    assert adopt(version, **(decided | {"at": later(7)})).version.is_adopted


@pytest.mark.parametrize("outcome", ["withdrawn", "rejected"])
def test_rejected_or_withdrawn_stops_with_the_reason(outcome, version, decided):
    adopt(version, **(decided | {"outcome": outcome, "reason": "Geen geld."}))

    trajectory = fresh(version.trajectory)
    assert (trajectory.step, trajectory.stopped_reason) == (Step.STOPPED, "Geen geld.")


def test_the_body_may_add_a_frame_and_change_a_text(version, decided):
    adopted = adopt(
        version,
        frames=[
            {"status": "fixed", "kind": "financieel", "title": "Niet boven een ton", "origin": "M4"}
        ],
        changes={("plan", "doel"): "Samen beslissen."},
        **(decided | {"outcome": "with_changes", "reason": "Een motie nam een grens op."}),
    ).version

    frame = adopted.frames.last()
    assert (frame.added_by_body, frame.title) == ("raad", "Niet boven een ton")
    assert "Samen beslissen." in adopted.text


def test_changes_go_only_with_adopted_with_changes(version, decided):
    with refuses("changes_without_with_changes") as broken:
        adopt(version, changes={("plan", "doel"): "Stiekem."}, **decided)

    assert broken.value.field == "outcome"
    assert "Stiekem" not in canonical_text_of(version.pk)


def test_adopted_with_changes_changes_something(version, decided):
    amended = decided | {"outcome": "with_changes", "reason": "Een motie."}
    goal = version.sections.get(part="plan", key="doel")
    for changes in ({}, {("plan", "doel"): goal.text + "\r\n"}):
        with refuses("with_changes_without_changes", field="outcome"):
            adopt(version, changes=changes, **amended)
    assert not Adoption.objects.exists()


def test_sent_back_is_written_in_again(version, cast, now, today):
    trajectory = move_on(
        fresh(version.trajectory), to=Step.PLAN, reason="Het geld klopt niet.", by=cast.samira,
        at=now, on=today,
    )  # fmt: skip

    again = open_version(trajectory)
    assert (again.pk, again.state) == (version.pk, "draft")
    assert (
        move_on(trajectory, to=Step.ADOPTION, by=cast.samira, at=now, on=today).step == "adoption"
    )
    assert open_version(trajectory).state == "offered"


def test_what_one_body_adopted_stays_when_the_next_sends_back(version, cast, now, today):
    record_adoption(
        version, body="college", bodies=("college", "raad"), outcome="adopted", decided_on=today,
        decision_number="1", by=cast.iris, at=now,
    )  # fmt: skip

    trajectory = move_on(
        fresh(version.trajectory), to=Step.PLAN, reason="De raad wil meer.", by=cast.samira,
        at=now, on=today,
    )  # fmt: skip

    again = open_version(trajectory)
    version.refresh_from_db()
    assert (version.state, again.number, again.reason_for_change) == (
        "withdrawn",
        2,
        "De raad wil meer.",
    )
    assert again.frames.count() == version.frames.count()
    assert again.phases.get().says.count() == 1


def test_nothing_opens_without_an_adopted_agreement(version, cast, now, today):
    with not_yet("agreement_is_adopted"):
        move_on(version.trajectory, to=Step.TAKING_PART, by=cast.samira, at=now, on=today)


def test_where_no_body_adopts_the_project_leader_records(cast, areas, load_pack, now, today):
    from speelruimte.policy.queries import parsed_policy
    from tests.steps.agreement import offered

    pack = load_pack("heemstede-2020")
    route = next(
        decision_route.key
        for decision_route in parsed_policy(pack).decision_routes
        if not decision_route.adopters
    )
    trajectory = trajectory_of(pack, cast, areas, at=now, route=route)
    version = offered(trajectory, cast, at=now)
    record = {"body": "", "outcome": "adopted", "decided_on": today, "at": now}

    assert bodies_for(trajectory) == ("",)
    with pytest.raises(NotAllowed):
        adopt(version, by=cast.marleen, **record)
    assert adopt(version, by=cast.samira, **record).version.is_adopted


def test_an_unfinished_plan_does_not_reach_the_body(story, cast, now, today):
    version = story.planning()
    written_plan(version.trajectory, cast, at=now)
    version.frames.filter(status="open").delete()

    with not_yet("frames_are_stated"):
        move_on(fresh(version.trajectory), to=Step.ADOPTION, by=cast.samira, at=now, on=today)


def test_who_holds_it_over_twice_for_one_day_is_told(version, decided):
    held = decided | {"outcome": "held_over", "reason": "Meer tijd nodig."}
    first = adopt(version, **held)

    with refuses("recorded_already", kind=AlreadyDone) as done:
        adopt(version, **held)

    assert done.value.result == first
    assert Adoption.objects.count() == 1


def test_nothing_is_decided_for_a_day_before_the_text_lay_there(version, decided, today, later):
    version.trajectory.started_on = today - timedelta(days=30)
    version.trajectory.save(update_fields=["started_on"])

    with refuses("before_it_lay", field="decided_on"):
        adopt(version, **(decided | {"decided_on": today - timedelta(days=1)}))


def test_a_page_from_before_it_was_held_over_adopts_nothing(version, decided):
    before = adoption_etag(version)
    adopt(
        version, **(decided | {"outcome": "held_over", "reason": "Meer tijd nodig."}), etag=before
    )
    again = Version.objects.get(pk=version.pk)

    with refuses("text_changed_meanwhile"):
        adopt(again, **decided, etag=before)

    assert adopt(again, **decided, etag=adoption_etag(again)).version.state == "adopted"


def test_only_the_last_decision_says_whether_a_text_was_held_over(version, cast, now, today):
    trajectory, later = version.trajectory, now + timedelta(hours=1)
    first = {"bodies": ("college", "raad"), "decided_on": today, "decision_number": "7", "at": now}
    council = first | {"body": "raad", "by": cast.teun}

    def was_held_over(until=later):
        lies_so = Trajectory.objects.annotate(lies_so=lies_held_over("pk")).get(pk=trajectory.pk)
        return was_held_over_by(trajectory, since=now, until=until), lies_so.lies_so

    assert was_held_over() == (None, False)

    record_adoption(version, body="college", outcome="adopted", by=cast.iris, **first)
    assert was_held_over() == (None, False)

    said = {"outcome": "held_over", "reason": "Geen tijd."}
    held_over = record_adoption(Version.objects.get(pk=version.pk), **council, **said)
    assert was_held_over() == (held_over, True)

    record_adoption(
        Version.objects.get(pk=version.pk), outcome="adopted", **(council | {"at": later})
    )
    assert was_held_over() == (None, False)
    assert was_held_over(until=now)[0] == held_over


def test_what_was_held_over_waits_for_who_leads_with_the_reason(version, decided, cast, today):
    adopt(version, **(decided | {"outcome": "held_over", "reason": "Het geld is niet duidelijk."}))

    waiting = [
        sentence for task in tasks_for(cast.samira, on=today).tasks for sentence in task.sentences
    ]
    assert any("Het geld is niet duidelijk." in sentence for sentence in waiting)
