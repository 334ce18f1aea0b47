"""The settings of the product, with keys that every test knows: no test makes or reads a key of its own.

They stand in the environment, so that the programs that tests start have them too.

What makes a test quick and quiet stands here too, and not in each test: it costs something to change
a setting five thousand times.
"""

import os

from speelruimte.shared.key_files import KEYS

for name in KEYS.values():
    os.environ.setdefault(name, f"alleen voor tests, en lang genoeg voor een sleutel: {name}")

from speelruimte.config.settings import *  # noqa: E402, F403

# As on the server of PostgreSQL (bin/with-postgresql): no test waits for the disk, and none pulls a plug.
if "init_command" in DATABASES["default"]["OPTIONS"]:  # noqa: F405
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"  # noqa: F405

PASSWORD_HASHERS = ["tests.quick_hasher.QuickHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CHECKPOINT_FILE = None
# A test may take days between two pages.
IDLE_MINUTES, SESSION_COOKIE_AGE = 0, 60 * 60 * 24 * 3650
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
