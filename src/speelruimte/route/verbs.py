"""Every verb of the journal, collected from the apps that record and from the ways of taking part."""

from importlib import import_module

from speelruimte.activities.kind import kinds
from speelruimte.journal.verbs import Verb

RECORDING_APPS = [
    "activities",
    "agreements",
    "decisions",
    "evaluation",
    "initiatives",
    "journal",
    "memory",
    "notices",
    "people",
    "places",
    "policy",
    "trajectories",
    "weighing",
]


def all_verbs() -> list[Verb]:
    """What can happen in this installation."""
    tables = [import_module(f"speelruimte.{app}.verbs").VERBS for app in RECORDING_APPS]
    tables += [kind.verbs for kind in kinds()]
    return [verb for table in tables for verb in table]
