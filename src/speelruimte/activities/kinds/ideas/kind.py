"""People send their own words; and what happens outside the website, where they are written down."""

from django.utils.translation import gettext_lazy as _

from speelruimte.activities.kind import ELSEWHERE, Kind
from speelruimte.activities.queries import contribution_with_code, words_owed_an_answer, writer_of
from speelruimte.activities.rules import may_enter_for_others
from speelruimte.policy.schema import Means


def who_wrote(trajectory, typed) -> str | None:
    """By address, so that two contributions are one sheet; else by the contribution."""
    contribution = contribution_with_code(typed)
    if contribution is None or contribution.trajectory_id != trajectory:
        return None
    return writer_of(contribution)


def _may_import(person, activity, *, on) -> bool:
    """Words that came in elsewhere are taken in by whoever writes down those of others."""
    return may_enter_for_others(person, activity.trajectory, on=on)


KIND = Kind(
    key="ideas",
    name=_("ideeën"),
    takes_words=True,
    words_on_site=True,
    channels=(Means.ONLINE, Means.PAPER, Means.PHONE),
    owed=words_owed_an_answer("ideas"),
    may_import=_may_import,
    looks_back_as=who_wrote,
)
MEETING = Kind(
    key=ELSEWHERE,
    name=_("buiten de website"),
    takes_words=True,
    channels=(Means.IN_PERSON, Means.PAPER, Means.PHONE),
    owed=words_owed_an_answer(ELSEWHERE),
    may_import=_may_import,
)
