"""A policy: everything a municipality promises on taking part, as data."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import Field

from speelruimte.shared.messages import gettext
from speelruimte.shared.messages import gettext_noop as _

from .closed import AskedOf, InitiatorKind, RouteStep, SystemRole, TermKey
from .deciding import (
    Check,
    ComplexityRule,
    DecidingBody,
    DecisionRoute,
    MixRule,
    ProportionRule,
)
from .gates import Gate
from .say import GovernmentRole, Level, ParticipantRole, Purpose, Scale
from .start import (
    AlwaysOrNever,
    Document,
    Goal,
    Municipality,
    Question,
    Scope,
    ScopeRule,
    StartRequirement,
    Word,
)
from .text import Key, Part, Text, by_key
from .upgrading import SCHEMA, upgraded
from .walking import (
    EvaluationQuestion,
    FrameKind,
    GateSetting,
    LightChange,
    OwnWords,
    PlanSection,
    PolicyPhase,
    Report,
    RequestRules,
    RolesApart,
    RouteWording,
    ServiceTerm,
    StatutoryProcedure,
)


class PolicyFields(Part):
    """The sections of a policy file, in their order."""

    shape: int = Field(
        default=SCHEMA,
        ge=SCHEMA,
        le=SCHEMA,
        alias="schema",
        description=_("het nummer van de vorm van dit bestand: {SCHEMA}").format(SCHEMA=SCHEMA),
    )
    key: Key | None = Field(
        default=None, description=_("een korte sleutel voor dit beleid, zoals assen-2022")
    )
    title: Text | None = Field(default=None, description=_("hoe dit beleid heet"))
    municipality: Municipality = Field(description=_("de gemeente met naam, code en contact"))
    effective_from: date = Field(description=_("de eerste dag dat het geldt, zoals 2021-02-01"))
    introduction: Text | None = Field(
        default=None,
        description=_(
            "een inleiding voor inwoners, in enkele zinnen; zij staat bij Zo doen we mee"
        ),
    )
    sources: tuple[Document, ...] = Field(
        default=(), description=_("een lijst documenten waar het beleid op rust")
    )
    words: tuple[Word, ...] = Field(default=(), description=_("een lijst eigen woorden met uitleg"))
    scope: Scope = Field(description=_("wie wat mag beginnen, en wat erbuiten valt"))
    start_requirements: tuple[StartRequirement, ...] = Field(
        default=(), description=_("een lijst: wat elke initiatiefnemer bij de start vertelt")
    )
    goals: tuple[Goal, ...] = Field(default=(), description=_("een lijst doelen van het beleid"))
    obligations: tuple[AlwaysOrNever, ...] = Field(
        default=(), description=_("een lijst gevallen waarin meedoen altijd kan")
    )
    exclusions: tuple[AlwaysOrNever, ...] = Field(
        default=(), description=_("een lijst gevallen waarin meedoen nooit kan")
    )
    influence_levels: tuple[Level, ...] = Field(
        default=(), description=_("een lijst invloedsniveaus, van weinig naar veel")
    )
    purposes: tuple[Purpose, ...] = Field(
        default=(), description=_("een lijst: waar meedoen voor is")
    )
    participant_roles: tuple[ParticipantRole, ...] = Field(
        default=(), description=_("een lijst rollen van deelnemers")
    )
    government_roles: tuple[GovernmentRole, ...] = Field(
        default=(), description=_("een lijst rollen van de gemeente")
    )
    deciding_bodies: tuple[DecidingBody, ...] = Field(
        min_length=1, description=_("een lijst organen die beslissen, minstens één")
    )
    decision_routes: tuple[DecisionRoute, ...] = Field(
        min_length=1, description=_("een lijst regels die zeggen wie beslist, minstens één")
    )
    complexity: ComplexityRule | None = Field(
        default=None, description=_("wanneer iets ingewikkeld is")
    )
    checks: tuple[Check, ...] = Field(
        min_length=1, description=_("een lijst vragen vooraf, minstens één")
    )
    impact: Scale | None = Field(default=None, description=_("de schaal voor de gevolgen"))
    influence_space: Scale | None = Field(
        default=None, description=_("de schaal voor de ruimte om te kiezen")
    )
    route: RouteWording = Field(
        default=RouteWording(), description=_("de stappen en poorten van de route")
    )
    own_words: OwnWords = Field(
        default=OwnWords(), description=_("wat er daarna met eigen woorden gebeurt")
    )
    light_changes: LightChange = Field(
        default=LightChange(),
        description=_("wat er aan vastgestelde afspraken klein mag veranderen, en door wie"),
    )
    roles_apart: tuple[RolesApart, ...] = Field(
        default=(
            RolesApart(
                role=SystemRole.PROJECT_LEADER,
                apart_from=(
                    SystemRole.MODERATOR,
                    SystemRole.GRIFFIE,
                    SystemRole.COLLEGE_SECRETARY,
                    SystemRole.RECORDER,
                ),
            ),
            RolesApart(
                role=SystemRole.ADMINISTRATOR,
                apart_from=(
                    SystemRole.PORTFOLIO_HOLDER,
                    SystemRole.GRIFFIE,
                    SystemRole.COLLEGE_SECRETARY,
                    SystemRole.RECORDER,
                ),
            ),
        ),
        description=_("een lijst rollen die in één zaak niet bij één persoon horen"),
    )
    description_questions: tuple[Question, ...] = Field(
        default=(), description=_("een lijst vragen van de planomschrijving")
    )
    plan_sections: tuple[PlanSection, ...] = Field(
        default=(), description=_("een lijst onderdelen van het participatieplan")
    )
    frame_kinds: tuple[FrameKind, ...] = Field(
        default=(), description=_("een lijst soorten kaders")
    )
    policy_phases: tuple[PolicyPhase, ...] = Field(
        default=(), description=_("een lijst fasen van beleid, van begin naar eind")
    )
    mix: tuple[MixRule, ...] = Field(
        default=(), description=_("een lijst regels over middelen die er moeten zijn")
    )
    statutory_procedures: tuple[StatutoryProcedure, ...] = Field(
        default=(), description=_("een lijst procedures uit wet, verordening of beleid")
    )
    service_terms: dict[TermKey, ServiceTerm] = Field(
        default={}, description=_("per belofte een termijn: een getal met een eenheid")
    )
    proportionality: tuple[ProportionRule, ...] = Field(
        default=(), description=_("een lijst regels voor een passende aanpak")
    )
    budget_requests: RequestRules | None = Field(
        default=None,
        description=_(
            "hoe iemand budget aanvraagt; dit wordt verteld, een formulier is er nog niet"
        ),
    )
    right_to_challenge: RequestRules | None = Field(
        default=None,
        description=_(
            "hoe iemand een taak van de gemeente overneemt; dit wordt verteld, een formulier is er nog niet"
        ),
    )
    evaluation_questions: tuple[EvaluationQuestion, ...] = Field(
        default=(), description=_("een lijst vragen om terug te kijken")
    )
    report: Report | None = Field(default=None, description=_("het verslag over alle trajecten"))


class Policy(PolicyFields):
    """What code may ask of a policy. Keys that are not there raise KeyError."""

    @property
    def slug(self) -> str:
        """The key of the policy; without one, the municipality and the year it starts."""
        name = re.sub(r"[^a-z0-9]+", "-", self.municipality.name.lower()).strip("-")
        return self.key or f"{name or 'beleid'}-{self.effective_from.year}"

    @property
    def name(self) -> Text:
        """The title; without one, whose policy it is and from when."""
        whose = gettext("Beleid van {name} vanaf {day}").format(
            name=self.municipality.name, day=self.effective_from.isoformat()
        )
        return self.title or Text(whose)

    def as_data(self) -> dict:
        """The policy as plain data, as it is kept; `Policy.from_data` reads it back.

        Defaults are written out, so that a later default changes no promise.
        """
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Policy":
        """A policy from plain data as it is kept, under whatever shape it was written."""
        return cls.model_validate(upgraded(data))

    def level(self, key: str) -> Level:
        return by_key(self.influence_levels, key)

    def purpose(self, key: str) -> Purpose:
        return by_key(self.purposes, key)

    def participant_role(self, key: str) -> ParticipantRole:
        return by_key(self.participant_roles, key)

    def government_role(self, key: str) -> GovernmentRole:
        return by_key(self.government_roles, key)

    def body(self, key: str) -> DecidingBody:
        return by_key(self.deciding_bodies, key)

    def decision_route(self, key: str) -> DecisionRoute:
        return by_key(self.decision_routes, key)

    def check(self, key: str) -> Check:
        return by_key(self.checks, key)

    def frame_kind(self, key: str) -> FrameKind:
        return by_key(self.frame_kinds, key)

    def phase(self, key: str) -> PolicyPhase:
        return by_key(self.policy_phases, key)

    def description_question(self, key: str) -> Question:
        return by_key(self.description_questions, key)

    def plan_section(self, key: str) -> PlanSection:
        return by_key(self.plan_sections, key)

    def document(self, source: str) -> Document | None:
        """The document a source such as `assen-2022#coach` names; None for the neutral policy."""
        tag = source.partition("#")[0]
        return next(
            (legal_source for legal_source in self.sources if legal_source.key == tag), None
        )

    def scope_rule(self, kind: str) -> ScopeRule | None:
        return next((rule for rule in self.scope.initiators if rule.initiator == kind), None)

    def in_scope(self, kind: str) -> bool:
        """Whether this kind of initiator may start something; not named is not allowed."""
        rule = self.scope_rule(kind)
        return bool(rule and rule.may_start)

    def start_questions(self, kind: InitiatorKind | str) -> tuple[Question, ...]:
        """What this kind of initiator is asked at the start, in the order of the file."""
        return tuple(
            question
            for requirement in self.start_requirements
            if kind in requirement.initiators
            for question in requirement.questions
        )

    def word(self, key: str, default: str, *, plural: bool = False, language: str = "nl") -> str:
        """The municipality's own word for a thing on the screens, else the default."""
        for word in self.words:
            chosen = word.plural if plural else word.label
            if word.key == key and chosen is not None:
                return chosen.in_language(language)
        return default

    def step_label(self, step: RouteStep | str, *, language: str = "nl") -> str:
        wording = self.route.steps.get(RouteStep(step))
        if wording and wording.label:
            return wording.label.in_language(language)
        return RouteStep(step).label

    def step_explanation(self, step: RouteStep | str) -> Text | None:
        wording = self.route.steps.get(RouteStep(step))
        return wording.explanation if wording else None

    def gate_settings(self, gate: Gate | str) -> tuple[GateSetting, ...]:
        return tuple(setting for setting in self.route.gates if setting.gate == gate)

    def term(self, key: TermKey | str) -> ServiceTerm | None:
        return self.service_terms.get(TermKey(key))

    def questions_for(self, who: AskedOf | str) -> tuple[EvaluationQuestion, ...]:
        return tuple(question for question in self.evaluation_questions if question.asked_of == who)

    def bodies_in_order(self, keys: tuple[str, ...]) -> tuple[DecidingBody, ...]:
        """These bodies in the order in which they adopt, one after the other."""
        return tuple(sorted((self.body(key) for key in keys), key=lambda body: body.order))
