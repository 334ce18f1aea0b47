"""The route every process walks, in one table: which steps there are and what may follow what.

Read it aloud: from this step one may go to that step, once nothing is missing. A gate answers
with the sentences that are still missing. The same table makes the to-do list, the picture
"u bent hier", the diagram in docs/route.md and every refusal.

Source: assen-visie-2021#asser-aanpak, heemstede#basisstappen
"""

from dataclasses import dataclass

from speelruimte.initiatives.models import Initiative
from speelruimte.route import gates, later_gates, promised_days
from speelruimte.trajectories.models import Step

# The first walk: what comes in at the door.
DOOR = {
    Initiative.Step.SIGNAL: {
        Initiative.Step.QUICKSCAN: [gates.signal_is_assessed],
        Initiative.Step.WHO_DECIDES: [gates.signal_is_assessed, gates.quickscan_is_not_owed],
        Initiative.Step.ENDED: [gates.initiator_is_answered],
    },
    Initiative.Step.QUICKSCAN: {
        Initiative.Step.WHO_DECIDES: [
            gates.account_holder_is_named,
            gates.first_views_are_given,
            gates.letter_is_sent,
        ],
        Initiative.Step.ENDED: [gates.initiator_is_answered],
    },
    Initiative.Step.WHO_DECIDES: {
        Initiative.Step.ENDED: [gates.ruling_is_made, gates.initiator_is_answered],
    },
    Initiative.Step.ENDED: {},
}

# The second walk: a trajectory, with its side ways.
ROUTE = {
    Step.EXPLORING: {
        Step.WEIGHING: [],
        Step.STOPPED: [gates.stopping_has_a_reason],
    },
    Step.WEIGHING: {
        Step.PLAN: [
            gates.checks_are_answered,
            gates.impact_is_weighed,
            gates.beginnings_are_told,
            gates.who_decides_still_follows,
            gates.no_check_forbids,
            gates.body_lets_people_take_part,
            gates.people_took_part,
        ],
        Step.INFORMING: [
            gates.checks_are_answered,
            gates.who_decides_still_follows,
            gates.waiver_is_published,
        ],
        Step.STOPPED: [gates.stopping_has_a_reason],
    },
    Step.PLAN: {
        Step.ADOPTION: [
            gates.description_is_complete,
            gates.plan_is_complete,
            gates.frames_are_stated,
            gates.phases_promise_something,
            gates.promise_and_means_agree,
            gates.mix_is_met,
            promised_days.days_still_come,
            promised_days.decision_comes_last,
            promised_days.answers_come_before_the_decision,
            promised_days.meetings_lie_in_their_phase,
            promised_days.bodies_meet_on_a_day_they_can,
            promised_days.decision_falls_where_it_is_decided,
            promised_days.unknowns_have_a_day,
            gates.parties_are_heard,
        ],
        Step.STOPPED: [gates.stopping_has_a_reason],
    },
    Step.ADOPTION: {
        Step.TAKING_PART: [gates.agreement_is_adopted],
        Step.PLAN: [gates.sending_back_has_a_reason],
        Step.STOPPED: [gates.stopping_has_a_reason],
    },
    Step.TAKING_PART: {
        Step.RESULT: [
            later_gates.phases_were_opened,
            later_gates.promised_ways_were_opened,
            later_gates.means_still_come,
            later_gates.activities_are_closed,
            later_gates.promised_days_have_passed,
            later_gates.words_were_looked_at,
        ],
        Step.STOPPED: [
            gates.stopping_has_a_reason,
            later_gates.adopters_let_it_stop,
            later_gates.activities_are_closed,
            later_gates.everyone_has_an_answer,
            later_gates.no_second_look_is_open,
        ],
    },
    Step.INFORMING: {
        Step.DECISION: [gates.people_are_informed],
        Step.STOPPED: [gates.stopping_has_a_reason],
    },
    Step.RESULT: {
        Step.DECISION: [
            later_gates.nothing_waits_for_moderation,
            later_gates.everyone_has_an_answer,
            later_gates.no_second_look_is_open,
            later_gates.no_amendment_waits,
            later_gates.result_is_offered,
        ],
    },
    Step.DECISION: {
        Step.FEEDBACK: [later_gates.none_of_ours_waits, later_gates.decision_is_recorded],
        Step.RESULT: [
            later_gates.no_decision_is_recorded,
            gates.sending_back_has_a_reason,
            gates.people_took_part,
        ],
    },
    Step.FEEDBACK: {
        Step.EVALUATION: [later_gates.contributors_are_told, gates.people_took_part],
        Step.MEMORY: [
            later_gates.contributors_are_told,
            gates.participation_was_waived,
            later_gates.a_lesson_is_drawn,
        ],
    },
    Step.EVALUATION: {
        Step.MEMORY: [
            later_gates.contributors_are_told,
            later_gates.participants_looked_back,
            later_gates.team_looked_back,
            later_gates.a_lesson_is_drawn,
        ],
    },
    Step.MEMORY: {},
    Step.STOPPED: {},
}


@dataclass(frozen=True)
class Room:
    """One of the rooms in the picture of the route. ``steps`` are the steps that stand in it."""

    number: int
    key: str
    steps: tuple[str, ...]


# The twelve rooms as people see them; a policy gives them its own names.
ROOMS = (
    Room(1, "signal", (Initiative.Step.SIGNAL,)),
    Room(2, "quickscan", (Initiative.Step.QUICKSCAN,)),
    Room(3, "who_decides", (Initiative.Step.WHO_DECIDES, Step.EXPLORING)),
    Room(4, "weighing", (Step.WEIGHING,)),
    Room(5, "plan", (Step.PLAN,)),
    Room(6, "adoption", (Step.ADOPTION,)),
    Room(7, "taking_part", (Step.TAKING_PART, Step.INFORMING)),
    Room(8, "result", (Step.RESULT,)),
    Room(9, "decision", (Step.DECISION,)),
    Room(10, "feedback", (Step.FEEDBACK,)),
    Room(11, "evaluation", (Step.EVALUATION,)),
    Room(12, "memory", (Step.MEMORY,)),
)

# Where a trajectory normally goes next; everything else is a side way.
FORWARD = {
    Step.EXPLORING: Step.WEIGHING,
    Step.WEIGHING: Step.PLAN,
    Step.PLAN: Step.ADOPTION,
    Step.ADOPTION: Step.TAKING_PART,
    Step.TAKING_PART: Step.RESULT,
    Step.INFORMING: Step.DECISION,
    Step.RESULT: Step.DECISION,
    Step.DECISION: Step.FEEDBACK,
    Step.FEEDBACK: Step.EVALUATION,
    Step.EVALUATION: Step.MEMORY,
}
BACK = {(Step.ADOPTION, Step.PLAN), (Step.DECISION, Step.RESULT)}
