"""How somebody's words are shown: who, how and when, never by name."""

from django.utils.translation import gettext as _

from speelruimte.promise.taking_part import ANSWERED
from speelruimte.website.addresses import keyed
from speelruimte.website.who_said import who_said

LONGEST_IN_LIST = 420
FIRST_WORDS = 6
LONGEST_NAME = 60


def in_lists(contributions, trajectory) -> list[dict]:
    """Rows of a list: the beginning of somebody's words, and the page that holds them all."""
    url_of = keyed("contribution", slug=trajectory.slug)
    is_answered = trajectory.step in ANSWERED
    leads = _("Lees wat we hiermee deden") if is_answered else _("Lees wat we hiermee doen")
    return [
        {"leads": leads, **_in_list(contribution, url_of(contribution.public_key))}
        for contribution in contributions
    ]


def _in_list(contribution, url):
    words = contribution.text.strip()
    if len(words) > LONGEST_IN_LIST:
        words = words[:LONGEST_IN_LIST].rsplit(" ", 1)[0] + " …"
    placement = getattr(contribution, "placement", None)
    theme = placement.theme if placement else None
    return {
        "title": contribution.title,
        "name": contribution.title or _first_words(contribution.text),
        "words": words,
        "who": who_said(contribution),
        "url": url,
        "theme": theme.title if theme else _in_points(placement),
    }


def _in_points(placement):
    """Of words that were split, how many points were read in them: each has a theme of its own."""
    if placement is None or not placement.points:
        return ""
    return _("%(number)d punten") % {"number": placement.points}


def _first_words(text):
    """What somebody's words are called where they have no title."""
    words = text.split()
    first = " ".join(words[:FIRST_WORDS])[:LONGEST_NAME].rstrip(" .,;:!?")
    return first if first == text.strip().rstrip(" .,;:!?") else f"{first} …"
