"""People of Lindewold take part: words from every channel, looked at, and votes."""

from dataclasses import dataclass, replace
from datetime import timedelta

from demo.filling.crowd import crowd_files
from demo.filling.voting import voted
from speelruimte.activities.actions import (
    accept_contribution,
    close_activity,
    open_activity,
    publish_contribution,
    refuse_contribution,
)
from speelruimte.activities.importing import file_fingerprint_of, import_contributions
from speelruimte.activities.models import Contribution
from speelruimte.activities.queries import promised
from speelruimte.people.intake import Reach, Where, Words
from speelruimte.people.receipts import new_idempotency_key
from speelruimte.route.altering import cancel_and_tell, move_and_tell_when
from speelruimte.route.redacting import redact_and_tell
from speelruimte.shared.terms import local_day


@dataclass(frozen=True)
class Turn:
    """A phase in which people do something; ``by_theme`` gathers what they wrote."""

    phase: object
    is_first: bool
    is_over: bool
    crowd: int
    by_theme: dict


def took_part(walk, *, crowd):
    """Every phase that has begun: opened, filled with words and ballots, closed when it is over.

    ``crowd`` is how many of the plot's unnamed people write in. Returns the contributions by the
    number of their theme.
    """
    by_theme = {}
    for number, phase in enumerate(walk.plot.phases):
        if phase.first > -2:
            continue
        opened, over = _opened(walk, phase), phase.last < -1
        turn = Turn(phase, is_first=number == 0, is_over=over, crowd=crowd, by_theme=by_theme)
        for activity in opened:
            if activity.kind in CONTENT:
                CONTENT[activity.kind](walk, activity, turn)
        for activity in opened:
            _went_otherwise(walk, activity, phase)
        for activity in opened:
            activity.refresh_from_db(fields=["closed_at"])
            if over and activity.closed_at is None:
                close_activity(activity, **walk.when(phase.last + 1, any_day=True))
    return by_theme


def _opened(walk, phase):
    first = walk.town.today + timedelta(days=phase.first)
    opened = []
    for promise in promised(walk.fresh()):
        if promise.phase.starts_on != first:
            continue
        opened.append(
            open_activity(
                walk.trajectory,
                phase=promise.phase.key,
                planned=promise.planned.key,
                **walk.when(phase.first, any_day=True),
            )
        )
    return opened


def _went_otherwise(walk, activity, phase):
    """Called off or moved since it was announced, some days ago."""
    if reason := phase.called_off.get(activity.method):
        cancel_and_tell(activity, reason=reason, **walk.who(-2))
    if new := phase.moved.get(activity.method):
        day, reason = new
        move_and_tell_when(
            activity,
            held_on=walk.town.today + timedelta(days=day),
            held_at=activity.held_at,
            place=activity.place,
            reason=reason,
            **walk.who(-1),
        )


def _wrote(walk, activity, turn):
    """In the first phase: everybody of the plot, and its unnamed people."""
    if not turn.is_first or turn.by_theme:
        return
    _words(walk, turn.phase, activity, turn.by_theme)
    if turn.crowd:
        _crowd(walk, turn.phase, activity, turn.crowd, turn.by_theme)


def _voted(walk, activity, turn):
    voted(walk, activity, turn.phase, is_over=turn.is_over)


# What people do in a way of taking part, by its key. What happens elsewhere leaves no words.
CONTENT = {"ideas": _wrote, "budget": _voted}


def _words(walk, phase, activity, by_theme):
    """Words spread over the phase, up to yesterday."""
    words = walk.plot.words
    last = min(phase.last, -1)
    days = max(last - phase.first, 1)
    for place, word in enumerate(words):
        day = phase.first + (place * days) // max(len(words), 1)
        contribution = _accepted(walk, activity, word, day, hour=8 + place % 13, place=place)
        if word.stays_waiting and activity.moderate_first:
            continue
        lotte = walk.town.people["lotte"]
        if word.refused_on:
            why = {"ground": word.refused_on, "reason": word.refused}
            refuse_contribution(contribution, **why, **walk.who(day, lotte))
            continue
        if activity.moderate_first:
            publish_contribution(contribution, **walk.who(day, lotte, any_day=True))
        if word.unreadable:
            piece, why = word.unreadable
            redact_and_tell(contribution, pieces=[piece], reason=why, **walk.who(day, lotte))
        by_theme.setdefault(word.theme, []).append(contribution)


def _accepted(walk, activity, word, day, *, hour, place):
    from_website = word.channel == Contribution.Channel.WEBSITE
    keys = walk.plot.areas
    at = walk.at(day, hour=hour, minute=(place * 17) % 60, any_day=from_website)
    return accept_contribution(
        activity,
        words=Words(text=word.text, title=word.title),
        where=Where(area=walk.town.areas[keys[place % len(keys)]], place=word.place),
        reach=Reach(name=word.name, email=word.email),
        channel=word.channel,
        idempotency_key=new_idempotency_key(),
        by=None if from_website else walk.town.people["lotte"],
        at=at,
    ).received


def _crowd(walk, phase, activity, number, by_theme):
    """Hundreds of people, in the files in which their forms and letters came back."""
    first = walk.town.today + timedelta(days=phase.first)
    names = [walk.town.areas[key].name for key in walk.plot.areas]
    lotte = walk.town.people["lotte"]
    for file in crowd_files(number, first_day=first, days=phase.last - phase.first, areas=names):
        day = (file.last_day - walk.town.today).days
        when = walk.who(day, walk.town.people["joris"], hour=16)
        # Typed over on a working day: what came in over the weekend was there by Friday.
        typed_on = local_day(when["at"])
        import_contributions(
            activity,
            rows=[replace(row, received_on=min(row.received_on, typed_on)) for row in file.rows],
            origin=file.origin,
            file_fingerprint=file_fingerprint_of(file.data),
            **when,
        )
        taken_in = Contribution.objects.filter(activity=activity, origin=file.origin)
        for contribution in taken_in.order_by("pk"):
            theme = file.themes[contribution.origin_row]
            by_theme.setdefault(theme, []).append(contribution)
            if contribution.state == Contribution.State.WAITING:
                publish_contribution(contribution, by=lotte, at=walk.at(day, hour=17))


def closing_day(walk):
    """The day after the last phase, counted from today."""
    return max(phase.last for phase in walk.plot.phases) + 1
