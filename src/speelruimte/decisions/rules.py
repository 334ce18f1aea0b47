"""What must be true to answer, to offer a result and to record a decision; and who may."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from speelruimte.activities.kind import owed_answers
from speelruimte.activities.queues import number_looked_at_again, number_waiting
from speelruimte.agreements.models import Frame
from speelruimte.agreements.queries import levels_of_phases, version_in_force
from speelruimte.analysis.sums import sums_named
from speelruimte.decisions.funding import outcome_numbers, room_kept
from speelruimte.decisions.going_back import going_back
from speelruimte.decisions.unanswered import number_we_left
from speelruimte.people.roles import Role
from speelruimte.policy.recording import recorder_of
from speelruimte.policy.schema import Binding, LeaderWork
from speelruimte.shared.errors import RuleBroken
from speelruimte.shared.fetched_ahead import all_of
from speelruimte.shared.sentences import check_sentence
from speelruimte.trajectories.actions import policy_of
from speelruimte.trajectories.deciding import decider_of, left_to_initiator
from speelruimte.trajectories.models import Step
from speelruimte.trajectories.rules import (
    check_in_step,
    may_do,
    may_lay_ready,
    may_lead,
    may_record_for,
)

# While people take part and while the result is made, words are grouped and answered.
GROUPING_STEPS = (Step.TAKING_PART, Step.RESULT)
# A better answer may still be given until everybody was told.
ANSWERING_STEPS = (*GROUPING_STEPS, Step.DECISION, Step.FEEDBACK)
ONLY_WHO_LEADS = gettext_lazy("Alleen de projectleider of de coach doet dit.")


def may_answer_contributions(person, trajectory, *, on) -> bool:
    """Answer: who leads the trajectory, or does this part of it."""
    return may_do(person, trajectory, LeaderWork.ANSWERS, on=on)


def may_place(person, trajectory, *, on) -> bool:
    """Make themes and put words with them."""
    return may_do(person, trajectory, LeaderWork.PLACING, on=on)


def may_make_result(person, trajectory, *, on) -> bool:
    """Write the result with its report; also where offering it needs a co-signature."""
    return may_offer(person, trajectory, on=on) or may_lay_ready(
        person, trajectory, LeaderWork.RESULT, on=on
    )


def may_offer(person, trajectory, *, on) -> bool:
    """Offer the result with its report to who decides."""
    return may_do(person, trajectory, LeaderWork.RESULT, on=on)


def may_tell(person, trajectory, *, on) -> bool:
    """Tell everybody who took part what was done with it."""
    return may_do(person, trajectory, LeaderWork.FEEDBACK, on=on)


def recorder_named(trajectory) -> str:
    """What whoever records the decision is called."""
    body = decider_of(trajectory).body
    if body is not None:
        return recorder_of(policy_of(trajectory).body(body))
    left = LeaderWork.DECISION in left_to_initiator(trajectory)
    return str((Role.INITIATOR if left else Role.PROJECT_LEADER).label)


def may_record_decision(person, trajectory, *, on) -> bool:
    """That body's secretary; without a body, who leads the trajectory or does this part of it.

    Source: heemstede#vaststellen
    """
    body = decider_of(trajectory).body
    if body is None:
        return may_do(person, trajectory, LeaderWork.DECISION, on=on)
    return may_record_for(person, trajectory, policy_of(trajectory).body(body), on=on)


def may_hold_over_decision(person, trajectory, *, on) -> bool:
    """Record that the body that decides held its decision over: that body's secretary. Without a body
    nothing is held over: who leads says that it becomes later.

    Source: heemstede#vaststellen
    """
    if decider_of(trajectory).body is None:
        return False
    return may_record_decision(person, trajectory, on=on)


def rectifier_named(trajectory):
    """What whoever puts the decision right is called."""
    if decider_of(trajectory).body is None:
        return str(Role.PROJECT_LEADER.label)
    return recorder_named(trajectory)


def may_rectify_decision(person, trajectory, *, on) -> bool:
    """Put right how it was written down: that body's secretary; without a body, who leads."""
    if decider_of(trajectory).body is None:
        return may_lead(person, trajectory, on=on)
    return may_record_decision(person, trajectory, on=on)


def check_can_group(trajectory):
    """Themes are made and filled until the result has gone to who decides."""
    check_in_step(trajectory, *GROUPING_STEPS)


def check_was_not_split(placement):
    """What was split is placed and answered point by point."""
    if placement is not None and placement.points:
        raise RuleBroken(
            _("Deze inbreng is in punten gesplitst. Beantwoord de punten elk apart."),
            code="split_already",
        )


def check_can_answer(trajectory):
    """Answers are given until contributors were told."""
    check_in_step(trajectory, *ANSWERING_STEPS)
    if hasattr(trajectory, "feedback"):
        raise RuleBroken(
            _("Iedereen heeft al gehoord wat ermee is gedaan. Dit ligt nu vast."),
            code="told_already",
        )


