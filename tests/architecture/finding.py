"""Where something stands in the repository: what the tests of this folder look through and name."""

import inspect
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "speelruimte"


# People read and run it elsewhere, without the rest: it speaks Dutch and names things for itself.
STANDS_ALONE = SRC / "journal" / "checker.py"


def modules(*, under=SRC, tests=False):
    return sorted(
        file
        for file in under.rglob("*.py")
        for folders in [file.relative_to(ROOT).parts]
        if "migrations" not in folders
        and (tests or "tests" not in folders)
        and file != STANDS_ALONE
    )


def lines_with(pattern, files):
    """Each line on which the pattern stands, as file:line: text."""
    for file in files:
        for number, line in enumerate(file.read_text(errors="ignore").splitlines(), 1):
            if re.search(pattern, line):
                yield f"{file.relative_to(ROOT)}:{number}: {line.strip()}"


def place_of(thing):
    """Where a class or function begins, as file:line."""
    file = Path(inspect.getsourcefile(thing)).resolve()
    return f"{file.relative_to(ROOT)}:{inspect.getsourcelines(thing)[1]}"
