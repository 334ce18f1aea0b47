"""The keys of an installation lie outside its database: in the environment, or in a file each.

Reading never makes one. A key that is not there is the empty string, and whoever would use it
refuses: a lost key that was replaced in silence would make every receipt and voting code worthless.
"""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from .file_faults import why_not
from .messages import gettext

FOLDER = "keys"
# The setting, and what the environment calls it.
KEYS = {
    "SECRET_KEY": "SECRET_KEY",
    "RECEIPT_KEY": "SPEELRUIMTE_RECEIPT_KEY",
    "SECOND_FACTOR_KEY": "SPEELRUIMTE_SECOND_FACTOR_KEY",
    "CHECKPOINT_KEY": "SPEELRUIMTE_CHECKPOINT_KEY",
}


def key_file(setting: str, *, data: Path) -> Path:
    """Where the key of this setting lies when the environment does not give it."""
    return data / FOLDER / setting.lower()


def kept_key(setting: str, *, data: Path) -> str:
    """The key of this setting; empty when there is none."""
    if given := os.environ.get(KEYS[setting], ""):
        return given
    try:
        return key_file(setting, data=data).read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        return ""


def unreadable(error: OSError) -> str:
    """Why a key that is there cannot be read."""
    return gettext("De sleutel in {file} is niet te lezen: {why}.").format(
        file=error.filename, why=why_not(error)
    )


def make_key(setting: str, *, data: Path) -> str:
    """Make the key of this setting, in a file that only we can read. One that is there stays.

    The file gets its name when the key is in it and on the disk: who is stopped halfway leaves none.
    """
    file = key_file(setting, data=data)
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, written = tempfile.mkstemp(dir=file.parent, prefix=".")  # for its owner only
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as opened:
            opened.write(secrets.token_urlsafe(48))
            opened.flush()
            os.fsync(opened.fileno())
        with suppress(FileExistsError):
            os.link(written, file)
    finally:
        os.unlink(written)
    _keep_name(file.parent)
    return kept_key(setting, data=data)


def _keep_name(folder):
    """A name is on the disk when its folder is."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
