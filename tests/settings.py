"""The settings of the product, with keys that every test knows: no test makes or reads a key of its own.

They stand in the environment, so that the programs that tests start have them too.
"""

import os

from speelruimte.shared.key_files import KEYS

for name in KEYS.values():
    os.environ.setdefault(name, f"alleen voor tests, en lang genoeg voor een sleutel: {name}")

from speelruimte.config.settings import *  # noqa: E402, F403
