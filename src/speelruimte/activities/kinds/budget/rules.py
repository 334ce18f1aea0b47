"""What the state of a vote allows, and who may do what in it."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.activities.kinds.budget.counts import rules_of
from speelruimte.activities.kinds.budget.models import Vote, VotingRight
from speelruimte.activities.rules import check_is_on
from speelruimte.agreements.queries import groups_in_force
from speelruimte.analysis.ages import ages_in
from speelruimte.analysis.budget import check_ballot, tie_rule
from speelruimte.people.roles import Role
from speelruimte.policy.schema import LeaderWork
from speelruimte.shared.errors import AlreadyDone, RuleBroken, check_may
from speelruimte.shared.fingerprints import mark_in
from speelruimte.trajectories.models import Step
from speelruimte.trajectories.rules import check_in_step, may_do, may_lay_ready, roles_in

KIND = "budget"
PAPER_TAKERS = {Role.PROJECT_LEADER, Role.COACH, Role.OFFICIAL, Role.MODERATOR}
NOT_FOR_YOU = gettext_lazy("Alleen de projectleider of de participatiecoach regelt de stemming.")
# Why nobody votes on a day, as `check_is_on` asks it.
SHUT = {
    "last_day_is_over": gettext_lazy(
        "De laatste dag om te stemmen is voorbij. Stemmen kan niet meer."
    ),
    "not_begun_yet": gettext_lazy("De stemming is nog niet begonnen."),
    "process_went_on": gettext_lazy("Dit proces is gestopt of al verder. Stemmen kan niet meer."),
}
MOST_PLANS = 500
MOST_RIGHTS = 200_000

# Plan numbers and the text of a lot enter the journal, which holds keys and no sentences.
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,59}")


def may_run_vote(person, trajectory, *, on) -> bool:
    """Open, import, give out codes and close: who leads the trajectory, or does this part of it."""
    return may_do(person, trajectory, LeaderWork.WAYS, on=on)


def may_prepare_vote(person, trajectory, *, on) -> bool:
    """Write terms and plans; also where opening the vote needs a co-signature."""
    if may_run_vote(person, trajectory, on=on):
        return True
    return may_lay_ready(person, trajectory, LeaderWork.WAYS, on=on)


def may_take_paper(person, trajectory, *, on) -> bool:
    """Mark a right as used on paper, and take in a sheet: who leads, and colleagues who type; and who
    came with the idea where that person runs the vote alone."""
    if roles_in(person, trajectory, on=on) & PAPER_TAKERS:
        return True
    return may_run_vote(person, trajectory, on=on)


def may_see_vote(person, trajectory, *, on) -> bool:
    """See how the vote stands on the workbench: who takes in paper, and who prepares it."""
    if may_take_paper(person, trajectory, on=on):
        return True
    return may_prepare_vote(person, trajectory, on=on)


def check_may_run_vote(person, trajectory, *, on):
    """Refuse with a sentence when this person may not run the vote."""
    check_may(may_run_vote(person, trajectory, on=on), NOT_FOR_YOU)


def check_may_prepare_vote(person, trajectory, *, on):
    """Refuse with a sentence when this person may not write terms and plans."""
    check_may(may_prepare_vote(person, trajectory, on=on), NOT_FOR_YOU)


def check_may_take_paper(person, trajectory, *, on):
    """Refuse with a sentence when this person may not take in paper."""
    check_may(
        may_take_paper(person, trajectory, on=on),
        _("Uw rol mag geen stembiljetten van papier invoeren. Vraag het de projectleider."),
    )


def check_can_prepare(activity, vote):
    """A budget activity whose vote is not open yet."""
    if activity.kind != KIND:
        raise RuleBroken(
            _("Bij deze activiteit wordt geen budget verdeeld."), code="no_budget_here"
        )
    if activity.closed_at is not None:
        raise RuleBroken(_("Deze activiteit is gesloten."), code="closed_already")
    if vote is not None:
        check_is_in_preparation(vote)


def check_is_in_preparation(vote):
    """Plans and rules change only before the vote opens."""
    if vote.opened_at is not None:
        raise RuleBroken(
            _(
                "De stemming is al geopend. Plannen en regels liggen nu vast en veranderen niet meer."
            ),
            code="opened_already",
        )


def check_terms(*, budget, rule, tie, rest=Vote.Rest.RETURNS, minimum, maximum, maximum_cost):
    """Amounts and limits that a vote can have."""
    if budget is None or budget <= 0:
        raise RuleBroken(_("Vul een bedrag boven nul in."), field="budget", code="not_above_zero")
    if rule not in Vote.Rule.values:
        raise RuleBroken(_("Kies een telregel uit de lijst."), field="rule", code="unknown_choice")
    if rest not in Vote.Rest.values:
        raise RuleBroken(
            _("Kies wat er gebeurt met geld dat overblijft."), field="rest", code="unknown_choice"
        )
    try:
        parsed_tie = tie_rule(tie)
    except ValueError as error:
        raise RuleBroken(str(error), field="tie_rule", code="faulty_tie_rule") from error
    if parsed_tie.seed and not _KEY.fullmatch(parsed_tie.seed):
        raise RuleBroken(
            _(
                "Gebruik voor de loting alleen letters, cijfers, punten en streepjes, zonder spaties."
            ),
            field="tie_rule",
            code="wrong_characters",
        )
    _check_limits(minimum=minimum, maximum=maximum, maximum_cost=maximum_cost)


def _check_limits(*, minimum, maximum, maximum_cost):
    if minimum is None or minimum < 0:
        raise RuleBroken(
            _("Vul bij ‘minstens’ nul of meer in."), field="minimum", code="below_zero"
        )
    if maximum is not None and maximum < max(minimum, 1):
        raise RuleBroken(
            _("‘Hoogstens’ is lager dan ‘minstens’. Maak het gelijk of hoger."),
            field="maximum",
            code="most_below_least",
        )
    if maximum_cost is not None and maximum_cost <= 0:
        raise RuleBroken(
            _("Vul een bedrag boven nul in, of laat het leeg."),
            field="maximum_cost",
            code="not_above_zero",
        )


def check_who_was_agreed(who, activity):
    """Who may vote is what the agreement says of its phase: no other age stands beside it.

    Source: sessie-2021-03-15#niet-eenzijdig
    """
    groups = groups_in_force(activity.trajectory, activity.phase)
    agreed = ages_in("; ".join(groups))
    if agreed and ages_in(who) - agreed:
        raise RuleBroken(
            _(
                "In de afspraken staat een andere leeftijd: %(groups)s. Neem die over, of wijzig eerst "
                "de afspraken."
            ),
            values={"groups": "; ".join(groups)},
            field="who",
            code="another_age_was_agreed",
        )


def check_plan(*, number, name, cost):
    """A plan that can stand on the ballot."""
    if not _KEY.fullmatch(number or ""):
        raise RuleBroken(
            _(
                "Gebruik voor het nummer alleen letters, cijfers, punten en streepjes, zonder spaties."
            ),
            field="number",
            code="wrong_characters",
        )
    if not (name or "").strip():
        raise RuleBroken(_("Geef het plan een naam."), field="name", code="empty")
    if cost is None or cost <= 0:
        raise RuleBroken(_("Vul kosten boven nul in."), field="cost", code="not_above_zero")


def check_plan_fits(vote, *, number, cost):
    """A plan typed by hand that costs more than there is, is a mistake."""
    if cost > vote.budget:
        raise RuleBroken(
            _("Plan %(number)s kost meer dan er te verdelen is. Zo’n plan kan nooit winnen."),
            values={"number": number},
            field="cost",
            code="above_the_budget",
        )


def check_can_open_vote(vote, *, trajectory, plans, on):
    """Something to choose from, within the rules, in the step where people take part."""
    check_is_in_preparation(vote)
    check_in_step(trajectory, Step.TAKING_PART)
    check_who_was_agreed(vote.who, vote.activity)
    if vote.activity.closed_at is not None or vote.activity.closes_on < on:
        raise RuleBroken(
            _("De laatste dag van deze activiteit is voorbij."), code="last_day_is_over"
        )
    if len(plans) < 2:
        raise RuleBroken(
            _("Er valt nog niets te kiezen. Zet minstens twee plannen klaar."), code="too_few_plans"
        )
    if vote.minimum > len(plans):
        raise RuleBroken(
            _("Mensen moeten minstens %(minimum)s plannen kiezen, maar er zijn er %(plans)s."),
            values={"minimum": vote.minimum, "plans": len(plans)},
            code="fewer_plans_than_to_choose",
        )
    cheapest = sorted(plan.cost for plan in plans)[: vote.minimum]
    if vote.maximum_cost is not None and sum(cheapest) > vote.maximum_cost:
        raise RuleBroken(
            _(
                "Met dit hoogste bedrag kan niemand %(minimum)s plannen kiezen. Verhoog het bedrag "
                "of verlaag het aantal."
            ),
            values={"minimum": vote.minimum},
            code="cannot_choose_so_many",
        )


def check_vote_is_open(vote):
    """Ballots come in only between opening and closing."""
    if vote.opened_at is None:
        raise RuleBroken(_("De stemming is nog niet open."), code="not_open_yet")
    if vote.closed_at is not None:
        raise RuleBroken(
            _("De stemming is gesloten. Stemmen kan niet meer."), code="closed_already"
        )


def check_can_cast(vote, *, on):
    """Open, and within the days that were promised."""
    check_vote_is_open(vote)
    check_is_on(vote.activity, on=on, words=SHUT)


def check_ballots_have_codes(number, *, marked, sheets, in_files):
    """No file brings more ballots than there are codes marked on paper that have none yet."""
    if number > marked - sheets - in_files:
        raise RuleBroken(
            _(
                "In het bestand staan %(number)s stembiljetten. Gemarkeerd als ‘op papier’ zijn "
                "%(marked)s stemcodes, en daarvan zijn er al %(entered)s stembiljetten ingevoerd. Markeer "
                "eerst de stemcode van elk stembiljet uit het bestand."
            ),
            values={"number": number, "marked": marked, "entered": sheets + in_files},
            field="file",
            code="more_ballots_than_codes",
        )


def check_somebody_else_counts(vote, person, brought_in_by):
    """Ballots from a file are seen by two: who brought them in, and who closes the vote."""
    if mark_in(person.reference, vote.activity.trajectory.case_number) in brought_in_by:
        raise RuleBroken(
            _(
                "U las zelf stembiljetten in uit een bestand. Laat een andere projectleider of "
                "participatiecoach het bestand nakijken en de stemming sluiten."
            ),
            code="brought_in_the_file",
        )


def check_code_is_free(use, *, on_paper=False):
    """Refuse a code that is of no use here, and say it when its vote is in.

    ``use``: what became of the right with that code, as `use_of_code` tells it.
    """
    if use == VotingRight.Used.NO:
        return
    if use in (VotingRight.Used.DIGITAL, VotingRight.Used.PAPER):
        raise AlreadyDone(
            _("Met deze stemcode is al gestemd. Leg het papieren stembiljet apart.")
            if on_paper
            else _(
                "Deze stemcode is al gebruikt: uw stem is binnen. U hoeft niets meer te doen. "
                "Een stem is definitief en verandert niet meer."
            ),
            code="voted_already",
        )
    raise RuleBroken(
        _("Deze stemcode past niet bij deze stemming. Kijk de code na en typ hem opnieuw."),
        field="code",
        code="unknown_code",
    )


def check_choices(vote, plans, choices):
    """Every rule of the vote that this ballot breaks, in one refusal."""
    if broken := check_ballot(tuple(choices), rules_of(vote, plans)):
        raise RuleBroken(
            " ".join(broken_rule.sentence for broken_rule in broken),
            field="choices",
            code="faulty_ballot",
        )


def check_can_grant(vote, *, number):
    """Rights are given out until the vote closes."""
    if vote.closed_at is not None:
        raise RuleBroken(
            _("De stemming is gesloten. Er komen geen stemcodes meer bij."), code="closed_already"
        )
    if not 1 <= number <= MOST_RIGHTS:
        raise RuleBroken(
            _("Maak er minstens 1 en hoogstens %(most)s tegelijk."),
            values={"most": MOST_RIGHTS},
            field="number",
            code="number_out_of_range",
        )


def check_can_close_vote(vote, *, on):
    """Only after the last day: people were promised that they could vote until then."""
    check_vote_is_open(vote)
    if on <= vote.activity.closes_on:
        raise RuleBroken(
            _("Mensen kunnen nog stemmen tot en met %(day)s. Sluit de stemming daarna."),
            values={"day": vote.activity.closes_on.strftime("%d-%m-%Y")},
            code="still_open",
        )
