"""Rows that somebody put beside the journal are found, and so are those that vanished."""

from datetime import timedelta

import pytest

from speelruimte.activities.actions import publish_contribution, refuse_contribution
from speelruimte.activities.models import Contribution
from speelruimte.agreements.models import Version
from speelruimte.decisions.models import Answer, Decision
from speelruimte.people.actions import (
    end_role,
    grant_role,
    join_organisation,
    leave_organisation,
    register_organisation,
    welcome_person,
)
from speelruimte.people.appointing import hand_over
from speelruimte.people.erasing import erase_in_row
from speelruimte.people.models import Grant, Membership
from speelruimte.people.roles import Role
from speelruimte.route.forgetting import forget_person
from speelruimte.route.verification import verify
from speelruimte.shared.fingerprints import fingerprint
from tests.steps.agreement import adopted_agreement, somebody
from tests.steps.door import received_initiative
from tests.steps.taking_part import opened_ideas, said
from tests.steps.writing import writing_by_hand


@pytest.fixture
def found_since():
    """What verifying finds now and did not find at first: ``found_since()`` each time."""
    known = set()

    def found():
        new = [sentence for sentence in verify().beside if sentence not in known]
        known.update(new)
        return new

    return found


def unknown(key):
    return f"{key} staat in de database, en het logboek weet er niets van."


def test_rows_of_every_kind_without_an_entry_are_named_and_so_is_one_that_vanished(
    trajectory, cast, now, today, found_since
):
    found_since()
    trajectory = adopted_agreement(trajectory, cast, at=now)
    leader = somebody(cast, Role.PROJECT_LEADER, trajectory, at=now)
    activity = opened_ideas(trajectory, by=leader, at=now, on=today)
    said(activity, "Laat de wilgen staan.", at=now)
    gone, _code = said(activity, "Zet er een bank.", at=now)
    assert found_since() == []

    with writing_by_hand(because="somebody puts rows into the database beside the software"):
        put = Contribution.objects.get(pk=gone.pk)
        put.pk, put.public_key = None, "STRANGER23"
        put.receipt_hash, put.idempotency_hash = "x", "x"
        put.save(force_insert=True)
        given = {"text": "{}", "fingerprint": fingerprint("{}")}
        decision = Decision.objects.create(
            trajectory=trajectory,
            body="college",
            decided_on=today,
            what="Ja",
            reasons="Zo",
            recorded_at=now,
            **given,
        )
        answer = Answer.objects.create(
            trajectory=trajectory,
            contribution=put,
            verdict="not",
            reason="Zo",
            given_at=now,
            **given,
        )
        version = Version.objects.create(
            trajectory=trajectory,
            number=7,
            state="adopted",
            reason_for_change="Zo",
            offered_at=now,
            adopted_at=now,
            adopted_on=today,
            **given,
        )
        Contribution.objects.filter(pk=gone.pk).delete()

    assert sorted(found_since()) == sorted(
        [
            unknown("contribution:STRANGER23"),
            unknown(f"decision:{decision.pk}"),
            unknown(f"answer:{answer.pk}"),
            unknown(f"agreement:{version.pk}"),
            f"{gone.key} staat in het logboek, en is uit de database verdwenen.",
        ]
    )


def test_a_role_that_nobody_gave_or_that_was_ended_is_named(cast, now, today, later, found_since):
    found_since()
    recorder = grant_role(
        cast.lotte, role=Role.RECORDER, body="raad", by=cast.marleen, at=now, starts_on=today
    )
    grant_role(
        cast.lotte, role=Role.RECORDER, body="college", by=cast.marleen, at=now, starts_on=today
    )
    led = grant_role(
        cast.samira,
        role=Role.PROJECT_LEADER,
        case_number="2027-0009",
        by=cast.marleen,
        at=now,
        starts_on=today,
    )
    hand_over(cast.samira, to=cast.joris, by=cast.marleen, at=later(), on=today + timedelta(days=1))
    end_role(recorder, by=cast.marleen, at=now, ends_on=today)
    assert found_since() == []

    with writing_by_hand(because="somebody gives roles in the database beside the software"):
        Grant.objects.create(person=cast.stranger, role=Role.ADMINISTRATOR, starts_on=today)
        Grant.objects.filter(pk__in=[recorder.pk, led.pk]).update(ends_on=None)

    found = found_since()
    assert len(found) == 3
    assert all("volgens het logboek" in sentence for sentence in found)
    assert f"person:{cast.stranger.reference} heeft een rol (administrator, overal)" in "".join(
        found
    )


