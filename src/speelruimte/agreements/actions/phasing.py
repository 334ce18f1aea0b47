"""Phases: when people take part, who has how much say, by which methods, and what is due when."""

from django.utils.translation import gettext as _

from speelruimte.agreements.actions.locking import (
    lock_version_to_write,
    record_version_change,
    refuse_twice,
)
from speelruimte.agreements.models import GroupSay, Moment, Phase, PlannedMethod, Version
from speelruimte.agreements.say import say_of
from speelruimte.journal.acting import action
from speelruimte.shared.compiled_query import compiled_query
from speelruimte.shared.edits import (
    check_filled,
    check_fits,
    check_unchanged,
    clash,
    save_unless_changed,
)
from speelruimte.shared.errors import RuleBroken
from speelruimte.shared.fetched_ahead import all_of
from speelruimte.shared.hours import hours_as_written
from speelruimte.shared.sentences import check_sentence
from speelruimte.shared.slugs import short_name
from speelruimte.shared.terms import local_day
from speelruimte.shared.typed_days import (
    check_in_reach,
    check_names_no_other_day,
    check_still_to_come,
)
from speelruimte.toolbox.methods import method as method_of
from speelruimte.trajectories.actions import policy_of
from speelruimte.trajectories.deciding import decider_of

# What the form of a moment is made from, and its etag is the mark of.
MOMENT = ("day", "held_at", "place", "what", "body", "is_decision")


