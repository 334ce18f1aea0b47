"""A promise in sentences for residents: the room, what we promise, and who stands behind it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from speelruimte.promise import PromiseKey, decided_since, given_by_stopping, taken_back_by_stopping
from speelruimte.trajectories.models import ENDED_STEPS, Step
from speelruimte.website.days import day_words

NOT_KEPT = gettext_lazy("Deze dag is niet gehaald. U hoort het nog van ons.")
NOT_KEPT_FOR_ALL = gettext_lazy("Niet iedereen kreeg op tijd antwoord. U hoort het nog van ons.")


def not_kept(later, words=NOT_KEPT) -> str:
    """That a promised day was not kept; where it was said, by when it comes now and why."""
    if later is None:
        return str(words)
    said = {"day": day_words(later.day), "reason": later.reason}
    if later.is_late:
        return _(
            "Het zou later worden: uiterlijk op %(day)s. Ook dat is niet gehaald. %(words)s"
        ) % {
            **said,
            "words": _("U hoort het nog van ons."),
        }
    return _("Dit wordt later: uiterlijk op %(day)s. De reden: %(reason)s") % said


def since_answer(answer, trajectory) -> dict | None:
    """What came after an answer, so that it may not hold any more; None where nothing did."""
    if taken_back_by_stopping(answer, trajectory):
        return {
            "text": _("Dit plan is gestopt. Dit antwoord geldt niet meer."),
            "reason": _("De reden: %(reason)s") % {"reason": trajectory.stopped_reason},
        }
    another = decided_since(answer, trajectory)
    if another is None:
        return None
    return {
        "text": _(
            "Na dit antwoord is een ander besluit genomen, op %(day)s. Waar dat iets anders zegt, "
            "geldt dit antwoord niet meer."
        )
        % {"day": day_words(another.decided_on)},
        "reason": _("De reden: %(reason)s") % {"reason": another.why},
        "departure": another.departs
        and _("Zo wijkt het af van de uitkomst: %(departure)s")
        % {"departure": trajectory.decision.standing.departure},
    }


def answer_label(answer, trajectory) -> str:
    """What stands on an answer in the place of its verdict, where nobody weighed the words."""
    return _("Plan gestopt") if given_by_stopping(answer, trajectory) else ""


def open_rows(questions) -> list[dict]:
    """What is open, for the component ``room``."""
    return [
        {
            "title": question.title,
            "text": question.text,
            "say": question.say,
            "label": question.level,
        }
        for question in questions
    ]


def fixed_rows(frames) -> list[dict]:
    """What is fixed, for the component ``room``."""
    return [{"title": frame.title, "text": frame.text} for frame in frames]


def unknown_rows(frames, promises) -> list[dict]:
    """What is not known yet, and on which day it will be or should have been, for the component
    ``room``. Where the day is promised no more, nothing is said of one.
    """
    promised = _promised_to_know(promises)
    return [{"text": _unknown(frame, promised.get(_known(frame)))} for frame in frames]


def missed_frames(frames, promises) -> set[str]:
    """The titles of what should be known by now, and is not."""
    promised = _promised_to_know(promises)
    days = ((frame.title, promised.get(_known(frame))) for frame in frames)
    return {title for title, promise in days if promise and promise.is_late}


def _promised_to_know(promises):
    known_on = (promise for promise in promises if promise.key is PromiseKey.KNOWN_ON)
    return {(promise.day, promise.words): promise for promise in known_on}


def _known(frame):
    return frame.known_on, frame.title


def _unknown(frame, promise):
    title = frame.title if frame.title[-1:] in "?!." else f"{frame.title}."
    known = ""
    if promise is not None:
        sentence = (
            _("Dit zouden we weten op %(day)s.")
            if promise.is_late
            else _("Dit weten we op %(day)s.")
        )
        known = _or_late(promise, sentence % {"day": day_words(frame.known_on)})
    return " ".join(f"{title} {frame.text} {known}".split())


def promise_rows(promises, *, step="") -> list[dict]:
    """Every promise in one sentence or two, for the card; what a level promises is not said twice.

    ``step`` is where the process is: of one that ended all is told in the past, and of one that
    stopped it is said that it holds no more. What was kept is told in the past everywhere.
    """
    rows: list[dict] = []
    for promise in promises:
        sentence = _sentence(promise, step)
        if not any(row["text"].startswith(sentence.rstrip(".")) for row in rows):
            missed = promise.is_late or promise.later is not None
            rows.append({"text": sentence, "missed": missed})
    return rows


def _sentence(promise, step):
    if step == Step.STOPPED:
        return _STOPPED.get(promise.key, _PAST[promise.key])(promise)
    is_past = step in ENDED_STEPS or promise.kept_on or promise.nobody_waits
    return (_PAST if is_past else _SENTENCES)[promise.key](promise)


def _or_late(promise, sentence):
    if promise.kept_on:
        return f"{sentence} {_done(promise)}"
    if promise.nobody_waits:
        return in_sentences(sentence, _("Niemand wacht hier nog op antwoord."))
    if not (promise.is_late or promise.later):
        return sentence
    return f"{sentence} {not_kept(promise.later)}"


def _done(promise):
    """On which day it was done, in time or not."""
    words = (
        _("Deze dag is niet gehaald. Het gebeurde op %(day)s.")
        if promise.is_late
        else _("Dat gebeurde op %(day)s.")
    )
    return words % {"day": day_words(promise.kept_on)}


def _answered_by(promise):
    if promise.day is None:
        sentence = _("U krijgt het antwoord binnen %(term)s nadat u iets instuurt.") % {
            "term": promise.term
        }
        if not promise.is_late:
            return sentence
        return f"{sentence} {not_kept(promise.later, NOT_KEPT_FOR_ALL)}"
    day = day_words(promise.day)
    sentence = _("U krijgt het antwoord uiterlijk op %(day)s.") % {"day": day}
    if promise.activity:
        sentence = _(
            "Doet u mee met ‘%(title)s’? Dan krijgt u het antwoord uiterlijk op %(day)s."
        ) % {"title": promise.activity, "day": day}
    return _or_late(promise, sentence)


def in_sentences(*said) -> str:
    """Whole sentences after one another; what is empty is left out."""
    return " ".join(sentence for sentence in said if sentence)


def answers_from(who) -> str:
    """Who answers, where that is who came with the idea, and that the municipality signs along where
    it does; empty where the municipality answers.
    """
    if not who.initiator:
        return ""
    if who.signed_along:
        return _(
            "Wie met het idee kwam, geeft het antwoord. De projectleider van de gemeente tekent mee."
        )
    return _("Wie met het idee kwam, geeft het antwoord.")


_ARTICLES = ("De ", "Het ", "Een ")


def in_a_sentence(label) -> str:
    """The name of a body as it stands within a sentence: only its article loses its capital.

    Sentences are made so that no verb follows from it: a policy may name one body or many people.
    """
    return label[:1].lower() + label[1:] if label.startswith(_ARTICLES) else label


_SENTENCES = {
    PromiseKey.INFORMED: lambda promise: _or_late(
        promise, _("U hoort uiterlijk op %(day)s wat er gebeurt.") % {"day": day_words(promise.day)}
    ),
    PromiseKey.RECEIPT: lambda promise: (
        _("Geeft u een e-mailadres? Dan krijgt u binnen %(term)s bericht van ontvangst.")
        % {"term": promise.term}
    ),
    PromiseKey.ANSWER: lambda promise: (
        _(
            "Op wat u zegt bij een bijeenkomst, krijgt u antwoord. Met een uitleg. Wat u kiest, krijgt "
            "geen eigen antwoord: u leest wat eruit kwam."
        )
        if promise.in_person
        else _("U krijgt antwoord op alles wat u inbrengt. Met een uitleg.")
    ),
    PromiseKey.ANSWER_BY: _answered_by,
    PromiseKey.READ_FIRST: lambda promise: (
        _("Voordat er een besluit is, wordt alles wat is ingebracht gelezen door %(who)s.")
        % {"who": in_a_sentence(promise.decider.label)}
    ),
    PromiseKey.LEVEL: lambda promise: promise.words,
    PromiseKey.KNOWN_ON: lambda promise: _or_late(
        promise,
        _("‘%(title)s’ weten we nog niet. Op %(day)s wel.")
        % {"title": promise.words.rstrip("."), "day": day_words(promise.day)},
    ),
    PromiseKey.DECIDED_ON: lambda promise: _or_late(
        promise, _("Het besluit valt op %(day)s.") % {"day": day_words(promise.day)}
    ),
    PromiseKey.TOLD_BY: lambda promise: _or_late(
        promise,
        _("U krijgt uiterlijk op %(day)s bericht van het besluit, met de uitleg.")
        % {"day": day_words(promise.day)}
        if promise.day
        else _("U hoort binnen %(term)s na het besluit wat er is besloten, en waarom.")
        % {"term": promise.term},
    ),
    PromiseKey.EVALUATED_BY: lambda promise: _or_late(
        promise,
        _("Uiterlijk op %(day)s kijken we samen terug.") % {"day": day_words(promise.day)}
        if promise.day
        else _("Binnen %(term)s na het besluit kijken we samen terug.") % {"term": promise.term},
    ),
    PromiseKey.CHANGE_TOGETHER: lambda _promise: _(
        "Verandert er iets aan deze afspraken? Dan overleggen we eerst, en u ziet het verschil. Gaat "
        "iets niet door of op een andere dag, dan leest u hier meteen waarom."
    ),
}


def _was_answered_by(promise):
    if promise.day is None:
        sentence = _("U zou het antwoord krijgen binnen %(term)s nadat u iets instuurde.") % {
            "term": promise.term
        }
        if not promise.is_late:
            return sentence
        return f"{sentence} {not_kept(promise.later, NOT_KEPT_FOR_ALL)}"
    day = day_words(promise.day)
    sentence = _("U zou antwoord krijgen, uiterlijk op %(day)s.") % {"day": day}
    if promise.activity:
        sentence = _(
            "Deed u mee met ‘%(title)s’? Dan zou u antwoord krijgen, uiterlijk op %(day)s."
        ) % {
            "title": promise.activity,
            "day": day,
        }
    return _or_late(promise, sentence)


# The same, once it was kept, or the process ended: what was promised then.
_PAST = {
    PromiseKey.INFORMED: lambda promise: _or_late(
        promise,
        _("U zou uiterlijk op %(day)s horen wat er gebeurt.") % {"day": day_words(promise.day)},
    ),
    PromiseKey.RECEIPT: lambda promise: (
        _("Gaf u een e-mailadres? Dan zou u binnen %(term)s bericht van ontvangst krijgen.")
        % {"term": promise.term}
    ),
    PromiseKey.ANSWER: lambda promise: (
        _(
            "Op wat u zei bij een bijeenkomst, zou u antwoord krijgen. Met een uitleg. Wat u koos, kreeg "
            "geen eigen antwoord: u leest wat eruit kwam."
        )
        if promise.in_person
        else _("U zou antwoord krijgen op alles wat u inbracht. Met een uitleg.")
    ),
    PromiseKey.ANSWER_BY: _was_answered_by,
    PromiseKey.READ_FIRST: lambda promise: (
        _("Voordat er een besluit was, zou alles wat was ingebracht worden gelezen door %(who)s.")
        % {"who": in_a_sentence(promise.decider.label)}
    ),
    PromiseKey.LEVEL: lambda promise: promise.words,
    PromiseKey.KNOWN_ON: lambda promise: _or_late(
        promise,
        _("‘%(title)s’ wisten we nog niet. Op %(day)s zouden we het weten.")
        % {"title": promise.words.rstrip("."), "day": day_words(promise.day)},
    ),
    PromiseKey.DECIDED_ON: lambda promise: _or_late(
        promise, _("Het besluit zou vallen op %(day)s.") % {"day": day_words(promise.day)}
    ),
    PromiseKey.TOLD_BY: lambda promise: _or_late(
        promise,
        _("U zou uiterlijk op %(day)s bericht krijgen van het besluit, met de uitleg.")
        % {"day": day_words(promise.day)}
        if promise.day
        else _("U zou binnen %(term)s na het besluit horen wat er is besloten, en waarom.")
        % {"term": promise.term},
    ),
    PromiseKey.EVALUATED_BY: lambda promise: _or_late(
        promise,
        _("Uiterlijk op %(day)s zouden we samen terugkijken.") % {"day": day_words(promise.day)}
        if promise.day
        else _("Binnen %(term)s na het besluit zouden we samen terugkijken.")
        % {"term": promise.term},
    ),
    PromiseKey.CHANGE_TOGETHER: lambda _promise: _(
        "Veranderde er iets aan deze afspraken? Dan zouden we eerst overleggen, en zou u het verschil "
        "zien."
    ),
}
# Of what stopped: everybody who sent something had an answer then, and nothing else holds any more.
_STOPPED = {
    PromiseKey.ANSWER: lambda _promise: _(
        "Alles wat was ingebracht, kreeg antwoord. Met een uitleg."
    ),
    PromiseKey.LEVEL: lambda promise: (
        _("Dit was beloofd: ‘%(words)s’ Door het stoppen geldt het niet meer.")
        % {"words": promise.words}
    ),
}


def adopted_sentence(agreement) -> str:
    """Who adopted it and when."""
    day, bodies = day_words(agreement.adopted_on), agreement.adopted_by
    if agreement.is_light:
        return _("Kleine wijziging, vastgelegd op %(day)s.") % {"day": day}
    if agreement.is_put_back:
        return _("Teruggezet, omdat een partij nee zei, op %(day)s.") % {"day": day}
    if not bodies:
        return _("Vastgelegd op %(day)s.") % {"day": day}
    return _("Vastgesteld door %(by)s op %(day)s.") % {"by": _(" en ").join(bodies), "day": day}
