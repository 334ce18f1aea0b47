"""What changed between two versions, from their frozen texts: by frame, phase and section.

Pure: two texts in, a list out. The words that went and came are marked where it is drawn.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """One thing that differs. ``before`` or ``after`` is empty for what came or went as a whole.

    ``kind`` is frame, phase, section, weighing, moment or party; ``key`` its number or key, for a
    section ``part.key``. Both texts are lines of plain words.
    """

    kind: str
    key: str
    title: str
    before: str
    after: str

    @property
    def is_new(self):
        return not self.before

    @property
    def is_gone(self):
        return not self.after


def difference(old, new, *, words=None) -> list[Change]:
    """Everything that differs between two frozen texts, in the order in which people read them.

    ``words`` turns keys of the policy into words: a function of a section name and a key. Without
    it keys stand as they are. Who agreed and how bodies decided is no part of it: that is new
    for every version.
    """
    old, new = _read(old), _read(new)
    say = words or (lambda section, key: key)
    changes = []
    for kind, listed, key, title, text in _KINDS:
        before = {key(one): one for one in listed(old)}
        after = {key(one): one for one in listed(new)}
        for one in [*after, *(gone for gone in before if gone not in after)]:
            first, now = (_said(there.get(one), text, say) for there in (before, after))
            if first != now:
                named = title(after.get(one) or before[one], say)
                changes.append(Change(kind, str(one), named, first, now))
    return changes


def _read(text):
    return json.loads(text) if isinstance(text, str) else json.loads(json.dumps(text, default=str))


def _said(thing, text: Callable, say):
    return text(thing, say) if thing else ""


def _lines(*lines):
    return "\n".join(line for line in lines if line)


def _frame(one, say):
    return _lines(
        f"{say('status', one['status'])}: {one['title']}",
        one["text"],
        _("Dit komt uit: {value}", one["origin"]),
        _("Invloed: {value}", say("influence_levels", one["level"])) if one["level"] else "",
        _("Bekend op: {value}", one["known_on"]),
    )


def _phase(one, say):
    says = [
        f"{row['group']}: "
        + ", ".join(
            said
            for said in (
                say("influence_levels", row["level"]) if row["level"] else "",
                say("participant_roles", row["role"]) if row["role"] else "",
            )
            if said
        )
        for row in one["says"]
    ]
    methods = [
        " ".join(part for part in (row["title"], row["held_on"], row["place"]) if part)
        for row in one["methods"]
    ]
    return _lines(
        one["name"],
        one["question"],
        _("Tot en met {value}", one["ends_on"], _("Van {value}", one["starts_on"])),
        *says,
        *methods,
        ", ".join(say("purposes", key) for key in one["purposes"]),
        say("government_roles", one["government_role"]) if one["government_role"] else "",
    )


def _(pattern, value, before=""):
    """A value in a few words, or nothing when there is none. Dutch: these are texts, not code."""
    if not value:
        return ""
    said = pattern.format(value=value)
    return f"{before} {said[0].lower()}{said[1:]}" if before else said


def _section(one, say):
    return one["text"]


def _section_title(one, say):
    name = "description_questions" if one["part"] == "description" else "plan_sections"
    return say(name, one["key"])


_KINDS = (
    (
        "frame",
        lambda data: data["frames"],
        lambda one: one["number"],
        lambda one, say: one["title"],
        _frame,
    ),
    (
        "phase",
        lambda data: data["phases"],
        lambda one: one["key"],
        lambda one, say: one["name"],
        _phase,
    ),
    (
        "weighing",
        lambda data: [{"key": "how_weighed", "text": data["how_weighed"]}],
        lambda one: one["key"],
        lambda one, say: "Hoe inbreng meeweegt",
        _section,
    ),
    (
        "section",
        lambda data: data["sections"],
        lambda one: f"{one['part']}.{one['key']}",
        _section_title,
        _section,
    ),
    (
        "moment",
        lambda data: data["moments"],
        lambda one: f"{one['what']}",
        lambda one, say: one["what"],
        lambda one, say: _lines(one["day"], say("deciding_bodies", one["body"]), one["what"]),
    ),
)
