"""`speelruimte policy preview`: the pages as they would read under a file, on this computer only.

Everything stands in a folder of its own that is thrown away; nothing is loaded for good.
"""

import os
import re
import signal
import tempfile
from datetime import UTC, date, datetime
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from speelruimte.policy.reading import Reading
from speelruimte.shared.messages import gettext as _

from .setup_keys import keep_keys


def serve_preview(reading: Reading, *, port: int) -> None:
    """Serve the pages of this policy on 127.0.0.1 until somebody stops it (Ctrl-C)."""
    print(_("De bladzijden worden klaargezet."), flush=True)
    with tempfile.TemporaryDirectory(prefix="speelruimte-preview-") as folder:
        _prepare(reading, folder)
        from django.core.wsgi import get_wsgi_application

        pages = get_wsgi_application()

        with make_server("127.0.0.1", port, pages, handler_class=_Quiet) as server:
            said = _("Zo leest het: http://127.0.0.1:{port}/ (stop met Ctrl-C)")
            stop_on_signals(server)
            print(said.format(port=server.server_port), flush=True)
            server.serve_forever()
            print(_("Gestopt. Er is niets ingelezen."))


def stop_on_signals(server: WSGIServer) -> None:
    """Ctrl-C ends the server after the page it is making, whatever that page is doing.

    Without this an interrupt can fall in code that throws exceptions away, and be lost.
    """

    def stop(_number: int, _frame: object) -> None:
        # Asked from another thread: the server waits here for itself otherwise.
        Thread(target=server.shutdown).start()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)


def in_force_today(text: str, effective_from: date, *, today: date) -> str:
    """The text of a file that holds today, also when it was written for a day to come."""
    if effective_from <= today:
        return text
    return re.sub(r"(?m)^effective_from:.*$", f"effective_from: {today.isoformat()}", text)


def _prepare(reading: Reading, folder: str) -> None:
    """A database of its own with this policy, whatever else this computer has."""
    os.environ["SPEELRUIMTE_DATA"] = folder
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/speelruimte.sqlite3"
    os.environ["SITE_ADDRESS"] = "http://127.0.0.1"
    os.environ["DJANGO_SETTINGS_MODULE"] = "speelruimte.config.settings"
    import django

    django.setup()
    from django.core.management import call_command

    from speelruimte.policy.actions import load_policy
    from speelruimte.shared.terms import local_day

    call_command("migrate", verbosity=0)
    keep_keys()
    call_command("collectstatic", verbosity=0, interactive=False)
    now = datetime.now(UTC)
    assert reading.policy is not None  # a file with faults was refused before
    text = in_force_today(reading.text, reading.policy.effective_from, today=local_day(now))
    load_policy(text=text, file="preview", by=None, at=now)


class _Quiet(WSGIRequestHandler):
    """Says nothing about each page that is asked."""

    def log_message(self, *_args) -> None:
        return
