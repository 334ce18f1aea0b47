"""A promised day that is not kept: said to everybody, with the reason and the day that it becomes."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from speelruimte.initiatives.models import Initiative
from speelruimte.journal.acting import action, record
from speelruimte.shared.edits import check_fits, plain_lines
from speelruimte.shared.errors import AlreadyDone, RuleBroken
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.shared.sentences import check_sentence
from speelruimte.trajectories.models import LaterDay
from speelruimte.trajectories.texts import canonical_text_of_later


def last_said(case, what) -> LaterDay | None:
    """What was said last of what becomes later in a case. Reads all of the case, once it says so."""
    if not getattr(case, "becomes_later", True):
        return None
    return max(
        (row for row in case.later_days.all() if row.what == what),
        key=lambda row: row.pk,
        default=None,
    )


@dataclass(frozen=True)
class HeldOver:
    """Which body held its decision over (its key), and on which day it did."""

    body: str
    held_over_on: date


@action
def say_later(case, *, what, promised_on, later_on, reason, held_over=None, by, at, on) -> LaterDay:
    """Write down that what was promised for a day comes later. The caller locked the case, and knows
    who may say it. ``held_over`` is for a decision that a body held over.

    It may become later once more, and sooner too; never the day that was promised or one that passed.
    """
    reason = plain_lines(reason)
    check_can_say_later(
        case,
        what=what,
        promised_on=promised_on,
        later_on=later_on,
        reason=reason,
        held_over=held_over,
        on=on,
    )
    about = {"initiative" if isinstance(case, Initiative) else "trajectory": case}
    later = LaterDay.objects.create(
        **about,
        what=what,
        promised_on=promised_on,
        later_on=later_on,
        reason=reason,
        **(vars(held_over) if held_over else {}),
        said_at=at,
    )
    if "trajectory" in about:
        case.becomes_later = True
        case.save(update_fields=["becomes_later"])
    by_a_body = {}
    if held_over is not None:
        by_a_body = {"body": later.body, "held_over_on": later.held_over_on.isoformat()}
    record(
        "decision_held_over" if held_over else "day_made_later",
        about=case.key,
        by=by,
        at=at,
        case_number=case.case_number,
        later=later.pk,
        what=str(what),
        promised_on=promised_on.isoformat(),
        later_on=later_on.isoformat(),
        **by_a_body,
        text_fingerprint=fingerprint(canonical_text_of_later(later.pk)),
    )
    return later


def check_can_say_later(case, *, what, promised_on, later_on, reason, held_over=None, on):
    """A reason, and a day after today and after the promised one; not what was said already."""
    check_sentence(
        reason, _("Schrijf op waarom het later wordt. Iedereen leest dit."), field="reason"
    )
    check_fits(LaterDay, reason=reason)
    if later_on <= max(promised_on, on):
        raise RuleBroken(
            _("Kies een dag na vandaag, en na de dag die is beloofd."),
            field="later_on",
            code="not_later",
        )
    before = last_said(case, what)
    if before is None:
        return
    if (before.later_on, before.reason, _held_over(before)) == (later_on, reason, held_over):
        raise AlreadyDone(_("Dit is al gezegd."), result=before, code="said_already")
    if held_over is not None and before.body:
        _check_held_over_since(before, held_over)


def _held_over(later):
    return HeldOver(later.body, later.held_over_on) if later.body else None


def _check_held_over_since(before, held_over):
    """What a body held over is held over again on a day after that, and not by two people at once."""
    if held_over.held_over_on <= before.held_over_on:
        raise RuleBroken(
            _(
                "Op %(day)s is het besluit aangehouden: dat is al vastgelegd, met uiterlijk %(later)s als "
                "nieuwe dag. Klopt die dag niet? Vraag wie dit traject leidt om te zeggen wanneer het komt."
            ),
            values={
                "day": date_format(before.held_over_on, "j F Y"),
                "later": date_format(before.later_on, "j F Y"),
            },
            field="decided_on",
            code="held_over_already",
        )
