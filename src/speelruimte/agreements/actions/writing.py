"""Writing description and plan, by several people, saved as they go."""

from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from speelruimte.agreements.actions.locking import (
    lock_version_to_write,
    record_version,
    record_version_change,
)
from speelruimte.agreements.models import Section, Version
from speelruimte.agreements.rules import NOT_FOR_YOU, may_write
from speelruimte.journal.acting import action
from speelruimte.shared.compiled_query import compiled_query
from speelruimte.shared.edits import check_fits, clash, plain_lines, save_unless_changed
from speelruimte.shared.errors import AlreadyDone, Clash, RuleBroken, check_may
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.actions import lock_trajectory, policy_of
from speelruimte.trajectories.deciding import decider_of
from speelruimte.trajectories.models import Step
from speelruimte.trajectories.rules import check_in_step


@action
def start_version(trajectory, *, by, at):
    """Begin the first version of the agreement, in the step where the plan is made."""
    trajectory_now = lock_trajectory(trajectory)
    check_in_step(trajectory_now, Step.PLAN)
    check_may(may_write(by, trajectory_now, on=local_day(at)), str(NOT_FOR_YOU))
    if existing := trajectory_now.versions.open().first():
        raise AlreadyDone(
            _("Er wordt al aan de afspraken geschreven."), result=existing, code="writing_already"
        )
    last = trajectory_now.versions.order_by("-number").first()
    if last is not None:
        raise RuleBroken(
            _("Over de afspraken van dit traject is al besloten."), code="decided_already"
        )
    version = Version.objects.create(
        trajectory=trajectory_now, decided_by=decider_of(trajectory_now).body or ""
    )
    record_version("agreement_started", version, by=by, at=at)
    return version


@action
def write_section(version, *, part, key, text, edits, by, at):
    """Answer one question of the description or the plan.

    ``edits`` is the count of the text that the writer saw, 0 when it was empty. Raises Clash with
    the text as it stands now when somebody saved in the meantime: nothing is overwritten unseen.

    Source: heemstede#planomschrijving, heemstede#participatieplan
    """
    version = lock_version_to_write(version, by=by, at=at)
    _check_asked(version, part, key)
    text = plain_lines(text)
    check_fits(Section, text=text)
    section = _section(version, part, key)
    if section is not None and section.text == text:
        return section
    if section is not None:
        save_unless_changed(section, edits=edits, text=text)
    else:
        section = _first_text(version, part, key, text, edits)
    record_version_change(
        "section_written", version, by=by, at=at, part=part, key=key, edits=section.edits
    )
    return section


def _check_asked(version, part, key):
    policy = policy_of(version.trajectory)
    asked = {
        Section.Part.DESCRIPTION: policy.description_questions,
        Section.Part.PLAN: policy.plan_sections,
    }
    if key not in {question.key for question in asked.get(part, ())}:
        raise RuleBroken(
            _("Het beleid stelt deze vraag niet. Ververs de bladzijde."), code="not_asked"
        )


def _first_text(version, part, key, text, edits):
    if edits:
        raise clash(None)
    try:
        with transaction.atomic():
            return Section.objects.create(version=version, part=part, key=key, text=text, edits=1)
    except IntegrityError as error:
        raise clash(_section(version, part, key)) from error


def _section(version, part, key):
    return next(iter(_sections(version=version.pk, part=part, key=key)), None)


@compiled_query
def _sections(*, version, part, key):
    return Section.objects.filter(version=version, part=part, key=key)


@action
def write_how_weighed(version, *, text, edits, by, at):
    """Say how input will be weighed; ``edits`` as for a section.

    Source: heemstede#kaders-vooraf
    """
    version = lock_version_to_write(version, by=by, at=at)
    text = plain_lines(text)
    check_fits(Version, how_weighed=text)
    if version.how_weighed == text:
        return version
    save_unless_changed(version, edits=edits, how_weighed=text)
    record_version_change("weighing_of_input_written", version, by=by, at=at, edits=version.edits)
    return version


@dataclass
class SavedTexts:
    """What came of saving several texts at once. ``clashes`` holds what others wrote, by text."""

    saved: list = field(default_factory=list)
    clashes: dict = field(default_factory=dict)


@action
def write_texts(version, *, texts, by, at, how_weighed=None) -> SavedTexts:
    """Save several texts; what somebody else changed in the meantime is left as it is and named.

    ``texts`` maps (part, key) to (text, edits); ``how_weighed`` is (text, edits) or nothing. The
    clashes come back under the same keys, that of ``how_weighed`` under its own name.
    """
    written = SavedTexts()
    for (part, key), (text, edits) in texts.items():
        try:
            write_section(version, part=part, key=key, text=text, edits=edits, by=by, at=at)
            written.saved.append((part, key))
        except Clash as difference:
            written.clashes[part, key] = difference
    if how_weighed is not None:
        text, edits = how_weighed
        try:
            write_how_weighed(version, text=text, edits=edits, by=by, at=at)
            written.saved.append("how_weighed")
        except Clash as difference:
            written.clashes["how_weighed"] = difference
    return written
