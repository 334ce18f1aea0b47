"""Samira and Ruben lead one process together, to press at the same instant."""

from datetime import date

from demo.cast import welcome_cast

from speelruimte.people.actions import grant_role
from tests.steps.bare import a_trajectory, an_agreement
from tests.steps.beginning import load_shipped


def led_by_two(*, at, on):
    """The path along the Vaart under its agreement, and the cast of whom these two lead it."""
    people = welcome_cast(by=None, at=at, on=date(2026, 1, 1))
    trajectory = a_trajectory(load_shipped("basis", at=at), route="college")
    an_agreement(trajectory, level="meedenken", say=2)
    for key in ("samira", "ruben"):
        grant_role(
            people[key],
            role="project_leader",
            case_number=trajectory.case_number,
            by=people["wim"],
            at=at,
            starts_on=on,
        )
    return trajectory, people
