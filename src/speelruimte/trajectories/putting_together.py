"""Two roles that the policy keeps apart are put with one person, for a reason that everybody reads."""

from django.utils.translation import gettext as _

from speelruimte.journal.acting import action, record
from speelruimte.shared.edits import check_fits
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.shared.sentences import check_sentence
from speelruimte.trajectories.models import RolesTogether
from speelruimte.trajectories.texts import canonical_text_of_roles


@action
def put_together(trajectory, *, role, beside, reason, by, at) -> RolesTogether:
    """Say why one person has both roles here. Only giving a role or handing over calls this.

    No person is named: who has which role stands elsewhere, and goes with the person.
    """
    reason = reason.strip()
    check_sentence(
        reason, _("Leg uit waarom hier toch één persoon beide rollen heeft."), field="apart_reason"
    )
    check_fits(RolesTogether, reason=reason)
    together = RolesTogether.objects.create(
        trajectory=trajectory, role=role, beside=beside, reason=reason, given_at=at
    )
    record(
        "roles_put_together",
        about=trajectory.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        roles=together.pk,
        role=str(role),
        beside=str(beside),
        text_fingerprint=fingerprint(canonical_text_of_roles(together.pk)),
    )
    return together
