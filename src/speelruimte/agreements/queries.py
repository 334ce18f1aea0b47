"""The agreement as pages show it: read from the frozen text, in the words of the policy."""

import json
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from speelruimte.agreements.difference import difference
from speelruimte.agreements.models import Frame, Version
from speelruimte.agreements.texts import canonical_version
from speelruimte.toolbox.methods import method as method_of
from speelruimte.trajectories.actions import policy_of


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
    role: str
    expected: str
    level_key: str
    level: str
    promise: str
    binding: str
    say: int | None


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
    def highest_say(self):
        """The most say that any group has here; None when it is about something else than say."""
        return max((one.say for one in self.says if one.say is not None), default=None)


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
class VersionLine:
    """A version in the list of all versions of a trajectory."""

    number: int
    adopted_on: date | None
    amends: int | None
    reason_for_change: str
    state: str
    is_current: bool


@dataclass(frozen=True)
class Agreement:
    """One version of the agreement, in words.

    ``…_earlier`` are those who spoke about the text as it was before it changed.
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
    organisations_for_earlier: tuple = ()
    organisations_against_earlier: tuple = ()
    persons_for_earlier: int = 0
    persons_against_earlier: int = 0

    @property
    def has_stands(self):
        """Somebody was asked and said what they think of this text, or of an earlier one."""
        return any(
            getattr(self, f"{who}_{answer}{when}")
            for who in ("organisations", "persons")
            for answer in ("for", "against")
            for when in ("", "_earlier")
        )

    @property
    def frames(self):
        return self.fixed + self.open + self.unknown

    @property
    def highest_say(self):
        """The most say that anybody has in any phase."""
        says = [one.highest_say for one in self.phases if one.highest_say is not None]
        return max(says, default=None)

    @property
    def promises(self) -> tuple:
        """What the levels in this agreement promise, most say first, each once."""
        says = [one for phase in self.phases for one in phase.says if one.promise]
        says.sort(key=lambda one: -1 if one.say is None else one.say, reverse=True)
        return tuple(dict.fromkeys(one.promise for one in says))

    @property
    def highest(self) -> SaidSay | None:
        """The promise with most say, to show its word and its door."""
        says = [one for phase in self.phases for one in phase.says if one.level]
        return max(says, key=lambda one: -1 if one.say is None else one.say, default=None)

    def phase(self, key):
        return next((one for one in self.phases if one.key == key), None)

    def frame(self, number):
        return next((one for one in self.frames if one.number == number), None)


def current_agreement(trajectory) -> Agreement | None:
    """The agreement that holds now, from its frozen text, with all versions beside it.

    One query for the versions, and one for the policy when that was not loaded yet. None as long
    as nothing was adopted.
    """
    versions = list(trajectory.versions.order_by("number"))
    adopted = [one for one in versions if one.is_adopted]
    if not adopted:
        return None
    return _agreement(adopted[-1], trajectory, versions)


def agreement_of(version) -> Agreement:
    """Any version in words: an adopted one from its frozen text, a draft from its rows."""
    versions = list(version.trajectory.versions.order_by("number"))
    return _agreement(version, version.trajectory, versions)


def open_version(trajectory) -> Version | None:
    """The version being written, offered or held over."""
    version = trajectory.versions.open().first()
    if version is not None:
        version.trajectory = trajectory
    return version


def newest_adopted(trajectory) -> Version | None:
    """The version that holds now."""
    version = trajectory.versions.adopted().order_by("-number").first()
    if version is not None:
        version.trajectory = trajectory
    return version


def parties_lacking(version) -> list:
    """The parties that agreed with the version being amended and not, or not yet, with this one.

    Who agreed with this version before its text changed again, did not agree with it yet.
    """
    if not version.amends:
        return []
    before = version.trajectory.versions.get(number=version.amends)
    agreed = before.stands.filter(agrees=True).select_related("party__organisation")
    agrees_now = version.stands.filter(agrees=True, on_earlier_text=False)
    now = set(agrees_now.values_list("party_id", flat=True))
    return [stand.party for stand in agreed if stand.party_id not in now]


def changes_between(old, new) -> list:
    """What differs between two versions of one trajectory, in the words of its policy."""
    words = partial(words_of, policy_of(new.trajectory))
    return difference(text_of(old), text_of(new), words=words)


def text_of(version) -> str:
    """The frozen text of an adopted version; a draft's as it would be."""
    return version.text or canonical_version(version)


def words_of(policy, section, key) -> str:
    """The policy's word for a key, or the key where the policy has none."""
    if section == "status":
        return str(Frame.Status(key).label)
    for item in getattr(policy, section):
        if item.key == key:
            return str(item.label)
    return key


