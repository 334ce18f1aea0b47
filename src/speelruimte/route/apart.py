"""Roles that do not meet in one person for one case, as the policy says.

Checked whenever a role is given, a case handed over or a person named, after the row was written and
with the person locked: of two who press at once, the second is refused. The policy in force on that day
counts, for roles belong to people and not to a case.

Source: heemstede#rolverdeling
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from speelruimte.initiatives.models import Initiative
from speelruimte.journal.acting import action
from speelruimte.people.appointing import appoint
from speelruimte.people.models import Grant, Person
from speelruimte.people.rights import scope_of
from speelruimte.people.roles import Role
from speelruimte.policy.models import PolicyVersion
from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.schema import SystemRole
from speelruimte.policy.schema.walking import RolesApart
from speelruimte.route.beside_holders import holders_of_bodies, tell_holders
from speelruimte.route.reach import lying_in
from speelruimte.shared.errors import RuleBroken
from speelruimte.trajectories.models import Trajectory
from speelruimte.trajectories.putting_together import put_together


@dataclass(frozen=True)
class Meeting:
    """A role that was given, the role that the same person has beside it, and the case, or none where
    they meet in more than one."""

    given: Role
    beside: Role
    case_number: str
    rule: RolesApart


@action
def give_role(person, *, apart_reason="", by, at, on, **role):
    """Give somebody a role as ``appoint`` does, apart from what the policy keeps apart from it.

    ``apart_reason`` is why it may here, where the policy lets it for a reason. Who has the same role
    of a body hears of it.
    """
    grant = appoint(person, by=by, at=at, on=on, **role)
    check_apart(person, [grant], reason=apart_reason, by=by, at=at, on=on)
    holders = holders_of_bodies([grant], on=on)
    tell_holders(holders, of=person, starts_on=grant.starts_on, by=by, at=at)
    return grant


def check_apart(person, given, *, reason="", by, at, on):
    """Refuse these roles where they meet another of this person's that the policy keeps apart; part of
    the caller's action.

    With a ``reason``, where the policy allows one, they stay and everybody reads why.
    """
    for meeting in meetings(person, given, on=on):
        if meeting.rule.allowed_with_reason and not meeting.case_number:
            raise RuleBroken(
                _(
                    "%(name)s heeft dan in elke zaak twee rollen die het beleid gescheiden houdt: "
                    "%(given)s en %(beside)s. Met een reden mag dat wel in één zaak. Kies die zaak, of "
                    "kies iemand anders."
                ),
                values=_names(person, meeting),
                field="case_number",
                code="roles_apart_everywhere",
            )
        trajectory = Trajectory.objects.filter(case_number=meeting.case_number or "-").first()
        if not (meeting.rule.allowed_with_reason and trajectory):
            raise RuleBroken(
                _(
                    "%(name)s heeft dan twee rollen die het beleid in één zaak gescheiden houdt: "
                    "%(given)s en %(beside)s. Kies iemand anders."
                ),
                values=_names(person, meeting),
                code="roles_apart",
            )
        if not reason.strip():
            raise RuleBroken(
                _(
                    "%(name)s heeft in zaak %(case)s dan twee rollen die het beleid gescheiden houdt: "
                    "%(given)s en %(beside)s. Kies iemand anders, of geef een reden die iedereen leest."
                ),
                values=_names(person, meeting) | {"case": meeting.case_number},
                field="apart_reason",
                code="roles_apart_without_reason",
            )
        put_together(
            trajectory, role=meeting.given, beside=meeting.beside, reason=reason, by=by, at=at
        )


def _names(person, meeting):
    return {
        "name": person.name,
        "given": SystemRole(str(meeting.given)).label,
        "beside": SystemRole(str(meeting.beside)).label,
    }


def meetings(person, given, *, on) -> list[Meeting]:
    """Where these grants meet others of the same person that the policy keeps apart; each once."""
    version = PolicyVersion.objects.in_force(on).first()
    rules = parsed_policy(version).roles_apart if version else ()
    if not rules:
        return []
    Person.objects.select_for_update().get(pk=person.pk)
    own_grants = list(Grant.objects.not_over(on).filter(person=person).order_by("pk"))
    by_case_and_roles: dict = {}
    for grant in given:
        for other in own_grants:
            rule = _rule_between(rules, grant.role, other.role)
            if rule is None or not in_one_day(grant, other) or not _in_one_case(grant, other):
                continue
            case_number = grant.case_number or other.case_number
            roles = frozenset({grant.role, other.role})
            meeting = Meeting(Role(grant.role), Role(other.role), case_number, rule)
            by_case_and_roles.setdefault((case_number, roles), meeting)
    return list(by_case_and_roles.values())


def _rule_between(rules, role, other):
    for rule in rules:
        apart_from = {str(kept_apart) for kept_apart in rule.apart_from}
        if (str(rule.role) == role and other in apart_from) or (
            str(rule.role) == other and role in apart_from
        ):
            return rule
    return None


def in_one_day(grant, other):
    """Both hold on some day; who takes over when another ends does not have both."""
    return (grant.ends_on is None or other.starts_on <= grant.ends_on) and (
        other.ends_on is None or grant.starts_on <= other.ends_on
    )


def _in_one_case(grant, other):
    """Both reach some case: the same, or one that lies where the other reaches."""
    if grant.case_number and other.case_number:
        return grant.case_number == other.case_number
    if grant.case_number or other.case_number:
        case, reach = (grant, other) if grant.case_number else (other, grant)
        return _lies_in(case.case_number, reach)
    return _overlap(grant.area_id, other.area_id) and _overlap(grant.subject_id, other.subject_id)


def _overlap(reach, other):
    return reach is None or other is None or reach == other


def _lies_in(case_number, reach):
    """Whether this case lies in the area and is about the subject of a role."""
    if reach.area_id is None and reach.subject_id is None:
        return True
    if Trajectory.objects.filter(lying_in(scope_of(reach)), case_number=case_number).exists():
        return True
    idea = Initiative.objects.filter(case_number=case_number).select_related("area").first()
    return (
        idea is not None
        and (reach.area_id is None or reach.area.key in idea.area_keys)
        and reach.subject_id in (None, idea.subject_id)
    )
