"""Why nobody can take part in a process today, in the place where the button would be."""

from django.urls import reverse
from django.utils.translation import gettext as _

from speelruimte.promise import Opening, PromiseKey
from speelruimte.route.queries import sent_back_to
from speelruimte.trajectories.models import Step
from speelruimte.website.days import day_words
from speelruimte.website.held_over import held_over_sentence
from speelruimte.website.public.promise_words import (
    NOT_KEPT,
    how_it_stopped,
    in_sentences,
    not_kept,
)
from speelruimte.website.rendering import Row


def closed_note_of(trajectory, promise, *, day, holding) -> Row:
    """Why there is no button to take part: what is the case, and what the reader finds here.

    ``holding`` is the decision with which a body held the agreement over.
    """
    if trajectory.step == Step.STOPPED:
        text = in_sentences(how_it_stopped(trajectory), _("U leest hieronder waarom."))
        return _note(_("Dit plan is gestopt"), text)
    if hasattr(trajectory, "waiver"):
        happened = trajectory.step == Step.MEMORY
        then = _("U leest hier waarom, en wat er gebeurde.")
        now = _("U leest hier waarom, en wat er gebeurt.")
        return _note(_("Meedoen past hier niet"), then if happened else now)
    if trajectory.step == Step.TAKING_PART:
        return _not_open(trajectory, promise, day)
    if trajectory.step == Step.PLAN:
        return _wait(
            trajectory,
            _("De afspraken worden opnieuw geschreven. Als ze zijn vastgesteld, kunt u meedoen."),
        )
    if trajectory.step == Step.ADOPTION:
        return _wait(
            trajectory,
            held_over_sentence(trajectory, holding)
            or _("De afspraken worden nu vastgesteld. Daarna kunt u meedoen."),
        )
    if promise.is_decided:
        return _note(_("Er is een besluit"), _("U leest waarom, en wat we met alle inbreng deden."))
    return _before_the_decision(trajectory, promise)


def _before_the_decision(trajectory, promise):
    """Taking part is over: answers are written, or the outcome lies before who decides or is written again."""
    if trajectory.step == Step.RESULT and sent_back_to(trajectory) is not None:
        return _note(_("Meedoen is gesloten"), _("De uitkomst wordt opnieuw opgeschreven."))
    later = promise.decision_later
    if trajectory.step == Step.DECISION and later is not None and later.held_over_by:
        return _note(_("Het besluit is aangehouden"), not_kept(later))
    if trajectory.step == Step.DECISION or promise.is_answered:
        return _note(_("Meedoen is gesloten"), _("Het besluit komt eraan."))
    return _closed(promise)


def _not_open(trajectory, promise, day):
    """While the step is taking part and nothing is open: not yet, between two, or over."""
    taking_part = promise.taking_part
    if taking_part.is_over:
        return _closed(promise)
    if taking_part.is_late(day):
        promised = _("Dit zou beginnen op %(day)s.") % {"day": day_words(taking_part.starts_on)}
        return _wait(trajectory, f"{promised} {NOT_KEPT}")
    if taking_part.opening is Opening.BETWEEN:
        soon, on = _("Meedoen gaat binnenkort verder."), _("Meedoen gaat verder op %(day)s.")
    else:
        soon, on = _("Meedoen begint binnenkort."), _("Meedoen begint op %(day)s.")
    starts_on = taking_part.starts_on
    text = on % {"day": day_words(starts_on)} if starts_on and starts_on > day else soon
    return _wait(trajectory, text)


def _closed(promise):
    """Everything closed; answers are being written, where any are promised."""
    if any(promised.key is PromiseKey.ANSWER for promised in promise.promises):
        return _note(_("Meedoen is gesloten"), _("We lezen alles en schrijven de antwoorden."))
    return _note(_("Meedoen is gesloten"), _("De uitkomst leest u op deze pagina."))


def _wait(trajectory, text):
    """Something still opens: who likes hears of it by mail."""
    notice_url = reverse("ask-notice-plan", kwargs={"key": trajectory.slug})
    return _note(_("Nog even wachten"), text) | {"notice_url": notice_url}


def _note(title, text):
    return {"title": title, "text": text}
