"""Every fact of the promise has one place, and no page works one out by itself (adr 14)."""

import ast
import re
from importlib import import_module

from tests.architecture.finding import ROOT, SRC, lines_with
from tests.steps.source_trees import looks_through_the_source, tree_of

from speelruimte import promise

pytestmark = looks_through_the_source

# What one may ask of a promise: the name to ask it by, and the module that answers.
FACTS = {
    "answer_due": "activities.terms",  # by which day somebody's words are answered
    "answer_due_if_sent": "activities.terms",  # the same, of what is sent there on a day
    "day_of_answer": "activities.terms",  # the same, of words that are sent on a day
    "answers_ahead": "promise.promises",  # the days by which answers are promised, still to come
    "first_answer_due": "initiatives.terms",  # by which day an idea has its first answer
    "first_answer_day": "initiatives.terms",  # the same, for what would be sent on a day
    "first_answer_owed": "initiatives.terms",  # the same, as long as nothing went out
    "look_again_days": "activities.terms",  # within how many days somebody else looks again
    "look_again_due": "activities.terms",  # by which day somebody else looked at words again
    "next_answer_due": "decisions.terms",  # the first day by which an answer is still owed
    "late_answers": "promise.lateness",  # the days that were not kept, while answers are owed
    "later_than": "promise.lateness",  # what was said of a promised day that comes later
    "result_told_due": "decisions.terms",  # by which day contributors hear of the decision
    "evaluation_due": "decisions.terms",  # by which day one looks back
    "answers_count_from": "policy.terms",  # from when the term for answers counts
    "promised_decision": "agreements.moments",  # which moment is that of the decision
    "promised_adoption": "agreements.moments",  # which moment is that of the adoption
    "receipt_due": "notices.terms",  # by which day one hears that words came in
    "version_in_force": "agreements.queries",  # which version holds
    "agreement_in_force": "agreements.queries",  # what it says
    "current_agreement": "agreements.queries",  # the same, with all versions beside it
    "agreement_of": "agreements.queries",  # what any version says
    "agreement_in_words": "agreements.reading",  # the same, of a version with its policy at hand
    "frame_in_force": "agreements.queries",  # a frame by its number
    "decider_of": "trajectories.deciding",  # who decides
    "decider_named": "trajectories.deciding",  # who is meant by what was kept of it
    "who_answers": "trajectories.deciding",  # who answers, and whether that is signed along
    "thread_of": "decisions.queries",  # own words to theme, answer and decision
    "decided_since": "promise.overtaken",  # the other decision that came after an answer
    "stopped_at": "trajectories.stopped",  # the moment at which it stopped
    "bodies_that_stopped": "decisions.stopped",  # which bodies decided so, and on which day
    "given_by_stopping": "decisions.stopped",  # what stopping answered to all that was open
    "taken_back_by_stopping": "promise.overtaken",  # an answer that stopping undid
    "promises_of": "promise.promises",  # the list of all that is promised
    "process_promise": "promise.process",  # all of it together, for one process
    "open_questions": "promise.process",  # what is open, and how wide its door is
    "open_activities": "promise.taking_part",  # what people can do on a day
    "open_until": "promise.taking_part",  # the last day on which people can take part
    "desk_until": "promise.taking_part",  # the last day for paper and telephone
    "taking_part_on": "promise.taking_part",  # whether they can, or not yet, or no more
    "is_behind_us": "promise.taking_part",  # nobody can take part any more
    "closed_and_over": "promise.taking_part",  # the same, of many processes at once
    "may_fall_back": "agreements.light_rules",  # whether a later last day can still be undone
    "phases_ahead": "promise.taking_part",  # which phases begin, of many at once
    "held_ahead": "promise.taking_part",  # what people can come to and is not open, of many
    "opened_ahead": "promise.taking_part",  # what of that was opened for a later day
    "decision_day": "promise.process",  # the day of the decision, or the promised one
}
# How code works out a fact by itself, and the only modules that do: what they make, others ask.
WORKED_OUT = {
    "a term": (
        r"\bterm_ends\b|\bpromised_day\b|(?<!def )\blast_day\(",
        "shared.terms policy.terms initiatives.terms activities.terms decisions.terms notices.terms "
        "evaluation.terms",
    ),
    "who decides": (
        r"\btrajectory\.decision_route\b|\bruling_for\(",
        "trajectories.deciding weighing.queries route.case",  # the last two: facts of a ruling
    ),
    "the widest door": (r"-1 if [^\n]*\bis None\b", "policy.say"),
    "the version in force": (r"versions\.adopted\(\)\.order_by", "agreements.queries"),
    "the frozen text": (
        r"json\.loads\([^\n]*(text_of\b|\bfrozen\b|\b(version|agreement)\.text\b)",
        "agreements.reading",
    ),
    "which moment decides": (
        r"\b(if|and|or|not)\b[^\n]*\.is_decision\b|\b(filter|exclude|get)\([^\n]*\bis_decision\b",
        "agreements.moments",
    ),
}


def modules(folder):
    return sorted(file for file in (SRC / folder).rglob("*.py") if "migrations" not in file.parts)


def defined_functions():
    for file in modules("."):
        for node in tree_of(file).body:
            if isinstance(node, ast.FunctionDef):
                place = ".".join(file.relative_to(SRC).with_suffix("").parts)
                yield f"{file.relative_to(ROOT)}:{node.lineno}", node.name, place


def test_every_fact_of_the_promise_is_in_this_list():
    asked = {name for name in promise.__all__ if not isinstance(getattr(promise, name), type)}

    assert asked == set(FACTS)


def test_a_fact_is_answered_in_one_place():
    """Ask `promise` for it, or move it and change FACTS."""
    wrong = [
        f"{where}: {name} has its place in {FACTS[name]}"
        for where, name, place in defined_functions()
        if name in FACTS and place != FACTS[name]
    ]
    wrong += [
        f"promise/__init__.py: {name} is said to come from {place}"
        for name, place in FACTS.items()
        if getattr(promise, name) is not getattr(import_module(f"speelruimte.{place}"), name)
    ]

    assert wrong == []


def test_every_fact_of_the_promise_is_worked_out_in_its_own_place_and_nowhere_else():
    places = [(file, file.relative_to(SRC)) for file in modules(".")]
    places += [(file, file.relative_to(ROOT)) for file in sorted((ROOT / "demo").rglob("*.py"))]
    worked_out_in = {
        what: {
            ".".join(place.with_suffix("").parts)
            for file, place in places
            if re.search(pattern, file.read_text())
        }
        for what, (pattern, _only) in WORKED_OUT.items()
    }

    assert worked_out_in == {
        what: set(only.split()) for what, (_pattern, only) in WORKED_OUT.items()
    }


def test_the_room_of_the_promise_holds_no_sentence_and_knows_no_page():
    """Give the fact, and let the page say it (website/public, website/workbench)."""
    of_pages = r"gettext|django\.(http|urls|shortcuts|template)"

    assert list(lines_with(of_pages, modules("promise"))) == []
