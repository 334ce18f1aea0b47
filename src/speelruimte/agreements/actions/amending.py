"""Amending: adopted agreements change only openly, as a new version."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from speelruimte.agreements.actions.copying import copied
from speelruimte.agreements.actions.locking import lock_version, record_version
from speelruimte.agreements.models import Version
from speelruimte.agreements.queries import version_in_force
from speelruimte.agreements.rules import check_can_amend, may_amend
from speelruimte.journal.acting import action
from speelruimte.shared.edits import check_fits
from speelruimte.shared.errors import AlreadyDone, check_may
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.shared.terms import local_day


@action
def amend(version, *, reason, by, at):
    """Begin the next version of adopted agreements, with the reason that everyone will read.

    It holds nothing until it is adopted by the same bodies; until then the adopted one holds.
    Two people at once get one version: the database refuses the second.

    Source: sessie-2021-03-15#kaders-schriftelijk
    """
    version = lock_version(version)
    trajectory = version.trajectory
    check_may(
        may_amend(by, trajectory, on=local_day(at)),
        _("Alleen de projectleider of de coach begint een wijziging van de afspraken."),
    )
    newest = version_in_force(trajectory) or version
    check_can_amend(version, newest=newest, reason=reason)
    check_fits(Version, reason_for_change=reason)
    try:
        with transaction.atomic():
            fresh = copied(version, reason=reason, amends=version.number)
    except IntegrityError as error:
        raise AlreadyDone(
            _("Er wordt al aan een wijziging gewerkt. Werk daar samen aan verder."),
            result=trajectory.versions.open().first(),
            code="amending_already",
        ) from error
    record_version(
        "amendment_started",
        fresh,
        by=by,
        at=at,
        amends=version.number,
        reason_fingerprint=fingerprint(
            f"{trajectory.case_number} {at.isoformat()} {fresh.reason_for_change}"
        ),
    )
    return fresh


@action
def let_open_text_lapse(trajectory, *, by, at):
    """What is still being written or lies before a body, holds nothing any more.

    Part of going to the decision and of stopping: nobody adopts anything after that.
    """
    for version in trajectory.versions.open():
        version.trajectory = trajectory
        version.state = Version.State.WITHDRAWN
        version.save(update_fields=["state"])
        record_version("agreement_lapsed", version, by=by, at=at, amends=version.amends)
