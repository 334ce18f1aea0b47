"""The one reader of an agreement: from the frozen text to what it says, in the words of the policy.

What was promised is read from the text that was frozen, and not from what the rows say later.
"""

import json
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import get_language

from speelruimte.agreements.models import Frame
from speelruimte.agreements.said import (
    Agreement,
    SaidAdoption,
    SaidFrame,
    SaidMethod,
    SaidMoment,
    SaidPhase,
    SaidSay,
    SaidSilence,
    VersionLine,
)
from speelruimte.agreements.texts import canonical_version
from speelruimte.policy.queries import parsed_policy
from speelruimte.toolbox.methods import Method

# A text that was frozen before a field was thought of reads as if nothing was filled in there.
EMPTY: dict[str, Any] = dict.fromkeys(
    ("reason_for_change", "one_sided_reason", "decided_by", "how_weighed"), ""
)
EMPTY |= dict.fromkeys(("sections", "frames", "phases", "moments", "adoptions"), ())
EMPTY |= {"stands": {}}
NO_STANDS: dict[str, Any] = {
    "organisations_for": (),
    "organisations_against": (),
    "persons_for": 0,
    "persons_against": 0,
}

_READ: dict = {}
MOST_READ = 128


def agreement_in_words(version, policy_version, *, versions=()) -> Agreement:
    """Any version in words: an adopted one from its frozen text, a draft from its rows.

    An adopted text never changes, so it is read once per process.
    """
    if not version.is_adopted:
        return _read(version, policy_version, versions)
    # By the text itself: what was erased from it is not shown from memory.
    of_version = (version.text, version.fingerprint, version.adopted_on, version.objections_until)
    key = (*of_version, policy_version.fingerprint, get_language())
    agreement = _READ.get(key)
    if agreement is None:
        if len(_READ) >= MOST_READ:
            _READ.clear()
        agreement = _READ[key] = _read(version, policy_version, ())
    return replace(agreement, versions=_lines(versions)) if versions else agreement


def text_of(version) -> str:
    """The frozen text of an adopted version; a draft's as it would be."""
    return version.text or canonical_version(version)


def label_of(policy, section, key) -> str:
    """The policy's word for a key, or the key where the policy has none."""
    if section == "status":
        return str(Frame.Status(key).label)
    for item in getattr(policy, section):
        if item.key == key:
            return str(item.label)
    return key


def _read(version, policy_version, versions):
    policy = parsed_policy(policy_version)
    data = EMPTY | json.loads(text_of(version))
    say = partial(label_of, policy)
    frames = [_said_frame(frame, say) for frame in data["frames"]]
    by_status: dict[str, Any] = {
        status: tuple(frame for frame in frames if frame.status == status)
        for status in Frame.Status.values
    }
    return Agreement(
        number=version.number,
        is_adopted=version.is_adopted,
        adopted_on=version.adopted_on,
        fingerprint=version.fingerprint,
        amends=version.amends,
        kind=version.kind,
        objections_until=version.objections_until,
        reason_for_change=data["reason_for_change"],
        one_sided_reason=data["one_sided_reason"],
        decided_by=say("deciding_bodies", data["decided_by"]),
        decided_by_key=data["decided_by"],
        how_weighed=data["how_weighed"],
        sections=_sections(policy, data),
        phases=tuple(_said_phase(phase, policy, say) for phase in data["phases"]),
        moments=tuple(_said_moment(moment, say) for moment in data["moments"]),
        adoptions=tuple(_said_adoption(adoption, say) for adoption in data["adoptions"]),
        versions=_lines(versions),
        **by_status,
        **_said_stands(data["stands"]),
    )


def _said_stands(stands):
    said = NO_STANDS | {name: _plain(value) for name, value in stands.items()}
    silent = said.pop("organisations_silent", ())
    return said | {
        "organisations_silent": tuple(
            SaidSilence(who=asked["who"], asked_on=date.fromisoformat(asked["asked_on"]))
            for asked in silent
        )
    }


def _lines(versions):
    current = max((row.number for row in versions if row.is_adopted), default=None)
    return tuple(_line(row, current) for row in versions)


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
        kind=version.kind,
        is_current=version.number == current,
    )


def _said_frame(frame, say):
    return SaidFrame(
        number=frame["number"],
        status=frame["status"],
        kind=say("frame_kinds", frame["kind"]),
        title=frame["title"],
        text=frame["text"],
        origin=frame["origin"],
        phase_key=frame["phase_key"],
        known_on=_day(frame["known_on"]),
        added_by=say("deciding_bodies", frame["added_by_body"]),
        level=say("influence_levels", frame["level"]),
        say=frame["say"],
    )


def _said_phase(phase, policy, say):
    return SaidPhase(
        key=phase["key"],
        name=phase["name"],
        question=phase["question"],
        policy_phase=say("policy_phases", phase["policy_phase"]),
        starts_on=_day(phase["starts_on"]),
        ends_on=_day(phase["ends_on"]),
        purposes=tuple(say("purposes", key) for key in phase["purposes"]),
        government_role=say("government_roles", phase["government_role"]),
        says=tuple(_said_say(row, policy) for row in phase["says"]),
        methods=tuple(_said_method(row) for row in phase["methods"]),
    )


def _said_say(row, policy):
    level = policy.level(row["level"]) if row["level"] else None
    role = policy.participant_role(row["role"]) if row["role"] else None
    return SaidSay(
        group=row["group"],
        role_key=row["role"],
        role=str(role.label) if role else "",
        expected=str(role.expected) if role else "",
        level_key=row["level"],
        level=str(level.label) if level else "",
        promise=str(level.promise) if level else "",
        binding=str(level.binding) if level else "",
        say=row["say"],
    )


def _said_method(row):
    tool = Method.from_data(row["method"], row["meaning"])
    return SaidMethod(
        key=row["key"],
        method=row["method"],
        way=tool.way,
        title=row["title"],
        short=tool.short,
        note=row["note"],
        held_on=_day(row["held_on"]),
        held_at=row.get("held_at", ""),
        place=row["place"],
    )


def _said_moment(moment, say):
    return SaidMoment(
        day=_day(moment["day"]),
        held_at=moment.get("held_at", ""),
        place=moment.get("place", ""),
        body_key=moment["body"],
        body=say("deciding_bodies", moment["body"]),
        what=moment["what"],
        is_decision=moment["is_decision"],
    )


def _said_adoption(adoption, say):
    return SaidAdoption(
        body_key=adoption["body"],
        body=say("deciding_bodies", adoption["body"]),
        outcome=adoption["outcome"],
        decided_on=_day(adoption["decided_on"]),
        decision_number=adoption["decision_number"],
        document=adoption["document"],
        reason=adoption["reason"],
        forwarded_to=say("deciding_bodies", adoption.get("forwarded_to", "")),
    )


def _sections(policy, data):
    """The texts with their questions, in the order of the policy; empty ones left out."""
    texts = {(section["part"], section["key"]): section["text"] for section in data["sections"]}
    asked = [("description", question) for question in policy.description_questions]
    asked += [("plan", plan_section) for plan_section in policy.plan_sections]
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
