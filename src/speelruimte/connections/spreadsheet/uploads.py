"""A file between preview and confirmation: in a private folder, under a random name, for an hour."""

import os
import re
import secrets
import time

from django.conf import settings

KEPT_FOR = 3_600  # seconds
_NAME = re.compile(r"[A-Za-z0-9_-]{43}")


def store_upload(data: bytes) -> str:
    """Keep a file for the confirmation that follows; returns its name."""
    folder = _folder()
    name = secrets.token_urlsafe(32)
    file = folder / name
    file.touch(mode=0o600)
    file.write_bytes(data)
    # By the clock that will judge it, which is not that of the disk on every machine.
    os.utime(file, (time.time(), time.time()))
    return name


def stored_upload(name: str) -> bytes | None:
    """The file with this name; None when it is gone, or the name is none of ours."""
    if not _NAME.fullmatch(name):
        return None
    try:
        return (_folder() / name).read_bytes()
    except FileNotFoundError:
        return None


def replace(name: str, data: bytes) -> None:
    """Put other data under a name of ours, all at once. Its hour begins anew."""
    new = store_upload(data)
    (_folder() / new).replace(_folder() / name)


def forget(name: str) -> None:
    """The file is no longer needed."""
    if _NAME.fullmatch(name):
        (_folder() / name).unlink(missing_ok=True)


def throw_away_old(*, kept_for=KEPT_FOR) -> None:
    """Remove what nobody confirmed within the hour; with ``kept_for=0`` everything that waits."""
    folder = settings.DATA / "uploads"
    if not folder.is_dir():
        return
    oldest = time.time() - kept_for
    for file in folder.iterdir():
        try:
            if file.stat().st_mtime <= oldest:
                file.unlink(missing_ok=True)
        except FileNotFoundError:  # another process removed it first
            continue


def _folder():
    """The folder, without what is older than an hour."""
    throw_away_old()
    folder = settings.DATA / "uploads"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
