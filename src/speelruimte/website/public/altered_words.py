"""What goes otherwise than was announced, big, wherever it was announced."""

from django.utils.translation import gettext as _

from speelruimte.activities.alterations import alterations_of, altered_from
from speelruimte.activities.models import Alteration
from speelruimte.activities.when import announced_words, when_and_where
from speelruimte.shared.terms import local_day
from speelruimte.website.days import day_words
from speelruimte.website.public.activity_words import url_or_nothing
from speelruimte.website.rendering import Row, Rows

What = Alteration.What


def notices_of(activities, *, day, ever=False) -> Rows:
    """For each activity that goes otherwise, what holds now: {title, text, kind, what}, for ``alert``.

    Of what was moved, opened again or closes sooner nothing is said once it has been; beside a text
    that is locked it is said for ``ever``.
    """
    altered = alterations_of(activities)
    return [
        _notice(altered[activity.pk])
        for activity in activities
        if activity.pk in altered
        and (_still_holds(activity, altered[activity.pk][-1], day) or ever)
    ]


def _still_holds(activity, alteration, day):
    alteration.activity = activity
    is_news = alteration.what in (What.MOVED, What.REOPENED, What.SOONER)
    return not (is_news and day > activity.promised_until)


def _notice(rows):
    """The last of what was said of one activity, in words."""
    alteration = rows[-1]
    activity = alteration.activity
    words = {"title": activity.title}
    title, parts = {
        What.CANCELLED: (_("Gaat niet door: %(title)s"), [announced_words(alteration)]),
        What.MOVED: (
            _("Verplaatst: %(title)s"),
            [_("Nieuw: %(when)s.") % {"when": _moved_to(alteration)}, announced_words(alteration)],
        ),
        What.CLOSED: (
            _("Eerder gesloten: %(title)s"),
            [
                _("Gesloten op %(day)s.") % {"day": day_words(local_day(alteration.made_at))},
                announced_words(alteration),
                *_before_it_was_shorter(rows),
            ],
        ),
        What.REOPENED: (
            _("Weer open: %(title)s"),
            [_("Tot en met %(day)s.") % {"day": day_words(alteration.promised_until)}],
        ),
        What.SOONER: (
            _("Sluit eerder: %(title)s"),
            [
                _("Nu tot en met %(day)s.") % {"day": day_words(alteration.to_day)},
                announced_words(alteration),
            ],
        ),
    }[What(alteration.what)]
    kind = "error" if alteration.what == What.CANCELLED else "warning"
    said = {"title": title % words, "text": " ".join([*parts, _why(alteration)]), "kind": kind}
    return said | {"what": alteration.what}


def _before_it_was_shorter(rows):
    """The first last day that people were promised, where a changed agreement made it an earlier one."""
    first = next((row for row in rows if row.what == What.SOONER), None)
    if first is None:
        return []
    return [_("Eerst was beloofd: tot en met %(day)s.") % {"day": day_words(first.promised_until)}]


def _moved_to(alteration):
    return when_and_where(alteration.to_day, alteration.to_time, alteration.to_place)


def _why(alteration):
    return _("De reden: %(reason)s") % {"reason": alteration.reason}


def history_of(activity) -> Rows:
    """Everything that was said about it before, the newest first: {day, title, text}."""
    rows = alterations_of([activity]).get(activity.pk, [])
    for alteration in rows:
        alteration.activity = activity
    return [
        {"day": day_words(local_day(rows[last].made_at))} | _notice(rows[: last + 1])
        for last in reversed(range(len(rows)))
    ]


def altered_days(*, day, end=None, of=None) -> Rows:
    """The days that were announced and no longer hold, for the component ``calendar_list``: until
    ``end``, of the processes ``of``, where that is asked.
    """
    asked = None if of is None else {trajectory.pk for trajectory in of}
    return [
        _in_calendar(row)
        for row in altered_from(day)
        if (end is None or row.held_on <= end)
        and (asked is None or row.activity.trajectory_id in asked)
    ]


def _in_calendar(alteration) -> Row:
    """What became of a day that was announced: of what was moved more than once, where it is now."""
    activity = alteration.activity
    trajectory = activity.trajectory
    title = {"title": activity.title}
    if activity.cancelled_at is not None:
        said, text = _("Gaat niet door: %(title)s") % title, trajectory.title
    else:
        said = _("Verplaatst: %(title)s") % title
        text = _("%(process)s. Nieuw: %(when)s") % {
            "process": trajectory.title,
            "when": when_and_where(activity.held_on, activity.held_at, activity.place),
        }
    url = url_or_nothing("take-part", slug=trajectory.slug, key=activity.key)
    return {
        "date": alteration.held_on,
        "title": said,
        "text": text,
        "url": url,
        "at": alteration.held_at,
        "is_meeting": True,
        "is_altered": True,
    }
