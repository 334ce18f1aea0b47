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
        before = {key(item): item for item in listed(old)}
        after = {key(item): item for item in listed(new)}
        for item_key in [*after, *(gone for gone in before if gone not in after)]:
            first, now = (_said(items.get(item_key), text, say) for items in (before, after))
            if first != now:
                named = title(after.get(item_key) or before[item_key], say)
                changes.append(Change(kind, str(item_key), named, first, now))
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


def _frame(frame, say):
    return _lines(
        f"{say('status', frame['status']).capitalize()}: {frame['title']}",
        frame["text"],
        _("Soort: %(what)s") % {"what": say("frame_kinds", frame["kind"])}
        if frame.get("kind")
        else "",
        _("Voor de fase: %(phase)s") % {"phase": frame["phase_name"]}
        if frame["phase_name"]
        else "",
        _("Dit komt uit: %(origin)s") % {"origin": frame["origin"]},
        _("Invloed: %(what)s") % {"what": say("influence_levels", frame["level"])}
        if frame["level"]
        else "",
        _("Bekend op: %(day)s") % {"day": _day(frame["known_on"])} if frame["known_on"] else "",
    )


def _phase(phase, say):
    period = {"first": _day(phase["starts_on"]), "last": _day(phase["ends_on"])}
    return _lines(
        phase["name"],
        phase["question"],
        _("Van %(first)s tot en met %(last)s") % period,
        *(_group(row, say) for row in phase["says"]),
        *(_method(row) for row in phase["methods"]),
        ", ".join(say("purposes", key) for key in phase["purposes"]),
        say("government_roles", phase["government_role"]) if phase["government_role"] else "",
        say("policy_phases", phase["policy_phase"]) if phase.get("policy_phase") else "",
    )


def _group(row, say):
    level = say("influence_levels", row["level"]) if row["level"] else ""
    role = say("participant_roles", row["role"]) if row["role"] else ""
    return f"{row['group']}: {', '.join(said for said in (level, role) if said)}"


def _method(row):
    when = (_day(row["held_on"]), row.get("held_at", ""), row["place"])
    return ", ".join(part for part in (row["title"], *when, row.get("note", "")) if part)


def _moments(data):
    """Moments by what happens; when it happens more than once, all its days are one thing."""
    moments = {}
    for moment in data["moments"]:
        moments.setdefault(moment["what"], {"what": moment["what"], "rows": []})["rows"].append(
            moment
        )
    return moments.values()


def _moment(thing, say):
    return _lines(
        *(
            ", ".join(
                part
                for part in (
                    _day(row["day"]),
                    row.get("held_at", ""),
                    row.get("place", ""),
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


def _section(section, say):
    return section["text"]


def _section_title(section, say):
    name = "description_questions" if section["part"] == "description" else "plan_sections"
    return say(name, section["key"])


_KINDS = (
    (
        "frame",
        lambda data: data["frames"],
        lambda frame: frame["number"],
        lambda frame, say: frame["title"],
        _frame,
    ),
    (
        "phase",
        lambda data: data["phases"],
        lambda phase: phase["key"],
        lambda phase, say: phase["name"],
        _phase,
    ),
    (
        "weighing",
        lambda data: [{"key": "how_weighed", "text": data["how_weighed"]}],
        lambda section: section["key"],
        lambda section, say: _("Hoe inbreng meeweegt"),
        _section,
    ),
    (
        "section",
        lambda data: data["sections"],
        lambda section: f"{section['part']}.{section['key']}",
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
