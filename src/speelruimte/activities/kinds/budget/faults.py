"""What must be so in the rows of every vote, for who goes through the journal.

No sentence here says how many ballots there are: while a vote is open that is nobody's business.
"""

import json

from django.utils.translation import gettext as _

from speelruimte.activities.kinds.budget.counts import plans_text, rules_text
from speelruimte.activities.kinds.budget.models import FixedRules, Plan, Vote
from speelruimte.activities.kinds.budget.queries import numbers_of
from speelruimte.journal.models import Entry
from speelruimte.shared.fingerprints import canonical, fingerprint

MOMENTS = {
    "vote_opened": "opened_at",
    "vote_closed": "closed_at",
    "vote_ended_uncounted": "closed_at",
}


def faults_in_votes() -> list[str]:
    """A sentence for each vote that is otherwise than the journal says."""
    votes = {vote.key: vote for vote in Vote.objects.prefetch_related("plans").order_by("pk")}
    said: dict = {key: {} for key in votes}
    faults = []
    for entry in Entry.objects.filter(verb__in=MOMENTS).order_by("number"):
        if entry.about in said:
            said[entry.about][MOMENTS[entry.verb]] = entry
        else:
            faults.append(
                _("{key} staat in het logboek, en is uit de database verdwenen.").format(
                    key=entry.about
                )
            )
    fixed = dict(FixedRules.objects.values_list("vote_id", "text"))
    for key, vote in votes.items():
        wrong = list(_wrong_in(vote, said[key], fixed.get(vote.pk, "")))
        if wrong:
            faults.append(
                _("{key} is in de database veranderd. Wat niet klopt: {what}.").format(
                    key=key, what=", ".join(wrong)
                )
            )
    return list(dict.fromkeys(faults))


def _wrong_in(vote, said, fixed):
    for field, word in (("opened_at", _("de opening")), ("closed_at", _("de sluiting"))):
        moment = said[field].at if field in said else None
        if getattr(vote, field) != moment:
            yield word
    if "opened_at" in said:
        yield from _wrong_rules(vote, said["opened_at"], fixed)
        yield from _wrong_ballots(numbers_of(vote))


def _wrong_rules(vote, opened, fixed):
    plans = list(vote.plans.all())
    if _without_who(rules_text(vote, plans)) != _without_who(fixed):
        yield _("de regels of de kosten van de plannen")
    if not _who_stands(vote, fixed):
        yield _("wie mag stemmen")
    if not _plans_stand(plans, opened.facts["plans_fingerprint"]):
        yield _("de namen of de uitleg van de plannen")


def _wrong_ballots(numbers):
    if numbers["digital_ballots"] != numbers["digital_rights"]:
        yield _("stembiljetten van de site en gebruikte stemcodes")
    if numbers["imported_ballots"] != numbers["imported_number"]:
        yield _("stembiljetten uit bestanden")


def _without_who(text):
    facts = json.loads(text or "{}")
    facts.pop("who", None)
    return canonical(facts)


def _who_stands(vote, fixed):
    """As it was fixed, or as it was left by who took a name out of it."""
    mark = fingerprint(vote.who)
    return mark in (json.loads(fixed or "{}").get("who"), _left(vote).get("who"))


def _plans_stand(plans, mark):
    """As they were when the vote opened; where a name was lawfully taken out of one, as that left it."""
    if fingerprint(plans_text(plans)) == mark:
        return True
    left = {plan: _left(plan) for plan in plans}
    return any(left.values()) and all(
        fingerprint(getattr(plan, field)) == was_left
        for plan, fields in left.items()
        for field, was_left in fields.items()
        if field in ("name", "text")
    )


def _left(row) -> dict[str, str]:
    """The fingerprint of each column out of which something was lawfully taken, as it was left."""
    about = f"{Vote._meta.db_table if isinstance(row, Vote) else Plan._meta.db_table}:{row.pk}"
    left: dict[str, str] = {}
    for erasure in Entry.objects.about(about).filter(verb="erased_lawfully").order_by("number"):
        left |= erasure.facts.get("left", {})
    return left
