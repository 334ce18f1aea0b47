"""Who gives which role to whom, and how one stops."""

from datetime import timedelta
from itertools import product

import pytest

from speelruimte.journal.models import Entry
from speelruimte.people import appointing
from speelruimte.people.actions import grant_role
from speelruimte.people.models import Grant
from speelruimte.people.rights import is_staff, roles_of
from speelruimte.people.roles import Role
from speelruimte.people.rules import (
    may_close_accounts,
    may_forget,
    may_grant,
    may_name_places,
    may_see_people,
    roles_to_give,
)
from speelruimte.shared.errors import AlreadyDone, NotAllowed
from speelruimte.shared.fingerprints import mark_in
from tests.steps.refusing import refuses

CASE = "2027-0012"
EVERYBODY = [
    "marleen",
    "samira",
    "fatma",
    "ruben",
    "joris",
    "lotte",
    "dewit",
    "iris",
    "teun",
    "bos",
    "wim",
    "nadia",
    "henk",
    "sofie",
    "stranger",
]
IN_A_CASE = {Role.PROJECT_LEADER, Role.ACCOUNT_HOLDER, Role.MODERATOR, Role.INITIATOR}


@pytest.mark.once
def test_nobody_gives_a_role_beyond_the_own_reach(cast, today):
    wrong = []
    for who, role, case in product(EVERYBODY, Role, ("", CASE)):
        allowed = who == "wim" or (who == "marleen" and case and role in IN_A_CASE)
        given = may_grant(getattr(cast, who), role=role, on=today, case_number=case)
        if given != bool(allowed):
            wrong.append((who, str(role), case))

    assert wrong == []


@pytest.mark.once
def test_administrator_and_coach_see_and_forget_people_the_first_closes_accounts_and_names_places(
    cast, today
):
    people = {who: getattr(cast, who) for who in EVERYBODY}

    seeing = {who for who, person in people.items() if may_see_people(person, on=today)}
    forgetting = {who for who, person in people.items() if may_forget(person, on=today)}
    closing = {who for who, person in people.items() if may_close_accounts(person, on=today)}

    assert seeing == forgetting == {"wim", "marleen"}
    naming = {who for who, person in people.items() if may_name_places(person, on=today)}
    assert closing == naming == {"wim"}


def test_a_visitor_may_nothing(today, db):
    assert not may_grant(None, role=Role.RESIDENT, on=today)
    assert not may_see_people(None, on=today)
    assert not may_forget(None, on=today)


def test_an_administrator_of_one_area_or_case_gives_nothing(cast, today, now, areas):
    for reach in ({"area": areas["centrum"]}, {"case_number": CASE}):
        grant_role(cast.joris, role=Role.ADMINISTRATOR, by=None, at=now, starts_on=today, **reach)

    assert roles_to_give(cast.joris, on=today) == []


def test_the_coach_names_a_project_leader_in_a_case_and_the_journal_knows(cast, today, now):
    grant = appointing.appoint(
        cast.samira,
        role=Role.PROJECT_LEADER,
        by=cast.marleen,
        at=now,
        on=today,
        starts_on=today,
        case_number=CASE,
    )

    assert Role.PROJECT_LEADER in roles_of(cast.samira, on=today, case_number=CASE)
    assert Role.PROJECT_LEADER not in roles_of(cast.samira, on=today, case_number="2027-0099")
    entry = Entry.objects.get(verb="role_granted", case_number=CASE)
    assert entry.by == mark_in(cast.marleen.reference, CASE)
    assert "Samira" not in entry.text
    assert grant.starts_on == today


def test_the_coach_gives_no_role_that_holds_everywhere(cast, today, now):
    with pytest.raises(NotAllowed, match="beheerder"):
        appointing.appoint(
            cast.samira,
            role=Role.PROJECT_LEADER,
            by=cast.marleen,
            at=now,
            on=today,
            starts_on=today,
        )


def test_the_same_role_for_the_same_case_is_given_once(cast, today, now):
    given = {
        "role": Role.MODERATOR,
        "by": cast.marleen,
        "at": now,
        "on": today,
        "starts_on": today,
        "case_number": CASE,
    }
    first = appointing.appoint(cast.joris, **given)

    with refuses("appointed_already", kind=AlreadyDone) as again:
        appointing.appoint(cast.joris, **given)

    assert again.value.result == first
    assert Grant.objects.filter(person=cast.joris, role=Role.MODERATOR).count() == 1


def test_a_role_holds_up_to_and_including_its_last_day(cast, today, now):
    grant = appointing.appoint(
        cast.joris,
        role=Role.MODERATOR,
        by=cast.wim,
        at=now,
        on=today,
        starts_on=today,
        ends_on=today + timedelta(days=3),
    )

    assert Role.MODERATOR in roles_of(cast.joris, on=grant.ends_on)
    assert Role.MODERATOR not in roles_of(cast.joris, on=grant.ends_on + timedelta(days=1))


