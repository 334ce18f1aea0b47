"""What an answer at the start tells, and which question about the agreement asks it."""

from speelruimte.policy.schema import Told
from speelruimte.policy.telling import told_by_start, told_in_description
from tests.policy.test_packs import pack

POLICY = pack("basis")
[EARLIER] = [
    question
    for requirement in POLICY.start_requirements
    for question in requirement.questions
    if question.key == "eerder"
]
[WHAT] = [question for question in POLICY.description_questions if question.key == "wat"]


def test_of_a_shipped_policy_it_is_known_what_its_questions_tell():
    assert told_by_start(POLICY, EARLIER) == (Told.SPOKEN_TO,)
    assert told_in_description(POLICY, WHAT) == (Told.PLAN,)


def test_a_policy_says_it_itself():
    said = (Told.PEOPLE, Told.VALUE)
    assert told_by_start(POLICY, EARLIER.model_copy(update={"tells": said})) == said
    assert told_in_description(POLICY, WHAT.model_copy(update={"tells": said})) == said


def test_a_question_of_another_policy_tells_nothing_by_itself():
    own = POLICY.model_copy(update={"key": "elders"})
    assert told_by_start(own, EARLIER) == ()
    assert told_in_description(own, WHAT) == ()
