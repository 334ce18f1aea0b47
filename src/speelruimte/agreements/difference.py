"""What changed between two versions, from their frozen texts: by frame, phase and section.

Pure: two texts in, a list out. The words that went and came are marked where it is drawn.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _


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
    data = json.loads(text if isinstance(text, str) else json.dumps(text, default=str))
    names = {phase["key"]: phase["name"] for phase in data["phases"]}
    for frame in data["frames"]:
        key = frame.get("phase_key", "")
        frame["phase_name"] = names.get(key, key)
    return data


def _said(thing, text: Callable, say):
    return text(thing, say) if thing else ""


def _lines(*lines):
    return "\n".join(line for line in lines if line)


def _frame(one, say):
    return _lines(
        f"{say('status', one['status']).capitalize()}: {one['title']}",
        one["text"],
        _("Soort: %s") % say("frame_kinds", one["kind"]) if one.get("kind") else "",
        _("Voor de fase: %s") % one["phase_name"] if one["phase_name"] else "",
        _("Dit komt uit: %s") % one["origin"],
        _("Invloed: %s") % say("influence_levels", one["level"]) if one["level"] else "",
        _("Bekend op: %s") % _day(one["known_on"]) if one["known_on"] else "",
    )


def _phase(one, say):
    period = {"first": _day(one["starts_on"]), "last": _day(one["ends_on"])}
    return _lines(
        one["name"],
        one["question"],
        _("Van %(first)s tot en met %(last)s") % period,
        *(_group(row, say) for row in one["says"]),
        *(_method(row) for row in one["methods"]),
        ", ".join(say("purposes", key) for key in one["purposes"]),
        say("government_roles", one["government_role"]) if one["government_role"] else "",
        say("policy_phases", one["policy_phase"]) if one.get("policy_phase") else "",
    )


def _group(row, say):
    level = say("influence_levels", row["level"]) if row["level"] else ""
    role = say("participant_roles", row["role"]) if row["role"] else ""
    return f"{row['group']}: {', '.join(said for said in (level, role) if said)}"


def _method(row):
    parts = (row["title"], _day(row["held_on"]), row["place"], row.get("note", ""))
    return ", ".join(part for part in parts if part)


def _moments(data):
    """Moments by what happens; when it happens more than once, all its days are one thing."""
    found = {}
    for one in data["moments"]:
        found.setdefault(one["what"], {"what": one["what"], "rows": []})["rows"].append(one)
    return found.values()


def _moment(thing, say):
    return _lines(
        *(
            ", ".join(
                part
                for part in (
                    _day(row["day"]),
                    say("deciding_bodies", row["body"]) if row["body"] else "",
                    row["what"],
                    _("het besluit") if row["is_decision"] else "",
                )
                if part
            )
            for row in thing["rows"]
        )
    )


def _day(text):
    return date_format(date.fromisoformat(text), "j F Y") if text else ""


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
        lambda one, say: _("Hoe inbreng meeweegt"),
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
        _moments,
        lambda thing: thing["what"],
        lambda thing, say: thing["what"],
        _moment,
    ),
)
