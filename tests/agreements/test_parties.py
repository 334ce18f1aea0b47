import pytest

from speelruimte.agreements.actions import leave_party, name_party, record_stand
from speelruimte.agreements.queries import agreement_of, newest_adopted
from speelruimte.journal.models import Entry
from speelruimte.people.actions import join_organisation, register_organisation
from speelruimte.shared.errors import NotAllowed, RuleBroken


@pytest.fixture
def version(story):
    return story.planning()


@pytest.fixture
def shops(cast, now):
    shops = register_organisation(name="Winkeliers De Brink", by=None, at=now)
    join_organisation(shops, person=cast.henk, speaks_for=True, by=None, at=now)
    join_organisation(shops, person=cast.sofie, speaks_for=False, by=None, at=now)
    return shops


@pytest.fixture
def party(version, shops, cast, now):
    return name_party(version.trajectory, organisation=shops, by=cast.samira, at=now)


SPEAKS = {"henk": True, "samira": True, "marleen": True, "sofie": False, "nadia": False,
          "joris": False, "bos": False, "stranger": False}  # fmt: skip


@pytest.mark.parametrize("name", SPEAKS)
def test_a_party_speaks_for_itself_or_through_the_project_leader(name, version, party, cast, now):
    def press():
        return record_stand(version, party=party, agrees=True, by=getattr(cast, name), at=now)

    if SPEAKS[name]:
        assert press().agrees
    else:
        with pytest.raises(NotAllowed):
            press()


def test_a_party_may_think_again_until_it_is_adopted(version, party, cast, now):
    record_stand(version, party=party, agrees=True, by=cast.henk, at=now)
    record_stand(version, party=party, agrees=False, note="Toch niet.", by=cast.henk, at=now)

    stand = version.stands.get()
    assert (stand.agrees, stand.as_name) == (False, "Winkeliers De Brink")


def test_after_adoption_no_party_changes_what_it_said(story, trajectory, shops, cast, now):
    held = story.adopted_agreement()
    version = newest_adopted(held)

    with pytest.raises(RuleBroken, match="al besloten"):
        record_stand(
            version, party=version.stands.get().party, agrees=False, by=cast.samira, at=now
        )


def test_an_organisation_is_party_once(version, party, shops, cast, now):
    with pytest.raises(RuleBroken, match="al partij"):
        name_party(version.trajectory, organisation=shops, by=cast.samira, at=now)


def test_a_person_is_counted_and_never_named(version, cast, now):
    party = name_party(
        version.trajectory, name="Mevrouw Jansen", email="j@x.example", by=cast.samira, at=now
    )
    record_stand(version, party=party, agrees=True, by=cast.samira, at=now)

    agreement = agreement_of(version)
    assert (agreement.persons_for, agreement.organisations_for) == (1, ())
    assert not Entry.objects.filter(text__contains="Jansen").exists()


def test_a_party_named_by_mistake_goes_and_one_that_spoke_stays(version, party, cast, now):
    record_stand(version, party=party, agrees=True, by=cast.henk, at=now)
    with pytest.raises(RuleBroken, match="blijft staan"):
        leave_party(party, by=cast.samira, at=now)

    other = name_party(version.trajectory, name="Iemand", by=cast.samira, at=now)
    leave_party(other, by=cast.samira, at=now)

    assert list(version.trajectory.parties.all()) == [party]
