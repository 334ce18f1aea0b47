"""What the schema has room for and the product does not do yet: refused, never quietly ignored."""

from collections.abc import Iterator, Mapping

from speelruimte.policy.schema import EvaluationMoment
from speelruimte.shared.messages import gettext as _

from .rules import items_in
from .schema_faults import Found

SPOKEN = ("nl", "en")


def languages_are_spoken(data: Mapping) -> Iterator[Found]:
    """The website speaks Dutch and English."""
    municipality = data.get("municipality")
    languages = municipality.get("languages") if isinstance(municipality, Mapping) else None
    for number, language in enumerate(languages if isinstance(languages, list) else []):
        if isinstance(language, str) and language not in SPOKEN:
            path = ("municipality", "languages", number)
            yield (
                path,
                _("'{language}' spreekt de website nog niet").format(language=language),
                _("kies uit: {spoken}").format(spoken=", ".join(SPOKEN)),
            )


def nothing_is_asked_on_the_way(data: Mapping) -> Iterator[Found]:
    """Looking back is done afterwards."""
    for number, question in items_in(data, "evaluation_questions"):
        if question.get("moment") == EvaluationMoment.DURING:
            path = ("evaluation_questions", number, "moment")
            yield (
                path,
                _("vragen tussendoor stellen kan nog niet"),
                _("schrijf {word}").format(word=EvaluationMoment.AFTER),
            )


NOT_YET_RULES = (languages_are_spoken, nothing_is_asked_on_the_way)
