"""What a letter says of a process that stopped: why, who decided so, and of somebody's own words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from speelruimte.activities.models import Contribution
from speelruimte.decisions.models import Answer
from speelruimte.decisions.queries import words_with_answer
from speelruimte.decisions.stopped import who_let_it_stop, why_it_stopped
from speelruimte.notices.links import full_url, sign
from speelruimte.trajectories.models import Trajectory


def stopped_words(message, trajectory) -> dict:
    """The words of a letter about a process that stopped."""
    keys = message.facts.get("contributions", [])
    return {
        "reason": why_it_stopped(trajectory),
        "who": who_let_it_stop(trajectory),
        "afterwards": _afterwards(keys),
        "to_read": _to_read(keys),
        "reader": _reader(message, trajectory),
    }


def stopped_links(message, trajectory):
    """The own idea; for others the page of the process, where it came so far that it has one."""
    if "initiative" in message.facts:
        return [full_url("linked", sign("initiative", message.facts["initiative"]))]
    has_a_page = Trajectory.objects.public().filter(pk=trajectory.pk).exists()
    return [full_url("process", trajectory.slug)] if has_a_page else []


def _reader(message, trajectory):
    """Why somebody hears of it who need not have written anything there."""
    said = (
        _("U kwam met het idee voor ‘%(title)s’.")
        if "initiative" in message.facts
        else _("U bent partij bij ‘%(title)s’.")
    )
    return said % {"title": trajectory.title}


def _afterwards(keys):
    """That nobody read somebody's words before it stopped, or that they were refused before; of what
    was taken over, that it is not."""
    words = Contribution.objects.filter(public_key__in=keys)
    said = (_unread(words, len(keys)), _refused(words, len(keys)), _no_more(words))
    return "".join(f"\n\n{sentences}" for sentences in said if sentences)


def _unread(words, number):
    unread = words.filter(state=Contribution.State.UNSEEN).count()
    if not unread:
        return ""
    if unread == number:
        return _(
            "Uw inbreng las niemand voordat het plan stopte. Zij komt niet op de website. Dat ligt "
            "niet aan wat u schreef."
        )
    return ngettext(
        "%(number)d keer inbreng van u las niemand voordat het plan stopte. Die komt niet op de "
        "website. Dat ligt niet aan wat u schreef.",
        "%(number)d keer inbreng van u las niemand voordat het plan stopte. Die komt niet op de "
        "website. Dat ligt niet aan wat u schreef.",
        unread,
    ) % {"number": unread}


def _refused(words, number):
    """That words were refused before, and that this was the answer to them."""
    refused = words.refused().count()
    if not refused:
        return ""
    if refused == number:
        return _(
            "Uw inbreng kwam niet op de website. Waarom niet, schreven wij u toen. Een ander antwoord "
            "komt er niet."
        )
    return ngettext(
        "%(number)d keer inbreng van u kwam niet op de website. Waarom niet, schreven wij u toen. Een "
        "ander antwoord komt daar niet op.",
        "%(number)d keer inbreng van u kwam niet op de website. Waarom niet, schreven wij u toen. Een "
        "ander antwoord komt daar niet op.",
        refused,
    ) % {"number": refused}


def _to_read(keys):
    """What stands behind the link: no answer where all of it was refused."""
    words = Contribution.objects.filter(public_key__in=keys)
    if keys and not words.exclude(state=Contribution.State.REFUSED).exists():
        return _("Wat u schreef en waarom het niet op de website kwam, leest u hier:")
    return _("Lees hier ons antwoord op uw inbreng:")


def _no_more(words):
    """That it is not taken over, to whom we wrote that it would be; to others nothing."""
    taken_over = words_with_answer(Answer.Verdict.TAKEN_OVER)
    if not words.filter(taken_over | words_with_answer(Answer.Verdict.PARTLY)).exists():
        return ""
    return _("Wij schreven eerder dat wij iets van u overnemen. Dat geldt niet meer.")
