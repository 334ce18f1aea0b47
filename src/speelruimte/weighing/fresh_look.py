"""Who decides is looked at again when the weighing says another thing than the beginning did.

Source: heemstede#wie-beslist, assen-visie-2021#wie-neemt-de-beslissing
"""

from django.utils.translation import gettext as _

from speelruimte.journal.acting import action, record
from speelruimte.people.roles import Role
from speelruimte.policy.ways import FactsMissing, NoRuleApplies, decide_way, routes_for
from speelruimte.shared.edits import check_fits
from speelruimte.shared.errors import AlreadyDone, RuleBroken, check_may
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.shared.sentences import check_sentence
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.actions import lock_trajectory, policy_of
from speelruimte.trajectories.deciding import choose_way, way_chosen
from speelruimte.trajectories.models import Step
from speelruimte.trajectories.rules import check_in_step, roles_in
from speelruimte.weighing.models import FreshLook
from speelruimte.weighing.queries import weighed_facts


def may_look_again(person, trajectory, *, on) -> bool:
    """Say again who decides: the coach, who may be asked it at the door too."""
    return Role.COACH in roles_in(person, trajectory, on=on)


def look_owed(policy, initiative, trajectory) -> str:
    """The key of the way of deciding that follows now and that nobody looked at yet; else empty.

    What was laid down at the door followed from what was known then; what the weighing adds counts.
    """
    ruling = getattr(initiative, "ruling", None)
    if ruling is None or trajectory.step != Step.WEIGHING:
        return ""
    known = initiative.facts | weighed_facts(getattr(trajectory, "weighing", None))
    try:
        follows = decide_way(policy, known).route_key
    except (FactsMissing, NoRuleApplies):
        return ""
    if follows == ruling.proposed and way_chosen(trajectory).key == ruling.chosen:
        return ""
    last = trajectory.fresh_looks.last()
    return "" if follows == (last.follows if last else ruling.proposed) else follows


@action
def look_again_who_decides(trajectory, *, chosen, reason, by, at) -> FreshLook:
    """Lay down who decides now that more is known: as the policy says, or as it was. With a reason.

    Who looked first is not overwritten: raises AlreadyDone.
    """
    trajectory = lock_trajectory(trajectory)
    check_in_step(trajectory, Step.WEIGHING)
    check_may(
        may_look_again(by, trajectory, on=local_day(at)),
        _("Alleen de participatiecoach kijkt opnieuw wie beslist."),
    )
    policy, initiative = policy_of(trajectory), trajectory.initiatives.order_by("id").first()
    follows = look_owed(policy, initiative, trajectory)
    if not follows:
        raise AlreadyDone(
            _("Wie beslist, past bij wat er nu staat. U hoeft niets te doen."),
            result=trajectory.fresh_looks.last(),
            code="looked_already",
        )
    before = way_chosen(trajectory).key
    if chosen not in {rule.key for rule in routes_for(policy, initiative.kind)}:
        raise RuleBroken(
            _("Deze manier van beslissen past hier niet volgens het beleid."),
            field="chosen",
            code="not_in_policy",
        )
    if chosen != before and hasattr(trajectory, "participation_decision"):
        raise RuleBroken(
            _("Er is al besloten of mensen meedoen. Wie beslist, blijft daarom zoals het is."),
            field="chosen",
            code="decided_already",
        )
    check_sentence(
        reason, _("Schrijf op waarom deze keuze past. Iedereen kan dit lezen."), field="reason"
    )
    check_fits(FreshLook, reason=reason)
    look = FreshLook.objects.create(
        trajectory=trajectory,
        follows=follows,
        before=before,
        chosen=chosen,
        reason=reason.strip(),
        looked_at=at,
    )
    choose_way(trajectory, chosen)
    record(
        "who_decides_looked_at",
        about=trajectory.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        look=look.pk,
        follows=follows,
        before=before,
        chosen=chosen,
        reason_fingerprint=fingerprint(f"{trajectory.case_number} {at.isoformat()} {look.reason}"),
        wrote=(look, trajectory),
    )
    return look
