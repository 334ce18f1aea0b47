"""The texts for people that a policy holds, wherever they stand in it."""

from speelruimte.policy.own_texts import own_texts
from speelruimte.policy.schema.walking import RouteWording


def test_every_text_of_a_part_and_no_key():
    wording = RouteWording.model_validate(
        {
            "steps": {
                "weighing": {"label": {"nl": "Wikken", "en": "Weighing"}},
                "plan": {"label": "Denken", "explanation": "Wij bedenken hoe."},
            },
            "gates": [
                {"gate": "quickscan", "holds": False, "sentence": "Vraag het.", "source": "basis"}
            ],
        }
    )
    assert set(own_texts(wording)) == {"Wikken", "Denken", "Wij bedenken hoe.", "Vraag het."}
