"""What somebody can do with own words afterwards, with the code or a link from a mail in hand."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.activities.actions.disagree import can_disagree
from speelruimte.activities.models import Contribution, Move
from speelruimte.activities.queries import open_move
from speelruimte.activities.rules import (
    ON_THE_SITE,
    TAKEN_AWAY,
    WORDS_COUNT_IN,
    can_take_part,
)
from speelruimte.decisions.actions import answered_among, move_to_say_no_to, take_back
from speelruimte.initiatives.actions import add_to_idea
from speelruimte.people.erasing import GONE as WIPED
from speelruimte.route.contributions import (
    add_to_words,
    disagree_and_tell,
    give_address_and_tell,
    mend_address_and_tell,
    say_no_to_move,
)
from speelruimte.route.door import withdraw_and_tell
from speelruimte.route.forgetting import forget_oneself
from speelruimte.route.goes_along import goes_along_with, taken_back_with
from speelruimte.shared.errors import RuleBroken
from speelruimte.website.asking import today
from speelruimte.website.forms import PlainForm
from speelruimte.website.public.activity_words import where_to_write
from speelruimte.website.public.own_action_forms import (
    AddForm,
    AddressForm,
    DisagreeForm,
    FirstAddressForm,
    ForgetMeForm,
    SureForm,
    WipeWordsForm,
)
from speelruimte.website.public.own_action_words import (
    also_taken_back,
    also_wiped,
    answer_stays,
    back_where_it_came_from,
    is_known,
    looked_at_again,
    looked_at_within,
    not_counted_anyway,
    say_no_until,
    what_can_be_wiped,
    what_forgetting_does,
    what_stays,
    what_we_have_of,
    where_it_comes,
    where_we_mail,
)

State = Contribution.State


@dataclass(frozen=True)
class OwnAction:
    """One thing that can be done: how it is asked, for which rows, and what does it.

    ``shown`` takes the row, ``do`` the row, what the form holds and the moment. ``by_link`` is for
    what somebody may do who only has a mail: that may have been forwarded, so nothing goes by it that
    cannot be undone.
    """

    name: str
    address: str
    title: str
    lead: str
    button: str
    stay: str
    form: type[PlainForm]
    shown: Callable[[Any], bool]
    do: Callable[..., Any]
    done: str = ""
    by_link: bool = True
    mails: bool = False  # to an address in the form, which anybody can type
    danger: bool = True
    adds: bool = False  # words of their own come of it; to what has a receipt, with a receipt
    link: str = ""
    beside: str = ""  # why one may want it, on the thread page
    lead_by_state: dict = field(default_factory=dict)
    # In the place of the lead, and of what stands beside it, where they say something.
    lead_by_row: Callable[[Any], str] | None = None
    beside_by_row: Callable[[Any], str] | None = None
    more_by_row: Callable[[Any], str] | None = None  # after the lead
    form_by_row: Callable[[Any], Callable[..., PlainForm]] | None = None
    along: Callable[[Any], list] | None = None  # what else goes, shown before the button
    along_lead: Callable[[int], str] | None = None  # what is said above it, of so many
    stays: Callable[[Any], list[str]] | None = None  # what does not go, said before the button

    def form_for(self, row) -> Callable[..., PlainForm]:
        """What makes the form that fits this row; None where the row is not known yet."""
        return self.form_by_row(row) if self.form_by_row and row is not None else self.form


def _is_words(row):
    return isinstance(row, Contribution)


def _is_looked_at(row):
    """The writer said it already, and somebody else still looks."""
    return any(said.looked_at is None for said in row.disagreements.all())


def _may_withdraw(row):
    return (
        _is_words(row)
        and row.state not in (*TAKEN_AWAY, State.UNSEEN)
        and (row.trajectory.step in WORDS_COUNT_IN or row.timing != "")
    )


def _may_be_forgotten(row):
    known = is_known(row)
    words = row.state != State.ERASED if _is_words(row) else row.text not in ("", WIPED)
    return known or words


def _has_address(row):
    """An address to which something still goes: nothing does for words that were withdrawn."""
    is_gone = _is_words(row) and row.state in TAKEN_AWAY
    return not is_gone and row.contact is not None and bool(row.contact.email)


def _may_say_more(row):
    """What was added is added to no more, nor what has an answer."""
    return (
        _is_words(row)
        and row.adds_to_id is None
        and row.state in (*ON_THE_SITE, State.WAITING)
        and not answered_among(row.trajectory, [row.pk])
    )


def _may_be_added_to(row):
    """While one can take part, and until it has an answer."""
    return _is_words(row) and can_take_part(row.activity, on=today()) and _may_say_more(row)


def _may_give_address(row):
    """Nobody was told where to mail to; of what is gone or was left unread, nothing is mailed any more."""
    if _is_words(row):
        is_gone = row.state in (*TAKEN_AWAY, State.UNSEEN)
    else:
        is_gone = row.ended_at is not None or row.text == WIPED
    contact = row.contact
    return not is_gone and (contact is None or (not contact.email and contact.forgotten_at is None))


def _add(row, data, at, *, allow):
    return add_to_words(
        row,
        text=data["text"],
        by=row.contact,
        at=at,
        idempotency_key=data["idempotency_key"],
        allow=allow,
    )


def _idea_may_be_added_to(row):
    """Until it has an answer, or something came of it."""
    return not _is_words(row) and row.ended_at is None and row.text != WIPED


def _add_to_idea(row, data, at, *, allow):
    return add_to_idea(
        row,
        text=data["text"],
        by=row.contact,
        at=at,
        idempotency_key=data["idempotency_key"],
        allow=allow,
    )


def _forget(row, data, at):
    forget_oneself(row, words=words_go(data), by=row.contact, at=at)


def _forget_form(row):
    return partial(ForgetMeForm, given=what_we_have_of(row)) if is_known(row) else WipeWordsForm


def words_go(data) -> bool:
    """The form chose that the words go too; it has no choice where nothing else is kept."""
    return data.get("words", "words") == "words"


WITHDRAW = OwnAction(
    name="withdraw",
    address="intrekken",
    title=gettext_lazy("Wilt u uw inbreng intrekken?"),
    lead=gettext_lazy(
        "Dan leest niemand uw woorden nog op de website. U krijgt er geen antwoord op. Dit kunt u "
        "niet terugdraaien."
    ),
    lead_by_state={
        State.REFUSED: gettext_lazy(
            "Uw woorden staan niet op de website. Trekt u ze in, dan kijkt ook niemand er meer "
            "naar. Dit kunt u niet terugdraaien."
        ),
        State.WAITING: gettext_lazy(
            "Uw woorden staan nog niet op de website. Trekt u ze in, dan komen ze er niet, en "
            "krijgt u geen antwoord. Dit kunt u niet terugdraaien."
        ),
    },
    button=gettext_lazy("Trek mijn inbreng in"),
    stay=gettext_lazy("Nee, ik laat het staan"),
    form=SureForm,
    lead_by_row=answer_stays,
    along=taken_back_with,
    along_lead=also_taken_back,
    shown=_may_withdraw,
    do=lambda row, data, at: take_back(row, by=row.contact, at=at),
    by_link=False,
    link=gettext_lazy("Mijn inbreng intrekken"),
    beside=gettext_lazy("Dan telt uw inbreng niet meer mee. We vragen eerst of u het zeker weet."),
    beside_by_row=not_counted_anyway,
)
WITHDRAW_IDEA = OwnAction(
    name="withdraw-idea",
    address="idee-intrekken",
    title=gettext_lazy("Wilt u uw idee intrekken?"),
    lead=gettext_lazy(
        "Dan doen wij er niets meer mee, en krijgt u er geen antwoord op. Dit kunt u niet terugdraaien."
    ),
    button=gettext_lazy("Trek mijn idee in"),
    stay=gettext_lazy("Nee, ik laat het staan"),
    form=SureForm,
    shown=lambda row: not _is_words(row) and row.ended_at is None,
    do=lambda row, data, at: withdraw_and_tell(row, by=row.contact, at=at),
    done=gettext_lazy("Uw idee is ingetrokken."),
    by_link=False,
    link=gettext_lazy("Mijn idee intrekken"),
    beside=gettext_lazy("Dan doen wij er niets meer mee. We vragen eerst of u het zeker weet."),
)
FORGET_ME = OwnAction(
    name="forget-me",
    address="vergeet-mij",
    title=gettext_lazy("Wilt u dat wij u vergeten?"),
    lead=gettext_lazy(
        "Wij wissen wat u kiest. Gaven wij al antwoord, dan blijft dat staan, zonder uw naam. Is er nog "
        "geen antwoord en wist u uw woorden, dan krijgt u het niet meer. Dit kunt u niet terugdraaien."
    ),
    button=gettext_lazy("Vergeet mij"),
    stay=gettext_lazy("Nee, laat alles staan"),
    form=ForgetMeForm,
    shown=_may_be_forgotten,
    do=_forget,
    done=gettext_lazy("Dit is gewist."),
    form_by_row=_forget_form,
    lead_by_row=what_forgetting_does,
    along=goes_along_with,
    along_lead=also_wiped,
    stays=what_stays,
    by_link=False,
    link=gettext_lazy("Vergeet mij"),
    beside=gettext_lazy(
        "Wij wissen wat u over uzelf gaf. Als u wilt ook uw woorden. U kiest zelf."
    ),
    beside_by_row=what_can_be_wiped,
)
DISAGREE = OwnAction(
    name="disagree",
    address="niet-eens",
    title=gettext_lazy("Bent u het er niet mee eens?"),
    lead=gettext_lazy(
        "Schrijf waarom. Iemand anders dan wie dit besloot, kijkt er opnieuw naar en antwoordt u op "
        "uw eigen bladzijde."
    ),
    button=gettext_lazy("Verstuur"),
    stay=gettext_lazy("Nee, terug"),
    more_by_row=looked_at_within,
    form=DisagreeForm,
    shown=lambda row: _is_words(row) and can_disagree(row) and not _is_looked_at(row),
    do=lambda row, data, at: disagree_and_tell(row, text=data["text"], by=row.contact, at=at),
    done=gettext_lazy("Wij hebben het. Iemand anders kijkt er opnieuw naar."),
    danger=False,
    link=gettext_lazy("Ik ben het er niet mee eens"),
    beside_by_row=looked_at_again,
)
MEND_ADDRESS = OwnAction(
    name="mend-address",
    address="ander-adres",
    title=gettext_lazy("Klopt uw e-mailadres niet?"),
    lead=gettext_lazy(
        "Schrijf het goede adres. Wij mailen daar opnieuw naartoe. Een link in een mail naar het "
        "oude adres werkt daarna niet meer; daar melden wij dat één keer."
    ),
    button=gettext_lazy("Verander mijn adres"),
    stay=gettext_lazy("Nee, het klopt"),
    form=AddressForm,
    shown=_has_address,
    do=lambda row, data, at: mend_address_and_tell(row, email=data["email"], at=at),
    done=gettext_lazy("Vanaf nu mailen wij naar uw nieuwe adres."),
    by_link=False,
    mails=True,
    danger=False,
    link=gettext_lazy("Verander mijn adres"),
    beside_by_row=where_we_mail,
)
GIVE_ADDRESS = OwnAction(
    name="give-address",
    address="e-mailadres",
    title=gettext_lazy("Wilt u bericht per mail?"),
    lead=gettext_lazy("Schrijf uw e-mailadres. Dan mailen wij u wat we met uw woorden doen."),
    button=gettext_lazy("Mail mij voortaan"),
    stay=gettext_lazy("Nee, liever niet"),
    form=FirstAddressForm,
    shown=_may_give_address,
    do=lambda row, data, at: give_address_and_tell(row, email=data["email"], by=row.contact, at=at),
    done=gettext_lazy("Vanaf nu mailen wij u. U krijgt zo een eerste bericht."),
    by_link=False,
    mails=True,
    danger=False,
    link=gettext_lazy("Geef een e-mailadres"),
    beside=gettext_lazy("Wij hebben geen e-mailadres van u. U kunt het nu nog geven."),
)
ADD = OwnAction(
    name="add-words",
    address="toevoegen",
    title=gettext_lazy("Wilt u iets toevoegen?"),
    lead=gettext_lazy(
        "Uw eerste woorden blijven staan zoals ze zijn. Wat u nu schrijft, komt eronder, met de dag "
        "van vandaag. U krijgt er een eigen code en een eigen antwoord voor."
    ),
    button=gettext_lazy("Voeg dit toe"),
    stay=gettext_lazy("Nee, terug"),
    more_by_row=where_it_comes,
    form=AddForm,
    shown=_may_be_added_to,
    do=_add,
    by_link=False,
    adds=True,
    danger=False,
    link=gettext_lazy("Iets toevoegen"),
    beside=gettext_lazy("Uw eerste woorden veranderen niet. Wij lezen eerst wat u toevoegt."),
)
ADD_TO_IDEA = OwnAction(
    name="add-to-idea",
    address="idee-aanvullen",
    title=gettext_lazy("Wilt u iets toevoegen?"),
    lead=gettext_lazy(
        "Uw eerste woorden blijven staan zoals ze zijn. Wat u nu schrijft, komt eronder, met de dag "
        "van vandaag."
    ),
    button=gettext_lazy("Voeg dit toe"),
    stay=gettext_lazy("Nee, terug"),
    form=AddForm,
    shown=_idea_may_be_added_to,
    do=_add_to_idea,
    done=gettext_lazy("Dit staat nu bij uw idee. Wij lezen het."),
    by_link=False,
    adds=True,
    danger=False,
    link=gettext_lazy("Iets toevoegen"),
    beside=gettext_lazy("Uw eerste woorden veranderen niet. Wij lezen wat u toevoegt."),
)
STAY_THERE = OwnAction(
    name="no-to-move",
    address="niet-verplaatsen",
    title=gettext_lazy("Bent u het niet eens met de verhuizing?"),
    lead=gettext_lazy("Dan zetten wij uw inbreng terug waar u haar instuurde."),
    button=gettext_lazy("Zet mijn inbreng terug"),
    stay=gettext_lazy("Laat mijn inbreng daar"),
    lead_by_row=back_where_it_came_from,
    form=PlainForm,
    shown=lambda row: _is_words(row) and move_to_say_no_to(row, on=today()) is not None,
    do=lambda row, data, at: say_no_to_move(_open_move(row), by=row.contact, at=at),
    done=gettext_lazy("Uw inbreng staat weer waar u haar instuurde."),
    danger=False,
    link=gettext_lazy("Nee, zet mijn inbreng terug"),
    beside_by_row=say_no_until,
)
OWN_ACTIONS = (
    STAY_THERE,
    DISAGREE,
    ADD,
    ADD_TO_IDEA,
    GIVE_ADDRESS,
    MEND_ADDRESS,
    WITHDRAW,
    WITHDRAW_IDEA,
    FORGET_ME,
)


def actions_for(row, *, token="") -> list[dict]:
    """What the thread page offers: with a code a button that sends it, with a link an address.

    What asks for the code is named too for who comes by a link, with the form that asks for it; of
    being forgotten the page itself says that.
    """
    offered = [
        _offered(own, row, token)
        for own in OWN_ACTIONS
        if own.shown(row) and (own.by_link or not token or own is not FORGET_ME)
    ]
    return [*_written_elsewhere(row), *offered]


def _written_elsewhere(row):
    """Where words stand that are not added to on the website, another way of their plan may be open."""
    if not _is_words(row) or can_take_part(row.activity, on=today()):
        return []
    url = where_to_write(row.activity, day=today())
    if not url or not _may_say_more(row):
        return []
    return [
        {
            "title": _("Wilt u nog iets zeggen?"),
            "text": _("Dat kan bij dit plan op een andere plek. U krijgt er een eigen code voor."),
            "label": _("Schrijf het daar"),
            "url": url,
            "by_link": True,
        }
    ]


def lead_for(own, row) -> str:
    """What is said above the form: as it fits these words, once it is known which."""
    if row is None:
        return str(own.lead)
    if own.lead_by_row and (said := own.lead_by_row(row)):
        return said
    lead = own.lead_by_state.get(getattr(row, "state", None), own.lead)
    return f"{lead} {own.more_by_row(row) if own.more_by_row else ''}".strip()


def _offered(own, row, token):
    by_token = bool(token) and own.by_link
    asks_code = bool(token) and not own.by_link
    return {
        "title": own.title,
        "text": _("Dat kan met uw code.") if asks_code else _beside(own, row),
        "label": own.link,
        "url": reverse(f"linked-{own.name}", args=[token]) if by_token else reverse(own.name),
        "by_link": bool(token),
    }


def _open_move(row) -> Move:
    move = open_move(row, on=today())
    if move is None:
        raise RuleBroken(
            _("Nee zeggen kan niet meer. Bel ons als u het er niet mee eens bent."),
            code="term_is_over",
        )
    return move


def _beside(own, row):
    return (own.beside_by_row(row) if own.beside_by_row else "") or own.beside
