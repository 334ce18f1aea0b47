"""What an agreement says: plain facts in the words of the policy, made by ``agreements.reading``."""

from dataclasses import dataclass, field
from datetime import date

from speelruimte.agreements.models import Section, Version
from speelruimte.agreements.moments import promised_decision
from speelruimte.agreements.rules import ADOPTING
from speelruimte.policy.say import widest, width


@dataclass(frozen=True)
class SaidFrame:
    """A frame in words. ``say`` and ``level`` are those of an open question, where they differ."""

    number: int
    status: str
    kind: str
    title: str
    text: str
    origin: str
    phase_key: str
    known_on: date | None
    added_by: str
    level: str
    say: int | None


@dataclass(frozen=True)
class SaidSay:
    """How much say a group has in a phase, with the promise that goes with it."""

    group: str
    role_key: str
    role: str
    expected: str
    level_key: str
    level: str
    promise: str
    binding: str
    say: int | None

    @property
    def key(self):
        """The policy's key for it: of the level, else of the role."""
        return self.level_key or self.role_key

    @property
    def label(self):
        """The policy's word for it: the level, else the role."""
        return self.level or self.role


@dataclass(frozen=True)
class SaidMethod:
    """A method that the plan names for a phase. ``way`` is empty for what happens elsewhere."""

    key: str
    method: str
    way: str
    title: str
    short: str
    note: str
    held_on: date | None
    held_at: str
    place: str


@dataclass(frozen=True)
class SaidPhase:
    """A phase in words."""

    key: str
    name: str
    question: str
    policy_phase: str
    starts_on: date
    ends_on: date
    purposes: tuple
    government_role: str
    says: tuple
    methods: tuple

    @property
    def widest(self) -> SaidSay | None:
        """The widest door that any group has here."""
        return widest(self.says)


@dataclass(frozen=True)
class SaidMoment:
    """A day that was promised; ``body`` is the name of who meets then, empty for no body.

    ``held_at`` and ``place`` are empty where they are not known, or nobody comes together.
    """

    day: date
    body_key: str
    body: str
    what: str
    is_decision: bool
    held_at: str = ""
    place: str = ""


@dataclass(frozen=True)
class SaidAdoption:
    """What a body decided; ``body`` is its name in the policy, empty for the project leader."""

    body_key: str
    body: str
    outcome: str
    decided_on: date
    decision_number: str
    document: str
    reason: str
    forwarded_to: str = ""


@dataclass(frozen=True)
class SaidSilence:
    """An organisation that was asked whether it agrees, and did not answer since."""

    who: str
    asked_on: date


@dataclass(frozen=True)
class VersionLine:
    """A version in the list of all versions of a trajectory."""

    number: int
    adopted_on: date | None
    amends: int | None
    reason_for_change: str
    state: str
    is_current: bool
    kind: str = Version.Kind.ORDINARY


@dataclass(frozen=True)
class Agreement:
    """One version of the agreement, in words.

    ``reasons_against`` say why somebody does not agree: who, empty for a person, and why.
    ``…_earlier`` are those who spoke about the text as it was before it changed, ``…_silent`` those
    who were asked and did not answer since.
    """

    number: int
    is_adopted: bool
    adopted_on: date | None
    fingerprint: str
    amends: int | None
    reason_for_change: str
    one_sided_reason: str
    decided_by: str
    decided_by_key: str
    how_weighed: str
    sections: tuple
    fixed: tuple
    open: tuple
    unknown: tuple
    phases: tuple
    moments: tuple
    organisations_for: tuple
    organisations_against: tuple
    persons_for: int
    persons_against: int
    adoptions: tuple
    versions: tuple = field(default=())
    kind: str = Version.Kind.ORDINARY
    objections_until: date | None = None
    reasons_against: tuple = ()
    organisations_for_earlier: tuple = ()
    organisations_against_earlier: tuple = ()
    persons_for_earlier: int = 0
    persons_against_earlier: int = 0
    reasons_against_earlier: tuple = ()
    organisations_silent: tuple = ()
    persons_silent: int = 0

    @property
    def is_light(self):
        return self.kind == Version.Kind.LIGHT

    @property
    def is_put_back(self):
        return self.kind == Version.Kind.PUT_BACK

    @property
    def asks_parties(self):
        """Somebody was asked: who said what they think of this text or an earlier one, or nothing."""
        return bool(self.organisations_silent or self.persons_silent) or any(
            getattr(self, f"{who}_{answer}{when}")
            for who in ("organisations", "persons")
            for answer in ("for", "against")
            for when in ("", "_earlier")
        )

    @property
    def frames(self):
        return self.fixed + self.open + self.unknown

    @property
    def says(self) -> tuple:
        return tuple(said for phase in self.phases for said in phase.says)

    @property
    def widest(self) -> SaidSay | None:
        """The widest door that anybody has in any phase, with its word and its promise."""
        return widest(self.says)

    def door_on(self, day) -> SaidSay | None:
        """The widest door that holds on a day; before a phase begins, that of the phase that comes first,
        and when all are over, the widest there was."""
        phases = [phase for phase in self.phases if phase.says]
        holding = [phase for phase in phases if phase.starts_on <= day <= phase.ends_on]
        if not holding:
            begins = min(
                (phase.starts_on for phase in phases if phase.starts_on > day), default=None
            )
            holding = [phase for phase in phases if phase.starts_on == begins]
        return widest(tuple(said for phase in holding for said in phase.says)) or self.widest

    @property
    def level_promises(self) -> tuple:
        """What the levels in this agreement promise, most say first, each once."""
        says = sorted((said for said in self.says if said.promise), key=width, reverse=True)
        return tuple(dict.fromkeys(said.promise for said in says))

    @property
    def decision_day(self) -> date | None:
        """The day on which the decision was promised."""
        moment = promised_decision(self.moments)
        return moment.day if moment else None

    @property
    def adopted_by(self) -> tuple:
        """The bodies that adopted it, by name; none where the project leader recorded it."""
        said = (
            adoption.body
            for adoption in self.adoptions
            if adoption.body and adoption.outcome in ADOPTING
        )
        return tuple(dict.fromkeys(said))

    @property
    def is_replaced(self) -> bool:
        """Another version holds now; only known where the versions stand beside it."""
        return any(line.is_current and line.number != self.number for line in self.versions)

    @property
    def about(self) -> str:
        """What it is about: the first question of the description that was answered."""
        texts = (
            section["text"]
            for section in self.sections
            if section["part"] == Section.Part.DESCRIPTION
        )
        return next(texts, "")

    def phase(self, key) -> SaidPhase | None:
        return next((phase for phase in self.phases if phase.key == key), None)

    def frame(self, number):
        return next((frame for frame in self.frames if frame.number == number), None)