def _agreement(version, trajectory, versions):
    policy = policy_of(trajectory)
    version.trajectory = trajectory
    data = json.loads(text_of(version))
    say = partial(words_of, policy)
    frames = [_said_frame(one, say) for one in data["frames"]]
    by_status = {
        status: tuple(one for one in frames if one.status == status)
        for status in Frame.Status.values
    }
    current = max((one.number for one in versions if one.is_adopted), default=None)
    return Agreement(
        number=version.number,
        is_adopted=version.is_adopted,
        adopted_on=version.adopted_on,
        fingerprint=version.fingerprint,
        amends=version.amends,
        reason_for_change=data["reason_for_change"],
        one_sided_reason=data["one_sided_reason"],
        decided_by=say("deciding_bodies", data["decided_by"]),
        decided_by_key=data["decided_by"],
        how_weighed=data["how_weighed"],
        sections=_sections(policy, data),
        phases=tuple(_said_phase(one, policy, say) for one in data["phases"]),
        moments=tuple(_said_moment(one, say) for one in data["moments"]),
        adoptions=tuple(_said_adoption(one, say) for one in data["adoptions"]),
        versions=tuple(_line(one, current) for one in versions),
        **by_status,
        **{name: _plain(value) for name, value in data["stands"].items()},
    )


def _plain(value):
    return tuple(value) if isinstance(value, list) else value


def _day(text):
    return date.fromisoformat(text) if text else None


def _line(version, current):
    return VersionLine(
        number=version.number,
        adopted_on=version.adopted_on,
        amends=version.amends,
        reason_for_change=version.reason_for_change,
        state=version.state,
        is_current=version.number == current,
    )


def _said_frame(one, say):
    return SaidFrame(
        number=one["number"],
        status=one["status"],
        kind=say("frame_kinds", one["kind"]),
        title=one["title"],
        text=one["text"],
        origin=one["origin"],
        phase_key=one["phase_key"],
        known_on=_day(one["known_on"]),
        added_by=say("deciding_bodies", one["added_by_body"]),
        level=say("influence_levels", one["level"]),
        say=one["say"],
    )


def _said_phase(one, policy, say):
    return SaidPhase(
        key=one["key"],
        name=one["name"],
        question=one["question"],
        policy_phase=say("policy_phases", one["policy_phase"]),
        starts_on=_day(one["starts_on"]),
        ends_on=_day(one["ends_on"]),
        purposes=tuple(say("purposes", key) for key in one["purposes"]),
        government_role=say("government_roles", one["government_role"]),
        says=tuple(_said_say(row, policy) for row in one["says"]),
        methods=tuple(_said_method(row) for row in one["methods"]),
    )


def _said_say(row, policy):
    level = policy.level(row["level"]) if row["level"] else None
    role = policy.participant_role(row["role"]) if row["role"] else None
    return SaidSay(
        group=row["group"],
        role=str(role.label) if role else "",
        expected=str(role.expected) if role else "",
        level_key=row["level"],
        level=str(level.label) if level else "",
        promise=str(level.promise) if level else "",
        binding=str(level.binding) if level else "",
        say=row["say"],
    )


def _said_method(row):
    tool = method_of(row["method"])
    return SaidMethod(
        key=row["key"],
        method=row["method"],
        way=tool.way,
        title=row["title"],
        short=tool.short,
        note=row["note"],
        held_on=_day(row["held_on"]),
        place=row["place"],
    )


def _said_moment(one, say):
    return {
        "day": _day(one["day"]),
        "body": say("deciding_bodies", one["body"]),
        "what": one["what"],
        "is_decision": one["is_decision"],
    }


def _said_adoption(one, say):
    return SaidAdoption(
        body_key=one["body"],
        body=say("deciding_bodies", one["body"]),
        outcome=one["outcome"],
        decided_on=_day(one["decided_on"]),
        decision_number=one["decision_number"],
        document=one["document"],
        reason=one["reason"],
        forwarded_to=say("deciding_bodies", one.get("forwarded_to", "")),
    )


def _sections(policy, data):
    """The texts with their questions, in the order of the policy; empty ones left out."""
    texts = {(one["part"], one["key"]): one["text"] for one in data["sections"]}
    asked = [("description", one) for one in policy.description_questions]
    asked += [("plan", one) for one in policy.plan_sections]
    return tuple(
        {
            "part": part,
            "key": item.key,
            "question": str(item.label),
            "text": texts[part, item.key],
        }
        for part, item in asked
        if texts.get((part, item.key))
    )
