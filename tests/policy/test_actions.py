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


TO_COME = SMALL.replace("2026-01-01", "2031-01-01")
BETTER = TO_COME.replace("Luisteren", "Horen")


def test_a_policy_that_does_not_hold_yet_is_replaced_when_that_is_asked_for(now):
    first = load(TO_COME, now)
    with refuses("date_is_taken"):
        load(BETTER, now)
    better = load_policy(text=BETTER, file="x.yaml", by=None, at=now, replace=True)
    assert (first.edition, better.edition) == (1, 2)
    assert policy_in_force(on=date(2031, 1, 1)) == better
    assert load(BETTER, now) == better
    loaded = Entry.objects.filter(verb="policy_loaded").order_by("pk")
    assert [entry.facts["edition"] for entry in loaded] == [1, 2]
    for entry, version in zip(loaded, (first, better), strict=True):
        assert canonical_text_of(LOADED.key(entry).partition(":")[2]) == version.content


def test_a_policy_that_holds_is_not_replaced(now):
    load(SMALL, now)
    with refuses("date_is_taken"):
        load_policy(
            text=SMALL.replace("Luisteren", "Horen"), file="x.yaml", by=None, at=now, replace=True
        )


def test_the_command_replaces_and_tells_of_a_key_that_is_used_twice(tmp_path, capsys):
    path = tmp_path / "beleid.yaml"
    for text in ("key: ons\n" + SMALL, "key: ons\n" + TO_COME, "key: ons\n" + BETTER):
        path.write_text(text)
        main(["policy", "load", str(path)])
    said = capsys.readouterr()
    assert "Let op: het beleid vanaf 01-01-2026 heeft dezelfde key: ons" in said.out
    assert "--replace" in said.err
    assert main(["policy", "load", "--replace", str(path)]) == 0
    capsys.readouterr()
    main(["policy", "list"])
    marks = [line.split()[1] for line in capsys.readouterr().out.splitlines()]
    assert marks == ["komt", "vervangen", "geldt"]


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


def test_who_loads_a_policy_for_a_day_that_is_over_reads_which_one_held_since(capsys):
    assert main(["policy", "load", "assen-2021"]) == 0
    assert main(["policy", "load", "assen-2022"]) == 0
    first, loaded, warning = capsys.readouterr().out.splitlines()
    assert loaded.startswith("Ingelezen: ")
    assert warning.startswith("Let op: 06-10-2022 is voorbij, en sindsdien gold ")
    assert "(assen-2021). Wat toen begon, houdt dat beleid." in warning
    assert main(["policy", "load", "heemstede-2020"]) == 0  # older: what holds now still holds
    assert main(["policy", "load", "assen-2022"]) == 0
    assert "is voorbij" not in capsys.readouterr().out


def test_the_command_refuses_a_faulty_file(tmp_path, capsys):
    path = tmp_path / "beleid.yaml"
    path.write_text(SMALL.replace("say: 1", "say: 9"))
    assert main(["policy", "load", str(path)]) == 1
    assert capsys.readouterr().out.startswith(f"{path}:16: ")
    assert not PolicyVersion.objects.exists()


def test_who_loads_at_the_same_instant_as_another_is_asked_to_try_again(now, monkeypatch):
    def first_was_another(*_args, **_values):
        raise IntegrityError("unique")

    monkeypatch.setattr(PolicyVersion.objects, "create", first_was_another)
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
