"""Why a file cannot be opened is told in words of people, whoever opens it."""

import errno

import pytest

from speelruimte.commands.main import main
from speelruimte.shared.file_faults import why_not


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.ENOENT, "staat er niet"),
        (errno.EISDIR, "is een map"),
        (errno.EACCES, "daar hebt u geen toegang toe"),
        (errno.ENOSPC, "de schijf is vol"),
        (errno.EIO, f"fout {errno.EIO} van het systeem"),
    ],
)
def test_a_fault_of_the_system_is_told_in_dutch(number, says):
    assert why_not(OSError(number, "No such luck")) == says


def test_a_command_that_cannot_read_its_file_says_so_in_dutch(tmp_path, capsys):
    assert main(["policy", "check", str(tmp_path / "nergens.yaml")]) == 1
    said = capsys.readouterr().out
    assert "het bestand: staat er niet; " in said
    assert "No such file" not in said
