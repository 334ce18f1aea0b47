"""A plan in which one only votes promises no answer to a vote."""

from datetime import date

from speelruimte.promise import process_promise, promises_of
from speelruimte.website.public.promise_words import promise_rows
from speelruimte.website.public.what_comes import what_comes
from tests.steps.bare import a_trajectory, an_activity


def test_what_is_promised_and_what_comes_speak_of_what_is_said_in_person(policy):
    plan, day = a_trajectory(policy, route="college", step="taking_part"), date(2026, 12, 1)
    for kind in ("budget", ""):
        an_activity(plan, key=f"m-{kind}", planned=f"m-{kind}", kind=kind, closed_at=None)

    promised = [row["text"] for row in promise_rows(promises_of(plan, None, day=day))]
    plan.agreed = []
    coming = [row["text"] for row in what_comes(plan, process_promise(plan, day=day), day=day)]

    spoken = "Op wat u zegt bij een bijeenkomst, krijgt u antwoord."
    assert [text for text in promised if text.startswith(spoken)]
    assert "U krijgt antwoord op alles wat u inbrengt. Met een uitleg." not in promised
    assert "Op wat u zei bij een bijeenkomst. Wat u kiest, krijgt geen eigen antwoord." in coming
