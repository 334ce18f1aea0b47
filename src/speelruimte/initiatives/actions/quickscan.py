"""A first look: who helps, what colleagues see, and a letter to whoever came with it.

Source: heemstede#quickscan
"""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.initiatives.actions.ending import enter_door_step, lock_initiative
from speelruimte.initiatives.models import FirstView, Initiative, Quickscan
from speelruimte.initiatives.queries import propose_account_holder
from speelruimte.initiatives.rules import (
    LONGEST_INVOLVED,
    check_at,
    check_guides,
    check_initiative_words,
    check_is_colleague,
    check_letter_lacks_nothing,
    may_give_first_view,
    may_name_account_holder,
)
from speelruimte.initiatives.terms import first_view_due, letter_due
from speelruimte.journal.acting import action, record
from speelruimte.people.actions import grant_role, take_role_over
from speelruimte.people.models import Grant
from speelruimte.people.roles import Role
from speelruimte.people.rules import check_is_official
from speelruimte.shared.edits import check_unchanged, plain_lines
from speelruimte.shared.errors import AlreadyDone, RuleBroken, check_may
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.shared.sentences import check_sentence

Step = Initiative.Step
LETTER = ("chances", "challenges", "route_ahead", "who_does_what", "read_on")
HELPER = ("account_holder",)
PARTS = {
    "chances": gettext_lazy("Kansen"),
    "challenges": gettext_lazy("Uitdagingen"),
    "route_ahead": gettext_lazy("Route"),
    "who_does_what": gettext_lazy("Wie doet wat"),
}
# Nothing can be sent without these; the database says so too.
OBLIGATORY = {
    "chances": gettext_lazy("Schrijf op welke kansen u ziet."),
    "route_ahead": gettext_lazy("Schrijf op welke route er volgt."),
    "who_does_what": gettext_lazy("Schrijf op wie wat doet."),
}


def quickscan_of(initiative) -> Quickscan:
    """The first look at an initiative; RuleBroken when there is none."""
    quickscan = Quickscan.objects.filter(initiative=initiative).first()
    if quickscan is None:
        raise RuleBroken(
            _("Er is nog geen eerste blik. Begin daar eerst mee."), code="no_quickscan"
        )
    return quickscan


@action
def open_quickscan(initiative, *, by, at, on) -> Quickscan:
    """Begin a first look, with a proposal for who helps. Only the route calls this."""
    proposal = propose_account_holder(initiative, on=on)
    quickscan = Quickscan.objects.create(
        initiative=initiative,
        due_on=letter_due(initiative, on=on),
        proposal_reason=proposal.reason if proposal else "",
    )
    enter_door_step(initiative, step=Step.QUICKSCAN, by=by, at=at, wrote=(quickscan,))
    return quickscan


@action
def name_account_holder(initiative, *, person, by, at, on, etag="") -> Quickscan:
    """Say who helps the initiator; whoever helped before hands it over today.

    ``etag`` is the mark of who helped when the form was made. Raises Clash when another was named.
    """
    initiative = lock_initiative(initiative)
    check_may(
        may_name_account_holder(by, initiative, on=on),
        _("Alleen de participatiecoach wijst een accounthouder aan."),
    )
    check_at(initiative, Step.QUICKSCAN, Step.WHO_DECIDES)
    check_is_official(person, on=on, field="person")
    quickscan = quickscan_of(initiative)
    if quickscan.account_holder_id == person.pk:
        raise AlreadyDone(
            _("Deze collega is al accounthouder."), result=quickscan, code="named_already"
        )
    check_unchanged(quickscan, HELPER, etag=etag, to={"account_holder": person})
    for grant in Grant.objects.not_over(on).filter(
        role=Role.ACCOUNT_HOLDER, case_number=initiative.case_number
    ):
        take_role_over(grant, by=by, at=at, on=on)
    grant_role(
        person,
        role=Role.ACCOUNT_HOLDER,
        case_number=initiative.case_number,
        by=by,
        at=at,
        starts_on=on,
    )
    quickscan.account_holder = person
    quickscan.save(update_fields=["account_holder"])
    record(
        "account_holder_named",
        about=initiative.key,
        by=by,
        at=at,
        case_number=initiative.case_number,
        person=person.reference,
        wrote=(quickscan,),
    )
    return quickscan


@action
def ask_first_view(initiative, *, colleague, by, at, on) -> FirstView:
    """Ask a colleague what they see at first sight, within the term of the policy."""
    initiative = lock_initiative(initiative)
    check_guides(by, initiative, on=on)
    check_at(initiative, Step.QUICKSCAN)
    check_is_colleague(colleague, on=on)
    quickscan = quickscan_of(initiative)
    try:
        with transaction.atomic():
            view = FirstView.objects.create(
                quickscan=quickscan, colleague=colleague, due_on=first_view_due(initiative, on=on)
            )
    except IntegrityError:
        view = FirstView.objects.get(quickscan=quickscan, colleague=colleague)
        if view.called_off_at is None:
            raise AlreadyDone(
                _("Deze collega is al gevraagd."), result=view, code="asked_already"
            ) from None
        view.due_on = first_view_due(initiative, on=on)
        view.called_off_at, view.called_off_reason = None, ""
        view.save(update_fields=["due_on", "called_off_at", "called_off_reason"])
    record(
        "first_view_asked",
        about=initiative.key,
        by=by,
        at=at,
        case_number=initiative.case_number,
        person=colleague.reference,
        due_on=view.due_on,
        wrote=(view,),
    )
    return view