@action
def plan_phase(version, *, name, question, starts_on, ends_on, by, at, **more):
    """Plan a stretch of time in which people take part; the last day counts.

    Also ``policy_phase``, ``purposes`` and ``government_role``, keys of the policy. The phase
    keeps its key in every later version.
    """
    version = lock_version_to_write(version, by=by, at=at)
    values = _checked_phase(
        version,
        {"name": name, "question": question, "starts_on": starts_on, "ends_on": ends_on} | more,
    )
    refuse_twice(all_of(version, "phases"), _("Deze fase staat er al."), **values)
    _check_days_to_come(values, today=local_day(at))
    _check_begins_in_time(values, today=local_day(at))
    last = version.phases.order_by("-position").first()
    phase = Phase.objects.create(
        version=version,
        key=_free_key(name, version.phases.all()),
        position=last.position + 1 if last else 1,
        **values,
    )
    record_version_change(
        "phase_planned",
        version,
        by=by,
        at=at,
        phase=phase.pk,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    return phase


@action
def change_phase(phase, *, edits, name, question, starts_on, ends_on, by, at, **more):
    """Change a phase while the version is being written; ``edits`` is the count the writer saw."""
    version = _held_with(phase, by=by, at=at)
    values = _checked_phase(
        version,
        {"name": name, "question": question, "starts_on": starts_on, "ends_on": ends_on} | more,
    )
    if (starts_on, ends_on) != (phase.starts_on, phase.ends_on):
        _check_days_to_come(values, today=local_day(at))
        if starts_on not in (phase.starts_on, _promised_start(version, phase.key)):
            _check_begins_in_time(values, today=local_day(at))
    save_unless_changed(phase, edits=edits, **values)
    record_version_change(
        "phase_changed",
        version,
        by=by,
        at=at,
        phase=phase.pk,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    return phase


@action
def drop_phase(phase, *, by, at):
    """Take a phase, with its say and methods, out of a version that is being written."""
    version = lock_version_to_write(phase.version, by=by, at=at)
    number = phase.pk
    if version.frames.filter(phase_key=phase.key).exists():
        raise RuleBroken(
            _("Er is een kader voor deze fase. Pas eerst dat kader aan."), code="phase_has_a_frame"
        )
    version.phases.filter(pk=phase.pk).delete()
    record_version_change("phase_dropped", version, by=by, at=at, phase=number)


def _held_with(phase, *, by, at):
    """The version of a phase, held; the phase must still be in it."""
    version = lock_version_to_write(phase.version, by=by, at=at)
    if not version.phases.filter(pk=phase.pk).exists():
        raise clash(None)
    return version


def _checked_phase(version, values) -> dict:
    policy = policy_of(version.trajectory)
    filled = {"policy_phase": "", "purposes": [], "government_role": ""} | values
    check_filled(filled["name"], _("Geef de fase een naam."), field="name")
    check_sentence(filled["question"], _("Zeg wat u mensen vraagt."), field="question")
    check_fits(Phase, name=filled["name"], question=filled["question"])
    if filled["ends_on"] < filled["starts_on"]:
        raise RuleBroken(
            _("De laatste dag ligt voor de eerste dag. Kies een latere dag."),
            field="ends_on",
            code="ends_before_it_starts",
        )
    filled["purposes"] = list(filled["purposes"])
    choices = {
        "policy_phase": ([filled["policy_phase"]], policy.policy_phases),
        "purposes": (filled["purposes"], policy.purposes),
        "government_role": ([filled["government_role"]], policy.government_roles),
    }
    for name, (keys, items) in choices.items():
        if not {key for key in keys if key} <= {item.key for item in items}:
            raise RuleBroken(
                _("Deze keuze staat niet in het beleid. Kies een andere."),
                field=name,
                code="not_in_policy",
            )
    return filled


def _check_begins_in_time(values, *, today):
    """Nobody is promised that something began before it was promised."""
    check_still_to_come(values["starts_on"], today=today, field="starts_on")


def _promised_start(version, key):
    """The first day of a phase in the agreement that this version changes; None where it has none."""
    phases = Phase.objects.filter(
        version__trajectory=version.trajectory, version__number=version.amends, key=key
    )
    return phases.values_list("starts_on", flat=True).first()


def _check_days_to_come(values, *, today):
    """People can still take part in what is planned, if only today."""
    check_in_reach(values["starts_on"], today=today, field="starts_on")
    check_still_to_come(values["ends_on"], today=today, field="ends_on")


@action
def give_say(phase, *, group, by, at, level="", role=""):
    """Say how much say a group has in a phase: a level, a role or both, keys of the policy.

    The same group again replaces what was promised to it.

    Source: assen-visie-2021#mate-van-invloed
    """
    version = _held_with(phase, by=by, at=at)
    check_filled(group, _("Noem de groep."), field="group")
    check_fits(GroupSay, group=group)
    if not (level or role):
        raise RuleBroken(
            _("Kies hoeveel invloed of welke rol deze groep heeft."),
            field="level",
            code="level_or_role",
        )
    say = say_of(policy_of(version.trajectory), level=level, role=role)
    same = {"group": group.strip(), "level": level, "role": role, "say": say}
    if existing := phase.says.filter(**same).first():
        return existing
    group_say, _made = GroupSay.objects.update_or_create(
        phase=phase,
        group=group.strip(),
        defaults={"level": level, "role": role, "say": say},
        create_defaults={
            "level": level,
            "role": role,
            "say": say,
            "position": phase.says.count() + 1,
        },
    )
    record_version_change(
        "say_given", version, by=by, at=at, phase=phase.pk, level=level, role=role, say=say
    )
    return group_say


@action
def take_say(group_say, *, by, at):
    """Take the say of a group out of a version that is being written."""
    version = lock_version_to_write(group_say.phase.version, by=by, at=at)
    GroupSay.objects.filter(pk=group_say.pk, phase__version=version).delete()
    record_version_change("say_taken", version, by=by, at=at, phase=group_say.phase_id)


@action
def plan_method(phase, *, method, by, at, title="", note="", held_on=None, held_at="", place=""):
    """Name a method for a phase; nothing else may be opened in it.

    Where people come to it, with its day, hour and place: what is opened takes them along.

    Source: assen-2022#toolbox
    """
    version = _held_with(phase, by=by, at=at)
    try:
        tool = method_of(method)
    except KeyError as error:
        raise RuleBroken(
            _("Kies een werkvorm uit de lijst."), field="method", code="unknown_choice"
        ) from error
    title = title.strip() or tool.name
    held_at = hours_as_written(held_at, field="held_at")
    check_fits(PlannedMethod, title=title, note=note, held_at=held_at, place=place)
    if held_at and not held_on:
        raise RuleBroken(
            _("Zeg ook op welke dag dit is, of laat de tijd leeg."),
            field="held_on",
            code="hour_without_day",
        )
    if held_on and not phase.starts_on <= held_on <= phase.ends_on:
        raise RuleBroken(
            _("Deze dag valt buiten de fase. Kies een dag van de fase, of verleng de fase."),
            field="held_on",
            code="day_outside_the_phase",
        )
    promised = PlannedMethod.objects.filter(phase__version__in=_amended(version), held_on=held_on)
    if held_on and not promised.exists():
        check_still_to_come(held_on, today=local_day(at), field="held_on")
    values = {
        "method": tool.key,
        "meaning": tool.as_data(),
        "title": title,
        "note": note.strip(),
        "held_on": held_on,
        "held_at": held_at,
        "place": place.strip(),
    }
    refuse_twice(_planned_in(phase=phase.pk), _("Deze werkvorm staat er al."), **values)
    key = _free_key(title, PlannedMethod.objects.filter(phase__version=version))
    planned = PlannedMethod.objects.create(phase=phase, key=key, **values)
    record_version_change(
        "method_planned", version, by=by, at=at, phase=phase.pk, method=tool.key, held_on=held_on
    )
    return planned


@compiled_query
def _planned_in(*, phase):
    return PlannedMethod.objects.filter(phase=phase)


@action
def drop_method(planned, *, by, at):
    """Take a method out of a version that is being written."""
    version = lock_version_to_write(planned.phase.version, by=by, at=at)
    PlannedMethod.objects.filter(pk=planned.pk, phase__version=version).delete()
    record_version_change(
        "method_dropped", version, by=by, at=at, phase=planned.phase_id, method=planned.method
    )


@action
def plan_moment(version, *, day, what, by, at, held_at="", place="", body="", is_decision=False):
    """Plan when a body is due, or when people will hear something or come together."""
    version = lock_version_to_write(version, by=by, at=at)
    values = _as_written(
        day=day, held_at=held_at, place=place, what=what, body=body, is_decision=is_decision
    )
    _check_moment(version, **values)
    refuse_twice(all_of(version, "moments"), _("Dit moment staat er al."), **values)
    _check_moment_to_come(version, day, at)
    moment = Moment.objects.create(version=version, **values)
    record_version_change("moment_planned", version, by=by, at=at, day=day, body=body)
    return moment


@action
def change_moment(
    moment, *, day, what, by, at, held_at="", place="", body="", is_decision=False, etag=""
):
    """Another day, hour, place, name or body for a moment of a version that is being written.

    ``etag`` is the mark of what the form was made from (``etag_of`` over MOMENT). Raises Clash when
    it was changed or taken out in the meantime.
    """
    version = lock_version_to_write(moment.version, by=by, at=at)
    moment = version.moments.filter(pk=moment.pk).first()
    values = _as_written(
        day=day, held_at=held_at, place=place, what=what, body=body, is_decision=is_decision
    )
    check_unchanged(moment, MOMENT, etag=etag, to=values)
    if moment is None:
        raise clash(None)
    _check_moment(version, **values)
    others = [other for other in all_of(version, "moments") if other.pk != moment.pk]
    refuse_twice(others, _("Dit moment staat er al."), **values)
    if day != moment.day:
        _check_moment_to_come(version, day, at)
    if all(getattr(moment, name) == value for name, value in values.items()):
        return moment
    for name, value in values.items():
        setattr(moment, name, value)
    moment.save(update_fields=[*MOMENT])
    record_version_change("moment_changed", version, by=by, at=at, day=day, body=body)
    return moment


def _as_written(*, held_at, place, what, **values):
    """What is kept of a moment, of what was typed."""
    hours = hours_as_written(held_at, field="held_at")
    return values | {"held_at": hours, "place": place.strip(), "what": what.strip()}


def _check_moment(version, *, day, held_at, place, what, body, is_decision):
    check_filled(what, _("Zeg wat er die dag gebeurt."), field="what")
    check_fits(Moment, held_at=held_at, place=place, what=what)
    check_names_no_other_day(what, day, field="what")
    bodies = {deciding_body.key for deciding_body in policy_of(version.trajectory).deciding_bodies}
    if body and body not in bodies:
        raise RuleBroken(
            _("Dit orgaan staat niet in het beleid. Kies een ander."),
            field="body",
            code="not_in_policy",
        )
    if body and is_decision:
        _check_it_decides(version.trajectory, body)


def _check_moment_to_come(version, day, at):
    if not Moment.objects.filter(version__in=_amended(version), day=day).exists():
        check_still_to_come(day, today=local_day(at), field="day")


def _check_it_decides(trajectory, body):
    """The decision falls where the body meets that decides.

    Source: heemstede#participatieplan
    """
    decider = decider_of(trajectory)
    if body == decider.body:
        return
    if decider.body:
        sentence = _("Het besluit is hier aan: %(decider)s. Kies dat orgaan.")
    else:
        sentence = _("Het besluit is hier aan: %(decider)s. Laat het orgaan leeg.")
    raise RuleBroken(
        sentence,
        values={"decider": decider.label},
        field="body",
        code="another_body_decides",
    )


@action
def drop_moment(moment, *, by, at):
    """Take a moment out of a version that is being written."""
    version = lock_version_to_write(moment.version, by=by, at=at)
    version.moments.filter(pk=moment.pk).delete()
    record_version_change("moment_dropped", version, by=by, at=at, day=moment.day)


def _amended(version):
    """The version that this one amends: the words of a day that it promised may be mended later."""
    return Version.objects.filter(trajectory=version.trajectory, number=version.amends)


def _free_key(title, rows):
    """A short name that none of these rows has yet."""
    wanted = short_name(title, longest=54)
    taken = set(rows.filter(key__startswith=wanted).values_list("key", flat=True))
    key, number = wanted, 1
    while key in taken:
        number += 1
        key = f"{wanted}-{number}"
    return key
