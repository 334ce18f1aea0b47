"""A file between preview and confirmation: in a private folder, under a random name, for an hour."""

import os
import re
import secrets
import time

from django.conf import settings

KEPT_FOR = 3_600  # seconds
_NAME = re.compile(r"[A-Za-z0-9_-]{43}")


def keep(data: bytes) -> str:
    """Keep a file for the confirmation that follows; returns its name."""
    folder = _folder()
    name = secrets.token_urlsafe(32)
    file = folder / name
    file.touch(mode=0o600)
    file.write_bytes(data)
    # By the clock that will judge it, which is not that of the disk on every machine.
    os.utime(file, (time.time(), time.time()))
    return name


def kept(name: str) -> bytes | None:
    """The file with this name; None when it is gone, or the name is none of ours."""
    if not _NAME.fullmatch(name):
        return None
    try:
        return (_folder() / name).read_bytes()
    except FileNotFoundError:
        return None


def forget(name: str) -> None:
    """The file is no longer needed."""
    if _NAME.fullmatch(name):
        (_folder() / name).unlink(missing_ok=True)


def sweep() -> None:
    """Throw away what is older than an hour: names and words of people may stand in it."""
    oldest = time.time() - KEPT_FOR
    for file in _place().glob("*"):
        try:
            if file.stat().st_mtime < oldest:
                file.unlink(missing_ok=True)
        except FileNotFoundError:  # another process removed it first
            continue


def _folder():
    """The folder, without what is older than an hour."""
    _place().mkdir(mode=0o700, parents=True, exist_ok=True)
    sweep()
    return _place()


def _place():
    return settings.DATA / "uploads"
