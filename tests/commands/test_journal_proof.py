"""`speelruimte journal prove` and `check-proof`: one entry, shown to whoever asks."""

import subprocess
import sys
from datetime import date

import pytest
from tests.steps.bare import a_trajectory, an_activity
from tests.steps.proving import rewritten_from
from tests.steps.taking_part import said

from speelruimte.commands.main import main
from speelruimte.journal import checker
from speelruimte.journal.log_key import public_key
from speelruimte.journal.models import Checkpoint, Entry
from speelruimte.trajectories.models import Step

WORDS = "Laat de wilgen staan.\r\nDaar broedt een ijsvogel: ‘altijd’."


@pytest.fixture
def proof(policy, now, capsys, tmp_path):
    """The file with the proof of somebody's words, made on the command line."""
    activity = an_activity(
        a_trajectory(policy, route="college", step=Step.TAKING_PART),
        closed_at=None,
        closes_on=date(2027, 3, 1),
    )
    said(activity, WORDS, at=now)
    number = Entry.objects.get(verb="contribution_accepted").number
    assert main(["journal", "prove", str(number)]) == 0
    file = tmp_path / "bewijs.txt"
    file.write_text(capsys.readouterr().out)
    return file


def test_a_proof_is_signed_when_it_is_asked_and_holds_no_words(proof, capsys):
    assert Checkpoint.objects.count() == 1
    assert "wilgen" not in proof.read_text()
    assert len(proof.read_bytes()) < 2048

    assert main(["journal", "check-proof", str(proof)]) == 0
    assert "contribution_accepted" in capsys.readouterr().out


def test_the_file_that_people_run_elsewhere_checks_the_words_too(proof, tmp_path):
    words = tmp_path / "woorden.txt"
    words.write_text("Laat de wilgen staan.\nDaar broedt een ijsvogel: ‘altijd’.\n")
    command = [sys.executable, "-I", checker.__file__, "--key", str(public_key())]

    run = subprocess.run(
        [*command, "--words", str(words), str(proof)], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert "precies zoals" in run.stdout

    words.write_text("Hak de wilgen om.")
    run = subprocess.run([*command, "--words", str(words), str(proof)], check=False)
    assert run.returncode == 1


def test_the_newest_entry_of_a_case_is_proved_and_an_unknown_one_is_said(proof, capsys):
    case_number = Entry.objects.exclude(case_number="").latest("number").case_number

    assert main(["journal", "prove", case_number]) == 0
    assert case_number in capsys.readouterr().out
    assert main(["journal", "prove", "999999"]) == 1
    assert "geen regel of zaak 999999" in capsys.readouterr().err


def test_a_proof_that_somebody_kept_finds_what_was_rewritten_since(proof, capsys):
    main(["journal", "verify", "--checkpoint", str(proof)])
    assert "herschreven" not in capsys.readouterr().out

    rewritten_from(1, about="iets:anders")

    assert main(["journal", "verify", "--checkpoint", str(proof)]) == 1
    assert "herschreven" in capsys.readouterr().out


def test_the_key_is_shown_to_who_will_check(db, capsys):
    assert main(["journal", "key"]) == 0
    assert checker.read_key(capsys.readouterr().out)[0] == public_key().name
