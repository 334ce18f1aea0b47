"""What somebody sees of own words: the thread up to the decision."""

from dataclasses import dataclass
from typing import ClassVar

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from speelruimte.activities.actions.disagree import can_disagree, looked_again
from speelruimte.activities.kind import promises_answer
from speelruimte.activities.models import Contribution
from speelruimte.activities.proofs import changed_since
from speelruimte.activities.queries import entry_of, refused_on
from speelruimte.activities.rules import ON_THE_SITE, TAKEN_AWAY
from speelruimte.decisions.queries import frame_named
from speelruimte.decisions.stopped import why_it_stopped
from speelruimte.people.erasing import GONE
from speelruimte.policy.queries import parsed_policy
from speelruimte.promise import (
    answer_due,
    decided_since,
    decider_named,
    given_by_stopping,
    later_than,
    look_again_days,
    look_again_due,
    thread_of,
)
from speelruimte.shared.fingerprints import in_groups
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.models import ENDED_STEPS, LaterDay, Step
from speelruimte.website.asking import now, today
from speelruimte.website.days import day_words, moment_words
from speelruimte.website.initiative_receipt import where_words
from speelruimte.website.proof_words import proof_row
from speelruimte.website.public.activity_words import where_to_write
from speelruimte.website.public.moves import case_numbers
from speelruimte.website.public.own_action_words import came_of_second_look, placed_no_more
from speelruimte.website.public.promise_words import (
    answer_label,
    how_it_stopped,
    in_a_sentence,
    not_kept,
    since_answer,
)
from speelruimte.website.rendering import InnerPage, Row, Rows
from speelruimte.website.statutory import OMBUDSMAN

State = Contribution.State
TITLE_LENGTH = 70


@dataclass(frozen=True, kw_only=True)
class ThreadPage(InnerPage):
    """The receipt of a contribution and its threads to the decision."""

    template: ClassVar = "public/thread.html"
    nav_current: str = "contribution"
    title: str
    lead: str
    stopped_reason: str
    how_it_stopped: str  # on which day, and who decided so
    unseen_answer: str  # to what nobody had read when its process stopped
    sentence: str
    code: str
    receipt: Rows
    parts: Rows
    own_title: str
    words_note: str
    added: Rows  # {day, parts, state}: what was added later
    adds_to: str  # the first words, of what was added
    points: Rows
    decision: Row | None  # {title, text, url, reverse_url, drawing_title}
    fingerprint: str
    changed_on: str  # the day on which words were lawfully changed since, or erased
    keeps_code: bool  # there is something to come back for
    proof: Row | None  # {url, from_when}
    refusal_reason: str
    # {day, rules_url, again_url, again_days, placed_no_more, is_looked_at}: when, by which rules, where
    # one sends it again, within how many days somebody else looks, that this places nothing any more,
    # and whether somebody looks now
    refused: Row | None
    # {text, day, answer, looked_on, waits}: waits says by when; no text once wiped
    disagreements: Rows
    came_of_it: str  # of a second look, where the words are not placed
    ombudsman_url: str  # where one goes who does not agree with the second answer either
    actions: Rows  # {title, text, label, url, by_link}


def thread_page(contribution, *, code, crumbs, sentence, actions, token="") -> ThreadPage:
    """What somebody sees of one contribution. Never its contact."""
    thread = thread_of(contribution)
    trajectory = contribution.trajectory
    policy = parsed_policy(trajectory.policy)
    entry, changed = entry_of(contribution), changed_since(contribution)
    return ThreadPage(
        crumbs=crumbs,
        title=_title(contribution, thread),
        lead=_lead(contribution, thread),
        stopped_reason=why_it_stopped(trajectory) if _has_stopped(trajectory) else "",
        how_it_stopped=how_it_stopped(trajectory),
        unseen_answer=contribution.refusal_reason if contribution.state == State.UNSEEN else "",
        sentence=sentence,
        code=code,
        receipt=_receipt(contribution, code),
        parts=word_parts(contribution, thread) if contribution.text else [],
        words_note=_note(contribution),
        points=thread_points(contribution, thread) if _shows_thread(contribution) else [],
        own_title=contribution.title,
        added=[
            _added(addition, trajectory)
            for addition in contribution.additions.select_related("trajectory").order_by("id")
        ],
        adds_to=contribution.adds_to.text if contribution.adds_to_id else "",
        decision=_decision(thread, trajectory, policy),
        fingerprint=in_groups(entry.fingerprint) if entry else "",
        changed_on=day_words(local_day(changed.at)) if changed else "",
        keeps_code=contribution.state != State.ERASED or contribution.was_answered,
        proof=proof_row(changed or entry, token=token, at=now()) if contribution.text else None,
        refusal_reason=contribution.refusal_reason if contribution.state == State.REFUSED else "",
        refused=_refused(contribution, token) if contribution.state == State.REFUSED else None,
        disagreements=_disagreements(contribution),
        came_of_it=came_of_second_look(contribution),
        ombudsman_url=_next_door(contribution),
        actions=actions,
    )


