"""Who works on a trajectory, for its main page."""

from speelruimte.people.models import Grant
from speelruimte.people.roles import Role


def people_in(trajectory, *, on):
    """Names with their role in this case, one query."""
    grants = (
        Grant.objects.current(on)
        .filter(case_number=trajectory.case_number)
        .select_related("person")
        .order_by("role", "person__name")
    )
    return [
        {
            "name": grant.person.name,
            "key": grant.role,
            "role": Role(grant.role).label,
            "phone": grant.person.phone,
        }
        for grant in grants
    ]
