"""Words that were moved wait for their answer while their writer can say no to that.

Source: sessie-2021-03-15#niet-eenzijdig
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from speelruimte.activities.models import Contribution
from speelruimte.activities.queries import WITHOUT_ANSWER, open_moves
from speelruimte.decisions.unanswered import unanswered_words
from speelruimte.shared.errors import RuleBroken


def check_no_is_lost(trajectory, words, *, on):
    """None of ``words``, a condition on them, came from elsewhere with a no that can still be said: an
    answer would take that no away before its promised day."""
    waiting = Contribution.objects.owed_an_answer().filter(
        WITHOUT_ANSWER, words, trajectory=trajectory
    )
    moves = open_moves(waiting, on=on).select_related("contribution").order_by("-answer_by", "pk")
    move = moves.first()
    if move is not None:
        raise RuleBroken(
            _(
                "‘%(words)s’ is hierheen verplaatst. Wie dat schreef, kan daar tot en met %(day)s nee "
                "tegen zeggen. Een antwoord wacht op die dag. Hoort het bij een thema dat u nu wilt "
                "beantwoorden? Haal het er dan zolang uit."
            ),
            values={
                "words": Truncator(move.contribution.text).words(8),
                "day": date_format(move.answer_by, "j F Y"),
            },
            code="no_can_be_said",
        )


@dataclass(frozen=True)
class GoingBack:
    """How many words without an answer their writer can still call back, and until which day."""

    number: int
    last_day: date | None

    @property
    def over_on(self) -> date | None:
        """The first day on which all of these can be answered."""
        return self.last_day + timedelta(days=1) if self.last_day else None

    @property
    def sentence(self):
        """That their answer waits; empty where there are none."""
        if not self.number:
            return ""
        said = ngettext(
            "Daarvan werd 1 hierheen verplaatst. Wie dat schreef, kan daar tot en met %(day)s nee tegen "
            "zeggen. Dat antwoord wacht op die dag.",
            "Daarvan werden er %(number)d hierheen verplaatst. Wie dat schreven, kunnen daar tot en met "
            "%(day)s nee tegen zeggen. Die antwoorden wachten op die dag.",
            self.number,
        )
        return said % {"number": self.number, "day": date_format(self.last_day, "j F Y")}


def going_back(trajectory, *, on) -> GoingBack:
    """Those of this process on a day."""
    moves = open_moves(unanswered_words(trajectory), on=on)
    return GoingBack(**moves.aggregate(number=Count("pk"), last_day=Max("answer_by")))
