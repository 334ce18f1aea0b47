"""Who decides, whether it is complex, and what is asked before anything starts."""

from pydantic import Field, model_validator

from speelruimte.shared.messages import gettext
from speelruimte.shared.messages import gettext_noop as _

from .closed import Adopts, LeaderWork, Means, Nature, NoMeans, SystemRole, WayOfDeciding
from .condition import Condition
from .text import DescribedItem, Disagree, Item, Key, Part, Sourced, Text


class BodyMoment(DescribedItem):
    """A kind of moment on the agenda of a body, such as a committee or a meeting."""


class DecidingBody(DescribedItem):
    """A body that adopts agreements and takes decisions."""

    adopts: tuple[Adopts, ...] = Field(
        default=(Adopts.DESCRIPTION, Adopts.PLAN), description=_("een lijst van: description, plan")
    )
    order: int = Field(
        default=1,
        ge=1,
        description=_("een getal: wie het laagste getal heeft, stelt het eerst vast"),
    )
    moments: tuple[BodyMoment, ...] = Field(
        default=(), description=_("een lijst momenten op de agenda van dit orgaan")
    )
    forwards_to: tuple[Key, ...] = Field(
        default=(),
        description=_("een lijst organen waar dit orgaan het vaststellen naar kan doorsturen"),
    )
    decides_participation: bool = Field(
        default=False,
        description=_("true als dit orgaan zelf besluit of mensen kunnen meedoen, met een reden"),
    )
    recorded_by: SystemRole = Field(
        description=_(
            "wie de besluiten van dit orgaan vastlegt: een systeemrol, zoals griffie; "
            "recorder is iemand die alleen voor dit orgaan vastlegt"
        )
    )
    recorder: Text | None = Field(
        default=None,
        description=_(
            "hoe degene heet die vastlegt, zoals kabinetschef; leeg is de naam van de rol"
        ),
    )


class DecisionRoute(Item):
    """A rule that says who decides. The first rule whose condition holds, counts."""

    when: Condition | None = Field(
        default=None, description=_("een voorwaarde; zonder geldt altijd")
    )
    way: WayOfDeciding = Field(description=_("initiators, officials of body"))
    body: Key | None = Field(
        default=None, description=_("bij way body: de sleutel van het orgaan dat beslist")
    )
    adopted_by: tuple[Key, ...] = Field(
        default=(),
        description=_("een lijst organen die de afspraken vaststellen; leeg is wie beslist"),
    )
    together_with_city: bool = Field(
        default=False, description=_("true als het besluit samen met inwoners wordt genomen")
    )
    nature: Nature | None = Field(
        default=None, description=_("own_initiative, cooperation of participation")
    )
    initiator_does: tuple[LeaderWork, ...] = Field(
        default=(),
        description=_(
            "een lijst van: parties, activities, ways, placing, answers, result, decision, feedback, "
            "evaluation, later, steps, adoption; dit werk van de projectleider doet wie met het idee "
            "kwam dan ook zelf"
        ),
    )
    cosigned: tuple[LeaderWork, ...] = Field(
        default=(),
        description=_(
            "een lijst van: activities, ways, answers, result, decision, feedback, evaluation, later, "
            "steps; uit initiator_does: wat pas geldt als de projectleider meetekent"
        ),
    )
    way_of_working: Text = Field(description=_("hoe er dan gewerkt wordt"))
    reason: Text = Field(description=_("waarom het zo geregeld is; iedereen leest dit"))

    @model_validator(mode="after")
    def _a_body_decides_or_not(self) -> "DecisionRoute":
        if (self.way is WayOfDeciding.BODY) != (self.body is not None):
            raise Disagree(
                gettext("noem een orgaan (body) als way body is, en anders niet"),
                field="way" if self.body is None else "body",
            )
        return self

    @model_validator(mode="after")
    def _what_is_cosigned_is_left_to_initiators(self) -> "DecisionRoute":
        if set(self.cosigned) - set(self.initiator_does):
            raise Disagree(
                gettext("noem bij cosigned alleen wat ook bij initiator_does staat"),
                field="cosigned",
            )
        if set(self.cosigned) & LeaderWork.without_signature():
            raise Disagree(
                gettext(
                    "noem bij cosigned alleen activities, ways, answers, result, decision, feedback, "
                    "evaluation, later of steps"
                ),
                field="cosigned",
            )
        return self

    @model_validator(mode="after")
    def _who_runs_a_way_opens_it_first(self) -> "DecisionRoute":
        left = set(self.initiator_does)
        if LeaderWork.WAYS in left and LeaderWork.ACTIVITIES not in left:
            raise Disagree(
                gettext("noem bij initiator_does ook activities waar ways staat"),
                field="initiator_does",
            )
        return self

    @property
    def adopters(self) -> tuple[str, ...]:
        """Keys of the bodies that adopt description and plan; none if no body decides."""
        if self.adopted_by:
            return self.adopted_by
        return (self.body,) if self.body else ()


class Criterion(DescribedItem):
    """A sign that something is complex."""


class ComplexityRule(Sourced):
    """When something is complex: enough criteria ticked, and the condition holds."""

    criteria: tuple[Criterion, ...] = Field(
        min_length=1, description=_("een lijst kenmerken van iets ingewikkelds")
    )
    at_least: int = Field(
        default=1, ge=1, description=_("hoeveel kenmerken het ingewikkeld maken: een getal vanaf 1")
    )
    when: Condition | None = Field(
        default=None, description=_("een voorwaarde die er ook bij moet gelden")
    )
    explanation: Text | None = Field(default=None, description=_("een uitleg in gewone woorden"))


class Check(Item):
    """A question that is answered before anything starts."""

    why: Text = Field(description=_("waarom deze vraag ertoe doet"))
    answered_by: SystemRole = Field(
        description=_(
            "wie antwoordt: een systeemrol, zoals project_leader of portfolio_holder; "
            "recorder is wie vastlegt voor het orgaan dat beslist"
        )
    )
    no_means: NoMeans = Field(description=_("stop, waive of explain"))
    when: Condition | None = Field(
        default=None, description=_("een voorwaarde; zonder wordt de vraag altijd gesteld")
    )
    help: Text | None = Field(default=None, description=_("hulp bij het antwoord"))


class Advises(Part):
    """What a rule advises; whatever is left out is not advised upon."""

    level: Key | None = Field(default=None, description=_("de sleutel van een invloedsniveau"))
    purposes: tuple[Key, ...] = Field(default=(), description=_("een lijst sleutels van doelen"))
    means: tuple[Means, ...] = Field(default=(), description=_("een lijst middelen"))
    weeks: int | None = Field(default=None, ge=1, description=_("een aantal weken"))
    euros: int | None = Field(default=None, ge=0, description=_("een bedrag in hele euro's"))


class ProportionRule(Item):
    """Advice on how to go about it, in keeping with what is at stake."""

    when: Condition | None = Field(
        default=None, description=_("een voorwaarde; zonder geldt altijd")
    )
    advises: Advises = Field(default=Advises(), description=_("wat de regel adviseert"))
    advice: Text = Field(description=_("het advies in één zin"))
    reason: Text = Field(description=_("waarom dit advies"))


class MixRule(Item):
    """Means that must all be there."""

    means: tuple[Means, ...] = Field(
        min_length=1, description=_("een lijst van: in_person, online, paper, phone")
    )
    when: Condition | None = Field(
        default=None, description=_("een voorwaarde; zonder geldt altijd")
    )
    reason: Text | None = Field(default=None, description=_("waarom deze middelen nodig zijn"))
