"""What comes after this in a process, each with its day: answers, moments, the decision."""

from datetime import date

from django.utils.translation import gettext as _

from speelruimte.promise import PromiseKey, promised_decision
from speelruimte.trajectories.models import ENDED_STEPS, Step
from speelruimte.website.days import day_words
from speelruimte.website.public.meetings import hour_and_place
from speelruimte.website.public.promise_words import NOT_KEPT, NOT_KEPT_FOR_ALL, not_kept, put_off
from speelruimte.website.rendering import Rows

MOST_ROWS = 6


def what_comes(trajectory, promise, *, day) -> Rows:
    """The days that were promised and still come, in their order, for the component what_next."""
    if trajectory.step in ENDED_STEPS:
        return [
            {
                "when": _("Altijd"),
                "title": _("Dit blijft te vinden"),
                "text": _("Alles over dit plan staat in het geheugen van de gemeente."),
            }
        ]
    if promise.waiver is not None:
        return [_informing(promise.waiver, day), _told(promise)]
    if trajectory.step in (Step.FEEDBACK, Step.EVALUATION):
        return [
            *[_moment(moment) for moment in promise.coming][-2:],
            *([_told(promise)] if _promised(promise, PromiseKey.TOLD_BY) else []),
            _by_its_day(
                _promised(promise, PromiseKey.EVALUATED_BY),
                _("We kijken samen terug"),
                _("Wat ging goed, en wat doen we een volgende keer anders?"),
            ),
        ]
    return _until_the_decision(promise, day, is_answered=trajectory.step == Step.DECISION)


def _until_the_decision(promise, day, *, is_answered):
    """Answers and moments by their day. An answer comes before what else is promised for its day;
    one without a day before the decision. Of too many rows the last moments are left out. Once it
    lies before who decides, whatever waited was answered: ``is_answered``.
    """
    decision, later = promised_decision(promise.coming), promise.decision_later
    if _still_comes(later):
        decision = decision or promise.missed
    day_of_decision = later.day if decision and later else decision and decision.day
    before = day_of_decision or date.max
    rows = [
        (promised.day and _comes_by(promised) or before, 0, row)
        for promised, row in _answers(promise, day, is_answered)
    ]
    rows += [(day_of_decision, 1, _decision(decision, later))] if decision else []
    room = max(0, MOST_ROWS - len(rows))
    planned = promise.planned[:room]
    rows += [(ahead.day, 1, _planned(ahead)) for ahead in planned]
    room -= len(planned)
    others = [moment for moment in promise.coming if moment is not decision]
    rows += [(moment.day, 1, _moment(moment)) for moment in others[:room]]
    in_order = sorted(rows, key=lambda each_row: each_row[:2])
    return [*_missed(promise), *(row for _day, _place, row in in_order)]


def _promised(promise, key):
    """The promise of this kind that is still to come."""
    coming = (promised for promised in promise.promises if not promised.kept_on)
    return next((promised for promised in coming if promised.key is key), None)


def _told(promise):
    """That one hears of the decision; once it is there, it can be read already."""
    told = _promised(promise, PromiseKey.TOLD_BY)
    if not promise.is_decided:
        return _by_its_day(told, _("U hoort wat er is besloten, en waarom"))
    row = _by_its_day(told, _("U krijgt bericht van het besluit"))
    return row | {"text": " ".join([_("Het besluit kunt u nu al lezen."), row["text"]]).strip()}


def _by_its_day(promised, title, text=""):
    """What follows a decision: by its day once that is known, until then afterwards."""
    if promised is None or promised.day is None:
        return {"when": _("Daarna"), "title": title, "text": text}
    when = _("Uiterlijk %(day)s") % {"day": day_words(_comes_by(promised))}
    return {"when": when, "title": title, "text": _text(promised, text)}


def _comes_by(promised):
    """The day that it becomes, where it was said so; else the promised one."""
    return promised.later.day if promised.later else promised.day


