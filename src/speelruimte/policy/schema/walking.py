"""The route in the words of the policy: steps, gates, plan, procedures, terms, looking back."""

from pydantic import Field

from speelruimte.shared.messages import gettext_noop as _

from .closed import (
    AnnouncedFrom,
    AnswerKind,
    AskedOf,
    CountsFrom,
    EvaluationMoment,
    Ground,
    Moderation,
    PlanPart,
    ReportContent,
    ResultKind,
    RouteStep,
    SystemRole,
    Unit,
)
from .condition import Condition
from .gates import Gate
from .start import Question
from .text import NEUTRAL_SOURCE, DescribedItem, Item, Key, Part, Sourced, Text, text


class StepWording(Part):
    """What a step is called here, and what happens in it."""

    label: Text | None = Field(default=None, description=_("hoe deze stap heet"))
    explanation: Text | None = Field(default=None, description=_("wat er in deze stap gebeurt"))


class GateSetting(Sourced):
    """Whether a gate holds, always or under a condition, and in which words."""

    gate: Gate = Field(description=_("de naam van een poort die aan of uit kan"))
    holds: bool = Field(default=True, description=_("true (geldt) of false (geldt niet)"))
    when: Condition | None = Field(
        default=None, description=_("een voorwaarde; zonder geldt het altijd")
    )
    sentence: Text | None = Field(default=None, description=_("hoe de poort zegt wat er ontbreekt"))


class Exploring(Sourced):
    """Room to explore without frames, limited in time and money."""

    explanation: Text = Field(description=_("wat verkennen zonder kaders inhoudt"))
    weeks: int = Field(ge=1, description=_("een aantal weken: zo lang mag het hoogstens duren"))
    euros: int | None = Field(default=None, ge=0, description=_("een bedrag in hele euro's"))
    support: Text | None = Field(default=None, description=_("welke steun de gemeente geeft"))


class RouteWording(Part):
    """The route as this policy walks it."""

    steps: dict[RouteStep, StepWording] = Field(
        default={}, description=_("per stap van de route een naam en een uitleg")
    )
    gates: tuple[GateSetting, ...] = Field(
        default=(), description=_("een lijst poorten die aan of uit staan")
    )
    moderation: Moderation = Field(
        default=Moderation.AFTER, description=_("before of after: voor of na plaatsing")
    )
    activities_altered_by: tuple[SystemRole, ...] = Field(
        default=(SystemRole.PROJECT_LEADER, SystemRole.COACH),
        min_length=1,
        description=_(
            "een lijst rollen: wie een activiteit mag afgelasten, verplaatsen of heropenen"
        ),
    )
    announced_from: AnnouncedFrom = Field(
        default=AnnouncedFrom.PLAN,
        description=_(
            "start, weighing, plan of adoption: vanaf deze stap staat er één regel over het traject "
            "bij ‘Mijn straat’"
        ),
    )
    exploring: Exploring | None = Field(
        default=None, description=_("ruimte om te verkennen zonder kaders")
    )
    load_limit: int | None = Field(
        default=None,
        ge=1,
        description=_("een getal: zoveel uitnodigingen per adres per jaar is genoeg"),
    )


class RefusalGround(Item):
    """A ground on which words are not shown, with the sentence that their writer reads."""

    sentence: Text = Field(description=_("wat de schrijver leest als dit de reden is"))


def _neutral(key: str, label: str, sentence: str) -> RefusalGround:
    return RefusalGround(key=key, label=text(label), sentence=text(sentence), source=NEUTRAL_SOURCE)


# They hold where a policy names none of its own. Who shows one has it translated: ``grounds_said``.
NEUTRAL_GROUNDS = (
    _neutral(
        "scolding",
        _("Schelden, bedreigen of discrimineren"),
        _(
            "In uw tekst wordt gescholden, bedreigd of gediscrimineerd. Uw mening is welkom: schrijf "
            "haar op zonder dat, en stuur haar opnieuw."
        ),
    ),
    _neutral(
        "personal_data",
        _("Gegevens van iemand anders"),
        _(
            "In uw tekst staan gegevens van iemand anders, zoals een naam, een adres of iets over de "
            "gezondheid. Laat die weg, en stuur uw tekst opnieuw."
        ),
    ),
    _neutral(
        "advertising",
        _("Reclame"),
        _("Uw tekst is reclame. Laat weg wat u wilt verkopen of aanprijzen, en stuur hem opnieuw."),
    ),
    _neutral(
        "other_subject",
        _("Gaat niet over dit plan"),
        _(
            "Uw tekst gaat niet over dit plan. Hebt u een ander idee voor de gemeente? Stuur het dan als "
            "een nieuw idee."
        ),
    ),
    _neutral(
        "sent_twice",
        _("Twee keer dezelfde tekst van dezelfde schrijver"),
        _("U stuurde deze tekst al eerder. Wij nemen hem één keer mee."),
    ),
)


class OwnWords(Part):
    """What happens to somebody's own words after they came in."""

    original_weeks: int = Field(
        default=26,
        ge=1,
        le=520,
        description=_(
            "een aantal weken: zo lang blijft de oorspronkelijke tekst bewaard van wat deels "
            "onleesbaar is gemaakt"
        ),
    )
    move_days: int = Field(
        default=14,
        ge=1,
        le=365,
        description=_(
            "een aantal dagen: zo lang kan iemand nee zeggen als de eigen inbreng naar een ander "
            "traject is verplaatst"
        ),
    )
    look_again_days: int = Field(
        default=14,
        ge=1,
        le=365,
        description=_(
            "een aantal dagen: zo snel kijkt iemand anders opnieuw als een schrijver het niet eens is "
            "met wat over de eigen inbreng is beslist"
        ),
    )
    refusal_grounds: tuple[RefusalGround, ...] = Field(
        default=NEUTRAL_GROUNDS,
        description=_(
            "een lijst gronden om inbreng te weigeren, met wat de schrijver leest; op een andere grond "
            "kan het dan niet. Bij `[]` schrijft wie weigert zelf een reden"
        ),
    )


