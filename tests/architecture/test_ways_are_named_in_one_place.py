"""Outside its two folders no code names a way of taking part."""

import re

from tests.architecture.finding import SRC, lines_with, modules

from speelruimte.activities.kind import kinds

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
WAYS = "|".join(kind.key for kind in kinds() if kind.key)
NAMED = re.compile(
    rf"kinds\.({WAYS})|[\"']({WAYS})[\"']|\bis_vote\b|\.vote\b|[\"'](work-)?vote(-\w+)?[\"']"
)


def test_a_way_is_named_in_its_own_folders_and_in_the_list():
    """Let its Kind or KindPages say it, and ask those (docs/kinds.md)."""
    others = [file for file in modules() if not str(file.relative_to(SRC)).startswith(OWN)]
    assert list(lines_with(NAMED, others)) == []


# Sentences of one way: paying and voting. A policy may speak of money; so may its form at the door.
SAID = re.compile(
    r"€|\bbetaald|\bbetalen\b|\bstemm(en|ing)\b|\bstem(bewijs|biljet|code)|\b(uw|geldige) stem",
    re.IGNORECASE,
)
# The sign of the euro is a letter in a file of old, and stands before an amount on any form.
SIGNS = ("connections/spreadsheet/reading.py", "website/amounts.py")
OWN_WORDS = (*OWN, *SIGNS, "policy/", "website/templates/kinds/")


def test_a_way_is_spoken_of_in_its_own_folders():
    """Say it in the KindPages or the templates of that way (docs/kinds.md)."""
    others = [
        file
        for pattern in ("*.py", "*.html", "*.txt")
        for file in sorted(SRC.rglob(pattern))
        if not str(file.relative_to(SRC)).startswith(OWN_WORDS)
    ]
    assert list(lines_with(SAID, others)) == []
