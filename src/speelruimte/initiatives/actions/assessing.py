"""What it is, and who decides about it."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from speelruimte.initiatives.actions.ending import lock_initiative
from speelruimte.initiatives.models import Initiative, Ruling
from speelruimte.initiatives.rules import (
    LONGEST_INVOLVED,
    check_at,
    check_guides,
    check_initiative_words,
)
from speelruimte.journal.acting import action, record
from speelruimte.policy.conditions import evaluate
from speelruimte.policy.facts import domains
from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.schema import Complexity
from speelruimte.policy.ways import (
    FactsMissing,
    NoRuleApplies,
    complexity_fact,
    decide_way,
    facts_asked,
    routes_for,
)
from speelruimte.shared.edits import check_unchanged
from speelruimte.shared.errors import AlreadyDone, RuleBroken
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.shared.sentences import check_sentence

Step = Initiative.Step
KEEP = object()
# What the two forms of this module are made from, and their etag is the mark of.
ASSESSED = ("facts", "criteria", "area", "more_areas", "subject")
RULED = ("chosen", "deviation_reason")


@action
def assess_initiative(
    initiative,
    *,
    facts,
    by,
    at,
    on,
    criteria=(),
    area=KEEP,
    more_areas=KEEP,
    subject=KEEP,
    etag="",
) -> Initiative:
    """Fill in what it is: the facts that the policy asks, and the signs of complexity.

    ``facts`` maps names of ``policy.facts`` to values; a fact left out is not known yet, and so is
    whether it is complex while ``criteria`` is None: not answered is not "no". ``more_areas`` are those
    beside ``area``. Once the
    initiative is where it is said who decides, what was known stays: only gaps are filled, so that
    nobody gets round a first look by changing the answers. ``etag`` is the mark of what the form was
    made from (``etag_of`` over ASSESSED). Raises Clash when it was saved in the meantime.

    Source: heemstede#complexe-opgave
    """
    initiative = lock_initiative(initiative)
    check_guides(by, initiative, on=on)
    check_at(initiative, Step.SIGNAL, Step.QUICKSCAN, Step.WHO_DECIDES)
    policy = parsed_policy(initiative.policy)
    places = {"area": area, "more_areas": more_areas, "subject": subject}
    values = answered(initiative, policy, facts=facts, criteria=criteria, **places)
    check_unchanged(initiative, ASSESSED, etag=etag, to=values)
    if initiative.step == Step.WHO_DECIDES:
        _check_only_fills_gaps(initiative, values["facts"], values["criteria"])
    initiative.assessed_at = initiative.assessed_at or at
    for name, value in values.items():
        setattr(initiative, name, value)
    initiative.save(update_fields=[*ASSESSED, "assessed_at"])
    record(
        "initiative_assessed",
        about=initiative.key,
        by=by,
        at=at,
        case_number=initiative.case_number,
        known=initiative.facts,
        criteria=initiative.criteria,
        area=initiative.area.key if initiative.area_id else "",
        more_areas=initiative.more_areas,
        subject=initiative.subject.key if initiative.subject_id else "",
        wrote=(initiative,),
    )
    return initiative


def answered(initiative, policy, *, facts, criteria, area, more_areas, subject) -> dict:
    """By column of the initiative what was answered, as far as the policy asks for it and knows it.

    The places and ``subject`` stay out with KEEP.
    """
    given = {name: str(value) for name, value in facts.items() if value not in (None, "")}
    _check_facts(policy, given)
    criteria = None if criteria is None else sorted(set(criteria))
    known = _with_complexity(policy, {**given, "initiator": initiative.kind}, criteria)
    values = {"facts": known, "criteria": criteria or [], "area": area, "subject": subject}
    if more_areas is not KEEP:
        values["more_areas"] = [other.key for other in more_areas]
    return {name: value for name, value in values.items() if value is not KEEP}


def _check_facts(policy, given):
    """Every answer is one that the policy asks for and knows."""
    possible = domains(policy.as_data())
    asked = set(facts_asked(policy))
    for name, value in given.items():
        if name not in asked or value not in possible.get(name, ()):
            raise RuleBroken(
                _("Dit antwoord past niet bij de vraag. Kies er een uit de lijst."),
                field=f"fact_{name}",
                code="unknown_choice",
            )


def _check_only_fills_gaps(initiative, given, criteria):
    changed = [
        name
        for name, value in initiative.facts.items()
        if name not in ("initiator", "complexity") and given.get(name) != value
    ]
    if changed or criteria != initiative.criteria:
        raise RuleBroken(
            _(
                "U verandert iets wat al was ingevuld. Dat kan: schrijf erbij wat er niet klopte, en "
                "waarom. Wat er eerst stond, blijft te lezen."
            ),
            field="reason",
            code="filled_in_already",
        )


def _with_complexity(policy, facts, criteria) -> dict:
    """The facts with simple or complex, unless that hangs on something not known yet.

    ``criteria`` is None as long as nobody looked at them.
    """
    rule = policy.complexity
    if rule is None or criteria is None:
        return facts
    try:
        known = complexity_fact(policy, criteria, facts)
    except KeyError as unknown:
        raise RuleBroken(
            _("Een van de kenmerken staat niet in het beleid. Laad de bladzijde opnieuw."),
            field="criteria",
            code="not_in_policy",
        ) from unknown
    hangs = len(criteria) >= rule.at_least and evaluate(rule.when, facts, policy) is None
    return facts if hangs else {**facts, **known}


def proposed_ruling(initiative):
    """Who decides under the policy, with the rule that says so; RuleBroken names what is missing."""
    try:
        return decide_way(parsed_policy(initiative.policy), initiative.facts)
    except (FactsMissing, NoRuleApplies) as open_question:
        raise RuleBroken(str(open_question), code="facts_missing") from open_question


@action
def rule_who_decides(initiative, *, by, at, on, chosen="", deviation_reason="", etag="") -> Ruling:
    """Lay down who decides: what follows from the policy, or another way with a reason.

    Everyone reads the reason. The same again raises AlreadyDone. ``etag`` is the mark of the ruling
    that was on the screen (``etag_of`` over RULED). Raises Clash when another was laid down since.

    Source: heemstede#wie-beslist
    """
    initiative = lock_initiative(initiative)
    check_guides(by, initiative, on=on)
    check_at(initiative, Step.WHO_DECIDES)
    proposed = proposed_ruling(initiative).route_key
    chosen = chosen or proposed
    reason = deviation_reason.strip() if chosen != proposed else ""
    _check_deviation(initiative, chosen=chosen, proposed=proposed, reason=reason)
    ruling = _kept_ruling(
        initiative,
        at=at,
        etag=etag,
        is_complex=initiative.facts.get("complexity") == str(Complexity.COMPLEX),
        proposed=proposed,
        chosen=chosen,
        deviation_reason=reason,
    )
    record(
        "who_decides_ruled",
        about=initiative.key,
        by=by,
        at=at,
        case_number=initiative.case_number,
        proposed=proposed,
        chosen=chosen,
        deviates=chosen != proposed,
        reason_fingerprint=fingerprint(initiative.salt + reason) if reason else "",
        wrote=(ruling,),
    )
    return ruling


def _check_deviation(initiative, *, chosen, proposed, reason):
    if chosen == proposed:
        return
    policy = parsed_policy(initiative.policy)
    if chosen not in {rule.key for rule in routes_for(policy, initiative.kind)}:
        raise RuleBroken(
            _("Deze manier van beslissen past hier niet volgens het beleid."),
            field="chosen",
            code="not_in_policy",
        )
    check_sentence(
        reason,
        _("Leg uit waarom u anders kiest dan het beleid. Iedereen kan dit lezen."),
        field="deviation_reason",
    )
    check_initiative_words(reason, field="deviation_reason", longest=LONGEST_INVOLVED)


def _kept_ruling(initiative, *, at, etag, **fields):
    ruling = Ruling.objects.filter(initiative=initiative).first()
    if ruling and all(getattr(ruling, name) == value for name, value in fields.items()):
        raise AlreadyDone(_("Dit is al zo vastgelegd."), result=ruling, code="recorded_already")
    check_unchanged(ruling, RULED, etag=etag, to={name: fields[name] for name in RULED})
    if ruling is None:
        try:
            with transaction.atomic():
                return Ruling.objects.create(initiative=initiative, ruled_at=at, **fields)
        except IntegrityError:
            ruling = Ruling.objects.get(initiative=initiative)
    for name, value in fields.items():
        setattr(ruling, name, value)
    ruling.ruled_at = at
    ruling.save()
    return ruling
