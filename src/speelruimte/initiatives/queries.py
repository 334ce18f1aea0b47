"""Reads across the door: who should help, what is due, what waits."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from speelruimte.initiatives.models import FirstView, IdeaAddition, Initiative
from speelruimte.people.models import Grant, Person
from speelruimte.people.roles import Role
from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.schema import Told
from speelruimte.policy.telling import told_by_start
from speelruimte.shared.compiled_query import compiled_query

PAGE = 25


def told_at_the_start(initiative) -> dict[str, str]:
    """By what the policy says that a start question tells: what was answered, so nobody is asked twice.

    The first question is answered by the own words, the others by key.
    """
    if initiative is None:
        return {}
    told: dict[str, list[str]] = {}
    policy = parsed_policy(initiative.policy)
    asked = policy.start_questions(initiative.kind)
    for number, question in enumerate(asked):
        words = initiative.requirements.get(question.key, "") if number else initiative.text
        for fact in told_by_start(policy, question) if words else ():
            told.setdefault(str(fact), []).append(words)
    if not asked and initiative.already_involved:
        for fact in (Told.PEOPLE, Told.SPOKEN_TO):
            told[str(fact)] = [initiative.already_involved]
    return {fact: "\n\n".join(words) for fact, words in told.items()}


def told_beside(initiative) -> list[dict[str, str]]:
    """What was told when it came in, beside the own words: {question, text}, as it was asked."""
    asked = parsed_policy(initiative.policy).start_questions(initiative.kind)
    questions = {question.key: str(question.label) for question in asked}
    told = initiative.requirements
    in_order = [key for key in questions if key in told] + [
        key for key in told if key not in questions
    ]
    rows = [{"question": questions.get(key, key), "text": told[key]} for key in in_order]
    if initiative.already_involved:
        rows.append({"question": _("Wie doet er al mee?"), "text": initiative.already_involved})
    return [row for row in rows if row["text"]]


def initiative_numbered(case_number) -> Initiative | None:
    """What came in under this number, with what every page at the door shows of it: ``unread`` is the
    first addition that nobody read yet, None without one. One query."""
    return next(iter(_with_case_number(case_number=case_number)), None)


@compiled_query
def _with_case_number(*, case_number):
    added = IdeaAddition.objects.waiting().filter(initiative=OuterRef("pk"))
    first = added.order_by("received_at", "pk").values("pk")[:1]
    numbered = Initiative.objects.filter(case_number=case_number).annotate(unread=Subquery(first))
    return numbered.select_related(
        "policy", "area", "subject", "contact", "quickscan__account_holder", "ruling"
    )


@dataclass(frozen=True)
class Proposal:
    """Who could help an initiator, and why this colleague."""

    person: Person
    reason: str


def propose_account_holder(initiative, *, on) -> Proposal | None:
    """The account holder for this area and subject with the fewest cases; None without any.

    Who is there for both comes first, then for the area, then for the subject, then for everything.
    The sentence names no person: it is kept.

    Source: heemstede#quickscan
    """
    grants = Grant.objects.current(on).filter(
        role=Role.ACCOUNT_HOLDER, case_number="", person__is_active=True
    )
    fitting = [
        grant
        for grant in grants.select_related("person", "area", "subject")
        if grant.area_id in (None, initiative.area_id)
        and grant.subject_id in (None, initiative.subject_id)
    ]
    if not fitting:
        return None
    load = open_cases_of([grant.person_id for grant in fitting])
    closest = max(_closeness(grant) for grant in fitting)
    chosen = min(
        (grant for grant in fitting if _closeness(grant) == closest),
        key=lambda grant: (load[grant.person_id], grant.person.name, grant.person_id),
    )
    alone = len({g.person_id for g in fitting if _closeness(g) == closest}) == 1
    return Proposal(chosen.person, _why(chosen, load[chosen.person_id], alone=alone))


def _closeness(grant):
    return 2 * (grant.area_id is not None) + (grant.subject_id is not None)


def _why(grant, number, *, alone):
    reach = _(" en ").join(
        words
        for words in (
            _("het gebied %(name)s") % {"name": grant.area.name} if grant.area_id else "",
            _("het onderwerp %(name)s") % {"name": grant.subject.name} if grant.subject_id else "",
        )
        if words
    )
    if number == 0:
        helps = _("Helpt nu niemand anders")
    else:
        helps = _("Helpt nu bij %(number)s andere") % {"number": number}
    least = "." if alone else _(": het minst van wie er passen.")
    return _("Accounthouder voor %(reach)s. %(helps)s%(least)s") % {
        "reach": reach or _("alle gebieden en onderwerpen"),
        "helps": helps,
        "least": least,
    }


def open_cases_of(person_ids) -> dict:
    """How many initiatives at the door each of these people helps with."""
    counted = (
        Initiative.objects.open()
        .filter(quickscan__account_holder__in=person_ids)
        .values_list("quickscan__account_holder")
        .annotate(number=Count("pk"))
    )
    return dict.fromkeys(person_ids, 0) | {pk: number for pk, number in counted.order_by()}


# Lists -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class InitiativeRows:
    """A page of initiatives, newest first. ``after`` is where the next page goes on, or empty."""

    rows: list
    after: str


def initiatives_page(*, step="", area="", open_only=True, after="", size=PAGE) -> InitiativeRows:
    """Initiatives by step and area. ``after`` is what an earlier page gave; anything else starts
    at the beginning.
    """
    initiatives = Initiative.objects.select_related(
        "policy", "area", "subject", "quickscan__account_holder", "ruling"
    )
    if step:
        initiatives = initiatives.filter(step=step)
    elif open_only:
        initiatives = initiatives.open()
    if area:
        initiatives = initiatives.filter(Q(area__key=area) | Q(more_areas__icontains=f'"{area}"'))
    start = _place(after)
    if start:
        initiatives = initiatives.filter(
            Q(received_at__lt=start.received_at) | Q(received_at=start.received_at, pk__lt=start.pk)
        )
    rows = list(initiatives[: size + 1])
    more = len(rows) > size
    return InitiativeRows(rows=rows[:size], after=rows[size - 1].case_number if more else "")


def _place(after):
    return Initiative.objects.filter(case_number=after).first() if after else None


def views_asked_of(person):
    """First views that this colleague still has to give."""
    return FirstView.objects.asked().filter(colleague=person)


def view_asked_of(person, initiative) -> FirstView | None:
    """The first view that this colleague still has to give of an initiative; reads its views."""
    quickscan = getattr(initiative, "quickscan", None)
    if quickscan is None or initiative.step != Initiative.Step.QUICKSCAN:
        return None
    asked = (view for view in quickscan.views.all() if view.is_owed)
    return next((view for view in asked if view.colleague_id == person.pk), None)
