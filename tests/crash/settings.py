"""The settings of the product, with the style sheets as they lie: nobody looks at these pages."""

from speelruimte.config.settings import *  # noqa: F403
from speelruimte.config.settings import STORAGES

STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
