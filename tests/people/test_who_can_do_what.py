"""Work goes to who can do it, and who is replaced has the role no more."""

import pytest

from speelruimte.people.actions import grant_role
from speelruimte.people.appointing import appoint
from speelruimte.people.models import Grant
from speelruimte.people.rights import roles_of
from speelruimte.people.roles import Role
from speelruimte.route.door import advance, ask_colleague, name_helper
from speelruimte.route.handing_over import hand_over_work
from speelruimte.route.verification import verify
from speelruimte.website.workbench.people_forms import HandOverForm
from tests.steps.door import (
    assessed_initiative,
    opened_trajectory,
    received_initiative,
    ruled_initiative,
)
from tests.steps.refusing import refuses

pytestmark = pytest.mark.once


@pytest.fixture
def idea(load_pack, cast, now, today):
    load_pack("basis")
    idea = assessed_initiative(received_initiative(), coach=cast.marleen)
    return advance(idea, to="quickscan", by=cast.marleen, at=now, on=today)


@pytest.mark.parametrize("name", ["bos", "dewit", "wim", "teun", "iris"])
def test_no_case_goes_to_who_decides_records_or_looks_after_accounts(name, idea, cast, now, today):
    person, who = getattr(cast, name), {"by": cast.marleen, "at": now, "on": today}
    with refuses("not_an_official"):
        name_helper(idea, person=person, **who)
    grant_role(
        cast.samira,
        role=Role.PROJECT_LEADER,
        case_number="2027-0001",
        by=None,
        at=now,
        starts_on=today,
    )
    with refuses("not_an_official"):
        hand_over_work(cast.samira, to=person, **who)
    grant_role(cast.ruben, role=Role.ADMINISTRATOR, by=None, at=now, starts_on=today)
    with refuses("is_elected" if name in ("bos", "dewit") else "not_an_official"):
        appoint(person, role=Role.MODERATOR, by=cast.ruben, at=now, on=today, starts_on=today)
    form = HandOverForm(person=cast.samira, by=cast.marleen, on=today, work=[])
    assert person not in form.fields["to"].queryset


def test_who_was_elected_gives_no_first_view_and_leads_nothing(idea, cast, now, today):
    with refuses("not_a_colleague"):
        ask_colleague(idea, colleague=cast.bos, by=cast.marleen, at=now, on=today)
    ruled = ruled_initiative(
        assessed_initiative(received_initiative(), coach=cast.marleen), coach=cast.marleen
    )
    with refuses("not_an_official"):
        opened_trajectory(ruled, coach=cast.marleen, leader=cast.bos)


def test_an_official_is_not_made_a_council_member_beside_it(cast, now, today):
    with refuses("is_official"):
        appoint(
            cast.joris, role=Role.COUNCIL_MEMBER, by=cast.wim, at=now, on=today, starts_on=today
        )


def test_a_new_colleague_without_any_role_can_be_given_the_first_one(cast, now, today):
    given = appoint(cast.henk, role=Role.MODERATOR, by=cast.wim, at=now, on=today, starts_on=today)
    assert given.person == cast.henk


def test_who_is_replaced_has_the_role_no_more(idea, cast, now, later, today):
    who = {"by": cast.marleen, "on": today}
    for number, person in enumerate((cast.ruben, cast.joris, cast.fatma)):
        name_helper(idea, person=person, at=later(number / 100), **who)

    holders = Grant.objects.current(today).filter(case_number=idea.case_number)
    assert [grant.person.name for grant in holders] == ["Fatma Yıldız"]
    cast.joris.__dict__.pop("_grants_on", None)
    assert roles_of(cast.joris, on=today, case_number=idea.case_number) == {Role.OFFICIAL}
    finding = verify()
    assert (finding.faults, finding.beside) == ([], [])