def check_everything_answered(trajectory, *, on):
    """An outcome is offered once all words have an answer: its report says whether they came in time.

    Source: heemstede#verslag-over-de-afspraken
    """
    owed = owed_answers(trajectory) + number_waiting(trajectory)
    if owed:
        told = ngettext(
            "Nog 1 keer inbreng heeft geen antwoord. Geef dat eerst. Daarna biedt u de uitkomst aan, met "
            "het verslag.",
            "Nog %(owed)d keer inbreng heeft geen antwoord. Geef die eerst. Daarna biedt u de uitkomst "
            "aan, met het verslag.",
            owed,
        )
        raise RuleBroken(
            f"{told} {going_back(trajectory, on=on).sentence}".strip(),
            values={"owed": owed},
            code="answers_owed",
        )


def check_nobody_looks_again(trajectory):
    """An outcome is offered once a second look that was promised is over: afterwards it can place nothing.

    Source: heemstede#verslag-over-de-afspraken
    """
    number = number_looked_at_again(trajectory)
    if number:
        raise RuleBroken(
            ngettext(
                "Iemand anders kijkt nog opnieuw naar 1 keer inbreng die is geweigerd. Wacht daarop. "
                "Daarna biedt u de uitkomst aan.",
                "Iemand anders kijkt nog opnieuw naar %(number)d keer inbreng die is geweigerd. Wacht "
                "daarop. Daarna biedt u de uitkomst aan.",
                number,
            ),
            values={"number": number},
            code="second_look_is_open",
        )


def check_none_of_ours_waits(trajectory):
    """Who decides has seen all that came in time, also what the municipality typed in too late.

    Source: sessie-2021-03-15#terugkoppelen
    """
    number = number_we_left(trajectory)
    if number:
        raise RuleBroken(
            ngettext(
                "Er is 1 keer inbreng die op tijd kwam en te laat is ingevoerd. Die krijgt eerst een "
                "antwoord. Vraag dat aan wie dit traject leidt. Daarna legt u het besluit vast.",
                "Er is %(number)d keer inbreng die op tijd kwam en te laat is ingevoerd. Die krijgt "
                "eerst een antwoord. Vraag dat aan wie dit traject leidt. Daarna legt u het besluit "
                "vast.",
                number,
            ),
            values={"number": number},
            code="words_in_time_wait",
        )


def check_answer(trajectory, *, verdict, reason, frame):
    """Every answer has its reason, and one that lies outside the frames says which frame.

    Source: sessie-2021-03-15#terugkoppelen
    """
    from speelruimte.decisions.models import Answer

    if verdict not in Answer.Verdict.values:
        raise RuleBroken(
            _("Kies wat u met deze inbreng doet."), field="verdict", code="unknown_choice"
        )
    check_sentence(reason, _("Leg uit waarom. Wie dit schreef, leest uw uitleg."), field="reason")
    if len(reason) > Answer._meta.get_field("reason").max_length:
        raise RuleBroken(
            _("Maak de uitleg korter: 8.000 tekens passen."), field="reason", code="too_long"
        )
    if verdict != Answer.Verdict.OUTSIDE:
        return
    if frame not in frame_numbers(trajectory):
        raise RuleBroken(
            _("Noem het kader waar dit buiten valt. Kies een kader dat vaststaat."),
            field="frame",
            code="frame_needed",
        )


def fixed_frames(trajectory) -> list:
    """The frames that stand fast in the agreement that holds: only outside of those can words or
    a decision fall."""
    version = version_in_force(trajectory)
    return list(version.frames.filter(status=Frame.Status.FIXED)) if version else []


def frame_numbers(trajectory) -> frozenset:
    """Numbers of the ``fixed_frames``."""
    return frozenset(frame.number for frame in fixed_frames(trajectory))


def departure_frames(trajectory) -> list:
    """The ``fixed_frames`` outside of which a binding outcome can fall: those that limit it, but
    those that name no other sum than the one that what came out fits in."""
    frames = limiting_frames(trajectory)
    outcome = outcome_numbers(trajectory)
    if outcome is None:
        return frames
    sums = room_kept(trajectory, outcome)
    named = {frame.number: sums_named(f"{frame.title} {frame.text}") for frame in frames}
    return [f for f in frames if not named[f.number] or not named[f.number] <= sums]


def limiting_frames(trajectory) -> list:
    """The ``fixed_frames`` that limit an outcome: not those of a kind that only says how people
    work or choose, for such a frame says that the outcome holds."""
    policy = policy_of(trajectory)
    return [
        frame
        for frame in fixed_frames(trajectory)
        if not frame.kind or policy.frame_kind(frame.kind).limits
    ]


def departed_from(trajectory) -> frozenset:
    """Numbers of the ``fixed_frames`` that a decision which departs from the outcome did not keep:
    where the outcome binds those that say that it holds, else none. Which frame is the ground of it
    holds still, and departing from an outcome that does not bind is departing from no frame."""
    if binding_of(trajectory) != Binding.BINDING:
        return frozenset()
    limiting = {frame.number for frame in limiting_frames(trajectory)}
    return frame_numbers(trajectory) - limiting


