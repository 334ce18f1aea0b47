"""Each method of the plan with what was opened of it, and what a colleague can do with it today."""

from django.urls import reverse

from speelruimte.activities.alteration_rules import (
    check_can_be_moved,
    check_can_cancel,
    check_can_reopen,
)
from speelruimte.activities.kind import kind_of, may_close
from speelruimte.activities.when import when_and_where
from speelruimte.shared.errors import can
from speelruimte.trajectories.models import Step
from speelruimte.website.kind_pages import SHARED_PAGE, pages_of
from speelruimte.website.rendering import Row


def promised_row(promise, trajectory, person, day) -> Row:
    """The row of one promised method."""
    activity = promise.activity
    return {
        "promised": promise,
        "when": _when(activity or promise.planned),
        "activity": activity,
        "is_open": activity is not None and activity.closed_at is None,
        "is_over": activity is not None and day > activity.promised_until,
        "can_open": activity is None and day <= promise.phase.ends_on,
        "can_close": activity is not None and _can_close(activity, day),
        "cancel_url": _cancel_url(promise, trajectory)
        if _can_cancel(activity, trajectory, day)
        else "",
        "can_move": activity is not None and can(check_can_be_moved, activity, on=day),
        "can_reopen": activity is not None and _can_reopen(promise, trajectory, day),
    } | (_pages(activity, trajectory, person, day) if activity is not None else {})


def _when(named):
    """When and where people come to it: as it was opened, else as the agreement says."""
    if named.held_on is None:
        return ""
    return when_and_where(named.held_on, named.held_at, named.place)


def _can_close(activity, day):
    """What is held on a day is closed after it."""
    still_comes = activity.is_held and day <= activity.promised_until
    return activity.closed_at is None and not still_comes and may_close(activity)


def _cancel_url(promise, trajectory):
    if promise.activity is not None:
        return reverse("work-cancel-activity", args=[trajectory.case_number, promise.activity.key])
    place = [trajectory.case_number, promise.phase.key, promise.planned.key]
    return reverse("work-cancel-planned", args=place)


def _can_cancel(activity, trajectory, day):
    """Of what the plan names and nobody opened, always."""
    if activity is None:
        return trajectory.step == Step.TAKING_PART
    return can(check_can_cancel, activity, on=day)


def _can_reopen(promise, trajectory, day):
    promise.activity.trajectory = trajectory
    return can(check_can_reopen, promise.activity, phase_end=promise.phase.ends_on, on=day)


def _pages(activity, trajectory, person, day):
    """Where this activity stands for residents, and the pages of its way for colleagues."""
    activity.trajectory = trajectory
    pages, kind = pages_of(activity), kind_of(activity.kind)
    work = {"case_number": trajectory.case_number, "key": activity.key}
    public = {"slug": trajectory.slug, "key": activity.key}
    may_work = pages.work and pages.may_work(person, trajectory, on=day)
    may_import = pages.import_page and kind.may_import(person, activity, on=day)
    return {
        "work_url": reverse(pages.work, kwargs=work) if may_work else "",
        "work_label": pages.work_label,
        "import_url": reverse(pages.import_page, kwargs=work) if may_import else "",
        "paper_url": reverse(pages.paper_form, kwargs=public) if pages.paper_form else "",
        "public_url": reverse(pages.page, kwargs=public) if pages.page == SHARED_PAGE else "",
    }
