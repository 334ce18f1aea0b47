"""What must be so in the rows of every vote, for who goes through the journal.

No sentence here says how many ballots there are: while a vote is open that is nobody's business.
"""

import json

from django.utils.translation import gettext as _

from speelruimte.activities.kinds.budget.counts import rules_text
from speelruimte.activities.kinds.budget.models import FixedRules, Plan, Vote
from speelruimte.activities.kinds.budget.queries import (
    fingerprint_of_codes,
    numbers_of,
    paper_numbers,
)
from speelruimte.activities.kinds.budget.seals import ballots_with_broken_seal
from speelruimte.journal.models import Entry

# So many ballots are named.
SHOWN = 20
MOMENTS = {
    "vote_opened": "opened_at",
    "vote_closed": "closed_at",
    "vote_ended_uncounted": "closed_at",
}
GRANTED = "rights_granted"


def faults_in_votes() -> list[str]:
    """A sentence for each vote that is otherwise than the journal says."""
    votes = {vote.key: vote for vote in _votes()}
    said: dict = {key: {} for key in votes}
    faults = []
    for entry in Entry.objects.filter(verb__in=(*MOMENTS, GRANTED)).order_by("number"):
        if entry.about in said:
            said[entry.about][MOMENTS.get(entry.verb, GRANTED)] = entry
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


def not_seen_in_open_votes() -> list[str]:
    """What the journal cannot tell of a vote that is open: nothing in it may say when somebody voted."""
    return [
        said
        for vote in _votes().filter(opened_at__isnull=False, closed_at=None)
        for said in _unseen(vote)
    ]


def _unseen(vote):
    yield _(
        "{key} is nog open. Is er een stembiljet weggehaald en de stemcode weer vrijgemaakt, dan is dat "
        "hier niet te zien: alleen de kiezer merkt het, met de ontvangstcode."
    ).format(key=vote.key)
    numbers = paper_numbers(vote)
    if numbers["marked"] != numbers["sheets"] + numbers["in_files"]:
        yield _(
            "{key}: het aantal stembiljetten van papier is anders dan het aantal stemcodes op papier. Is alles "
            "wat binnenkwam ingevoerd? Dan is er een stembiljet weg, of een te veel. Sluiten kan zo niet."
        ).format(key=vote.key)


def _votes():
    return Vote.objects.select_related("activity").prefetch_related("plans").order_by("pk")


def _wrong_in(vote, said, fixed):
    for field, word in (("opened_at", _("de opening")), ("closed_at", _("de sluiting"))):
        moment = said[field].at if field in said else None
        if getattr(vote, field) != moment:
            yield word
    codes = said[GRANTED].facts["codes_fingerprint"] if GRANTED in said else ""
    if fingerprint_of_codes(vote) != codes:
        yield _("de stemcodes")
    if "opened_at" in said:
        if vote.activity.address != said["opened_at"].facts["activity"]:
            yield _("bij welke activiteit deze stemming hoort")
        yield from _wrong_rules(vote, fixed)
        yield from _wrong_numbers(numbers_of(vote))
        yield from _wrong_seals(ballots_with_broken_seal(vote))


def _wrong_rules(vote, fixed):
    plans = list(vote.plans.all())
    stood, stands = _as_fixed(fixed), json.loads(rules_text(vote, plans))
    if _without_sentences(stands) != _without_sentences(stood):
        yield _("de regels of de kosten van de plannen")
    if not _stand(vote, {"who": stands["who"]}, {"who": stood.get("who")}):
        yield _("wie mag stemmen")
    words = stood.get("words", {})
    if not all(
        _stand(plan, stands["words"][plan.number], words.get(plan.number)) for plan in plans
    ):
        yield _("de namen of de uitleg van de plannen")


def _as_fixed(text):
    """The rules as they were fixed; none where somebody made something else of them."""
    try:
        fixed = json.loads(text or "{}")
    except ValueError:
        return {}
    return fixed if isinstance(fixed, dict) else {}


def _wrong_numbers(numbers):
    if numbers["digital_ballots"] != numbers["digital_rights"]:
        yield _("stembiljetten van de site en gebruikte stemcodes")
    if numbers["imported_ballots"] != numbers["imported_number"]:
        yield _("stembiljetten uit bestanden")


def _wrong_seals(keys):
    """By their random key, and no more than somebody can look up."""
    if keys:
        shown = " ".join(keys[:SHOWN]) + (" …" if len(keys) > SHOWN else "")
        yield _("wat er op een stembiljet staat ({shown})").format(shown=shown)


def _without_sentences(facts):
    return {name: fact for name, fact in facts.items() if name not in ("who", "words")}


def _stand(row, stands, stood):
    """Each sentence as it was fixed, or as it was left by who lawfully took a name out of it."""
    return stands == stood or stands == (stood or {}) | {
        field: left for field, left in _left(row).items() if field in stands
    }


def _left(row) -> dict[str, str]:
    """The fingerprint of each column out of which something was lawfully taken, as it was left."""
    about = f"{Vote._meta.db_table if isinstance(row, Vote) else Plan._meta.db_table}:{row.pk}"
    left: dict[str, str] = {}
    for erasure in Entry.objects.about(about).filter(verb="erased_lawfully").order_by("number"):
        left |= erasure.facts.get("left", {})
    return left