def check_outcome_lay(trajectory, day):
    """A body says nothing of an outcome before it lies there."""
    result = getattr(trajectory, "result", None)
    if result is not None and result.offered_on and day < result.offered_on:
        raise RuleBroken(
            _("Op die dag lag de uitkomst er nog niet. Zij ligt voor sinds %(day)s."),
            values={"day": date_format(result.offered_on, "j F Y")},
            field="decided_on",
            code="before_it_lay",
        )


def binding_of(trajectory) -> Binding:
    """How strongly the outcome binds: the strongest of the levels that were promised.

    Source: heemstede#deelnemers-en-rollen
    """
    version = version_in_force(trajectory)
    if version is None:
        return Binding.NONE
    policy = policy_of(trajectory)
    promised = {
        *(frame.level for frame in all_of(version, "frames") if frame.level),
        *levels_of_phases(version=version.pk),
    } - {None}
    force = [Binding.NONE, Binding.REASONED, Binding.BINDING]
    bindings = [policy.level(key).binding for key in promised]
    return max(bindings, key=force.index, default=Binding.NONE)


def informed_on(trajectory) -> date | None:
    """The day on which people were told, where they did not take part; None where they did.

    Source: assen-visie-2021#vinkjes-op-groen
    """
    waiver = getattr(trajectory, "waiver", None)
    return waiver.informed_on if waiver is not None else None


def check_departure(trajectory, *, departs, departure, frame):
    """Departing is explained; where the outcome binds, only a frame that was set allows it.

    An explanation without departing is refused: it would be dropped from what never changes.

    Source: assen-visie-2021#uitleg-van-besluiten
    """
    if departs and informed_on(trajectory) is not None:
        raise RuleBroken(
            _("Hier deden mensen niet mee. Er is geen uitkomst om van af te wijken."),
            field="departs",
            code="no_outcome",
        )
    if not departs:
        if frame is not None and not departure.strip():
            raise RuleBroken(
                _(
                    "U koos een kader waarom het besluit afwijkt. Geef dan ook aan dat het afwijkt "
                    "van de uitkomst. Wijkt het niet af? Kies dan bij het kader ‘Geen’."
                ),
                field="departure_frame",
                code="departure_without_departing",
            )
        if departure.strip():
            raise RuleBroken(
                _(
                    "U schreef op waar het besluit afwijkt. Geef dan ook aan dat het afwijkt van "
                    "de uitkomst. Wijkt het niet af? Maak dan leeg wat u daar invulde."
                ),
                field="departs",
                code="departure_without_departing",
            )
        return
    check_sentence(
        departure,
        _("Leg uit waar het besluit afwijkt van de uitkomst, en waarom."),
        field="departure",
    )
    if binding_of(trajectory) == Binding.BINDING:
        _check_ground(trajectory, frame)


def _check_ground(trajectory, frame):
    """The frame because of which a binding outcome is departed from is one it can fall outside of."""
    if frame in {limit.number for limit in departure_frames(trajectory)}:
        return
    if frame in {limit.number for limit in limiting_frames(trajectory)}:
        raise RuleBroken(
            _(
                "Dit kader gaat over het geld, en wat is gekozen past daarin. Daar valt de uitkomst "
                "dus niet buiten. Kies een ander kader, of volg de uitkomst."
            ),
            field="departure_frame",
            code="outcome_fits_the_money",
        )
    if frame in frame_numbers(trajectory):
        raise RuleBroken(
            _(
                "Dit kader zegt hoe er wordt gewerkt of gekozen. Daar kan een uitkomst niet buiten "
                "vallen. Kies een ander kader, of volg de uitkomst."
            ),
            field="departure_frame",
            code="frame_limits_nothing",
        )
    raise RuleBroken(
        _(
            "Hier is beloofd dat de uitkomst geldt, binnen de kaders. "
            "Afwijken kan alleen als de uitkomst buiten een kader valt. Noem dat kader."
        ),
        field="departure_frame",
        code="outcome_binds",
    )


def check_weights(trajectory, weights):
    """Where departing needs reasons, the decision says of every theme how it weighed."""
    themes = dict(trajectory.themes.values_list("pk", "title"))
    if unknown := set(weights) - set(themes):
        raise RuleBroken(
            _("Dit thema hoort niet bij dit traject: %(theme)s."),
            values={"theme": min(unknown)},
            code="theme_of_another_process",
        )
    if binding_of(trajectory) == Binding.NONE:
        return
    for pk, title in themes.items():
        if not weights.get(pk, "").strip():
            raise RuleBroken(
                _("Schrijf op hoe het thema ‘%(title)s’ meewoog. Dat is beloofd."),
                values={"title": title},
                field=f"weight_{pk}",
                code="weight_needed",
            )
        check_sentence(weights[pk], "", field=f"weight_{pk}", about=title)