def where_to_write_again(received) -> str:
    """The form for own words that were not placed, as long as one can take part in the plan on the
    website; empty otherwise."""
    if not isinstance(received, Contribution) or received.state != State.REFUSED:
        return ""
    return where_to_write(received.activity, day=today())


def _refused(contribution, token):
    """When it was not placed; and where one reads the rules, and can write it otherwise today."""
    day = refused_on(contribution)
    again = reverse("linked-send-again", args=[token]) if token else reverse("send-again")
    return {
        "day": day_words(day) if day else "",
        "rules_url": reverse("policy") + "#huisregels",
        "again_url": again if where_to_write_again(contribution) else "",
        "placed_no_more": placed_no_more(contribution),
        "is_looked_at": contribution.disagreements.filter(looked_at=None).exists(),
        "again_days": look_again_days(contribution.trajectory)
        if can_disagree(contribution) and not contribution.disagreements.exists()
        else 0,
    }


def _disagreements(contribution):
    return [
        {
            "text": said.text,
            "day": day_words(local_day(said.said_at)),
            "answer": said.answer,
            "looked_on": day_words(local_day(said.looked_at)) if said.looked_at else "",
            "waits": _looked_at_by(said, contribution),
        }
        for said in contribution.disagreements.all()
    ]


def _next_door(contribution):
    """After somebody else looked there is no third look here; nothing as long as one can ask for it, nor
    where the words stand whole on the website after all."""
    said = contribution.disagreements.all()
    has_answer = bool(said) and all(row.looked_at for row in said)
    is_gone = contribution.state in (*TAKEN_AWAY, State.PUBLISHED)
    return OMBUDSMAN if has_answer and not is_gone and looked_again(contribution) else ""


def _looked_at_by(said, contribution):
    """By when somebody else answers, as long as one still looks; that it is late when it is."""
    if said.looked_at is not None or contribution.state in TAKEN_AWAY:
        return ""
    said.contribution = contribution
    by = look_again_due(said)
    if by < today():
        words = _("U zou uiterlijk op %(day)s antwoord krijgen. Deze dag is niet gehaald.")
    else:
        words = _("U leest het antwoord hier. Dat is er uiterlijk op %(day)s.")
    return words % {"day": day_words(by)}


def _added(addition, trajectory):
    """What was added, on which day, and what became of it."""
    states = {
        State.WAITING: _(
            "Dit lezen wij eerst. Het antwoord vindt u met de code die u ervoor kreeg."
        ),
        State.REFUSED: _(
            "Dit staat niet op de website. Waarom, leest u met de code die u ervoor kreeg."
        ),
        State.UNSEEN: _(
            "Het plan stopte voordat iemand dit las. Ons antwoord vindt u met de code die u ervoor "
            "kreeg."
        ),
        State.WITHDRAWN: _("Dit trok u in. Daarop komt geen antwoord."),
        State.ERASED: _("Dit is gewist."),
    }
    on_the_website = _(
        "Dit staat op de website. Het antwoord vindt u met de code die u ervoor kreeg."
    )
    state = states.get(addition.state, on_the_website)
    if addition.was_answered:
        its_answer = _("Ons antwoord vindt u met de code die u ervoor kreeg.")
        taken = _("Dit trok u in.") if addition.text else _("Dit is gewist.")
        state = f"{taken} {its_answer}"
    if addition.trajectory_id != trajectory.pk and addition.text:
        was_moved = addition.moves.filter(went_back_at__isnull=True).exists()
        where = (
            _("Dit hoort nu bij ‘%(title)s’.")
            if was_moved
            else _("Dit verhuisde niet mee: het bleef bij ‘%(title)s’.")
        )
        state = f"{where % {'title': addition.trajectory.title}} {state}"
    return {
        "day": day_words(local_day(addition.received_at)),
        "parts": [{"text": addition.text}] if addition.text else [],
        "state": state,
    }


def _has_stopped(trajectory):
    return trajectory.step == Step.STOPPED


def _public_page(contribution):
    """Where everybody reads it, once it stands there."""
    if contribution.state in ON_THE_SITE:
        slug, key = contribution.trajectory.slug, contribution.public_key
        yield {
            "label": _("Op de website"),
            "value": _("Lees uw inbreng zoals iedereen haar leest"),
            "url": _url("contribution", slug=slug, key=key),
        }


def _has_thread(contribution):
    return contribution.state in (State.WAITING, State.PUBLISHED, State.REDACTED)


def _shows_thread(contribution):
    """Of words that were withdrawn or erased the answer that they had stays, for who wrote them."""
    return _has_thread(contribution) or contribution.was_answered


