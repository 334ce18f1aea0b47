"""The folder of a demo carries its mark: without it nothing runs as a demo there."""

from speelruimte.commands.demo_here import MARKER

BEGUN = "Proef van Speelruimte, nog niet gevuld.\n"
FILLED = "Proef van Speelruimte, beleid"


def mark(folder):
    """Mark this folder as one of a demo. Whether that is new; one that was filled stays so."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with (folder / MARKER).open("x") as opened:
            opened.write(BEGUN)
    except FileExistsError:
        return False
    return True


def unmark(folder):
    """Take a mark away that was put on a folder of somebody else."""
    (folder / MARKER).unlink(missing_ok=True)


def mark_filled(folder, policy):
    """Filled to the end: nobody fills it again."""
    folder.mkdir(parents=True, exist_ok=True)
    written = folder / f"{MARKER}.new"
    written.write_text(f"{FILLED} {policy}.\n")
    written.replace(folder / MARKER)


def is_filled(folder):
    """Whether a demo was filled here to the end."""
    file = folder / MARKER
    return file.exists() and file.read_text().startswith(FILLED)
