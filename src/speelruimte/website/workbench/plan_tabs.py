"""What the pages share on which one agreement is made: its tabs, and who writes in it now."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from speelruimte.agreements.models import Version
from speelruimte.agreements.queries import open_version, version_in_force
from speelruimte.agreements.rules import AMENDABLE, may_write
from speelruimte.trajectories.models import Step
from speelruimte.website.access import allow_or_403
from speelruimte.website.asking import the_person, today
from speelruimte.website.rendering import Rows
from speelruimte.website.workbench.frame import TrajectoryFrame, below, missing_here

PAGES = (
    ("plan", _("Tekst")),
    ("frames", _("Vast en open")),
    ("phases", _("Fasen en invloed")),
    ("parties", _("Partijen")),
    ("adoption", _("Vaststellen")),
)


@dataclass(frozen=True, kw_only=True)
class PlanFrame(TrajectoryFrame):
    """The frame of the agreement: its tabs, and what the next step still misses."""

    tabs: Rows
    here_label: str
    stands_alone: bool  # what this tab shows stays true when nobody writes
    missing: Rows
    version: Version | None
    is_adopted: bool  # there is a text that was adopted
    writes: bool | None  # None on a tab where that makes no difference


def with_tabs(request, frame, current, version, *, writes=None) -> PlanFrame:
    """The frame of a trajectory with the tabs of its agreement."""
    trajectory = frame.trajectory
    tabs = [
        {
            "label": label,
            "url": reverse(f"work-{key}", kwargs={"case_number": trajectory.case_number}),
            "is_here": key == current,
        }
        for key, label in PAGES
    ]
    here = next(label for key, label in PAGES if key == current)
    return PlanFrame(
        **vars(below(frame, here)),
        tabs=tabs,
        here_label=here,
        stands_alone=current in ("parties", "adoption"),
        missing=missing_here(request, trajectory),
        version=version,
        is_adopted=version is None and version_in_force(trajectory) is not None,
        writes=writes,
    )


def open_for(request, trajectory):
    """The version that is open, or None, and whether this person writes in it now.

    Who pressed a button and may write, gets the form back also when the text was offered or
    adopted in the meantime: the action says so, and what was typed stays on the screen.
    """
    version = open_version(trajectory)
    writes = may_write_now(request, trajectory, version)
    if request.method == "POST" and not writes:
        version = version or trajectory.versions.last()
        may = may_write(the_person(request), trajectory, on=today())
        return version, version is not None and may
    return version, writes


def may_write_now(request, trajectory, version) -> bool:
    """This person writes, and the text is being written."""
    steps = AMENDABLE if version is not None and version.amends else (Step.PLAN,)
    return (
        version is not None
        and version.state == Version.State.DRAFT
        and trajectory.step in steps
        and may_write(the_person(request), trajectory, on=today())
    )


def allow_writing_or_403(request, trajectory, writes):
    """Who may write reads that the text is locked, and how it changes; others that their role may not."""
    may = may_write(the_person(request), trajectory, on=today())
    locked = _(
        "Deze tekst ligt vast: hij is voorgelegd of vastgesteld. Wilt u iets veranderen? "
        "Begin een wijziging bij ‘Vaststellen’."
    )
    allow_or_403(writes, locked if may else "")
