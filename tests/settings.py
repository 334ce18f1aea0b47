"""The settings of the product, with keys that every test knows: no test makes or reads a key of its own.

They stand in the environment, so that the programs that tests start have them too.
"""

import os

from speelruimte.shared.key_files import KEYS

for name in KEYS.values():
    os.environ.setdefault(name, f"alleen voor tests, en lang genoeg voor een sleutel: {name}")

from speelruimte.config.settings import *  # noqa: E402, F403

# As on the server of PostgreSQL (bin/with-postgresql): no test waits for the disk, and none pulls a plug.
if "init_command" in DATABASES["default"]["OPTIONS"]:  # noqa: F405
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"  # noqa: F405
