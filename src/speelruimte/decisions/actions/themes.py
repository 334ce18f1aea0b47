"""Themes, and which words belong to them: always by a person."""

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from speelruimte.activities.models import Contribution
from speelruimte.decisions.actions.tallies import (
    answered_among,
    answered_in,
    count_placed,
    count_points_open,
    count_points_open_in,
)
from speelruimte.decisions.going_back import check_no_is_lost
from speelruimte.decisions.models import Placement, Point, Theme
from speelruimte.decisions.rules import ONLY_WHO_LEADS, check_can_group, may_place
from speelruimte.journal.acting import action, record
from speelruimte.shared.edits import check_unchanged
from speelruimte.shared.errors import AlreadyDone, RuleBroken, check_may
from speelruimte.trajectories.actions import lock_trajectory, raise_tally

MOST_AT_ONCE = 500
NAMED = ("title", "text")


@action
def make_theme(trajectory, *, title, text="", by, at, on):
    """A new theme, after those that are there."""
    trajectory = _lock_checked(trajectory, by=by, on=on)
    theme = Theme(
        trajectory=trajectory,
        title=_checked_title(title),
        text=text.strip(),
        position=trajectory.themes.count(),
    )
    _save(theme)
    _record("theme_made", theme, by=by, at=at, wrote=(theme,))
    return theme


@action
def rename_theme(theme, *, title, text, etag="", by, at, on):
    """Call a theme otherwise. What was put in it stays in it.

    ``etag`` is the mark of what its writer saw (``etag_of`` over NAMED). Raises Clash when it was
    renamed or removed in the meantime.
    """
    _lock_checked(theme.trajectory, by=by, on=on)
    title, text = _checked_title(title), text.strip()
    stands = Theme.objects.filter(pk=theme.pk).first()
    check_unchanged(stands, NAMED, etag=etag, to={"title": title, "text": text})
    theme.title, theme.text = title, text
    _save(theme)
    _record("theme_renamed", theme, by=by, at=at, wrote=(theme,))
    return theme


@action
def merge_themes(theme, *, into, by, at, on):
    """Put all words of one theme in another, and remove the empty one.

    A theme that was answered stays, with its words: its answers are never removed. Nor do words come
    under an answer by merging: by placing them somebody says that it holds for them.
    """
    trajectory = _lock_checked(theme.trajectory, by=by, on=on)
    if into.pk == theme.pk or into.trajectory_id != theme.trajectory_id:
        raise RuleBroken(
            _("Kies een ander thema van dit traject."),
            field="into",
            code="theme_of_another_process",
        )
    _check_is_there(theme)
    into = _as_it_stands(into)
    _check_was_never_answered(theme)
    _check_brings_nothing_under_an_answer(theme, into)
    before = _answered_with(trajectory, theme, into)
    number = Placement.objects.filter(theme=theme).update(theme=into)
    number += Point.objects.filter(theme=theme).update(theme=into)
    count_points_open_in(into)
    count_placed([into.pk])
    raise_tally(trajectory, answered=answered_in(into) - before)
    gone = (theme,)
    _record("themes_merged", theme, by=by, at=at, into=into.public_key, number=number, removed=gone)
    theme.delete()
    return into


@action
def remove_empty_theme(theme, *, by, at, on):
    """Remove a theme in which nothing lies and to which nothing was answered."""
    _lock_checked(theme.trajectory, by=by, on=on)
    if theme.placements.exists() or theme.points.exists():
        raise RuleBroken(
            _("Zet eerst alle inbreng van dit thema bij een ander thema."),
            code="theme_is_used",
        )
    _check_was_never_answered(theme)
    _record("theme_removed", theme, by=by, at=at, removed=(theme,))
    theme.delete()


@action
def place(trajectory, *, contributions=(), points=(), theme, holds=None, by, at, on):
    """Put words with a theme, or (``theme=None``) take them out of theirs. Returns how many.

    Words that are put with a theme that was answered get that answer now: ``holds`` is the key of the
    answer of which ``by`` said so. Out of a theme that was answered nothing goes: what was answered
    stays answered.

    ``contributions`` and ``points`` of what was split are keys or rows, at most 500 at once. Only
    words that are owed an answer have a place; what was withdrawn or split in the meantime is passed
    over, and so is what came too early or too late: that is answered by itself.
    """
    trajectory = _lock_checked(trajectory, by=by, on=on)
    if theme is not None and theme.trajectory_id != trajectory.pk:
        raise RuleBroken(
            _("Dit thema hoort bij een ander traject."),
            field="theme",
            code="theme_of_another_process",
        )
    theme = _as_it_stands(theme)
    keys, points = _keys(contributions), _keys(points)
    if not keys and not points:
        raise RuleBroken(
            _("Kies eerst welke inbreng u wilt plaatsen."),
            field="contributions",
            code="nothing_chosen",
        )
    if len(keys) + len(points) > MOST_AT_ONCE:
        raise RuleBroken(
            _("Plaats hoogstens 500 keer inbreng tegelijk."),
            field="contributions",
            code="too_many_at_once",
        )
    owed = Contribution.objects.owed_an_answer().filter(trajectory=trajectory, timing="")
    whole = owed.filter(pk__in=keys).exclude(placement__points__gt=0)
    placed = dict(whole.values_list("pk", "public_key"))
    rows = Point.objects.filter(pk__in=points, contribution__in=owed)
    rows = rows.select_related("contribution", "theme").defer("contribution__text")
    in_points = list(rows) if points else []
    if not placed and not in_points:
        raise RuleBroken(
            _(
                "Deze inbreng is er niet meer, heeft geen antwoord nodig, of krijgt een eigen "
                "antwoord omdat zij te vroeg of te laat kwam. Ververs de bladzijde."
            ),
            field="contributions",
            code="needs_no_answer",
        )
    of_words = [point.contribution_id for point in in_points]
    touched = [*placed, *of_words]
    before = answered_among(trajectory, touched)
    lay = Placement.objects.filter(pk__in=placed).select_related("theme")
    were_in = {row.pk: row.theme for row in lay}
    coming = [pk for pk in placed if were_in.get(pk) != theme]
    points_coming = [point.pk for point in in_points if point.theme != theme]
    left = {*were_in.values(), *(point.theme for point in in_points)} - {theme, None}
    _check_leave_no_answer(left)
    came_under = None
    if theme is not None and theme.answer_id and (coming or points_coming):
        check_no_is_lost(trajectory, Q(pk__in=touched), on=on)
        _check_holds(theme, holds)
        came_under = at
    Placement.objects.bulk_create(
        [Placement(contribution_id=pk, theme=theme, came_under_at=came_under) for pk in coming],
        update_conflicts=True,
        unique_fields=["contribution"],
        update_fields=["theme", "came_under_at"],
    )
    if in_points:
        Point.objects.filter(pk__in=points_coming).update(theme=theme, came_under_at=came_under)
        count_points_open(of_words)
    count_placed({row.pk for row in {*left, theme} if row is not None})
    raise_tally(trajectory, answered=answered_among(trajectory, touched) - before)
    record(
        "contributions_placed",
        about=trajectory.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        theme=theme.public_key if theme else None,
        placed=sorted([*placed.values(), *(point.key for point in in_points)]),
        **({"holds": holds} if came_under else {}),
    )
    return len(placed) + len(in_points)


