"""Notes among colleagues: no page for residents, letter, list or file reads them."""

from django.utils.translation import gettext as _

from speelruimte.journal.acting import action, record
from speelruimte.people.roles import STAFF, Role
from speelruimte.shared.edits import check_filled, check_fits, plain_lines
from speelruimte.shared.errors import check_may
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.actions import lock_trajectory
from speelruimte.trajectories.models import CaseNote
from speelruimte.trajectories.rules import roles_in
from speelruimte.trajectories.texts import canonical_text_of_note

# A council member reads what is prepared, and is no colleague.
COLLEAGUES = STAFF - {Role.COUNCIL_MEMBER}


def may_read_notes(person, trajectory, *, on) -> bool:
    """Read and write notes: who works here. Never an initiator, a council member or a resident."""
    return bool(roles_in(person, trajectory, on=on) & COLLEAGUES)


@action
def write_note(trajectory, *, text, by, at, contribution="") -> CaseNote:
    """Tell colleagues something about a case, or about the words with this key.

    The journal says that a note was written, and holds its fingerprint.
    """
    trajectory = lock_trajectory(trajectory)
    check_may(
        may_read_notes(by, trajectory, on=local_day(at)),
        _("Alleen medewerkers schrijven notities."),
    )
    text = plain_lines(text)
    check_filled(text, _("Schrijf op wat collega’s moeten weten."), field="text")
    check_fits(CaseNote, text=text)
    note = CaseNote.objects.create(
        trajectory=trajectory,
        contribution=contribution,
        text=text,
        written_by=by.reference or "",
        written_at=at,
    )
    record(
        "note_written",
        about=trajectory.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        note=note.pk,
        contribution=contribution,
        text_fingerprint=fingerprint(canonical_text_of_note(note.pk)),
    )
    return note