def test_a_role_for_an_area_or_subject_reaches_no_other(cast, today, now, areas):
    from speelruimte.places.models import Subject

    traffic, green = (
        Subject.objects.create(key="verkeer", name="Verkeer"),
        Subject.objects.create(key="groen", name="Groen"),
    )
    grant_role(
        cast.henk,
        role=Role.ACCOUNT_HOLDER,
        by=None,
        at=now,
        starts_on=today,
        area=areas["centrum"],
        subject=traffic,
    )

    def holds(area, subject):
        return bool(roles_of(cast.henk, on=today, areas=(area,), subject_id=subject.pk))

    assert holds("centrum", traffic)
    assert not holds("centrum", green)
    assert not holds("vaartzijde", traffic)
    assert not roles_of(cast.henk, on=today, areas=("centrum",))


def test_the_coach_ends_a_role_in_a_case_but_not_one_of_the_house(cast, today, now):
    mine = appointing.appoint(
        cast.joris,
        role=Role.MODERATOR,
        by=cast.marleen,
        at=now,
        on=today,
        starts_on=today,
        case_number=CASE,
    )
    house = cast.iris.grants.get(role=Role.COLLEGE_SECRETARY)

    appointing.dismiss(mine, by=cast.marleen, at=now, on=today, ends_on=today)
    with pytest.raises(NotAllowed):
        appointing.dismiss(house, by=cast.marleen, at=now, on=today, ends_on=today)

    house.refresh_from_db()
    assert house.ends_on is None


def test_the_last_administrator_stays(cast, today, now):
    grant = cast.wim.grants.get(role=Role.ADMINISTRATOR)

    with refuses("last_administrator"):
        appointing.dismiss(grant, by=cast.wim, at=now, on=today, ends_on=today)

    appointing.appoint(
        cast.joris, role=Role.ADMINISTRATOR, by=cast.wim, at=now, on=today, starts_on=today
    )
    appointing.dismiss(grant, by=cast.wim, at=now, on=today, ends_on=today)
    assert not may_grant(cast.wim, role=Role.RESIDENT, on=today + timedelta(days=1))


def test_who_cannot_give_every_role_from_now_on_is_no_other_administrator(cast, today, now, areas):
    tomorrow = today + timedelta(days=1)
    off, ends, starts = cast.fatma, cast.ruben, cast.lotte
    reaches = {
        cast.joris: {"area": areas["centrum"]},
        cast.samira: {"case_number": CASE},
        off: {},
        ends: {},
        starts: {"starts_on": tomorrow},
    }
    for person, reach in reaches.items():
        grant_role(
            person,
            by=None,
            at=now,
            **{"role": Role.ADMINISTRATOR, "starts_on": today} | reach,
        )
    appointing.close_account(off, by=cast.wim, at=now, on=today)
    appointing.dismiss(
        ends.grants.get(role=Role.ADMINISTRATOR),
        by=cast.wim,
        at=now,
        on=today,
        ends_on=tomorrow,
    )

    with refuses("last_administrator"):
        appointing.dismiss(
            cast.wim.grants.get(role=Role.ADMINISTRATOR),
            by=cast.wim,
            at=now,
            on=today,
            ends_on=today,
        )


def test_an_account_goes_off_once_its_work_lies_elsewhere(cast, today, now):
    appointing.appoint(
        cast.joris,
        role=Role.PROJECT_LEADER,
        by=cast.marleen,
        at=now,
        on=today,
        starts_on=today,
        case_number=CASE,
    )
    with refuses("has_open_work"):
        appointing.close_account(cast.joris, by=cast.wim, at=now, on=today)

    appointing.hand_over(cast.joris, to=cast.samira, by=cast.wim, at=now, on=today)
    appointing.close_account(cast.joris, by=cast.wim, at=now, on=today)

    cast.joris.refresh_from_db()
    assert roles_of(cast.joris, on=today) == frozenset()
    with refuses("account_is_off"):
        appointing.appoint(
            cast.joris, role=Role.OFFICIAL, by=cast.wim, at=now, on=today, starts_on=today
        )


def test_nobody_turns_the_own_account_off(cast, today, now):
    with refuses("own_account"):
        appointing.close_account(cast.wim, by=cast.wim, at=now, on=today)


def test_the_coach_turns_no_account_off(cast, today, now):
    with pytest.raises(NotAllowed):
        appointing.close_account(cast.joris, by=cast.marleen, at=now, on=today)


