"""Who works on a trajectory, for its main page."""

from django.db.models import Q

from speelruimte.people.models import Grant
from speelruimte.people.queries import grants_in
from speelruimte.people.roles import Role
from speelruimte.trajectories.models import Trajectory


def people_in(trajectory, *, on):
    """Names with their role in this case, one query."""
    return [
        {
            "name": grant.person.name,
            "key": grant.role,
            "role": Role(grant.role).label,
            "phone": grant.person.phone,
        }
        for grant in grants_in(trajectory.case_number, on=on)
    ]


MOST_NAMED = 3


def named_with_holders(role, initiative, *, on) -> str:
    """A role with who has it for this initiative, so that one knows for whom it waits.

    Where more than a few have it, the role alone says more.
    """
    grants = Grant.objects.current(on).filter(role=role, person__is_active=True)
    grants = grants.filter(Q(case_number="") | Q(case_number=initiative.case_number))
    grants = grants.filter(Q(area=None) | Q(area__key__in=initiative.area_keys))
    grants = grants.filter(Q(subject=None) | Q(subject=initiative.subject_id))
    names = list(
        grants.order_by("person__name")
        .values_list("person__name", flat=True)
        .distinct()[: MOST_NAMED + 1]
    )
    if not 0 < len(names) <= MOST_NAMED:
        return str(role.label)
    return f"{role.label} ({', '.join(names)})"


def leaves_nobody(grant, day):
    """It is the only grant of this role in a process that runs."""
    if not Trajectory.objects.running().filter(case_number=grant.case_number).exists():
        return False
    others = Grant.objects.not_over(day).filter(role=grant.role, case_number=grant.case_number)
    return not others.exclude(pk=grant.pk).exists()