@action
def call_off_first_view(view, *, reason, by, at, on):
    """A view that was asked is not needed after all: nobody waits for it any more.

    The colleague reads why. What was given stays. Raises AlreadyDone when it was given or called off
    meanwhile.
    """
    initiative = lock_initiative(view.quickscan.initiative)
    check_guides(by, initiative, on=on)
    check_at(initiative, Step.QUICKSCAN)
    view = FirstView.objects.select_for_update().get(pk=view.pk)
    if view.given_at is not None:
        raise AlreadyDone(
            _("Deze eerste blik is intussen gegeven en blijft staan."),
            result=view,
            code="given_already",
        )
    if view.called_off_at is not None:
        raise AlreadyDone(
            _("Op deze eerste blik wacht al niemand meer."), result=view, code="called_off_already"
        )
    check_sentence(
        reason, _("Schrijf op waarom deze eerste blik niet meer nodig is."), field="reason"
    )
    check_initiative_words(reason, field="reason", longest=LONGEST_INVOLVED)
    view.called_off_at, view.called_off_reason = at, reason.strip()
    view.save(update_fields=["called_off_at", "called_off_reason"])
    record(
        "first_view_called_off",
        about=initiative.key,
        by=by,
        at=at,
        case_number=initiative.case_number,
        person=view.colleague.reference,
        reason_fingerprint=fingerprint(initiative.salt + view.called_off_reason),
        wrote=(view,),
    )
    return view


@action
def give_first_view(view, *, text, by, at) -> FirstView:
    """Say what you see at first sight. Once: the letter builds on it."""
    initiative = lock_initiative(view.quickscan.initiative)
    check_may(
        may_give_first_view(by, view),
        _("Alleen de collega die is gevraagd, geeft deze eerste blik."),
    )
    check_at(initiative, Step.QUICKSCAN)
    check_sentence(text, _("Schrijf op wat u op het eerste gezicht ziet."), field="text")
    check_initiative_words(text, field="text", longest=LONGEST_INVOLVED)
    view = FirstView.objects.select_for_update().get(pk=view.pk)
    if view.given_at is not None:
        raise AlreadyDone(_("Deze eerste blik is al gegeven."), result=view, code="given_already")
    if view.called_off_at is not None:
        raise RuleBroken(
            _("Deze eerste blik is niet meer nodig: %(reason)s"),
            values={"reason": view.called_off_reason},
            code="called_off",
        )
    view.text, view.given_at = text.strip(), at
    view.save(update_fields=["text", "given_at"])
    record(
        "first_view_given",
        about=initiative.key,
        by=by,
        at=at,
        case_number=initiative.case_number,
        words_fingerprint=fingerprint(initiative.salt + view.text),
        wrote=(view,),
    )
    return view


@action
def write_letter(initiative, *, by, at, on, etag="", **words) -> Quickscan:
    """Keep the letter as far as it is written: chances, challenges, route_ahead, who_does_what,
    read_on.

    ``etag`` is the mark of the letter that its writer saw (``etag_of`` over LETTER). Raises Clash
    when it was saved in the meantime.
    """
    initiative = lock_initiative(initiative)
    check_guides(by, initiative, on=on)
    check_at(initiative, Step.QUICKSCAN)
    quickscan = quickscan_of(initiative)
    _check_not_sent(quickscan)
    words = {name: plain_lines(words[name]) for name in LETTER if name in words}
    for name, text in words.items():
        check_initiative_words(text, field=name, longest=LONGEST_INVOLVED)
    check_unchanged(quickscan, LETTER, etag=etag, to=words)
    for name, text in words.items():
        setattr(quickscan, name, text)
    quickscan.save(update_fields=LETTER)
    record(
        "letter_written",
        about=initiative.key,
        by=by,
        at=at,
        case_number=initiative.case_number,
        words_fingerprint=letter_fingerprint(initiative, quickscan),
        wrote=(quickscan,),
    )
    return quickscan


@action
def send_letter(initiative, *, by, at, on, sure=False) -> Quickscan:
    """The letter goes out as it stands, and is never changed afterwards.

    Before a first look that was asked is given, or while something was added that nobody read, only
    for who is ``sure``.
    """
    initiative = lock_initiative(initiative)
    check_guides(by, initiative, on=on)
    check_at(initiative, Step.QUICKSCAN)
    quickscan = quickscan_of(initiative)
    _check_not_sent(quickscan)
    if quickscan.account_holder_id is None:
        raise RuleBroken(
            _("Wijs eerst een accounthouder aan: de brief zegt wie er helpt."),
            code="no_account_holder",
        )
    check_letter({name: getattr(quickscan, name) for name in LETTER})
    if not sure:
        check_letter_lacks_nothing(initiative, quickscan)
    quickscan.sent_at = at
    quickscan.save(update_fields=["sent_at"])
    record(
        "letter_sent",
        about=initiative.key,
        by=by,
        at=at,
        case_number=initiative.case_number,
        due_on=quickscan.due_on,
        words_fingerprint=letter_fingerprint(initiative, quickscan),
        wrote=(quickscan,),
    )
    return quickscan


def check_letter(words):
    """Nothing is sent in which one of the parts is missing or says nothing.

    Where to read on may be an address alone.
    """
    for name, text in words.items():
        check_initiative_words(text, field=name, longest=LONGEST_INVOLVED)
        if name in OBLIGATORY or (text and name != "read_on"):
            check_sentence(text, str(OBLIGATORY.get(name, "")), field=name, about=PARTS[name])


def _check_not_sent(quickscan):
    if quickscan.sent_at is not None:
        raise AlreadyDone(
            _("De brief is al verstuurd en verandert niet meer."),
            result=quickscan,
            code="sent_already",
        )


def letter_fingerprint(initiative, quickscan):
    """The fingerprint of a letter as it stands, salted."""
    return fingerprint(initiative.salt + "\n".join(getattr(quickscan, name) for name in LETTER))
