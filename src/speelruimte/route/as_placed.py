"""What the journal says of where own words lie: with which theme, in how many points, and under which
answer. Held to the rows as they are now.

One process at a time, so that no more than what was placed in one is remembered.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from speelruimte.activities.models import Contribution
from speelruimte.decisions.models import Placement, Point, Theme
from speelruimte.journal.models import Entry
from speelruimte.trajectories.models import Trajectory

TOLD_BY = (
    *("contributions_placed", "themes_merged", "answered"),
    *("contribution_split", "contribution_joined", "contribution_left"),
)


def words_otherwise_than_placed() -> Iterator[str]:
    """A sentence for each place in which own words lie otherwise than the journal says."""
    with_words = Contribution.objects.filter(trajectory=OuterRef("pk"))
    processes = Trajectory.objects.filter(Exists(with_words)).order_by("pk")
    for pk, case_number in processes.values_list("pk", "case_number"):
        placed = _Placed()
        entries = Entry.objects.filter(case_number=case_number, verb__in=TOLD_BY)
        for entry in entries.order_by("number").iterator(chunk_size=2000):
            placed.look_at(entry)
        yield from placed.faults(pk)


class _Placed:
    """Remembers where own words were put in one process; then looks at the rows.

    Words are called by their key (``7f3k``), a point by that of its words and its number (``7f3k-2``).
    """

    def __init__(self):
        self._theme: dict[str, str] = {}
        self._came_under: dict[str, datetime] = {}
        self._points: dict[str, int] = {}
        self._answer: dict[str, int] = {}
        self._answer_of_theme: dict[str, int] = {}

    def look_at(self, entry):
        """One more entry, the next one."""
        facts, about = entry.facts, entry.about.partition(":")[2]
        if entry.verb == "contributions_placed":
            self._look_at_placed(facts, entry.at)
        elif entry.verb == "themes_merged":
            for key in [key for key, theme in self._theme.items() if theme == about]:
                self._theme[key] = facts["into"]
        elif entry.verb == "answered":
            self._look_at_answer(int(about), facts)
        elif entry.verb == "contribution_split":
            self._forget(about)
            self._points[about] = facts["number"]
        else:
            self._forget(about)
            if entry.verb == "contribution_left":
                self._answer.pop(about, None)

    def _look_at_placed(self, facts, at):
        theme = facts["theme"] or ""
        came = [key for key in facts["placed"] if self._theme.get(key, "") != theme]
        self._theme |= dict.fromkeys(came, theme)
        for key in came:
            self._came_under.pop(key, None)
        if "holds" in facts:
            self._came_under |= dict.fromkeys(came, at)

    def _look_at_answer(self, answer, facts):
        if facts["theme"]:
            self._answer_of_theme[facts["theme"]] = answer
        elif "point" in facts:
            self._answer[f"{facts['contribution']}-{facts['point']}"] = answer
        else:
            self._answer[facts["contribution"]] = answer

    def _forget(self, key):
        """Where these words lay, whole or in points."""
        for lost in [key, *self._points_of(key)]:
            self._theme.pop(lost, None)
            self._came_under.pop(lost, None)
        self._points.pop(key, None)

    def _points_of(self, key):
        return [f"{key}-{number + 1}" for number in range(self._points.get(key, 0))]

    def faults(self, trajectory) -> Iterator[str]:
        """What lies or is answered otherwise in the rows of this process."""
        themes = Theme.objects.filter(trajectory=trajectory).order_by("pk")
        for key, answer in themes.values_list("public_key", "answer"):
            yield from _otherwise(
                f"theme:{key}", _answer(answer), _answer(self._answer_of_theme.get(key))
            )
        for key, theme, answer, came_under, points in _placements(trajectory):
            yield from self._otherwise(key, theme, answer, came_under)
            said = self._points.pop(key, 0)
            if points != said:
                yield from _otherwise(f"contribution:{key}", _points(points), _points(said))
        for words, number, theme, answer, came_under in _points_in(trajectory):
            yield from self._otherwise(f"{words}-{number}", theme, answer, came_under)
        for key in sorted({*self._answer, *(key for key, theme in self._theme.items() if theme)}):
            yield from self._otherwise(key, None, None, None)

    def _otherwise(self, key, theme, answer, came_under):
        name = f"contribution:{key}"
        said = _theme(self._theme.pop(key, ""), self._came_under.pop(key, None))
        yield from _otherwise(name, _theme(theme, came_under), said)
        yield from _otherwise(name, _answer(answer), _answer(self._answer.pop(key, None)))


def _placements(trajectory):
    rows = Placement.objects.filter(contribution__trajectory=trajectory).order_by("pk")
    columns = ("contribution__public_key", "theme__public_key", "answer", "came_under_at", "points")
    return rows.values_list(*columns).iterator(chunk_size=2000)


def _points_in(trajectory):
    rows = Point.objects.filter(contribution__trajectory=trajectory).order_by("pk")
    columns = ("contribution__public_key", "number", "theme__public_key", "answer", "came_under_at")
    return rows.values_list(*columns).iterator(chunk_size=2000)


def _theme(key, came_under):
    if not key:
        return _("geen thema")
    if came_under is None:
        return f"theme:{key}"
    moment = came_under.astimezone(UTC).isoformat()
    return _("theme:{key} onder het antwoord sinds {moment}").format(key=key, moment=moment)


def _answer(pk):
    return f"answer:{pk}" if pk else _("geen eigen antwoord")


def _points(number):
    return _("{number} punten").format(number=number)


def _otherwise(key, stands, said):
    if stands != said:
        yield _("{key}: in de database staat {stands}, en het logboek zegt {said}.").format(
            key=key, stands=stands, said=said
        )
