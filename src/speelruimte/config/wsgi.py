"""The web application, made warm before a server divides itself into workers (``--preload``).

The first visitor of a worker would otherwise wait until all addresses and templates are read. What
is there before the division is shared by all workers: ``gc.freeze`` keeps the garbage collector
from touching it, so that the memory stays shared.
"""

import gc
import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.db import connections

from speelruimte.commands import django_ready
from speelruimte.commands.failure import CommandError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "speelruimte.config.settings")


def warm_up():
    """Read all addresses and all templates of our own. Asks the database nothing."""
    from django.conf import settings
    from django.template.loader import get_template
    from django.urls import reverse
    from django.utils.translation import gettext, override

    for language, _name in settings.LANGUAGES:
        with override(language):
            gettext("Begin")
            reverse("home")
    for folder in settings.TEMPLATES[0]["DIRS"]:
        for file in sorted(folder.rglob("*.html")):
            get_template(file.relative_to(folder).as_posix())


def refuse_to_start(*sentences):
    """Say why, and stop gunicorn as a whole: with this code it does not try the same again."""
    sys.stderr.write("\n".join(sentences) + "\n")
    sys.exit(4)


os.umask(0o077)
try:
    application = get_wsgi_application()
    django_ready.refuse_other_keys()
except ImproperlyConfigured as error:
    refuse_to_start(str(error))
except CommandError as error:
    refuse_to_start(*error.sentences)
connections.close_all()  # a connection is not shared by workers
warm_up()
gc.collect()
gc.freeze()
