"""What was promised, to whom and by when: for pages, paper and every other reader.

Reading only: plain facts, no HTTP and no sentences. A fact that a lower layer needs too is made
there and only named here, so that whoever shows a promise asks this room and computes nothing.
"""

from speelruimte.activities.terms import (
    answer_due,
    answer_due_if_sent,
    day_of_answer,
    look_again_days,
    look_again_due,
)
from speelruimte.agreements.light_rules import may_fall_back
from speelruimte.agreements.moments import promised_adoption, promised_decision
from speelruimte.agreements.queries import (
    agreement_in_force,
    agreement_of,
    current_agreement,
    frame_in_force,
    version_in_force,
)
from speelruimte.agreements.reading import agreement_in_words
from speelruimte.agreements.said import Agreement, SaidFrame, SaidMoment, SaidPhase, SaidSay
from speelruimte.decisions.queries import Thread, thread_of
from speelruimte.decisions.stopped import bodies_that_stopped, given_by_stopping
from speelruimte.decisions.terms import evaluation_due, next_answer_due, result_told_due
from speelruimte.initiatives.terms import (
    first_answer_day,
    first_answer_due,
    first_answer_owed,
)
from speelruimte.notices.terms import receipt_due
from speelruimte.policy.terms import answers_count_from
from speelruimte.promise.lateness import Later, late_answers, later_than
from speelruimte.promise.overtaken import decided_since, taken_back_by_stopping
from speelruimte.promise.process import (
    OpenQuestion,
    ProcessPromise,
    decision_day,
    open_questions,
    process_promise,
)
from speelruimte.promise.promises import Promise, PromiseKey, answers_ahead, promises_of
from speelruimte.promise.taking_part import (
    Opening,
    TakingPart,
    closed_and_over,
    desk_until,
    held_ahead,
    is_behind_us,
    open_activities,
    open_until,
    opened_ahead,
    phases_ahead,
    taking_part_on,
)
from speelruimte.trajectories.deciding import (
    Decider,
    WhoAnswers,
    decider_named,
    decider_of,
    who_answers,
)
from speelruimte.trajectories.stopped import stopped_at

__all__ = [
    "Agreement",
    "Decider",
    "Later",
    "OpenQuestion",
    "Opening",
    "ProcessPromise",
    "Promise",
    "PromiseKey",
    "SaidFrame",
    "SaidMoment",
    "SaidPhase",
    "SaidSay",
    "TakingPart",
    "Thread",
    "WhoAnswers",
    "agreement_in_force",
    "agreement_in_words",
    "agreement_of",
    "answer_due",
    "answer_due_if_sent",
    "answers_ahead",
    "answers_count_from",
    "bodies_that_stopped",
    "closed_and_over",
    "current_agreement",
    "decided_since",
    "day_of_answer",
    "decider_named",
    "decider_of",
    "decision_day",
    "desk_until",
    "evaluation_due",
    "first_answer_day",
    "first_answer_due",
    "first_answer_owed",
    "frame_in_force",
    "given_by_stopping",
    "held_ahead",
    "is_behind_us",
    "late_answers",
    "later_than",
    "look_again_days",
    "look_again_due",
    "may_fall_back",
    "next_answer_due",
    "open_activities",
    "open_until",
    "open_questions",
    "opened_ahead",
    "phases_ahead",
    "process_promise",
    "promised_adoption",
    "promised_decision",
    "promises_of",
    "receipt_due",
    "result_told_due",
    "stopped_at",
    "taken_back_by_stopping",
    "taking_part_on",
    "thread_of",
    "version_in_force",
    "who_answers",
]
