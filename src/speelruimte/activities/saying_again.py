"""A reason that others read does not say again what must not be read."""

from django.utils.translation import gettext as _

from speelruimte.activities.originals import WORDS, made_unreadable_in
from speelruimte.analysis.personal_data import findings
from speelruimte.analysis.repeating import repeated_in
from speelruimte.shared.errors import RuleBroken


def check_says_nothing_again(reason, contribution, *, pieces=(), field="reason"):
    """The reason holds no part of ``pieces``, of what was made unreadable before, and no number,
    address or name that was found in the words. Raises RuleBroken.

    Source: wet#avg
    """
    words = "\n".join(getattr(contribution, name) for name in WORDS)
    recognised = [finding.written for finding in findings(words)]
    again = repeated_in(reason, [*pieces, *recognised, *made_unreadable_in(contribution)])
    if again:
        raise RuleBroken(
            _(
                "In deze uitleg staat ‘%(piece)s’. Dat lezen anderen dan weer. Haal het weg, en zeg "
                "alleen wat voor gegeven het was: een naam, een adres of een nummer."
            ),
            values={"piece": again},
            field=field,
            code="reason_says_it_again",
        )
