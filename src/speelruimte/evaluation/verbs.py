"""What happens while people look back."""

from speelruimte.journal.verbs import Verb

VERBS = (
    Verb("evaluation_opened", is_public=True),
    Verb("looked_back"),
    Verb("lesson_drawn", is_public=True),
    Verb("lesson_rectified", is_public=True),
    Verb("no_lesson_drawn"),
    Verb("evaluation_closed"),
)
