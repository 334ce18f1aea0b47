"""A promise in sentences for residents: the room, what we promise, and who stands behind it."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from speelruimte.decisions.stopped import ANSWERED_BY_STOPPING, who_let_it_stop, why_it_stopped
from speelruimte.promise import (
    PromiseKey,
    decided_since,
    given_by_stopping,
    stopped_at,
    taken_back_by_stopping,
)
from speelruimte.trajectories.models import ENDED_STEPS, Step
from speelruimte.website.days import day_words

NOT_KEPT = gettext_lazy("Deze dag is niet gehaald. U hoort het nog van ons.")
# Of what is over: nobody hears anything more.
NEVER_KEPT = gettext_lazy("Deze dag is niet gehaald.")
NOT_KEPT_FOR_ALL = gettext_lazy("Niet iedereen kreeg op tijd antwoord. U hoort het nog van ons.")
# Of what was not kept yet when a plan stopped.
LAPSED = gettext_lazy("Door het stoppen geldt dit niet meer.")


def not_kept(later, words=NOT_KEPT) -> str:
    """That a promised day was not kept; where it was said, by when it comes now and why."""
    if later is None:
        return str(words)
    said = {"day": day_words(later.day), "reason": later.reason}
    if later.is_late:
        words = _(
            "Het zou later worden: uiterlijk op %(day)s. Ook dat is niet gehaald. %(words)s"
        ) % {
            **said,
            "words": _("U hoort het nog van ons."),
        }
    else:
        words = _("Dit wordt later: uiterlijk op %(day)s. De reden: %(reason)s") % said
    return in_sentences(was_held_over(later), words)


def was_held_over(later) -> str:
    """Which body held the decision over, and on which day; empty of what becomes later otherwise."""
    if not later.held_over_by:
        return ""
    return _("Het besluit is aangehouden door %(body)s, op %(day)s.") % {
        "body": in_a_sentence(later.held_over_by),
        "day": day_words(later.held_over_on),
    }


def put_off(promised, later) -> str:
    """Beside the day that something becomes: the day or term that was promised, and why it was not kept."""
    said = {"promised": promised, "reason": later.reason}
    if later.is_late:
        words = _(
            "Beloofd was: %(promised)s. Ook deze dag is niet gehaald. U hoort het nog van ons."
        )
    else:
        words = _("Dat is later dan beloofd. Beloofd was: %(promised)s. De reden: %(reason)s")
    return in_sentences(was_held_over(later), words % said)


def since_answer(answer, trajectory) -> dict | None:
    """What came after an answer, so that it may not hold any more; None where nothing did."""
    if taken_back_by_stopping(answer, trajectory):
        return {
            "text": _("Dit plan is gestopt. Dit antwoord geldt niet meer."),
            "reason": _("De reden: %(reason)s") % {"reason": why_it_stopped(trajectory)},
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
        "departure": trajectory.decision.departs_still
        and _("Zo wijkt het af van de uitkomst: %(departure)s")
        % {"departure": trajectory.decision.standing.departure},
    }


def who_decides_label(trajectory) -> str:
    """What stands beside who decides: as long as there is a decision to come, and afterwards."""
    if hasattr(trajectory, "decision"):
        return _("Wie besloot")
    return _("Wie zou beslissen") if trajectory.step == Step.STOPPED else _("Wie beslist")


def answer_label(answer, trajectory) -> str:
    """What stands on an answer in the place of its verdict, where nobody weighed the words."""
    return capfirst(ANSWERED_BY_STOPPING) if given_by_stopping(answer, trajectory) else ""


def how_it_stopped(trajectory) -> str:
    """On which day it stopped, and who decided so; empty of what did not."""
    stopped = stopped_at(trajectory)
    if stopped is None:
        return ""
    on = _("Gestopt op %(day)s.") % {"day": day_words(stopped)}
    return in_sentences(on, who_let_it_stop(trajectory))


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


def unknown_rows(frames, promises, *, step="") -> list[dict]:
    """What is not known yet, and on which day it will be or should have been, for the component
    ``room``. Where the day is promised no more, nothing is said of one. ``step`` as for
    ``promise_rows``.
    """
    promised = _promised_to_know(promises)
    return [{"text": _unknown(frame, promised.get(_known(frame)), step)} for frame in frames]


def missed_frames(frames, promises) -> set[str]:
    """The titles of what should be known by now, and is not."""
    promised = _promised_to_know(promises)
    days = ((frame.title, promised.get(_known(frame))) for frame in frames)
    return {title for title, promise in days if promise and promise.is_late}


def _promised_to_know(promises):
    known_on = (promise for promise in promises if promise.key is PromiseKey.KNOWN_ON)
    still = (promise for promise in known_on if not promise.has_lapsed)
    return {(promise.day, promise.words): promise for promise in still}


def _known(frame):
    return frame.known_on, frame.title


def _unknown(frame, promise, step):
    title = frame.title if frame.title[-1:] in "?!." else f"{frame.title}."
    known = ""
    if promise is not None:
        sentence = (
            _("Dit zouden we weten op %(day)s.")
            if promise.is_late or step in ENDED_STEPS
            else _("Dit weten we op %(day)s.")
        )
        known = _or_late(promise, sentence % {"day": day_words(frame.known_on)}, step)
    return " ".join(f"{title} {frame.text} {known}".split())


def promise_rows(promises, *, step="") -> list[dict]:
    """Every promise in one sentence or more, for the card; what a level promises is not said twice.

    ``step`` is where the process is: of one that ended all is told in the past. So is what was kept, or
    is over, everywhere. Of what lapsed it is told what was promised, and that it holds no more.
    """
    rows: list[dict] = []
    said: list[str] = []  # each in the words in which it was made, whatever became of it
    for promise in promises:
        words = promise.words.rstrip(".")
        if promise.key == PromiseKey.LEVEL and any(before.startswith(words) for before in said):
            continue
        said.append(_as_it_was_made(promise))
        missed = promise.is_late or promise.later is not None
        lapsed = promise.has_lapsed or bool(promise.came_in and promise.came_in.unseen)
        row = {"text": _sentence(promise, step), "missed": missed, "lapsed": lapsed}
        if row not in rows:
            rows.append(row)
    return rows


def _as_it_was_made(promise):
    if promise.key == PromiseKey.LEVEL:
        return promise.words
    return _in_both_tenses(promise)[0] % _named_in(promise)


def _sentence(promise, step):
    if promise.key == PromiseKey.LEVEL:
        was_promised = _WAS_PROMISED % {"words": promise.words}
        return _lapsed(promise, was_promised) if promise.has_lapsed else promise.words
    now, past = _in_both_tenses(promise)
    if promise.came_in is not None:
        return _what_had_an_answer(promise.came_in, past)
    is_past = step in ENDED_STEPS or promise.kept_on or promise.nobody_waits or promise.is_over
    said = (past if is_past else now) % _named_in(promise)
    return _lapsed(promise, said) if promise.has_lapsed else _or_late(promise, said, step)


def _lapsed(promise, said):
    """What was promised, that it was late already or would become later, and that it holds no more."""
    later = ""
    if promise.later is not None:
        later = _("Het zou later worden: uiterlijk op %(day)s. De reden: %(reason)s") % {
            "day": day_words(promise.later.day),
            "reason": promise.later.reason,
        }
    late_too = _("Ook dat is niet gehaald.") if promise.later and promise.later.is_late else ""
    late = str(NEVER_KEPT) if promise.is_late else ""
    return in_sentences(said, late, later, late_too, str(LAPSED))


def _what_had_an_answer(came_in, promised):
    """Of what stopped: all had an answer only where all that came in was read and kept; else one reads
    what was promised, and who had one."""
    if came_in.answered >= came_in.received:
        return str(_ALL_HAD_AN_ANSWER)
    answered = _("Wat wij lazen en plaatsten (%(number)d keer inbreng), kreeg antwoord.") % {
        "number": came_in.answered
    }
    unread = ngettext(
        "%(number)d keer inbreng las niemand voordat het plan stopte. Wie dat schreef, leest waarom "
        "op de eigen bladzijde.",
        "%(number)d keer inbreng las niemand voordat het plan stopte. Wie dat schreef, leest waarom "
        "op de eigen bladzijde.",
        came_in.unseen,
    ) % {"number": came_in.unseen}
    nothing = _("Er stond geen inbreng op de website om op te antwoorden.")
    return in_sentences(
        str(promised),
        answered if came_in.answered else nothing,
        unread if came_in.unseen else "",
    )


def _in_both_tenses(promise):
    if promise.day is None and promise.key in _WITHOUT_A_DAY:
        return _WITHOUT_A_DAY[promise.key]
    if promise.key == PromiseKey.ANSWER and promise.in_person:
        return _IN_PERSON
    if promise.joined_until:
        return _OF_AN_ACTIVITY_UNTIL if promise.activity else _JOINED_UNTIL
    if promise.joined_after:
        return _OF_AN_ACTIVITY_AFTER if promise.activity else _JOINED_AFTER
    return _OF_AN_ACTIVITY if promise.activity else _SENTENCES[promise.key]


def _named_in(promise):
    return {
        "day": day_words(promise.day),
        "joined": day_words(promise.joined_until or promise.joined_after),
        "term": promise.term,
        "title": promise.activity or promise.words.rstrip("."),
        "who": in_a_sentence(promise.decider.label) if promise.decider else "",
    }


def _or_late(promise, sentence, step):
    if promise.kept_on:
        return f"{sentence} {_done(promise)}"
    if promise.nobody_waits:
        return in_sentences(sentence, _nobody_waits(promise.answered_on))
    if not (promise.is_late or promise.later):
        return sentence
    if step in ENDED_STEPS and promise.later is None:
        return f"{sentence} {NEVER_KEPT}"
    words = NOT_KEPT if promise.day else NOT_KEPT_FOR_ALL
    return f"{sentence} {not_kept(promise.later, words)}"


def _nobody_waits(answered_on):
    if answered_on is None:
        return _("Niemand wacht hier nog op antwoord.")
    return _("Op %(day)s had iedereen antwoord.") % {"day": day_words(answered_on)}


def _done(promise):
    """On which day it was done, in time or not."""
    words = (
        _("Deze dag is niet gehaald. Het gebeurde op %(day)s.")
        if promise.is_late
        else _("Dat gebeurde op %(day)s.")
    )
    return words % {"day": day_words(promise.kept_on)}


def in_sentences(*said) -> str:
    """Whole sentences after one another; what is empty is left out."""
    return " ".join(sentence for sentence in said if sentence)


def answers_from(who, *, is_over=False) -> str:
    """Who answers, where that is who came with the idea, and that the municipality signs along where
    it does; empty where the municipality answers. ``is_over``: nobody answers any more.
    """
    if not who.initiator:
        return ""
    if is_over and who.signed_along:
        return _(
            "Wie met het idee kwam, gaf het antwoord. De projectleider van de gemeente tekende mee."
        )
    if is_over:
        return _("Wie met het idee kwam, gaf het antwoord.")
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


# Each promise twice: as it holds, and as it was made once it was kept or the process ended.
_SENTENCES = {
    PromiseKey.INFORMED: (
        gettext_lazy("U hoort uiterlijk op %(day)s wat er gebeurt."),
        gettext_lazy("U zou uiterlijk op %(day)s horen wat er gebeurt."),
    ),
    PromiseKey.RECEIPT: (
        gettext_lazy(
            "Geeft u een e-mailadres? Dan krijgt u binnen %(term)s bericht van ontvangst."
        ),
        gettext_lazy(
            "Gaf u een e-mailadres? Dan zou u binnen %(term)s bericht van ontvangst krijgen."
        ),
    ),
    PromiseKey.ANSWER: (
        gettext_lazy("U krijgt antwoord op alles wat u inbrengt. Met een uitleg."),
        gettext_lazy("U zou antwoord krijgen op alles wat u inbracht. Met een uitleg."),
    ),
    PromiseKey.ANSWER_BY: (
        gettext_lazy("U krijgt het antwoord uiterlijk op %(day)s."),
        gettext_lazy("U zou antwoord krijgen, uiterlijk op %(day)s."),
    ),
    PromiseKey.READ_FIRST: (
        gettext_lazy(
            "Voordat er een besluit is, wordt alles wat is ingebracht gelezen door %(who)s."
        ),
        gettext_lazy(
            "Voordat er een besluit was, zou alles wat was ingebracht worden gelezen door %(who)s."
        ),
    ),
    PromiseKey.KNOWN_ON: (
        gettext_lazy("‘%(title)s’ weten we nog niet. Op %(day)s wel."),
        gettext_lazy("‘%(title)s’ wisten we nog niet. Op %(day)s zouden we het weten."),
    ),
    PromiseKey.DECIDED_ON: (
        gettext_lazy("Het besluit valt op %(day)s."),
        gettext_lazy("Het besluit zou vallen op %(day)s."),
    ),
    PromiseKey.TOLD_BY: (
        gettext_lazy("U krijgt uiterlijk op %(day)s bericht van het besluit, met de uitleg."),
        gettext_lazy("U zou uiterlijk op %(day)s bericht krijgen van het besluit, met de uitleg."),
    ),
    PromiseKey.EVALUATED_BY: (
        gettext_lazy("Uiterlijk op %(day)s kijken we samen terug."),
        gettext_lazy("Uiterlijk op %(day)s zouden we samen terugkijken."),
    ),
    PromiseKey.CHANGE_TOGETHER: (
        gettext_lazy(
            "Verandert er iets aan deze afspraken? Dan overleggen we eerst, en u ziet het verschil. Gaat "
            "iets niet door of op een andere dag, dan leest u hier meteen waarom."
        ),
        gettext_lazy(
            "Veranderde er iets aan deze afspraken? Dan zouden we eerst overleggen, en zou u het verschil "
            "zien."
        ),
    ),
}
_WITHOUT_A_DAY = {
    PromiseKey.ANSWER_BY: (
        gettext_lazy("U krijgt het antwoord binnen %(term)s nadat u iets instuurt."),
        gettext_lazy("U zou het antwoord krijgen binnen %(term)s nadat u iets instuurde."),
    ),
    PromiseKey.TOLD_BY: (
        gettext_lazy("U hoort binnen %(term)s na het besluit wat er is besloten, en waarom."),
        gettext_lazy("U zou binnen %(term)s na het besluit horen wat er is besloten, en waarom."),
    ),
    PromiseKey.EVALUATED_BY: (
        gettext_lazy("Binnen %(term)s na het besluit kijken we samen terug."),
        gettext_lazy("Binnen %(term)s na het besluit zouden we samen terugkijken."),
    ),
}
_IN_PERSON = (
    gettext_lazy(
        "Op wat u zegt bij een bijeenkomst, krijgt u antwoord. Met een uitleg. Wat u kiest, krijgt "
        "geen eigen antwoord: u leest wat eruit kwam."
    ),
    gettext_lazy(
        "Op wat u zei bij een bijeenkomst, zou u antwoord krijgen. Met een uitleg. Wat u koos, kreeg "
        "geen eigen antwoord: u leest wat eruit kwam."
    ),
)
_OF_AN_ACTIVITY = (
    gettext_lazy("Doet u mee met ‘%(title)s’? Dan krijgt u het antwoord uiterlijk op %(day)s."),
    gettext_lazy("Deed u mee met ‘%(title)s’? Dan zou u antwoord krijgen, uiterlijk op %(day)s."),
)
# Where the last day became later: who took part before keeps the day that was told.
_JOINED_UNTIL = (
    gettext_lazy(
        "Deed u mee tot en met %(joined)s? Dan krijgt u het antwoord uiterlijk op %(day)s."
    ),
    gettext_lazy(
        "Deed u mee tot en met %(joined)s? Dan zou u antwoord krijgen, uiterlijk op %(day)s."
    ),
)
_JOINED_AFTER = (
    gettext_lazy("Doet u mee na %(joined)s? Dan krijgt u het antwoord uiterlijk op %(day)s."),
    gettext_lazy("Deed u mee na %(joined)s? Dan zou u antwoord krijgen, uiterlijk op %(day)s."),
)
_OF_AN_ACTIVITY_UNTIL = (
    gettext_lazy(
        "Deed u tot en met %(joined)s mee met ‘%(title)s’? Dan krijgt u het antwoord uiterlijk op "
        "%(day)s."
    ),
    gettext_lazy(
        "Deed u tot en met %(joined)s mee met ‘%(title)s’? Dan zou u antwoord krijgen, uiterlijk op "
        "%(day)s."
    ),
)
_OF_AN_ACTIVITY_AFTER = (
    gettext_lazy(
        "Doet u na %(joined)s mee met ‘%(title)s’? Dan krijgt u het antwoord uiterlijk op %(day)s."
    ),
    gettext_lazy(
        "Deed u na %(joined)s mee met ‘%(title)s’? Dan zou u antwoord krijgen, uiterlijk op %(day)s."
    ),
)
_ALL_HAD_AN_ANSWER = gettext_lazy("Alles wat was ingebracht, kreeg antwoord. Met een uitleg.")
_WAS_PROMISED = gettext_lazy("Dit was beloofd: ‘%(words)s’")


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
