from speelruimte.people.actions import (
    join_organisation,
    leave_organisation,
    register_organisation,
)
from speelruimte.people.queries import find_people, members_of, speaks_for


def test_people_are_found_by_a_part_of_name_address_or_function(cast, today):
    assert [person.name for person in find_people("el idr", on=today).people] == [
        "Samira El Idrissi"
    ]
    assert [person.name for person in find_people("griffier", on=today).people] == ["Teun Kuipers"]
    assert find_people("zzz", on=today).people == []


def test_the_list_goes_on_where_it_stopped(cast, today, django_assert_num_queries):
    seen, after = [], None
    while True:
        with django_assert_num_queries(2):
            page = find_people(on=today, after=after, limit=4)
        seen += [person.name for person in page.people]
        after = page.after
        if after is None:
            break

    assert seen == sorted(seen)
    assert len(seen) == len(set(seen)) == 15


def test_who_speaks_for_an_organisation_does_so_until_the_last_day(cast, today, now, later):
    club = register_organisation(name="Wijkvereniging Vaartzijde", by=cast.wim, at=now)
    member = join_organisation(club, person=cast.sofie, by=cast.wim, at=now, speaks_for=True)
    join_organisation(club, person=cast.henk, by=cast.wim, at=now)

    assert speaks_for(cast.sofie, club, on=today)
    assert not speaks_for(cast.henk, club, on=today)
    assert not speaks_for(None, club, on=today)
    assert [membership.person for membership in members_of(club, on=today)] == [
        cast.sofie,
        cast.henk,
    ]

    leave_organisation(member, by=cast.wim, at=now, ends_on=today)
    assert speaks_for(cast.sofie, club, on=today)
    assert not speaks_for(cast.sofie, club, on=later(1).date())