def test_a_role_that_begins_on_another_day_than_it_was_given_for_is_named(
    cast, now, today, found_since
):
    """Also where the same role was given before, for another time."""
    found_since()
    given = {"by": cast.marleen, "at": now}
    before, next_year = today - timedelta(days=400), today + timedelta(days=365)
    of_long_ago = grant_role(
        cast.stranger, role=Role.MODERATOR, starts_on=before, ends_on=today, **given
    )
    to_come = grant_role(cast.stranger, role=Role.MODERATOR, starts_on=next_year, **given)
    for case_number, role in (
        ("2027-0008", Role.PROJECT_LEADER),
        ("2027-0009", Role.PROJECT_LEADER),
        ("2027-0009", Role.INITIATOR),
    ):
        grant_role(cast.samira, role=role, case_number=case_number, starts_on=today, **given)
    grant_role(
        cast.samira,
        role=Role.PROJECT_LEADER,
        case_number="2027-0010",
        starts_on=next_year,
        **given,
    )
    tomorrow = today + timedelta(days=1)
    hand_over(
        cast.samira,
        to=cast.joris,
        by=cast.marleen,
        at=now,
        on=today,
        starts_on=tomorrow,
        cases=["2027-0009"],
    )
    hand_over(cast.samira, to=cast.joris, by=cast.marleen, at=now, on=today)
    assert found_since() == []

    for day in (today, before):
        with writing_by_hand(because="somebody lets a role begin sooner"):
            Grant.objects.filter(pk=to_come.pk).update(starts_on=day)
        with_day = [sentence for sentence in verify().beside if "begint" in sentence]
        assert len(with_day) == 1
        assert f"person:{cast.stranger.reference} heeft een rol (moderator, overal)" in with_day[0]
    with writing_by_hand(because="somebody puts it back, and lets others begin on another day"):
        Grant.objects.filter(pk=to_come.pk).update(starts_on=next_year)
        Grant.objects.filter(pk=of_long_ago.pk).update(starts_on=today)
        for begun in Grant.objects.filter(person=cast.joris, case_number__startswith="2027-00"):
            begun.starts_on = today - timedelta(days=1)
            begun.save()
    found = found_since()
    assert sum("begint" in sentence for sentence in found) == len(found) == 5


def test_a_reason_a_lesson_and_an_idea_that_were_changed_in_the_database_are_found(
    trajectory, cast, now, today
):
    trajectory = adopted_agreement(trajectory, cast, at=now)
    leader = somebody(cast, Role.PROJECT_LEADER, trajectory, at=now)
    activity = opened_ideas(trajectory, by=leader, at=now, on=today)
    words, _code = said(activity, "Laat de wilgen staan.", at=now)
    idea = received_initiative(at=now, on=today)
    refuse_contribution(words, ground="other_subject", by=cast.marleen, at=now)
    assert verify().faults == []

    for row, field, key in (
        (words, "refusal_reason", "refusal"),
        (words, "text", "contribution"),
        (idea, "text", "initiative"),
    ):
        before = getattr(row, field)
        with writing_by_hand(because="somebody changes words in the database"):
            type(row).objects.filter(pk=row.pk).update(**{field: "Ik ben voor."})
        assert f"de tekst {key}:" in verify().faults[0]
        with writing_by_hand(because="somebody puts them back"):
            type(row).objects.filter(pk=row.pk).update(**{field: before})
    assert verify().faults == []

    words.refresh_from_db()
    erase_in_row(
        words,
        changes={"refusal_reason": "Dit gaat over [weggehaald]."},
        by=cast.marleen,
        at=now,
        locked=False,
    )
    assert verify().faults == []
    publish_contribution(words, by=cast.marleen, at=now)
    assert verify().faults == []


def test_a_role_that_was_given_and_a_person_or_activity_that_vanished_are_named(
    trajectory, cast, now, today, found_since
):
    trajectory = adopted_agreement(trajectory, cast, at=now)
    leader = somebody(cast, Role.PROJECT_LEADER, trajectory, at=now)
    activity = opened_ideas(trajectory, by=leader, at=now, on=today)
    colleague = welcome_person(
        name="Bas", email="bas.nieuw@lindewold.example", by=cast.marleen, at=now
    )
    given = {"by": cast.marleen, "at": now, "starts_on": today}
    gone = grant_role(cast.joris, role=Role.RECORDER, body="raad", **given)
    ended = grant_role(cast.joris, role=Role.RECORDER, body="college", **given)
    found_since()

    with writing_by_hand(because="somebody takes rows out of the database beside the software"):
        Grant.objects.filter(pk=gone.pk).delete()
        Grant.objects.filter(pk=ended.pk).update(ends_on=today)
        activity.delete()
        colleague.delete()

    found = found_since()
    assert f"{activity.address} staat in het logboek, en is uit de database verdwenen." in found
    assert [
        line for line in found if "en die is uit de database verdwenen of daar beëindigd" in line
    ] == [
        f"person:{cast.joris.reference} heeft volgens het logboek een rol (recorder, overal), en die is uit "
        "de database verdwenen of daar beëindigd."
    ] * 2
    assert any(f"verdwenen: person:{colleague.reference}." in line for line in found)
    assert len(found) == 4


def test_who_speaks_for_an_organisation_by_the_database_alone_is_named(
    cast, now, today, found_since
):
    shops = register_organisation(name="Winkeliers De Brink", by=None, at=now)
    speaks = join_organisation(shops, person=cast.henk, speaks_for=True, by=None, at=now)
    joined = join_organisation(shops, person=cast.sofie, by=None, at=now)
    left = join_organisation(shops, person=cast.lotte, speaks_for=True, by=None, at=now)
    leave_organisation(left, by=None, at=now, ends_on=today)
    gone = join_organisation(shops, person=cast.ruben, speaks_for=True, by=None, at=now)
    forget_person(cast.ruben, by=None, at=now, on=today)
    assert not Membership.objects.filter(pk=gone.pk).exists()
    assert found_since() == []

    with writing_by_hand(because="somebody lets others speak for an organisation"):
        Membership.objects.filter(pk=joined.pk).update(speaks_for=True)
        Membership.objects.filter(pk=left.pk).update(ends_on=None)
        Membership.objects.filter(pk=speaks.pk).delete()
        Membership.objects.create(organisation=shops, person=cast.joris, speaks_for=True)

    named = {said.split()[0].partition(":")[2] for said in found_since()}
    people = (cast.sofie, cast.lotte, cast.henk, cast.joris)
    assert named == {person.reference for person in people}