def test_an_official_welcomes_nobody(cast, today, now):
    with pytest.raises(NotAllowed):
        appointing.welcome(
            name="Nieuw", email="nieuw@lindewold.example", by=cast.joris, at=now, on=today
        )


def test_who_is_welcomed_has_no_role_and_no_password(cast, today, now):
    person = appointing.welcome(
        name="Nieuw", email="Nieuw@lindewold.example", by=cast.marleen, at=now, on=today
    )

    assert not is_staff(person, on=today)
    assert not person.has_usable_password()
    assert person.email == "nieuw@lindewold.example"


def test_the_coach_opens_no_account_that_has_a_password(cast, today, now):
    cast.wim.set_password("lindebomen langs de vaart")
    cast.wim.save()

    with pytest.raises(NotAllowed):
        appointing.allow_new_password(cast.wim, by=cast.marleen, at=now, on=today)


def test_only_oneself_changes_the_own_details(cast, now):
    with pytest.raises(NotAllowed):
        appointing.change_own_details(cast.joris, name="X", phone="", by=cast.wim, at=now)
    appointing.change_own_details(
        cast.joris, name="Joris Dam", phone="12 34 56", by=cast.joris, at=now
    )
    assert "Dam" not in Entry.objects.get(verb="own_details_changed").text


def test_one_chooses_a_language_of_those_that_the_website_has(cast, now, english):
    own = {"name": cast.joris.name, "phone": "", "by": cast.joris, "at": now}
    appointing.change_own_details(cast.joris, language="en", **own)
    appointing.change_own_details(cast.joris, **own)
    cast.joris.refresh_from_db()
    assert cast.joris.language == "en"

    with refuses("unknown_choice"):
        appointing.change_own_details(cast.joris, language="fy", **own)


def test_a_language_that_is_not_complete_is_refused(cast, now):
    with refuses("unknown_choice"):
        appointing.change_own_details(
            cast.joris, name="Joris", phone="", language="en", by=cast.joris, at=now
        )


@pytest.mark.parametrize(
    ("days", "code", "field"),
    [
        ({"starts_on": -20, "ends_on": -1}, "day_is_over", "ends_on"),
        ({"starts_on": -1000 * 365}, "year_out_of_reach", "starts_on"),
        ({"starts_on": 0, "ends_on": 100 * 366}, "year_out_of_reach", "ends_on"),
    ],
)
def test_a_role_holds_on_days_that_still_come(days, code, field, cast, now, today):
    said = {name: today + timedelta(days=number) for name, number in days.items()}

    with refuses(code, field=field):
        grant_role(cast.henk, role=Role.COACH, by=None, at=now, **said)

    assert not cast.henk.grants.exists()
    grant_role(cast.henk, role=Role.COACH, by=None, at=now, starts_on=today, ends_on=today)


def test_a_role_does_not_end_in_a_year_that_nobody_meant(cast, now, today):
    grant = grant_role(cast.henk, role=Role.COACH, by=None, at=now, starts_on=today)

    with refuses("year_out_of_reach", field="ends_on"):
        appointing.dismiss(
            grant, by=cast.wim, at=now, on=today, ends_on=today + timedelta(days=100 * 366)
        )


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("others", [(), ("ruben",)])
def test_nobody_gives_a_role_to_oneself_with_or_without_another_administrator(
    role, others, cast, now, today
):
    for name in others:
        grant_role(getattr(cast, name), role=Role.ADMINISTRATOR, by=None, at=now, starts_on=today)
    body = "college" if role == Role.RECORDER else ""
    asked = {"role": role, "body": body, "at": now, "on": today, "starts_on": today}
    for reach in ({}, {"case_number": CASE}):
        with refuses("role_to_oneself", field="role"):
            appointing.appoint(cast.wim, by=cast.wim, **asked | reach)
    assert set(cast.wim.grants.values_list("role", flat=True)) == {Role.ADMINISTRATOR}


@pytest.mark.parametrize("role", sorted(IN_A_CASE))
def test_the_coach_gives_no_role_in_a_case_to_oneself(role, cast, now, today):
    asked = {"role": role, "at": now, "on": today, "starts_on": today, "case_number": CASE}
    with refuses("role_to_oneself"):
        appointing.appoint(cast.marleen, by=cast.marleen, **asked)
    assert appointing.appoint(cast.marleen, by=cast.wim, **asked).role == role


def test_the_only_administrator_makes_a_colleague_one_who_gives_roles_then(cast, now, today):
    asked = {"at": now, "on": today, "starts_on": today}
    appointing.appoint(cast.joris, by=cast.wim, role=Role.ADMINISTRATOR, **asked)

    given = appointing.appoint(cast.wim, by=cast.joris, role=Role.COACH, **asked)

    assert (given.person, given.role) == (cast.wim, Role.COACH)
