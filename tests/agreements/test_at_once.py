"""Two officials at the same instant, on a database in which connections really meet."""

from datetime import date
from types import SimpleNamespace

import pytest

from speelruimte.agreements.actions import amend, write_section
from speelruimte.agreements.models import Adoption, Section, Version
from speelruimte.agreements.queries import version_in_force
from speelruimte.journal.models import Entry
from speelruimte.journal.verification import verify_chain
from speelruimte.places.models import Area
from speelruimte.shared.errors import AlreadyDone, Clash
from tests.conftest import NOW, TODAY
from tests.steps import agreement as steps
from tests.steps.at_once import at_once
from tests.steps.beginning import trajectory_of
from tests.steps.recording import adopt


@pytest.fixture
def ground(own_database):
    """Lindewold in a database of its own: the cast, and De Brink under Heemstede's policy."""
    from demo.cast import welcome_cast

    from speelruimte.policy.actions import load_policy
    from speelruimte.policy.shipped import policy_file

    cast = SimpleNamespace(**welcome_cast(by=None, at=NOW, on=date(2026, 1, 1)))
    file = policy_file("heemstede-2020")
    policy = load_policy(text=file.read_text(), file=file.name, by=None, at=NOW)
    areas = {"centrum": Area.objects.create(key="centrum", name="Centrum")}
    return SimpleNamespace(cast=cast, trajectory=trajectory_of(policy, cast, areas, at=NOW))


def test_two_secretaries_adopting_at_once_get_one_adoption_and_a_sentence(ground):
    version = steps.offered(ground.trajectory, ground.cast, at=NOW)

    def press():
        return adopt(
            Version.objects.get(pk=version.pk),
            body="raad",
            outcome="adopted",
            decided_on=TODAY,
            decision_number="R-9",
            by=ground.cast.teun,
            at=NOW,
        )

    ends = at_once(press, press, press)

    assert Adoption.objects.count() == 1
    assert sum(isinstance(end, Adoption) for end in ends) == 1
    assert Entry.objects.filter(verb="agreement_adopted").count() == 1
    assert verify_chain().faults == []


def test_two_officials_amending_at_once_get_one_version_and_a_sentence(ground):
    steps.adopted_agreement(ground.trajectory, ground.cast, at=NOW)

    def press(person):
        def amending():
            version = version_in_force(steps.fresh(ground.trajectory))
            return amend(version, reason="Het moet anders.", by=person, at=NOW)

        return amending

    ends = at_once(press(ground.cast.samira), press(ground.cast.marleen))

    assert Version.objects.count() == 2
    (refusal,) = [end for end in ends if isinstance(end, AlreadyDone)]
    assert refusal.result.number == 2


def test_two_people_saving_one_text_at_once_lose_nothing(ground):
    version = steps.planning(ground.trajectory, ground.cast, at=NOW)

    def press(person, text):
        def writing():
            mine = Version.objects.get(pk=version.pk)
            return write_section(
                mine, part="plan", key="doel", text=text, edits=0, by=person, at=NOW
            )

        return writing

    ends = at_once(press(ground.cast.samira, "Van Samira."), press(ground.cast.nadia, "Van Nadia."))

    saved = Section.objects.get()
    (clash,) = [end for end in ends if isinstance(end, Clash)]
    assert saved.text in ("Van Samira.", "Van Nadia.")
    assert clash.theirs.text == saved.text
