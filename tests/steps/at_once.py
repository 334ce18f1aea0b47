"""Several people, or presses, or workers at the same instant."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from speelruimte.shared.errors import RuleBroken


def at_once(*deeds):
    """Do these at the same instant, each on a connection of its own: results or refusals, in order.

    Whoever asks for this asks for ``own_database``, where connections really meet.
    """
    start = threading.Barrier(len(deeds), timeout=10)

    def do(deed):
        try:
            start.wait()
            return deed()
        except RuleBroken as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(do, deeds, timeout=60))
