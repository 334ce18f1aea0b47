"""What agreements allow, and to whom."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.agreements.models import Version
from speelruimte.people.queries import speaks_for
from speelruimte.people.roles import Role
from speelruimte.policy.schema import LeaderWork
from speelruimte.shared.errors import RuleBroken
from speelruimte.shared.fetched_ahead import all_of
from speelruimte.shared.sentences import check_sentence
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.deciding import left_to_initiator
from speelruimte.trajectories.models import Step
from speelruimte.trajectories.rules import (
    check_decided_on,
    check_in_step,
    may_do,
    may_lead,
    may_record_for,
    may_write,
    roles_in,
)

# From the moment that an agreement holds until the decision about what came of it is at hand.
AMENDABLE = (Step.TAKING_PART, Step.RESULT)
NOT_FOR_YOU = gettext_lazy(
    "Alleen wie dit traject leidt of met het initiatief kwam, schrijft aan de afspraken."
)

__all__ = ["may_amend", "may_lead", "may_record", "may_record_stand", "may_write"]


def may_amend(person, trajectory, *, on) -> bool:
    """Start a change of an adopted agreement, and offer it."""
    return may_lead(person, trajectory, on=on)


def may_offer_text(person, version, *, on) -> bool:
    """Lay a text before who adopts: a first one goes along with the step, a change is begun by who leads."""
    if version.amends:
        return may_amend(person, version.trajectory, on=on)
    return may_do(person, version.trajectory, LeaderWork.STEPS, on=on)


def may_record(person, trajectory, policy, body, *, on) -> bool:
    """Record what a body decided: only that body's secretary, whom the policy names.

    Where no body adopts, the project leader records the agreement; and who came with the idea, where
    the policy says so.

    Source: heemstede#vaststellen
    """
    if not body:
        roles = roles_in(person, trajectory, on=on)
        if Role.PROJECT_LEADER in roles:
            return True
        return Role.INITIATOR in roles and LeaderWork.ADOPTION in left_to_initiator(trajectory)
    return may_record_for(person, trajectory, policy.body(body), on=on)


def may_record_stand(person, party, trajectory, *, on) -> bool:
    """Record whether a party agrees: who speaks for the organisation, or the project leader for it."""
    if may_do(person, trajectory, LeaderWork.PARTIES, on=on):
        return True
    return party.organisation_id is not None and speaks_for(person, party.organisation_id, on=on)


def heard_by(person, party, *, heard_on, heard_how, on) -> dict:
    """When and how a colleague heard it who records what a party says; who speaks for it says nothing
    of that. Raises RuleBroken while it is not said, or lies ahead.
    """
    if party.organisation_id is not None and speaks_for(person, party.organisation_id, on=on):
        return {"heard_on": None, "heard_how": ""}
    check_sentence(
        heard_how,
        _("Zeg hoe u dit hoorde: een mail, een brief of een gesprek, en van wie."),
        field="heard_how",
    )
    if heard_on is None:
        raise RuleBroken(_("Zeg op welke dag u dit hoorde."), field="heard_on", code="empty")
    if heard_on > on:
        raise RuleBroken(
            _("Deze dag moet nog komen. Kies de dag waarop u het hoorde."),
            field="heard_on",
            code="day_to_come",
        )
    return {"heard_on": heard_on, "heard_how": heard_how.strip()}


def check_can_write(version):
    """The version is being written: nothing that was offered or adopted changes.

    Source: sessie-2021-03-15#kaders-schriftelijk
    """
    if version.is_adopted:
        raise RuleBroken(
            _("Deze afspraken staan vast. Maak een wijziging als er iets moet veranderen."),
            code="adopted_already",
        )
    if version.state != Version.State.DRAFT:
        raise RuleBroken(
            _(
                "De stand van deze tekst is ‘%(state)s’. Haal de tekst eerst terug om er iets aan te "
                "veranderen."
            ),
            values={"state": version.get_state_display()},
            code="not_a_draft",
        )
    check_in_step(version.trajectory, *(AMENDABLE if version.amends else (Step.PLAN,)))


def check_can_take_a_stand(version):
    """Parties say what they think before the body decides, not after."""
    if version.state not in Version.OPEN:
        raise RuleBroken(
            _("Over deze afspraken is al besloten. Een partij kan er niets meer over zeggen."),
            code="decided_already",
        )


def check_can_amend(version, *, newest, reason):
    """Adopted agreements change only openly: a new version, with the reason written down.

    Source: sessie-2021-03-15#kaders-schriftelijk
    """
    if not version.is_adopted:
        raise RuleBroken(
            _("Deze afspraken zijn nog niet vastgesteld. Pas de tekst zelf aan."),
            code="not_adopted_yet",
        )
    if version.pk != newest.pk:
        raise RuleBroken(
            _("Er is een nieuwere versie vastgesteld. Wijzig die versie."), code="newer_version"
        )
    check_in_step(version.trajectory, *AMENDABLE)
    check_sentence(
        reason,
        _("Leg uit waarom de afspraken veranderen. Deelnemers lezen deze uitleg."),
        field="reason",
    )


def check_can_decide(version, *, body, bodies, outcome, decided_on, reason, today):
    """The text lies before this body, and it is this body's turn.

    ``bodies`` are those that must adopt, in order; ``("",)`` where no body does. A first text is
    adopted before people take part, a change before the decision is at hand: not afterwards, and
    never in a process that stopped.

    Source: heemstede#vaststellen
    """
    if version.state not in (Version.State.OFFERED, Version.State.HELD_OVER):
        raise RuleBroken(
            _("Over deze afspraken valt nu niets vast te leggen. De stand is ‘%(state)s’."),
            values={"state": version.get_state_display()},
            code="nothing_to_decide",
        )
    check_in_step(version.trajectory, *(AMENDABLE if version.amends else (Step.ADOPTION,)))
    done = {
        adoption.body: adoption
        for adoption in version.adoptions.all()
        if adoption.outcome in ADOPTING
    }
    turn = next((deciding_body for deciding_body in bodies if deciding_body not in done), None)
    if body != turn:
        raise RuleBroken(
            _("Dit orgaan is nu niet aan de beurt. Kijk wie er eerst besluit."), code="not_its_turn"
        )
    if outcome != "adopted":
        check_sentence(
            reason,
            _("Schrijf op waarom zo is besloten. Iedereen kan dit lezen."),
            field="reason",
        )
    check_decided_on(version.trajectory, decided_on, today=today)
    lies_since = local_day(version.offered_at) if version.offered_at else None
    if lies_since is not None and decided_on < lies_since:
        raise RuleBroken(
            _("Op die dag lag deze tekst er nog niet. Hij ligt voor sinds %(day)s."),
            values={"day": date_format(lies_since, "j F Y")},
            field="decided_on",
            code="before_it_lay",
        )
    if any(adoption.decided_on > decided_on for adoption in done.values()):
        raise RuleBroken(
            _("Een ander orgaan besloot later dan deze dag. Kijk de datum na."),
            field="decided_on",
            code="before_the_other_body",
        )


def after_forwarding(bodies, version) -> tuple:
    """The bodies that adopt this version: whoever forwarded it gives way to whom it went."""
    said = all_of(version, "adoptions") if version is not None else ()
    forwarded = {
        adoption.body: adoption.forwarded_to for adoption in said if adoption.outcome == "forwarded"
    }
    followed = []
    for body in bodies:
        while body in forwarded:
            body = forwarded[body]
        followed.append(body)
    return tuple(dict.fromkeys(followed))


def check_can_forward(version, policy, *, body, to):
    """A body forwards to one that the policy names, and never back to one that sent it on.

    Source: heemstede#vaststellen
    """
    allowed = policy.body(body).forwards_to if body else ()
    back = {
        adoption.body for adoption in version.adoptions.all() if adoption.outcome == "forwarded"
    }
    if to not in allowed or to in back:
        raise RuleBroken(
            _("Kies een orgaan waar dit orgaan volgens het beleid naar kan doorsturen."),
            field="forwarded_to",
            code="not_to_this_body",
        )


def check_changes_fit(policy, *, body, parts):
    """A body changes only texts that it adopts: the description, the plan, or both."""
    if body and not set(parts) <= {str(part) for part in policy.body(body).adopts}:
        raise RuleBroken(
            _("Dit orgaan stelt dat deel niet vast. Het kan er niets aan veranderen."),
            code="not_of_this_body",
        )


ADOPTING = ("adopted", "with_changes")