class LightChange(Part):
    """What of adopted agreements may change without a body: spelling, and a later last day."""

    recorded_by: SystemRole = Field(
        default=SystemRole.PROJECT_LEADER,
        description=_(
            "wie een kleine wijziging vastlegt: een systeemrol; recorder is wie vastlegt voor een "
            "orgaan dat de afspraken vaststelt"
        ),
    )
    longer_days: int = Field(
        default=28,
        ge=0,
        le=365,
        description=_(
            "een aantal dagen: zoveel later dan vastgesteld mag een fase eindigen; 0 is nooit"
        ),
    )
    objection_days: int = Field(
        default=7,
        ge=1,
        le=90,
        description=_("een aantal dagen: zo lang kan een partij nee zeggen"),
    )


class RolesApart(Part):
    """A role that one person does not hold together with certain others, in one and the same case."""

    role: SystemRole = Field(description=_("een systeemrol"))
    apart_from: tuple[SystemRole, ...] = Field(
        min_length=1,
        description=_("een lijst systeemrollen die dezelfde persoon in die zaak niet ook heeft"),
    )
    allowed_with_reason: bool = Field(
        default=True,
        description=_("true (mag toch, met een reden die iedereen leest) of false (mag nooit)"),
    )


class PlanSection(Question):
    """A section of the participation plan."""

    part: PlanPart = Field(
        default=PlanPart.TEXT,
        description=_(
            "welk deel van de afspraken dit laat zien; `required` geldt bij `text` en "
            "`information`, de andere delen staan op een eigen bladzijde met een eigen deur"
        ),
    )


class FrameKind(DescribedItem):
    """A kind of frame, such as content, money or process."""

    required: bool = Field(default=False, description=_("true of false"))
    limits: bool = Field(
        default=True,
        description=_(
            "false als zo'n kader alleen zegt hoe er wordt gewerkt of gekozen: dan is het geen "
            "reden om af te wijken van een uitkomst die geldt"
        ),
    )


class PolicyPhase(DescribedItem):
    """Where a subject stands in the making of policy."""

    room: Text | None = Field(default=None, description=_("welke ruimte er in deze fase is"))


class Term(Sourced):
    """A number of days or weeks that the municipality promises or the law sets."""

    number: int = Field(ge=1, description=_("een getal vanaf 1"))
    unit: Unit = Field(description=_("working_days, days of weeks"))

    def __str__(self) -> str:
        return f"{self.number} {self.unit.label}"


class ServiceTerm(Term):
    """A term that the municipality promises. ``counts_from`` is said of answers to words only."""

    counts_from: CountsFrom = Field(
        default=CountsFrom.CLOSED,
        alias="from",
        description=_(
            "vanaf wanneer de termijn telt; alleen bij answer_contribution: "
            "received of closed (zonder dit veld: closed)"
        ),
    )


class StatutoryProcedure(DescribedItem):
    """A procedure that must be followed, with its term and who may come forward."""

    ground: Ground = Field(description=_("law, by_law of policy"))
    basis: Text = Field(description=_("de wet, verordening of regel met het artikel"))
    term: Term = Field(description=_("een getal met een eenheid"))
    open_to: Text = Field(description=_("wie mag reageren"))
    channel: Text = Field(description=_("hoe iemand reageert"))
    publication: Text | None = Field(default=None, description=_("waar het bekend wordt gemaakt"))
    when: Condition | None = Field(
        default=None, description=_("een voorwaarde; zonder kiest een mens")
    )


class RequestRules(Sourced):
    """How to ask for a budget, or to take over a task: fields, conditions, term."""

    explanation: Text = Field(description=_("waar de aanvraag voor is"))
    fields: tuple[Question, ...] = Field(
        min_length=1, description=_("een lijst vragen van het aanvraagformulier")
    )
    conditions: tuple[DescribedItem, ...] = Field(
        default=(), description=_("een lijst voorwaarden waaraan de aanvraag wordt getoetst")
    )
    term: Term = Field(description=_("binnen welke termijn er een besluit is"))
    decided_by: Key | None = Field(
        default=None, description=_("de sleutel van het orgaan dat beslist; leeg is een medewerker")
    )
    maximum_euros: int | None = Field(
        default=None, ge=1, description=_("een bedrag in hele euro's")
    )


class EvaluationQuestion(Item):
    """A question with which people look back."""

    asked_of: AskedOf = Field(description=_("participants of team"))
    moment: EvaluationMoment = Field(
        default=EvaluationMoment.AFTER, description=_("after; tussendoor (during) kan nog niet")
    )
    answer: AnswerKind = Field(default=AnswerKind.TEXT, description=_("text, scale of yes_no"))
    result: ResultKind | None = Field(default=None, description=_("hard of soft"))
    goal: Key | None = Field(default=None, description=_("de sleutel van een doel uit goals"))
    help: Text | None = Field(default=None, description=_("hulp bij het antwoord"))


class Chapter(Item):
    """A chapter of the periodic report."""

    content: ReportContent = Field(
        description=_("happened, tried, results, goals, lessons of ahead")
    )


class Report(Sourced):
    """The periodic report on all trajectories."""

    months: int = Field(ge=1, le=12, description=_("om de hoeveel maanden: 1 tot en met 12"))
    chapters: tuple[Chapter, ...] = Field(
        min_length=1, description=_("een lijst hoofdstukken van het verslag")
    )