def _keys(rows):
    return {getattr(row, "pk", row) for row in rows}


def _answered_with(trajectory, *themes):
    """How many words that lie in these themes, whole or with a point, have their answer."""
    whole = Placement.objects.filter(theme__in=themes).values_list("pk", flat=True)
    split = Point.objects.filter(theme__in=themes).values_list("contribution", flat=True)
    return answered_among(trajectory, {*whole, *split})


def _lock_checked(trajectory, *, by, on):
    trajectory = lock_trajectory(trajectory)
    check_can_group(trajectory)
    check_may(may_place(by, trajectory, on=on), ONLY_WHO_LEADS)
    return trajectory


def _check_is_there(theme):
    """Nobody put it in another, or removed it, since it was on the screen."""
    _as_it_stands(theme)


def _as_it_stands(theme):
    """With the answer that it has now; refused when it was put in another, or removed, meanwhile."""
    if theme is None:
        return None
    stands = Theme.objects.filter(pk=theme.pk).first()
    if stands is None:
        raise RuleBroken(
            _("Dit thema is intussen bij een ander gezet of weggehaald. Kies een ander thema."),
            field="theme",
            code="theme_is_gone",
        )
    return stands


def _check_holds(theme, holds):
    """Who places words under an answer says of the one that stands there now that it holds for them."""
    if holds != theme.answer_id:
        raise RuleBroken(
            _(
                "Op ‘%(title)s’ is al geantwoord. Lees dat antwoord, en zeg of het ook voor deze "
                "inbreng geldt. Geldt het niet? Kies een ander thema, of geef een eigen antwoord."
            ),
            values={"title": theme.title},
            field="theme",
            code="answer_asked_about",
        )


def _check_leave_no_answer(themes):
    answered = next((theme for theme in themes if theme.answer_id), None)
    if answered is not None:
        raise RuleBroken(
            _(
                "Op ‘%(title)s’ is al geantwoord. Wie dit schreef, houdt dat antwoord, en de inbreng "
                "blijft daar dus staan. Past het antwoord niet? Geef deze inbreng dan een eigen "
                "antwoord, met de uitleg erbij."
            ),
            values={"title": answered.title},
            field="theme",
            code="answered_already",
        )


def _check_brings_nothing_under_an_answer(theme, into):
    if into.answer_id and (theme.placements.exists() or theme.points.exists()):
        raise RuleBroken(
            _(
                "Op ‘%(title)s’ is al geantwoord. Zet de inbreng daar zelf bij: dan zegt u of dat "
                "antwoord ook daarvoor geldt. Haal daarna dit lege thema weg."
            ),
            values={"title": into.title},
            field="into",
            code="answer_asked_about",
        )


def _checked_title(title):
    title = " ".join(title.split())
    if not title:
        raise RuleBroken(_("Geef het thema een naam."), field="title", code="empty")
    if len(title) > Theme._meta.get_field("title").max_length:
        raise RuleBroken(
            _("Maak de naam korter: 160 tekens passen."), field="title", code="too_long"
        )
    return title


def _save(theme):
    try:
        with transaction.atomic():
            theme.save()
    except IntegrityError as error:
        existing = Theme.objects.get(trajectory=theme.trajectory, title=theme.title)
        raise AlreadyDone(
            _("Er is al een thema met deze naam. Kies een andere naam."),
            result=existing,
            code="name_is_taken",
        ) from error


def _check_was_never_answered(theme):
    if theme.answers.exists():
        raise RuleBroken(
            _("Op dit thema is al geantwoord. Dat antwoord blijft staan, en het thema dus ook."),
            code="answered_already",
        )


def _record(verb, theme, *, by, at, **facts):
    record(
        verb,
        about=theme.key,
        by=by,
        at=at,
        case_number=theme.trajectory.case_number,
        **facts,
    )


@action
def gather(trajectory, *, contributions=(), points=(), title, by, at, on):
    """Make a theme and put these words with it, at once."""
    theme = make_theme(trajectory, title=title, by=by, at=at, on=on)
    words = {"contributions": contributions, "points": points}
    place(trajectory, **words, theme=theme, by=by, at=at, on=on)
    return theme
