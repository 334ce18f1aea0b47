"""Steps of a story: from words to themes, answers, result, decision, telling, looking back.

Each is a plain function that calls actions as the person named would, and returns what was made.
"""

from speelruimte.decisions.actions import (
    answer_contribution,
    answer_theme,
    make_theme,
    offer_result,
    place,
    write_result,
)
from speelruimte.decisions.rules import binding_of
from speelruimte.evaluation.actions import answer_as_team, draw_lesson, open_evaluation
from speelruimte.notices.telling import tell_contributors
from speelruimte.policy.schema import AskedOf
from speelruimte.route.reporting import draft_report
from speelruimte.trajectories.actions import policy_of
from tests.steps.recording import record_decision


def grouped(trajectory, words, *, title, by, at, on):
    """These words under one theme."""
    theme = make_theme(trajectory, title=title, by=by, at=at, on=on)
    place(trajectory, contributions=words, theme=theme, by=by, at=at, on=on)
    return theme


def everything_answered(trajectory, *, by, at, on, verdict="taken_over", title="Alles bij elkaar"):
    """All words that stand, under one theme with one answer. Returns the theme, or None."""
    words = list(trajectory.contributions.owed_an_answer().values_list("pk", flat=True))
    if not words:
        return None
    theme = make_theme(trajectory, title=title, by=by, at=at, on=on)
    for start in range(0, len(words), 500):
        some = words[start : start + 500]
        place(trajectory, contributions=some, theme=theme, by=by, at=at, on=on)
    answer_theme(theme, verdict=verdict, reason="Zo doen we het.", by=by, at=at, on=on)
    return theme


def answered(contribution, *, by, at, on, verdict="taken_over", reason="Dat doen we.", frame=None):
    """One contribution with an answer of its own."""
    return answer_contribution(
        contribution, verdict=verdict, reason=reason, frame=frame, by=by, at=at, on=on
    )


def result_offered(trajectory, *, by, at, on, summary="Dit kwam eruit."):
    """The result with its report, finished by hand, offered to who decides."""
    promises = [
        promise | {"far": promise["far"] or "yes", "note": promise["note"] or "Zo is het gegaan."}
        for promise in draft_report(trajectory, on=on)
    ]
    write_result(trajectory, summary=summary, promises=promises, edits=0, by=by, at=at, on=on)
    return offer_result(trajectory, by=by, at=at, on=on)


def decided(trajectory, *, by, at, on, **more):
    """The decision, in keeping with the outcome; every theme weighed where that was promised."""
    weights = {}
    if binding_of(trajectory) != "none":
        weights = dict.fromkeys(trajectory.themes.all(), "Dit woog zwaar mee.")
    said = {
        "decided_on": on,
        "number": "2027-104",
        "what": "Het plan wordt uitgevoerd.",
        "reasons": "De uitkomst past binnen de afspraken.",
        "weights": weights,
    }
    return record_decision(trajectory, **said | more, by=by, at=at, on=on)


def told(trajectory, *, by, at, on, text="Wij namen over wat kon. Lees hieronder waarom."):
    """Everybody who took part is told."""
    return tell_contributors(trajectory, text=text, by=by, at=at, on=on)


def looked_back(trajectory, *, by, at, on, lesson="Eerder beginnen met bellen."):
    """The evaluation opened, the team's questions answered, and one lesson drawn."""
    evaluation = open_evaluation(trajectory, by=by, at=at, on=on)
    questions = policy_of(trajectory).questions_for(AskedOf.TEAM)
    if questions:
        given = {question.key: _an_answer(question) for question in questions}
        answer_as_team(evaluation, answers=given, by=by, at=at, on=on)
    draw_lesson(trajectory, text=lesson, went_well=False, by=by, at=at, on=on)
    return evaluation


def _an_answer(question):
    return {"text": "Dat ging goed.", "scale": 4, "yes_no": True}[str(question.answer)]
