"""Which trajectories the roles of somebody reach, asked of the database."""

from django.db.models import BooleanField, Case, Q, When

from speelruimte.people.rights import cases_of, reaches_of, roles_of
from speelruimte.people.roles import Role
from speelruimte.policy.queries import POLICY_TEXTS
from speelruimte.policy.schema import LeaderWork
from speelruimte.trajectories.deciding import left_to_initiator
from speelruimte.trajectories.models import Trajectory


def lying_in(reach, prefix=""):
    """The trajectories that a role reaches; with a ``prefix`` the rows that lead to one of them."""
    if reach.cases:
        return Q(**{f"{prefix}case_number__in": reach.cases})
    lying = Q()
    if reach.area_id is not None:
        in_area = Trajectory.areas.through.objects.filter(area=reach.area_id)
        lying &= Q(**{f"{prefix}pk__in": in_area.values("trajectory")})
    if reach.subject_id is not None:
        lying &= Q(**{f"{prefix}subject": reach.subject_id})
    return lying


def led_by_initiator(reach) -> list:
    """The running trajectories that the role of an initiator reaches, with their policy. One query."""
    rows = Trajectory.objects.running().filter(lying_in(reach))
    return list(rows.select_related("policy").defer(*POLICY_TEXTS))


def led_or_own(person, *, on):
    """The running trajectories that somebody leads (``is_led``) or has another role of their own in.

    Who came with an idea leads it here where the policy leaves the answers to that person.
    """
    led = Q(pk__in=())
    if Role.PROJECT_LEADER in roles_of(person, on=on):
        led = ~led
    for reach in reaches_of(person, on=on):
        if reach.role == Role.PROJECT_LEADER:
            led |= lying_in(reach)
        if reach.role == Role.INITIATOR:
            led |= Q(pk__in=[row.pk for row in led_by_initiator(reach) if _answers(row)])
    own = Q(case_number__in=cases_of(person, on=on))
    is_led = Case(When(led, then=True), default=False, output_field=BooleanField())
    return Trajectory.objects.running().filter(led | own).annotate(is_led=is_led)


def _answers(trajectory):
    return LeaderWork.ANSWERS in left_to_initiator(trajectory)
