"""Who speaks for a body hears by mail that somebody else got the same role of that body, and what waits
for the last one is told before that role ends."""

from django.db.models import Q

from speelruimte.notices.outbox import enqueue
from speelruimte.people.models import Grant
from speelruimte.people.roles import OF_BODIES
from speelruimte.route.models import OpenTask


def holders_of_bodies(grants, *, on) -> dict:
    """Who has each of these roles on this day, by the role and its body; roles of no body are left out."""
    holders = {}
    for role, body in sorted({(grant.role, grant.body) for grant in grants}):
        if role in OF_BODIES:
            same = Grant.objects.current(on).filter(role=role, body=body, person__is_active=True)
            holders[role, body] = {grant.person for grant in same.select_related("person")}
    return holders


def tell_holders(holders, *, of, starts_on, by, at):
    """Owe each of them a mail that ``of`` has the role from a day, and who gave it; part of the
    caller's action. Who gave it and who got it know."""
    for (role, body), people in holders.items():
        for person in sorted(people - {of, by}, key=lambda person: person.pk):
            enqueue(
                "role_also_held",
                person=person,
                about=f"person:{person.reference}",
                at=at,
                again=f"{at.isoformat()}:{role}:{body}",
                of=of.pk,
                given_by=by.pk,
                role=role,
                body=body,
                from_day=starts_on,
            )


def left_to_nobody(grant, *, on) -> list[str]:
    """The numbers of the cases in which work waits that nobody can do without this role of a body;
    none where somebody else has the same role from now on, as far as this one reaches."""
    if grant.role not in OF_BODIES:
        return []
    others = Grant.objects.not_over(on).filter(role=grant.role, body=grant.body)
    others = others.filter(ends_on__isnull=True, person__is_active=True).exclude(pk=grant.pk)
    if others.filter(
        Q(case_number="", area=None, subject=None)
        | Q(case_number=grant.case_number, area=grant.area, subject=grant.subject)
    ).exists():
        return []
    waits = OpenTask.objects.filter(role=grant.role)
    if grant.body:
        waits = waits.filter(body=grant.body)
    if grant.case_number:
        waits = waits.filter(trajectory__case_number=grant.case_number)
    numbers = waits.order_by("trajectory__case_number").values_list("trajectory__case_number")
    return [number for (number,) in numbers.distinct()]
