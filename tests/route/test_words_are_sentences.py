"""What a gate, a letter or a public page leans on is said in a sentence: "." and "x" are nothing."""

from types import SimpleNamespace

import pytest

from speelruimte.agreements.actions import plan_phase, record_stand
from speelruimte.agreements.models import Section, Version
from speelruimte.initiatives.actions import give_first_view, write_letter
from speelruimte.initiatives.actions.correcting import correct_letter
from speelruimte.policy.schema import PlanPart
from speelruimte.route.door import advance, ask_colleague, name_helper, send_quickscan_letter
from speelruimte.route.gates import SAID_IN_TEXT, plan_is_complete
from speelruimte.route.queries import to_do
from speelruimte.route.words_everywhere import free_text_fields
from speelruimte.trajectories.actions import policy_of
from speelruimte.weighing.actions import weigh
from speelruimte.weighing.models import Weighing
from tests.policy.test_packs import pack
from tests.steps.agreement import HEARD, fresh
from tests.steps.door import LETTER, assessed_initiative, received_initiative
from tests.steps.refusing import refuses
from tests.steps.story import story

__all__ = ["story"]

NOTHING = (".", "x")
# Who reads it was not there: check_sentence, or a gate that asks is_sentence.
SENTENCES = """
Activity.closed_reason Alteration.reason Contribution.redaction_reason Contribution.refusal_reason
Disagreement.answer Disagreement.text Move.reason OriginalReading.reason
Adoption.reason Objection.heard_how Objection.reason Phase.question Section.text Stand.heard_how Stand.note
Version.how_weighed Version.one_sided_reason Version.reason_for_change
Answer.reason Decision.departure Decision.other_day Decision.reasons Decision.what EarlierFeedback.text
EarlierFeedback.why Feedback.text Rectification.departure Rectification.reasons Rectification.what
Rectification.why Result.kept StopQuestion.answer StopQuestion.reason Result.summary Weight.how
EarlierLesson.text EarlierLesson.why Evaluation.no_lesson_reason EvaluationAnswer.text Lesson.text
EarlierAssessment.reason EarlierLetter.challenges EarlierLetter.chances EarlierLetter.reason
EarlierLetter.route_ahead EarlierLetter.who_does_what FirstView.called_off_reason FirstView.text IdeaAddition.refusal_reason Initiative.outcome_reason Initiative.resumed_reason
Quickscan.challenges Quickscan.chances Quickscan.route_ahead Quickscan.who_does_what
Ruling.deviation_reason
HeldBack.ground LaidReady.reason LaterDay.reason Passage.reason RolesTogether.reason Trajectory.stopped_reason Trajectory.summary
CheckAnswer.reason EarlierCheckAnswer.reason FreshLook.reason ParticipationDecision.reason
Waiver.inform_how Waiver.informed_how Waiver.reason Weighing.how_early Weighing.spoken_to Weighing.wishes
"""
# A name, a place, a time or where something comes from: one word says it.
NAMES = """
Activity.held_at Activity.place Activity.title Alteration.held_at Alteration.place
Alteration.to_place Alteration.to_time Contribution.origin Contribution.origin_number
Contribution.place Contribution.title Import.origin Original.place Original.title
Adoption.document Frame.origin Frame.title GroupSay.group Moment.held_at Moment.place Moment.what Objection.as_name
Phase.name PlannedMethod.held_at PlannedMethod.place PlannedMethod.title PartyAsked.as_name Stand.as_name
Decision.document Theme.title
Initiative.passed_to Initiative.place Initiative.title EarlierLetter.read_on Quickscan.read_on
Contact.email Contact.name Contact.phone Organisation.email Organisation.kind Organisation.name
Organisation.phone Person.email Person.function Person.name Person.phone
Plan.name Vote.who Trajectory.title
"""
# Own words: of residents, of a party, or beside what says it already. Nobody is told how to write.
OWN = """
Contribution.text IdeaAddition.text Original.text Plan.text Initiative.already_involved Initiative.requirements
Initiative.text PlannedMethod.note Frame.text Theme.text CaseNote.text
PreparedHandOver.note LaidReady.said
"""
# Put together by the product from the rest.
MADE = """
Activity.question Version.text Answer.text Decision.text Rectification.text
Remembered.outcome SearchText.words Message.last_error Outcome.text OpenTask.sentences
Quickscan.proposal_reason
"""


