"""The web application, made warm before a server divides itself into workers (``--preload``).

The first visitor of a worker would otherwise wait until all addresses and templates are read. What
is there before the division is shared by all workers: ``gc.freeze`` keeps the garbage collector
from touching it, so that the memory stays shared.
"""

import gc
import os

from django.core.wsgi import get_wsgi_application

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


application = get_wsgi_application()
warm_up()
gc.collect()
gc.freeze()