def _title(contribution, thread):
    if contribution.state == State.REFUSED:
        return _("Uw inbreng staat niet op de website")
    if contribution.state == State.UNSEEN:
        return _("Dit plan stopte voordat iemand uw inbreng las")
    if contribution.state == State.WITHDRAWN:
        return _("U hebt uw inbreng ingetrokken")
    if contribution.state == State.ERASED:
        return _("Uw inbreng is gewist")
    if thread.is_answered:
        return _("Dit deden we met uw inbreng")
    if contribution.state in ON_THE_SITE:
        return _("Uw inbreng staat op de website")
    return _("Wij hebben uw inbreng")


def _lead(contribution, thread):
    leads = {
        State.WAITING: _(
            "Eerst lezen wij uw inbreng. Daarna staan uw woorden op de website, zonder uw naam."
        ),
        State.REFUSED: _("Hieronder leest u waarom."),
        State.UNSEEN: _(
            "Uw woorden komen niet op de website. Dat ligt niet aan wat u schreef: alles hield op. "
            "Hieronder leest u waarom, en ons antwoord."
        ),
        State.WITHDRAWN: _("Niemand leest uw woorden op de website. Ons antwoord bleef staan.")
        if contribution.was_answered
        else _("Niemand leest uw woorden op de website. U krijgt geen antwoord."),
        State.ERASED: _("Uw woorden zijn weg. Wat ermee is gedaan, bleef staan.")
        if contribution.was_answered
        else _("Uw woorden zijn weg. Er blijft alleen staan dat u iets instuurde."),
    }
    if contribution.state in leads:
        return leads[contribution.state]
    if _has_stopped(contribution.trajectory):
        return _("Dit plan is gestopt. Er komt geen besluit.")
    if not thread.is_answered:
        if any(point.is_answered for point in thread.points):
            return _("U hebt antwoord op een deel van uw inbreng. De rest komt nog.")
        return _before_an_answer(contribution, thread)
    if thread.decision is None:
        return _("U hebt antwoord. Het besluit moet nog komen.")
    answers = [point.answer for point in thread.points] or [thread.answer]
    if any(decided_since(answer, contribution.trajectory) for answer in answers):
        return _("U hebt antwoord. Daarna is een ander besluit genomen.")
    return _("U hebt antwoord. Het besluit is genomen.")


def _before_an_answer(contribution, thread):
    """What may be expected of the way in which it came in."""
    if contribution.timing:
        return _("U krijgt een eigen antwoord. Kom later terug met uw code.")
    if promises_answer(contribution):
        return _("U krijgt antwoord. Kom later terug met uw code.")
    if thread.decision is None:
        return _("Uw inbreng telt mee. Het besluit moet nog komen.")
    return _("Uw inbreng telde mee. Het besluit is genomen.")


def _receipt(contribution, code):
    in_words = moment_words if contribution.hour_is_known else day_words
    how = _("%(day)s, via %(channel)s") % {
        "day": in_words(contribution.received_at),
        "channel": contribution.channel_label,
    }
    facts = [{"label": _("Uw code"), "value": code, "code": True}] if code else []
    return [
        *facts,
        {"label": _("Ontvangen"), "value": how},
        *_public_page(contribution),
        *case_numbers(contribution),
        {
            "label": _("Plan"),
            "value": contribution.trajectory.title,
            "url": _url("process", slug=contribution.trajectory.slug),
        },
        *where_words(contribution),
    ]


def _note(contribution):
    """That nothing was changed is said of what everybody may read, or will."""
    if contribution.redaction_reason:
        return _("Een deel is onleesbaar gemaakt (▇▇▇). Dit is de reden: %(reason)s") % {
            "reason": contribution.redaction_reason
        }
    if contribution.state not in (*ON_THE_SITE, State.WAITING):
        return ""
    if GONE in contribution.text:
        return _("Op verzoek haalden wij een naam of andere gegevens uit deze woorden.")
    if contribution.channel in (Contribution.Channel.WEBSITE, Contribution.Channel.FILE):
        return _("Wij veranderden niets aan uw tekst.")
    return _("Wij schreven uw woorden over en veranderden er niets aan.")


def thread_points(contribution, thread, *, to_writer=True) -> list:
    """The thread of the own words, or of each point in them, as the component ``thread`` shows them;
    ``to_writer`` or to everybody."""
    followed = thread.points or (thread,)
    return [thread_point(contribution, point, to_writer=to_writer) for point in followed]


def word_parts(contribution, thread) -> list:
    """Own words as the component ``own_words`` shows them: whole, or each point with its number, as
    long as its thread stands below."""
    if not thread.points or not _has_thread(contribution):
        return [{"text": contribution.text.strip()}]
    points = [followed.point for followed in thread.points]
    return [{"text": point.words, "number": point.number} for point in points]