def test_every_column_in_which_people_write_says_whether_it_is_a_sentence():
    columns = {
        f"{model.__name__}.{name}" for model, names in free_text_fields().items() for name in names
    }
    kinds = [kind.split() for kind in (SENTENCES, NAMES, OWN, MADE)]
    said = [column for kind in kinds for column in kind]
    assert sorted(said) == sorted(columns), (
        "say of a new column whether it is one: SENTENCES, NAMES, OWN or MADE in "
        "tests/route/test_words_are_sentences.py"
    )


@pytest.fixture
def helped(load_pack, cast, areas, now, today):
    load_pack("heemstede-2020")
    idea = received_initiative(area=areas["centrum"])
    assessed_initiative(idea, coach=cast.marleen, criteria=["veel-partijen"], competent="raad")
    advance(idea, to="quickscan", by=cast.marleen, at=now, on=today)
    name_helper(idea, person=cast.ruben, by=cast.marleen, at=now, on=today)
    return idea


def test_no_letter_goes_out_in_which_a_part_says_nothing(helped, cast, now, today):
    who = {"by": cast.ruben, "at": now, "on": today}
    view = ask_colleague(helped, colleague=cast.joris, **who)
    for nothing in NOTHING:
        with refuses("no_sentence", field="text"):
            give_first_view(view, text=nothing, by=cast.joris, at=now)
    give_first_view(view, text="Voor het verkeer maakt dit niets uit.", by=cast.joris, at=now)

    parts = ("chances", "challenges", "route_ahead", "who_does_what")
    wrong = [(part, nothing) for part in parts for nothing in NOTHING]
    for part, nothing in wrong:
        write_letter(helped, **LETTER | {part: nothing}, **who)
        with refuses("no_sentence", field=part):
            send_quickscan_letter(helped, **who)
    write_letter(helped, **LETTER, **who)
    send_quickscan_letter(helped, **who)
    for part, nothing in wrong:
        with refuses("no_sentence", field=part):
            correct_letter(
                helped, **LETTER | {part: nothing}, reason="De route klopte niet.", **who
            )


def test_a_weighing_that_says_nothing_is_not_kept_and_opens_no_door(story, trajectory, cast, now):
    lead = {"by": cast.samira, "at": now}
    story.weighed()
    told = ("how_early", "spoken_to", "wishes")
    for name in told:
        for nothing in NOTHING:
            with refuses("no_sentence", field=name):
                weigh(trajectory, edits=1, **{name: nothing}, **lead)
    before = len(to_do(fresh(trajectory)))
    Weighing.objects.update(**dict.fromkeys(told, "."))
    assert len(to_do(fresh(trajectory))) == before + len(told)


@pytest.mark.once
@pytest.mark.parametrize("part", [PlanPart.TEXT, PlanPart.INFORMATION])
def test_what_the_plan_says_in_its_own_text_alone_is_owed_where_the_policy_asks_it(part):
    policy = pack("basis")
    asked = policy.plan_sections[0].model_copy(update={"part": part, "required": True})
    case = SimpleNamespace(
        policy=policy.model_copy(update={"plan_sections": (asked,)}),
        facts={},
        version=None,
        gate_holds=lambda switch: True,
        gate_sentence=lambda switch: "",
    )
    said = [gap.sentence for gap in plan_is_complete(case)]
    assert f"Participatieplan: ‘{asked.label}’ is nog leeg." in said


def test_a_plan_that_says_nothing_opens_no_door(story, trajectory, cast, now, today):
    lead = {"by": cast.samira, "at": now}
    story.planning()
    version = story.written_plan()
    policy = policy_of(trajectory)
    texts = [question.label for question in policy.description_questions]
    texts += [part.label for part in policy.plan_sections if part.part in SAID_IN_TEXT]
    for nothing in NOTHING:
        Section.objects.update(text=nothing)
        Version.objects.update(how_weighed=nothing)
        said = " ".join(gap.sentence for gap in to_do(fresh(trajectory)))
        assert [label for label in texts if f"‘{label}’ is nog geen zin." not in said] == []
        assert "Schrijf in een zin op hoe de inbreng straks meeweegt." in said
        with refuses("no_sentence", field="question"):
            plan_phase(
                version, name="Later", question=nothing, starts_on=today, ends_on=today, **lead
            )
        with refuses("no_sentence", field="heard_how"):
            heard = HEARD | {"heard_how": nothing}
            record_stand(version, party=trajectory.parties.first(), agrees=True, **heard, **lead)
