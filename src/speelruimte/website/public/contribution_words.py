"""How somebody's words are shown: who, how and when, never by name."""

from django.utils.translation import gettext as _

from speelruimte.decisions.models import Weight
from speelruimte.shared.terms import local_day
from speelruimte.website.days import day_words
from speelruimte.website.public.activity_words import address, numbered
from speelruimte.website.who_said import who_said

LONGEST_IN_LIST = 420
FIRST_WORDS = 6
LONGEST_NAME = 60


def in_lists(contributions, trajectory) -> list[dict]:
    """Rows of a list: the beginning of somebody's words, and the page that holds them all."""
    url_of = numbered("contribution", slug=trajectory.slug)
    return [_in_list(one, url_of(one.pk)) for one in contributions]


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
        "theme": theme.title if theme else "",
    }


def _first_words(text):
    """What somebody's words are called where they have no title."""
    words = text.split()
    first = " ".join(words[:FIRST_WORDS])[:LONGEST_NAME].rstrip(" .,;:!?")
    return first if first == text.strip().rstrip(" .,;:!?") else f"{first} …"


def thread_of(contribution, trajectory) -> dict:
    """Own words, theme, answer and decision as the component thread shows them."""
    placement = getattr(contribution, "placement", None)
    theme = placement.theme if placement else None
    answer = placement and (placement.answer or (theme and theme.answer))
    return {
        "number": 1,
        "title": contribution.title or _("Wat is hiermee gedaan?"),
        "theme": theme and _theme(theme, trajectory),
        "answer": answer and _answer(answer),
        "decision": _decision(trajectory, theme),
        "decided": hasattr(trajectory, "decision"),
        "expected": "",
    }


def _theme(theme, trajectory):
    url = address("theme", slug=trajectory.slug, pk=theme.pk)
    return {"name": theme.title, "count": _("Lees wat anderen schreven") if url else "", "url": url}


def _answer(answer):
    words = answer.reason
    if answer.frame:
        words = _("Dit gaat over kader %(number)d. %(reason)s") % {
            "number": answer.frame,
            "reason": answer.reason,
        }
    day = day_words(local_day(answer.given_at))
    return {"verdict": answer.verdict, "text": words, "by": day}


def _decision(trajectory, theme):
    """What the decision says about this theme; nothing before there is one."""
    decision = getattr(trajectory, "decision", None)
    if decision is None:
        return None
    weight = theme and Weight.objects.filter(decision=decision, theme=theme).first()
    return {
        "title": _("Besloten op %s") % day_words(decision.decided_on),
        "text": weight.how if weight else _("Lees in het besluit wat er gebeurt."),
        "state": "decided",
    }