def thread_point(contribution, thread, *, to_writer=True) -> dict:
    """Own words, theme, answer and decision as the component ``thread`` shows them."""
    point = thread.point
    return {
        "number": point.number if point else 1,
        "title": _short(point.words if point else contribution.title or contribution.text)
        or _("Uw woorden zijn gewist"),
        "theme": _theme(thread, contribution.trajectory, to_writer=to_writer),
        "answer": _answer(thread, contribution.trajectory),
        "expected": _expected(contribution),
        "decision": _decision_point(thread, contribution.trajectory),
        "decided": thread.weight is not None,
    }


def _theme(thread, trajectory, *, to_writer):
    if thread.theme is None:
        if thread.is_own:
            name = _("U kreeg een eigen antwoord") if to_writer else _("Kreeg een eigen antwoord")
            return {"name": name, "count": "", "url": ""}
        return None
    if given_by_stopping(thread.answer, trajectory):
        count = ngettext(
            "%(number)d keer inbreng kreeg dit antwoord",
            "%(number)d keer inbreng kreeg dit antwoord",
            thread.number,
        )
    else:
        count = ngettext(
            "%(number)d keer hierover geschreven",
            "%(number)d keer hierover geschreven",
            thread.number,
        )
    return {
        "name": thread.theme.title,
        "count": count % {"number": thread.number},
        "url": _url("theme", slug=trajectory.slug, key=thread.theme.public_key),
    }


def _answer(thread, trajectory):
    if thread.answer is None:
        return None
    shown = _shown_answer(thread.answer, thread.answered_at, trajectory)
    earlier = [_shown_answer(had.answer, had.answered_at, trajectory) for had in thread.earlier]
    return shown | {"since": since_answer(thread.answer, trajectory), "earlier": earlier}


def _shown_answer(answer, answered_at, trajectory):
    frame = frame_named(answer)
    by = day_words(local_day(answered_at))
    if frame is not None:
        named = {"number": frame.number, "title": frame.title, "day": by}
        by = _("Kader %(number)s: %(title)s. %(day)s") % named
    return {
        "verdict": answer.verdict,
        "label": answer_label(answer, trajectory),
        "text": answer.reason,
        "by": by,
    }


def _expected(contribution):
    """By when the answer is promised, and whether that was kept; nothing where none is promised."""
    if not promises_answer(contribution):
        return ""
    day = answer_due(contribution)
    if day is None:
        return ""
    if _has_stopped(contribution.trajectory):
        return ""
    has_ended = contribution.trajectory.step in ENDED_STEPS
    later = later_than(contribution.trajectory, LaterDay.What.ANSWERS, day, day=today())
    if day >= today() and (has_ended or later is None):
        return _("U krijgt antwoord uiterlijk op %(day)s.") % {"day": day_words(day)}
    if has_ended:
        return ""
    promised = _("U zou uiterlijk op %(day)s antwoord krijgen.") % {"day": day_words(day)}
    return f"{promised} {not_kept(later)}"


def _decision_point(thread, trajectory):
    if thread.decision is None:
        ended = {"title": _("Er komt geen besluit: dit plan is gestopt."), "state": "open"}
        return ended if _has_stopped(trajectory) else None
    if thread.weight is None:
        return {
            "title": _("Het besluit noemt dit niet apart."),
            "text": _("Ons antwoord leest u op deze bladzijde.") if thread.answer else "",
            "state": "open",
        }
    if thread.decision.decided_last is not thread.decision:
        title = _("Zo woog dit mee in het besluit van eerst.")
        return {"title": title, "text": thread.weight.how, "state": "decided"}
    return {"title": _("Zo woog dit mee."), "text": thread.weight.how, "state": "decided"}


def _decision(thread, trajectory, policy):
    decision = thread.decision
    if decision is None:
        return None
    standing = decision.standing
    number = _(" Besluit %(number)s.") % {"number": standing.number} if standing.number else ""
    return {
        "title": _("Het besluit van %(body)s")
        % {"body": in_a_sentence(decider_named(policy, decision.body).label)},
        "text": _("Genomen op %(day)s.") % {"day": day_words(decision.standing_day)} + number,
        "url": _url("decision", slug=trajectory.slug),
        "reverse_url": _url("decision", slug=trajectory.slug) + "#woorden",
        "drawing_title": _("Draden van iedereen die meedeed komen samen in één besluit."),
    }


def _short(text):
    text = " ".join(text.split())
    if len(text) <= TITLE_LENGTH:
        return text
    return text[:TITLE_LENGTH].rsplit(" ", 1)[0] + " …"


def _url(name, **kwargs):
    try:
        return reverse(name, kwargs=kwargs)
    except NoReverseMatch:
        return ""
