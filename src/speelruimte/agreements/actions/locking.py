"""Locking a version while it changes, and telling the journal what changed."""

from speelruimte.agreements.models import PartyAsked, Version
from speelruimte.agreements.rules import NOT_FOR_YOU, check_can_write, may_write
from speelruimte.journal.acting import record
from speelruimte.shared.compiled_query import compiled_query
from speelruimte.shared.errors import AlreadyDone, check_may
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.actions import lock_trajectory


def lock_version(version):
    """The version as it is now, locked until the transaction ends, after its trajectory."""
    trajectory = lock_trajectory(version.trajectory)
    [version] = _locked(version=version.pk)
    version.trajectory = trajectory
    return version


@compiled_query
def _locked(*, version):
    return Version.objects.select_for_update(of=("self",)).filter(pk=version)


def lock_version_to_write(version, *, by, at):
    """The version, locked, when it is being written and this person writes in it."""
    version = lock_version(version)
    check_may(may_write(by, version.trajectory, on=local_day(at)), str(NOT_FOR_YOU))
    check_can_write(version)
    return version


def refuse_twice(rows, sentence, **values):
    """A second press of a button adds nothing: the same thing in these rows is the one made first."""
    for row in rows:
        if all(getattr(row, name) == value for name, value in values.items()):
            raise AlreadyDone(sentence, result=row, code="done_already")


def record_version_change(verb, version, *, by, at, **facts):
    """One entry about a text that became another one: who spoke before, spoke about an earlier text.

    Source: sessie-2021-03-15#beide-partijen-achter-de-kaders
    """
    record_version(verb, version, by=by, at=at, wrote=let_stands_lapse(version), **facts)


def let_stands_lapse(version):
    """What parties said so far, they said about a text that has changed since. Returns what they said,
    for the entry of the change."""
    said = version.stands.filter(on_earlier_text=False)
    stands = list(said)
    if stands:
        said.update(on_earlier_text=True)
    for stand in stands:
        stand.on_earlier_text = True
    return stands


def ask(version, party, *, on_text, at):
    """That this party is asked about this version, now, as it reads: ``on_text`` is its ``text_etag``.
    Returns the row, for the entry of the act."""
    organisation = party.organisation
    asking, _made = PartyAsked.objects.update_or_create(
        version=version,
        party=party,
        defaults={
            "as_name": organisation.name if organisation else "",
            "asked_at": at,
            "on_text": on_text,
        },
    )
    return asking


def record_version(verb, version, *, by, at, wrote=(), **facts):
    """One entry about a version, under the key of its trajectory; with how the version stands, and
    what else this act ``wrote``."""
    trajectory = version.trajectory
    record(
        verb,
        about=trajectory.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        version=version.number,
        wrote=(version, *wrote),
        **facts,
    )
