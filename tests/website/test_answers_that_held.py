"""What was answered in a weighing stays to be read when the policy stops asking it."""

from speelruimte.policy.actions import load_policy
from speelruimte.weighing.actions import weigh
from tests.steps.agreement import fresh, weighed
from tests.steps.beginning import trajectory_of
from tests.steps.odd_policy import KRAAIENDAL

SCALE = (
    "impact:\n"
    '  question: "Hoe hard waait het?"\n'
    "  steps:\n"
    "    - {key: zacht, label: Zacht, explanation: Een zucht., source: veer}\n"
    "    - {key: hard, label: Hard, explanation: Een storm., source: veer}\n\n"
    "checks:\n"
)


def test_an_answer_that_held_is_read_when_its_question_is_not_asked_any_more(
    db, cast, areas, now, browser_of
):
    text = KRAAIENDAL.read_text().replace("checks:\n", SCALE)
    text = text.replace(
        "when: {is: {way: body}}", "when: {all: [{is: {way: body}}, {is: {impact: hard}}]}"
    )
    version = load_policy(text=text, file="kraaiendal.yaml", by=None, at=now)
    nest = trajectory_of(version, cast, areas, at=now, route="alleen")
    leader, address = browser_of(cast.samira), f"/werk/trajecten/{nest.case_number}/weging/"
    weighed(nest, cast, at=now, impact="hard")
    page = leader.get(address).content.decode()
    assert "Staat het bestuur open?" in page
    assert "Gold toen" not in page
    weighing = fresh(nest).weighing
    told = {"how_early": "Heel vroeg.", "spoken_to": "Met buren.", "wishes": "Een avond."}
    weigh(
        nest,
        **told,
        impact="zacht",
        influence_space=weighing.influence_space,
        facts=weighing.facts,
        edits=weighing.edits,
        by=cast.samira,
        at=now,
    )
    page = leader.get(address).content.decode()
    assert "Staat het bestuur open?" in page
    assert "Gold toen" in page
