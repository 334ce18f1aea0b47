"""The words of an idea are wiped: what was not answered yet ends, the rest stays as it was."""

import pytest

from speelruimte.initiatives.actions import end_initiative
from speelruimte.initiatives.models import Initiative
from speelruimte.initiatives.terms import first_answer_due, first_answer_owed
from speelruimte.journal.models import Entry
from speelruimte.notices.models import Message
from speelruimte.route.agenda import tasks_for
from speelruimte.route.forgetting import forget_contact, forget_everywhere, forget_oneself
from speelruimte.route.verification import verify
from speelruimte.route.whom_to_forget import WhomToForget
from tests.steps.door import ON, received_initiative

NAME = "Willemijn Zonderland"
MAIL = "w.zonderland@buurt.example"


def waits_for(person):
    return [task for task in tasks_for(person, on=ON).tasks if task.page == "initiative"]


def test_an_idea_is_emptied_with_its_answers_at_the_start(load_pack, cast, later):
    load_pack("basis")
    idea = received_initiative(name=NAME, email=MAIL, place="Vaart 3")

    forget_contact(idea.contact, by=cast.marleen, at=later(3), words=True)

    idea.refresh_from_db()
    assert (idea.title, idea.text, idea.requirements, idea.place) == (
        "[weggehaald]",
        "[weggehaald]",
        {},
        "",
    )


@pytest.mark.parametrize("by_code", [True, False])
@pytest.mark.parametrize("named", [True, False])
def test_an_idea_of_which_all_words_go_before_an_answer_is_taken_back(
    load_pack, cast, later, named, by_code
):
    load_pack("basis")
    idea = received_initiative(**({"name": NAME, "email": MAIL} if named else {}))
    day = first_answer_due(idea)
    assert any(task.case_number == idea.case_number for task in waits_for(cast.marleen))

    if by_code:
        forget_oneself(idea, words=True, by=idea.contact, at=later(3))
    else:
        forget_everywhere(
            WhomToForget(contacts=[idea.contact] if named else [], initiatives=[idea]),
            words=True,
            places=[],
            by=cast.marleen,
            at=later(3),
            on=ON,
        )

    idea = Initiative.objects.get(pk=idea.pk)
    assert (idea.step, idea.outcome, idea.ended_at) == ("ended", "withdrawn", later(3))
    assert (idea.title, idea.text) == ("[weggehaald]", "[weggehaald]")
    assert (day is not None, first_answer_owed(idea)) == (True, None)
    assert waits_for(cast.marleen) == []
    ended = Entry.objects.get(verb="initiative_ended", about=idea.key)
    assert ended.facts["outcome"] == "withdrawn"
    assert not Message.objects.filter(contact=idea.contact_id, about=idea.key).exists()
    assert verify().faults == []


@pytest.mark.parametrize("words", [True, False])
def test_what_was_answered_or_loses_a_name_only_stays_as_it_was(load_pack, cast, later, words):
    load_pack("basis")
    idea = received_initiative(name=NAME, email=MAIL)
    if words:
        answer = {"outcome": "out_of_scope", "reason": "Dit past hier niet."}
        end_initiative(idea, by=cast.marleen, at=later(1), **answer)
    before = Initiative.objects.values("step", "outcome", "outcome_reason", "ended_at")
    was = before.get(pk=idea.pk)

    forget_oneself(idea, words=words, by=idea.contact, at=later(3))

    assert before.get(pk=idea.pk) == was


def test_an_idea_that_was_answered_meanwhile_is_wiped_and_keeps_its_answer(load_pack, cast, later):
    load_pack("basis")
    idea = received_initiative()
    stale = Initiative.objects.get(pk=idea.pk)
    end_initiative(idea, outcome="out_of_scope", reason="Dit past hier niet.", by=None, at=later(1))

    forget_oneself(stale, words=True, by=None, at=later(3))

    idea.refresh_from_db()
    assert (idea.text, idea.outcome) == ("[weggehaald]", "out_of_scope")
    assert verify().faults == []
