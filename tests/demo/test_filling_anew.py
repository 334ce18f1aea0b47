"""Filling the demo anew, with another policy, on another day, or where it may not be filled."""

import os
from datetime import date, timedelta

import pytest
from demo.fill import (
    NotOurs,
    check_folder_is_ours,
    check_policy,
    fill,
    is_filled,
    policy_of_lindewold,
)
from demo.filling.plots.ended import OUD_EN_NIEUW
from demo.filling.plots.running import BUURTTUIN, DE_BRINK
from demo.filling.plots.waived import BUURTBUS
from demo.filling.plots.winding_down import BUURTBUDGET, FIETSROUTE
from django.test import override_settings

from speelruimte.activities.models import Contribution
from speelruimte.people.models import Person
from speelruimte.policy.reading import read_policy
from speelruimte.policy.shipped import policy_file, shipped
from speelruimte.route.verification import verify
from speelruimte.shared.errors import RuleBroken
from speelruimte.trajectories.models import Step, Trajectory

SOME = (OUD_EN_NIEUW, BUURTBUS, BUURTBUDGET, DE_BRINK, BUURTTUIN)


def quiet(sentence):
    assert sentence


ANY_DAY = dict(
    zip(
        [name for name in shipped() if name != "basis"],
        [date(2027, 3, 28), date(2028, 2, 29), date(2027, 1, 1), date(2026, 12, 26)],
        strict=True,
    )
)


@pytest.mark.once
def test_a_policy_of_ones_own_keeps_how_it_speaks_and_what_it_announces(tmp_path):
    file = tmp_path / "eigen.yaml"
    text = policy_file("basis").read_text().replace("form_of_address: u", "form_of_address: je")
    file.write_text(text.replace("\nroute:\n", "\nroute:\n  announced_from: weighing\n"))
    check_policy(file)
    reading = read_policy(policy_of_lindewold(file, today=date(2027, 3, 1)), file="eigen.yaml")
    assert reading.faults == ()
    assert reading.policy.municipality.form_of_address == "je"
    assert reading.policy.route.announced_from == "weighing"
    with pytest.raises(SystemExit, match="Verbeter eerst het bestand"):
        check_policy(tmp_path / "nergens.yaml")


@pytest.mark.once
def test_a_story_that_does_not_fit_a_policy_of_ones_own_is_left_out(db, tmp_path, monkeypatch):
    def stops(town, plot, *, crowd):
        raise RuleBroken("Dat mag hier niet. U kunt nog niet verder.", code="not_here")

    file, said = tmp_path / "eigen.yaml", []
    says_je = (
        policy_file("basis").read_text().replace("form_of_address: u\n", "form_of_address: je\n")
    )
    file.write_text(says_je)
    monkeypatch.setattr("demo.fill.told_story", stops)
    monkeypatch.setattr("demo.fill.filled_door", lambda town: None)
    with override_settings(DATA=tmp_path):
        fill(policy=str(file), say=said.append, plots=(DE_BRINK,), everybody=2)
    assert any("weggelaten, want dit past niet" in line and "Dat mag hier" in line for line in said)
    assert any("Je kunt nog niet verder." in line for line in said)
    with override_settings(DATA=tmp_path), pytest.raises(RuleBroken):
        fill(policy="basis", say=said.append, plots=(DE_BRINK,), everybody=2)


# Those around the days on which nobody works; make test-deep asks all seven.
DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"
MONDAY, FRIDAY, SUNDAY = 0, 4, 6


@pytest.mark.once
@pytest.mark.slow
@pytest.mark.parametrize("policy", ANY_DAY)
def test_every_shipped_policy_fills_on_any_day_of_the_year(db, policy, tmp_path):
    with override_settings(DATA=tmp_path):
        fill(policy=policy, say=quiet, plots=SOME, everybody=10, today=ANY_DAY[policy])
        assert is_filled()
    assert Trajectory.objects.filter(step=Step.MEMORY).exists()
    verdict = verify()
    assert (verdict.faults, verdict.beside) == ([], [])


@pytest.mark.once
@pytest.mark.deep
@pytest.mark.parametrize("weekday", range(7) if DEEP else (MONDAY, FRIDAY, SUNDAY))
def test_a_crowd_writes_in_whatever_day_of_the_week_it_is(db, weekday, tmp_path):
    monday = date(2026, 11, 23)
    assert monday.weekday() == MONDAY
    with override_settings(DATA=tmp_path):
        fill(
            policy="basis",
            say=quiet,
            plots=(FIETSROUTE,),
            everybody=60,
            today=monday + timedelta(days=weekday),
        )
    assert Contribution.objects.filter(origin__startswith="Fietsroute").count() == 60


def test_stopping_halfway_leaves_nothing(db, tmp_path):
    def breaks_off(sentence):
        if "2 van" in sentence:
            raise KeyboardInterrupt

    with override_settings(DATA=tmp_path):
        with pytest.raises(KeyboardInterrupt):
            fill(policy="basis", say=breaks_off, plots=SOME, everybody=0)
        assert not is_filled()
    assert not Trajectory.objects.exists()
    assert not Person.objects.exists()


def test_a_folder_of_somebody_else_is_refused(cast, tmp_path):
    with override_settings(DATA=tmp_path), pytest.raises(NotOurs, match="niet bij de proef"):
        check_folder_is_ours()


def test_an_empty_folder_is_ours(db, tmp_path):
    with override_settings(DATA=tmp_path):
        check_folder_is_ours()
        assert not is_filled()
