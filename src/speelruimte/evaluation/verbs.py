"""What happens while people look back."""

from speelruimte.journal.remaking import Made
from speelruimte.journal.verbs import Verb

TEXTS = "speelruimte.evaluation.texts"
SAID = Made(
    lambda entry: f"lesson:{entry.facts['lesson']}",
    f"{TEXTS}.canonical_text_of_lesson",
    column=f"{TEXTS}.column_of_lesson",
)

VERBS = (
    Verb("evaluation_opened", is_public=True),
    Verb("looked_back"),
    Verb("lesson_drawn", made=(SAID,), is_public=True),
    Verb("lesson_rectified", made=(SAID,), is_public=True),
    Verb("no_lesson_drawn"),
    Verb("evaluation_closed"),
)
