"""Frames: what is fixed, what is open, what nobody knows yet."""

from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from speelruimte.agreements.actions.locking import (
    lock_version_to_write,
    record_version_change,
    refuse_twice,
)
from speelruimte.agreements.models import Frame
from speelruimte.agreements.say import say_of
from speelruimte.journal.acting import action
from speelruimte.shared.edits import check_filled, check_fits, clash, save_unless_changed
from speelruimte.shared.errors import RuleBroken
from speelruimte.shared.fetched_ahead import all_of
from speelruimte.shared.terms import local_day
from speelruimte.shared.typed_days import check_still_to_come
from speelruimte.trajectories.actions import policy_of


@action
def state_frame(version, *, by, at, **values):
    """State one frame: status, title, origin, and where it applies kind, text, phase_key,
    known_on and level.

    Its number stays the same in every later version and is never given out again.

    Source: sessie-2021-03-15#kaders-schriftelijk
    """
    version = lock_version_to_write(version, by=by, at=at)
    values = checked_frame(version, values)
    refuse_twice(all_of(version, "frames"), _("Dit kader staat er al."), **values)
    _check_no_contradiction(version, values)
    _check_known_to_come(values, today=local_day(at))
    frame = _new_frame(version, values)
    record_version_change(
        "frame_stated", version, by=by, at=at, frame=frame.number, status=frame.status
    )
    return frame


def add_frame(version, *, body, values):
    """A frame that a body adds when it adopts; part of that action."""
    return _new_frame(version, checked_frame(version, values), added_by_body=body)


def _new_frame(version, values, **more):
    number = next_number(version.trajectory)
    return Frame.objects.create(version=version, number=number, **values, **more)


def next_number(trajectory) -> int:
    """The first frame number that this trajectory never used."""
    used = Frame.objects.filter(version__trajectory=trajectory).aggregate(last=Max("number"))
    return (used["last"] or 0) + 1


@action
def change_frame(frame, *, edits, by, at, **values):
    """Change a frame while the version is being written; ``edits`` is the count the writer saw."""
    version = lock_version_to_write(frame.version, by=by, at=at)
    values = checked_frame(version, values)
    if not version.frames.filter(pk=frame.pk).exists():
        raise clash(None)
    _check_no_contradiction(version, values, besides=frame.pk)
    if values["known_on"] != frame.known_on:
        _check_known_to_come(values, today=local_day(at))
    save_unless_changed(frame, edits=edits, **values)
    record_version_change(
        "frame_changed", version, by=by, at=at, frame=frame.number, edits=frame.edits
    )
    return frame


@action
def remove_frame(frame, *, by, at):
    """Take a frame out of a version that is being written."""
    version = lock_version_to_write(frame.version, by=by, at=at)
    number = frame.number
    version.frames.filter(pk=frame.pk).delete()
    record_version_change("frame_removed", version, by=by, at=at, frame=number)


def _check_no_contradiction(version, values, besides=None):
    """The same thing is not both fixed and open in one phase; a frame without a phase holds in all."""
    same = version.frames.filter(title__iexact=values["title"]).exclude(status=values["status"])
    if values["phase_key"]:
        same = same.filter(phase_key__in=("", values["phase_key"]))
    other = same.exclude(pk=besides).order_by("number").first()
    if other is not None:
        raise RuleBroken(
            _(
                "Kader %(number)s heet net zo, maar daar staat ‘%(status)s’. Geef dit een andere "
                "titel, of wijzig dat kader."
            ),
            values={"number": other.number, "status": other.get_status_display()},
            field="title",
            code="frames_contradict",
        )


def _check_known_to_come(values, *, today):
    if values["known_on"] is not None:
        check_still_to_come(values["known_on"], today=today, field="known_on")


def checked_frame(version, values) -> dict:
    """The values of a frame, each checked against the policy and the plan; say follows."""
    policy = policy_of(version.trajectory)
    cleaned: dict[str, Any] = {name: "" for name in ("kind", "text", "phase_key", "level")} | {
        "known_on": None
    }
    cleaned |= {name: v.strip() if isinstance(v, str) else v for name, v in values.items()}
    status = cleaned["status"]
    if status not in Frame.Status.values:
        raise RuleBroken(
            _("Kies of dit vaststaat, open is of nog niet bekend is."),
            field="status",
            code="unknown_choice",
        )
    check_filled(cleaned["title"], _("Zeg in het kort waar het om gaat."), field="title")
    check_filled(
        cleaned["origin"],
        _("Zeg waar dit vandaan komt: een besluit, een wet, een onderzoek of een afspraak."),
        field="origin",
    )
    check_fits(Frame, **cleaned)
    _check_choice(cleaned["kind"], policy.frame_kinds, "kind")
    phases = {phase.key for phase in all_of(version, "phases")}
    if cleaned["phase_key"] and cleaned["phase_key"] not in phases:
        raise RuleBroken(
            _("Deze fase staat niet in het plan."), field="phase_key", code="not_in_the_plan"
        )
    if status != Frame.Status.OPEN:
        cleaned["level"] = ""
    if status != Frame.Status.UNKNOWN:
        cleaned["known_on"] = None
    cleaned["say"] = say_of(policy, level=cleaned["level"])
    return cleaned


def _check_choice(key, items, field):
    if key and key not in {item.key for item in items}:
        raise RuleBroken(
            _("Deze keuze staat niet in het beleid. Kies een andere."),
            field=field,
            code="not_in_policy",
        )
