"""A long contribution in two points: as long as one is open, nobody gets past it."""

from speelruimte.decisions.actions import (
    answer_point,
    answer_theme,
    make_theme,
    offer_result,
    place,
    split_contribution,
)
from speelruimte.decisions.sentences import sentences_of
from speelruimte.journal.models import Entry
from speelruimte.route.verification import verify
from speelruimte.trajectories.models import Step
from tests.route.test_gates import said as missing
from tests.steps.agreement import adopted_agreement, fresh
from tests.steps.answers import result_offered
from tests.steps.refusing import refuses
from tests.steps.taking_part import said, words_from
from tests.steps.walking import everything_closed, everything_opened, goes, refused

SAY = {"verdict": "taken_over", "reason": "Dat doen we."}


def test_nothing_is_closed_or_offered_with_one_point_open(cast, now, today, trajectory):
    """Who leads tries to be rid of it: by the gate, by offering, by stopping, by the theme."""
    lead = {"by": cast.samira, "at": now}
    trajectory = adopted_agreement(trajectory, cast, at=now)
    opened = everything_opened(trajectory, **lead)
    words_from(opened["ideas"], 2, at=now)
    text = "Het pad is smal. De bomen blijven."
    long = said(opened["ideas"], text, at=now)[0]
    lead = lead | {"on": today}
    first, second = split_contribution(long, begins=[sentences_of(text)[1].start], **lead)
    whole = everything_but(trajectory, long, lead)
    holds = whole.answers.get().pk
    place(trajectory, points=[first], theme=whole, holds=holds, **lead)
    last = everything_closed(trajectory, by=cast.samira)
    goes(fresh(trajectory), to=Step.RESULT, by=cast.samira, at=last)
    trajectory, lead = fresh(trajectory), {"by": cast.samira, "at": last, "on": last.date()}

    assert [sentence for sentence, *_where in missing(trajectory, "everyone_has_an_answer")] == [
        "Nog 1 keer inbreng zonder antwoord."
    ]
    with refuses("answers_owed"):
        result_offered(trajectory, **lead)
    with refused("Nog 1 keer inbreng zonder antwoord."):
        goes(trajectory, to=Step.DECISION, by=cast.samira, at=last)
    with refuses("answers_owed"):
        answer_theme(whole, verdict="not", reason="Toch anders dan eerst.", **lead)
        offer_result(fresh(trajectory), **lead)

    answer_point(second, **SAY, **lead)

    assert missing(fresh(trajectory), "everyone_has_an_answer") == []
    offer_result(fresh(trajectory), **lead)
    assert Entry.objects.filter(verb="result_offered").count() == 1
    assert verify().faults == []


def everything_but(trajectory, words, lead):
    """All other words in one theme with an answer."""
    others = trajectory.contributions.exclude(pk=words.pk)
    theme = make_theme(trajectory, title="Alles bij elkaar", **lead)
    place(trajectory, contributions=list(others), theme=theme, **lead)
    answer_theme(theme, **SAY, **lead)
    return theme
