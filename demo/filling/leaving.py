"""Samira goes to another town: what she hands over lies ready for the coach."""

from datetime import datetime, time, timedelta

from demo.filling.days import HERE
from speelruimte.route.handing_over import prepare_hand_over, work_of
from speelruimte.trajectories.models import Trajectory

NOTE = "Bel eerst de wijkraad: zij weten wat er met de buren is besproken."


def laid_ready(town):
    """Two of the processes in which she works, from three weeks on; nothing in a town without any."""
    samira, today = town.people["samira"], town.today
    own = [case_number for case_number, _title, _roles in work_of(samira, on=today)]
    running = Trajectory.objects.running().filter(case_number__in=own).order_by("case_number")
    cases = list(running.values_list("case_number", flat=True)[:2])
    if not cases:
        return
    prepare_hand_over(
        samira,
        cases=cases,
        starts_on=today + timedelta(weeks=3),
        note=NOTE,
        by=samira,
        at=datetime.combine(today, time(8), tzinfo=HERE),
        on=today,
    )
