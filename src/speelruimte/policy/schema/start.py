"""Where a policy begins: whose it is, its words, who may start what, and what for."""

from datetime import date

from pydantic import Field, model_validator

from speelruimte.shared.messages import gettext
from speelruimte.shared.messages import gettext_noop as _

from .closed import Address, InitiatorKind, Told
from .condition import Condition
from .text import DescribedItem, Disagree, Item, Key, Language, Line, Part, Sourced, Text


class ContactPerson(Part):
    """The third door: a person to speak to."""

    coach: Line = Field(description=_("de naam van de participatiecoach of het loket"))
    role: Text | None = Field(default=None, description=_("hoe deze persoon of plek heet"))
    phone: Line | None = Field(
        default=None, description=_("een telefoonnummer, zoals 0500 12 34 56")
    )
    hours: Text | None = Field(default=None, description=_("wanneer iemand opneemt"))
    email: Line | None = Field(default=None, description=_("een e-mailadres"))
    counter: Text | None = Field(default=None, description=_("de naam van de balie"))
    counter_hours: Text | None = Field(default=None, description=_("wanneer de balie open is"))
    address: Text | None = Field(default=None, description=_("straat, nummer en plaats"))
    website: Line | None = Field(default=None, description=_("een webadres"))


class Municipality(Part):
    """Whose policy it is, and how it speaks to people."""

    name: Line = Field(description=_("de naam van de gemeente"))
    cbs_code: Line | None = Field(
        default=None,
        pattern=r"^GM[0-9]{4}$",
        description=_("de gemeentecode van het CBS: GM en vier cijfers"),
    )
    form_of_address: Address = Field(default=Address.U, description=_("u of je"))
    languages: tuple[Language, ...] = Field(
        default=("nl",), min_length=1, description=_("een lijst van taalcodes, zoals nl en en")
    )
    contact: ContactPerson | None = Field(
        default=None, description=_("bij wie mensen terechtkunnen: coach, telefoon, balie, adres")
    )


class Document(Part):
    """A document that the policy rests on."""

    key: Key = Field(description=_("een korte sleutel, waar de onderdelen naar verwijzen"))
    label: Text = Field(description=_("de titel van het document"))
    established: date | None = Field(default=None, description=_("een dag, zoals 2020-05-28"))
    established_by: Text | None = Field(default=None, description=_("wie het vaststelde"))
    link: Line | None = Field(default=None, description=_("een webadres"))


class Word(DescribedItem):
    """A word of the municipality's own; some of them name things on the screens."""

    plural: Text | None = Field(default=None, description=_("het meervoud"))
    article: Text | None = Field(default=None, description=_("het lidwoord: de of het"))


class ScopeRule(Sourced):
    """Whether one kind of initiator may start something under this policy."""

    initiator: InitiatorKind = Field(description=_("een soort initiatiefnemer"))
    may_start: bool = Field(description=_("true of false"))
    what: Text | None = Field(default=None, description=_("wat deze initiatiefnemer mag beginnen"))
    sentence: Text | None = Field(
        default=None, description=_("bij may_start false: een zin die uitlegt waarom niet")
    )
    go_to: Text | None = Field(
        default=None, description=_("bij may_start false: waar iemand dan wel terechtkan")
    )

    @model_validator(mode="after")
    def _who_is_turned_away_is_helped(self) -> "ScopeRule":
        if not self.may_start and not (self.sentence and self.go_to):
            raise Disagree(
                gettext(
                    "wie niet mag beginnen, krijgt een zin (sentence) en een andere plek (go_to)"
                ),
                field="may_start",
            )
        return self


class OutsideScope(Item):
    """A subject that this policy is not about."""

    sentence: Text = Field(description=_("een zin die uitlegt waarom het hier niet hoort"))
    go_to: Text = Field(description=_("waar iemand dan wel terechtkan"))


class Scope(Part):
    """Who may start what, and what falls outside."""

    initiators: tuple[ScopeRule, ...] = Field(
        min_length=1, description=_("voor elke soort initiatiefnemer één regel")
    )
    outside: tuple[OutsideScope, ...] = Field(
        default=(), description=_("een lijst onderwerpen waar het beleid niet over gaat")
    )


class Question(Item):
    """A question somebody answers in own words."""

    help: Text | None = Field(default=None, description=_("hulp bij het invullen"))
    required: bool = Field(default=True, description=_("true of false"))
    required_when: Condition | None = Field(
        default=None, description=_("een voorwaarde waaronder een antwoord nodig is")
    )
    tells: tuple[Told, ...] = Field(
        default=(),
        description=_(
            "een lijst van wat het antwoord vertelt; wat bij de start is verteld, staat bij een "
            "latere vraag hierover al ingevuld"
        ),
    )


class StartRequirement(Part):
    """What some kinds of initiator must bring at the start."""

    initiators: tuple[InitiatorKind, ...] = Field(
        min_length=1, description=_("een lijst soorten initiatiefnemers")
    )
    questions: tuple[Question, ...] = Field(
        min_length=1, description=_("een lijst vragen die bij de start horen")
    )


class Goal(DescribedItem):
    """What the policy is meant to reach, and how one sees it."""

    indicator: Text | None = Field(default=None, description=_("waaraan u ziet of het lukt"))


class AlwaysOrNever(DescribedItem):
    """A case in which taking part is always owed, or never possible."""

    ground: Text = Field(description=_("de grond: waarom dit altijd of nooit zo is"))
    when: Condition | None = Field(
        default=None, description=_("een voorwaarde; zonder voorwaarde vinkt een mens dit aan")
    )
