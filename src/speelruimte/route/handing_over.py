"""Everything somebody works on goes to a colleague in one act: roles in cases and quickscans."""

from django.utils.translation import gettext as _

from speelruimte.initiatives.models import FirstView, Initiative, Quickscan
from speelruimte.initiatives.passing_on import pass_on_quickscans
from speelruimte.journal.acting import action
from speelruimte.notices.outbox import enqueue
from speelruimte.people.appointing import hand_over
from speelruimte.people.models import Grant
from speelruimte.people.roles import Role
from speelruimte.people.rules import check_can_take_over, may_see_people
from speelruimte.shared.errors import RuleBroken, check_may
from speelruimte.trajectories.models import Trajectory


@action
def hand_over_everything(person, *, to, by, at, on):
    """Roles in cases, open quickscans and views still asked. Returns the case numbers.

    Source: heemstede#rolverdeling
    """
    check_may(
        may_see_people(by, on=on),
        _("Alleen een beheerder of de participatiecoach draagt werk over."),
    )
    check_can_take_over(person, to=to, roles=[Role.OFFICIAL], on=on)
    cases = set()
    if Grant.objects.not_over(on).filter(person=person).exclude(case_number="").exists():
        cases.update(hand_over(person, to=to, by=by, at=at, on=on))
    cases.update(pass_on_quickscans(person, to=to, by=by, at=at))
    if not cases:
        raise RuleBroken(
            _("%(name)s heeft geen lopende zaken. Er is niets over te dragen."),
            values={"name": person.name},
            code="nothing_to_hand_over",
        )
    for case_number in sorted(cases):
        _tell(case_number, to=to, at=at)
    return sorted(cases)


def _tell(case_number, *, to, at):
    """The colleague reads what came; work that went back and forth is told each time."""
    case = {"case_number": case_number}
    if Trajectory.objects.filter(**case).exists():
        about = f"trajectory:{case_number}"
    elif Initiative.objects.filter(**case).exists():
        about = f"initiative:{case_number}"
    else:
        return
    enqueue("work_handed_over", person=to, about=about, at=at, again=at.isoformat(), **case)


def work_of(person, *, on):
    """What would go over: case numbers with the roles in them, and whether a quickscan waits."""
    work = {}
    for grant in Grant.objects.not_over(on).filter(person=person).exclude(case_number=""):
        work.setdefault(grant.case_number, []).append(str(grant.get_role_display()))
    scans = Quickscan.objects.filter(account_holder=person, initiative__ended_at__isnull=True)
    for case_number in scans.values_list("initiative__case_number", flat=True):
        work.setdefault(case_number, []).append(_("quickscan"))
    views = FirstView.objects.filter(
        colleague=person, given_at__isnull=True, quickscan__initiative__ended_at__isnull=True
    )
    for case_number in views.values_list("quickscan__initiative__case_number", flat=True):
        work.setdefault(case_number, []).append(_("eerste blik"))
    return sorted(work.items())
