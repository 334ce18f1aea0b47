"""Whoever came with an idea says more, afterwards; somebody who guides it looks at that.

Through ``route/idea_additions.py`` whoever left an address hears what became of it.
"""

from django.utils.translation import gettext as _

from speelruimte.initiatives.actions.ending import lock_initiative
from speelruimte.initiatives.models import IdeaAddition
from speelruimte.initiatives.rules import (
    LONGEST_TEXT,
    check_can_add_to_idea,
    check_can_write_down_addition,
    check_guides,
    check_initiative_words,
    may_write_down_addition,
)
from speelruimte.journal.acting import action, record
from speelruimte.people.intake import Channel, form_was_used
from speelruimte.people.receipts import idempotency_hash
from speelruimte.shared.edits import check_fits
from speelruimte.shared.errors import AlreadyDone, RuleBroken, check_may
from speelruimte.shared.fingerprints import fingerprint, new_salt
from speelruimte.shared.sentences import check_sentence

State = IdeaAddition.State


@action
def add_to_idea(
    initiative, *, text, channel=Channel.WEBSITE, by, at, idempotency_key, allow=None
) -> IdeaAddition:
    """More words to an own idea, with a day and a fingerprint of their own. The first words stay.

    A second press raises AlreadyDone with what the first one added. ``allow`` is asked once the words
    are known to be new, and may refuse them.
    """
    initiative = lock_initiative(initiative)
    pressed_hash = idempotency_hash(idempotency_key)
    first = IdeaAddition.objects.filter(idempotency_hash=pressed_hash).first()
    if first is not None:
        if first.text != text.strip():
            raise form_was_used()
        raise AlreadyDone(_("U hebt dit al verstuurd."), result=first, code="sent_already")
    check_can_add_to_idea(initiative)
    what = _("Schrijf eerst wat u wilt zeggen.")
    check_initiative_words(text, field="text", longest=LONGEST_TEXT, what=what)
    if allow is not None:
        allow()
    addition = IdeaAddition.objects.create(
        initiative=initiative,
        text=text.strip(),
        channel=channel,
        received_at=at,
        salt=new_salt(),
        idempotency_hash=pressed_hash,
    )
    record(
        "idea_added_to",
        about=addition.key,
        by=by,
        at=at,
        case_number=initiative.case_number,
        channel=str(channel),
        words_fingerprint=fingerprint(addition.salt + addition.text),
        wrote=(addition,),
    )
    return addition


@action
def write_down_addition(initiative, *, text, channel, by, at, on, idempotency_key) -> IdeaAddition:
    """What somebody adds by phone, on paper or in talking, written down by a colleague. It waits as any."""
    initiative = lock_initiative(initiative)
    check_may(
        may_write_down_addition(by, initiative, on=on),
        _("Alleen wie ideeën aanneemt, schrijft iets bij een idee van een ander."),
    )
    check_can_write_down_addition(initiative)
    return add_to_idea(
        initiative, text=text, channel=channel, by=by, at=at, idempotency_key=idempotency_key
    )


@action
def look_at_addition(addition, *, refused, reason="", by, at, on) -> IdeaAddition:
    """It belongs to the idea from now on, or it is refused with a reason that its writer reads.

    Raises AlreadyDone when a colleague was first, and RuleBroken when the words were wiped.
    """
    initiative = lock_initiative(addition.initiative)
    check_guides(by, initiative, on=on)
    addition = IdeaAddition.objects.get(pk=addition.pk)
    addition.initiative = initiative
    if addition.state != State.WAITING:
        raise AlreadyDone(
            _("Een collega heeft dit al bekeken: %(state)s."),
            values={"state": addition.get_state_display()},
            code="looked_at_already",
        )
    if not addition.is_waiting:
        raise RuleBroken(
            _("Deze woorden zijn gewist. U hoeft niet meer te kijken."), code="withdrawn_or_erased"
        )
    if refused:
        why = _("Schrijf op waarom niet. Wie dit schreef, leest het.")
        check_sentence(reason, why, field="reason")
        check_fits(IdeaAddition, refusal_reason=reason)
    addition.state = State.REFUSED if refused else State.TAKEN
    addition.refusal_reason = reason.strip() if refused else ""
    addition.looked_at = at
    addition.save(update_fields=["state", "refusal_reason", "looked_at"])
    record(
        "idea_addition_looked_at",
        about=addition.key,
        by=by,
        at=at,
        case_number=initiative.case_number,
        state=str(addition.state),
        wrote=(addition,),
    )
    return addition
