"""Snapshots that the workers of one run share: what one made by actions, the others put back.

Who comes second to a starting point waits until the first has made it. Else each would have its own
keys and salts in it, and nothing that is made from there would be the same any more.
"""

import fcntl
import hashlib
import pickle
from contextlib import contextmanager

_folder = None


def share_in(folder):
    """From now on, with all others that say the same folder."""
    global _folder
    _folder = folder
    folder.mkdir(exist_ok=True)


@contextmanager
def alone_at(place):
    """The file of what ``place`` gives, which nobody else makes meanwhile; None where nothing is
    shared.
    """
    if _folder is None:
        yield None
        return
    file = _folder / hashlib.sha256(repr(place()).encode()).hexdigest()
    with file.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield file


def put(file, snapshot):
    if file is not None:
        halfway = file.with_suffix(".new")
        halfway.write_bytes(pickle.dumps(snapshot, protocol=pickle.HIGHEST_PROTOCOL))
        halfway.rename(file)


def found(file):
    """The snapshot that another worker put here, or None."""
    if file is None or not file.exists():
        return None
    return pickle.loads(file.read_bytes())
