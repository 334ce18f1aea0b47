"""Notes among colleagues: no page for residents, letter, list or file reads them."""

from django.utils.translation import gettext as _

from speelruimte.journal.acting import action, record
from speelruimte.people.roles import STAFF, Role
from speelruimte.shared.edits import check_filled, check_fits, plain_lines
from speelruimte.shared.errors import AlreadyDone, RuleBroken, check_may
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
    return _kept(trajectory, contribution=contribution, text=text, by=by, at=at)


@action
def correct_note(note, *, text, by, at) -> CaseNote:
    """Put one's own note right: a new one takes its place, and both stay with the case.

    Raises AlreadyDone when it was put right in another window.
    """
    trajectory = lock_trajectory(note.trajectory)
    check_may(
        may_correct(by, note) and may_read_notes(by, trajectory, on=local_day(at)),
        _("Alleen wie een notitie schreef, verbetert haar."),
    )
    newer = CaseNote.objects.filter(corrects=note).first()
    if newer is not None:
        raise AlreadyDone(
            _("Deze notitie is al verbeterd. Verbeter de nieuwste."),
            result=newer,
            code="corrected_already",
        )
    if plain_lines(text) == note.text:
        raise RuleBroken(
            _("Er is nog niets veranderd in de tekst."), field="text", code="nothing_changed"
        )
    return _kept(
        trajectory,
        contribution=note.contribution,
        text=text,
        by=by,
        at=at,
        corrects=note,
    )


def may_correct(person, note) -> bool:
    """Who wrote it, and nobody else."""
    return bool(note.written_by) and person.reference == note.written_by


def _kept(trajectory, *, contribution, text, by, at, corrects=None):
    text = plain_lines(text)
    check_filled(text, _("Schrijf op wat collega’s moeten weten."), field="text")
    check_fits(CaseNote, text=text)
    note = CaseNote.objects.create(
        trajectory=trajectory,
        contribution=contribution,
        text=text,
        written_by=by.reference or "",
        written_at=at,
        corrects=corrects,
    )
    record(
        "note_corrected" if corrects else "note_written",
        about=trajectory.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        wrote=(note,),
        note=note.pk,
        contribution=contribution,
        text_fingerprint=fingerprint(canonical_text_of_note(note.pk)),
    )
    return note
