"""Loading a policy: all or nothing, and never twice differently."""

from datetime import date

import pytest
from django.db import IntegrityError

from speelruimte.commands.main import main
from speelruimte.journal.models import Entry
from speelruimte.policy.actions import PolicyFaulty, load_policy
from speelruimte.policy.models import PolicyVersion
from speelruimte.policy.queries import parsed_policy, policy_in_force
from speelruimte.policy.shipped import policy_file
from speelruimte.policy.texts import canonical_text_of, frozen_text_of
from speelruimte.policy.verbs import LOADED
from speelruimte.shared.fingerprints import fingerprint
from tests.policy.test_reading import SMALL
from tests.steps.refusing import refuses

pytestmark = pytest.mark.django_db


def load(text, now):
    return load_policy(text=text, file="x.yaml", by=None, at=now)


def test_a_loaded_policy_is_kept_whole_and_remembered(now):
    version = load(SMALL, now)
    assert parsed_policy(version).level("luisteren").say == 1
    assert version.source == SMALL
    entry = Entry.objects.get(verb="policy_loaded")
    assert entry.about == "policy:kleinstad-2026"
    assert version.fingerprint in entry.text


def test_the_same_content_again_changes_nothing(now, later):
    first = load(SMALL, now)
    again = load("# een opmerking\n" + SMALL, later())
    assert again == first
    assert again.loaded_at == now
    assert Entry.objects.filter(verb="policy_loaded").count() == 1


def test_other_content_under_a_date_that_is_taken_is_refused(now):
    load(SMALL, now)
    with refuses("date_is_taken"):
        load(SMALL.replace("Luisteren", "Horen"), now)
    assert PolicyVersion.objects.count() == 1
    assert Entry.objects.filter(verb="policy_loaded").count() == 1


def test_a_faulty_policy_leaves_nothing_behind(now):
    with pytest.raises(PolicyFaulty) as refused:
        load(SMALL.replace("say: 1", "say: 9"), now)
    assert len(refused.value.faults) == 1
    assert not PolicyVersion.objects.exists()
    assert not Entry.objects.exists()


def test_each_day_has_the_policy_of_that_day(load_pack):
    load_pack("assen-2021")
    load_pack("assen-2022")
    assert policy_in_force(on=date(2022, 10, 5)).key == "assen-2021"
    assert policy_in_force(on=date(2022, 10, 6)).key == "assen-2022"
    with refuses("no_policy"):
        policy_in_force(on=date(2021, 4, 30))


def test_the_command_loads_and_lists(capsys):
    assert main(["policy", "load", "heemstede-2020"]) == 0
    assert main(["policy", "load", str(policy_file("heemstede-2020"))]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("Ingelezen: ")
    assert said[1].startswith("Was al ingelezen, er verandert niets")
    assert main(["policy", "list"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert "01-02-2021  geldt nu" in line
    assert "heemstede-2020" in line


def test_the_command_refuses_a_faulty_file(tmp_path, capsys):
    path = tmp_path / "beleid.yaml"
    path.write_text(SMALL.replace("say: 1", "say: 9"))
    assert main(["policy", "load", str(path)]) == 1
    assert capsys.readouterr().out.startswith(f"{path}:16: ")
    assert not PolicyVersion.objects.exists()


def test_who_loads_at_the_same_instant_as_another_is_asked_to_try_again(now, monkeypatch):
    def first_was_another(*_args, **_values):
        raise IntegrityError("unique")

    monkeypatch.setattr(PolicyVersion.objects, "get_or_create", first_was_another)
    with refuses("loading_meanwhile"):
        load(SMALL, now)
    assert not PolicyVersion.objects.exists()


def test_the_text_behind_the_entry_of_a_policy_is_made_again_from_its_row(now):
    version = load(SMALL, now)
    entry = Entry.objects.get(verb="policy_loaded")
    day = LOADED.key(entry).partition(":")[2]
    assert canonical_text_of(day) == version.content
    assert frozen_text_of(day) == (version.content, entry.facts["fingerprint"])
    assert fingerprint(canonical_text_of(day)) == entry.facts["fingerprint"]
