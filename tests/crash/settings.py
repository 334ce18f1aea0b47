"""The settings of the product, with the style sheets as they lie: nobody looks at these pages."""

from tests.settings import *  # noqa: F403
from tests.settings import STORAGES

STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
