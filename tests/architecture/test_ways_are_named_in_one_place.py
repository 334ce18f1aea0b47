"""Outside its two folders no code names a way of taking part."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "speelruimte"
# Its folders, its file format, its calculation and its command; and the list.
OWN = (
    "activities/kinds/",
    "website/kinds/",
    "connections/pabulib/",
    "analysis/",
    "commands/budget",
    "commands/main.py",
    "config/settings.py",
)
NAMED = re.compile(
    r"kinds\.(budget|ideas)|[\"'](budget|ideas)[\"']|\bis_vote\b|\.vote\b|[\"'](work-)?vote(-\w+)?[\"']"
)


def test_a_way_is_named_in_its_own_folders_and_in_the_list():
    naming = {
        str(file.relative_to(SRC))
        for file in SRC.rglob("*.py")
        if "migrations" not in file.parts
        and not str(file.relative_to(SRC)).startswith(OWN)
        and NAMED.search(file.read_text())
    }
    assert naming == set()


# Sentences of one way: paying and voting. A policy may speak of money; so may its form at the door.
SAID = re.compile(
    r"€|\bbetaald|\bbetalen\b|\bstemm(en|ing)\b|\bstem(bewijs|biljet|code)|\b(uw|geldige) stem",
    re.IGNORECASE,
)
OWN_WORDS = (*OWN, "policy/", "connections/spreadsheet/reading.py", "website/templates/kinds/")


def test_a_way_is_spoken_of_in_its_own_folders():
    speaking = {
        str(file.relative_to(SRC)): match.group()
        for pattern in ("*.py", "*.html", "*.txt")
        for file in SRC.rglob(pattern)
        if not str(file.relative_to(SRC)).startswith(OWN_WORDS)
        and (match := SAID.search(file.read_text()))
    }
    assert speaking == {}