def _text(promised, text):
    """What is said of a promise; where its day was not kept, or will not be, that."""
    if not (promised.is_late or promised.later):
        return text
    if promised.day and promised.later:
        return put_off(day_words(promised.day), promised.later)
    return not_kept(promised.later, NOT_KEPT if promised.day else NOT_KEPT_FOR_ALL)


def _moment(moment):
    text = hour_and_place(moment.held_at, moment.place)
    return {"when": day_words(moment.day), "title": moment.what, "text": text}


def _still_comes(later):
    return later is not None and not later.is_late


def _decision(moment, later):
    """The decision by the day that it becomes, where it was put off: its hour and place were of the
    promised one."""
    if later is None:
        return _moment(moment)
    when = _("Uiterlijk %(day)s") % {"day": day_words(later.day)}
    return {"when": when, "title": moment.what, "text": put_off(day_words(moment.day), later)}


def _planned(ahead):
    """From when people can take part, or what they can come to."""
    when = day_words(ahead.day)
    if ahead.is_held:
        where = hour_and_place(ahead.held_at, ahead.place) or _("Tijd en plek volgen.")
        return {"when": when, "title": ahead.what, "text": where}
    title = _("‘%(phase)s’ begint") % {"phase": ahead.what}
    return {"when": when, "title": title, "text": _("Vanaf deze dag kunt u meedoen.")}


def _answers(promise, day, is_answered):
    """Each promise of an answer that still holds, with its row. What was kept is no longer said."""
    if promise.is_answered:
        return
    told = [promised for promised in promise.promises if promised.key is PromiseKey.ANSWER_BY]
    if not told:
        told = [promised for promised in promise.promises if promised.key is PromiseKey.ANSWER]
    for promised in told:
        holds = not (is_answered or promised.nobody_waits)
        is_to_come = holds and (promised.day is None or promised.day >= day)
        if is_to_come or promised.is_late:
            yield promised, _answered(promised)


def _answered(promised):
    if promised.day:
        when = _("Uiterlijk %(day)s") % {"day": day_words(_comes_by(promised))}
    else:
        when = (
            _("Binnen %(term)s") % {"term": promised.term} if promised.term else _("Na het meedoen")
        )
    text = _text(
        promised,
        _("Op wat u zei bij een bijeenkomst. Wat u kiest, krijgt geen eigen antwoord.")
        if promised.in_person
        else _("Per idee: overgenomen, deels, niet, of al zo. Altijd met de reden."),
    )
    if promised.joined_until:
        until = {"day": day_words(promised.joined_until)}
        text = " ".join([_("Voor wie meedeed tot en met %(day)s.") % until, text])
    elif promised.joined_after:
        after = {"day": day_words(promised.joined_after)}
        text = " ".join([_("Voor wie meedoet na %(day)s.") % after, text])
    if promised.activity:
        text = " ".join([_("Over ‘%(activity)s’.") % {"activity": promised.activity}, text])
    return {"when": when, "title": _("U krijgt antwoord"), "text": text}


def _missed(promise):
    """A decision that was promised for a day that has passed, and is not there.

    Source: heemstede#participatieplan
    """
    if promise.missed is None or _still_comes(promise.decision_later):
        return []
    decided = _promised(promise, PromiseKey.DECIDED_ON)
    return [
        {
            "when": day_words(promise.missed.day),
            "title": promise.missed.what,
            "text": not_kept(decided.later)
            if decided is not None and decided.later
            else _("Deze dag is niet gehaald. Er is nog geen besluit."),
        }
    ]


def _informing(waiver, day):
    """What people hear where they do not take part: planned, too late, or done."""
    if waiver.informed_on:
        return {
            "when": day_words(waiver.informed_on),
            "title": _("U bent geïnformeerd"),
            "text": waiver.informed_how,
        }
    return {
        "when": _("Uiterlijk %(day)s") % {"day": day_words(waiver.inform_by)},
        "title": _("U hoort wat er gebeurt"),
        "text": NOT_KEPT if waiver.inform_by < day else waiver.inform_how,
    }
