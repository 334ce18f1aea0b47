"""What pages ask about taking part."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q

from speelruimte.activities.kind import keys_that_take_words
from speelruimte.activities.models import Activity, Contribution, Move
from speelruimte.activities.paging import (
    SHOWN_DAY,
    SIZE,
    CursorPage,
    first_page,
    page_of,
    rows_before,
)
from speelruimte.activities.rules import ON_THE_SITE, TAKEN_AWAY, WORDS_COUNT_IN
from speelruimte.agreements.models import Phase, PlannedMethod
from speelruimte.agreements.queries import version_in_force
from speelruimte.journal.models import Entry
from speelruimte.people.receipts import code_hash
from speelruimte.shared.compiled_query import compiled_query
from speelruimte.shared.terms import local_day
from speelruimte.toolbox.methods import Method
from speelruimte.trajectories.models import Trajectory

# What a list shows of somebody's words; the rest is not fetched.
IN_LISTS = (
    *(
        "public_key",
        "title",
        "text",
        "channel",
        "timing",
        "received_at",
        "trajectory",
        "area__name",
    ),
    "placement__theme__title",
    "placement__points",
)


# Words without an answer: none of their own, none through a theme, and of what was split into points
# not one for every point.
WITHOUT_ANSWER = Q(placement__answer__isnull=True, placement__theme__answer__isnull=True) & ~Q(
    placement__points__gt=0, placement__points_open=0
)


@dataclass(frozen=True)
class Promised:
    """One method of one phase as the plan names it, and what was opened of it."""

    phase: Phase
    planned: PlannedMethod
    method: Method
    activity: Activity | None

    @property
    def plan_moved(self):
        """The plan now names another last day than the activity has."""
        if self.activity is None or self.activity.closed_at is not None:
            return False
        return self.activity.closes_on != self.activity.last_day_in(self.phase.ends_on)

    def waits_on(self, day) -> bool:
        """Nobody opened it, though its phase runs on that day."""
        return self.activity is None and self.phase.starts_on <= day <= self.phase.ends_on


def promised(trajectory) -> list[Promised]:
    """All that the adopted plan allows, in its order, with what was opened already."""
    version = version_in_force(trajectory)
    if version is None:
        return []
    opened = {
        (activity.phase, activity.planned): activity for activity in trajectory.activities.all()
    }
    return [
        Promised(phase, planned, planned.tool, opened.get((phase.key, planned.key)))
        for phase in version.phases.prefetch_related("methods")
        for planned in phase.methods.all()
    ]


@dataclass(frozen=True)
class ListedWords:
    """A page of what everyone may read: the rows ``first`` to ``last`` of ``total``."""

    page: CursorPage
    first: int
    total: int

    @property
    def last(self) -> int:
        """The number of the last row that is shown."""
        return self.first + len(self.page.rows) - 1


def contributions_page(trajectory, *, area=None, narrowed=None, after="", before=""):
    """A page of what everyone may read, the newest day first, 25 at a time.

    ``narrowed`` is a condition that the words must meet too.
    """
    if not after and not before and narrowed is None:
        where = {"area": area.pk} if area else {}
        return first_page(_newest_readable(trajectory=trajectory.pk, **where))
    rows = _readable_where(trajectory, area, narrowed)
    rows = rows.select_related("area", "placement__theme").only(*IN_LISTS)
    return page_of(rows, after=after, before=before)


def contributions_listed(trajectory, *, area=None, narrowed=None, **place) -> ListedWords:
    """As ``contributions_page``, with where one is in it; all words of a process are counted already."""
    page = contributions_page(trajectory, area=area, narrowed=narrowed, **place)
    is_whole = area is None and narrowed is None
    if is_whole and not page.earlier:
        return ListedWords(page, 1, trajectory.tally.published)
    rows = _readable_where(trajectory, area, narrowed)
    total = trajectory.tally.published if is_whole else rows.count()
    before = rows_before(rows, page.rows[0]) if page.earlier else 0
    return ListedWords(page, 1 + before, total)


def _readable_where(trajectory, area, narrowed):
    rows = trajectory.contributions.readable()
    if area is not None:
        rows = rows.filter(area=area)
    return rows if narrowed is None else rows.filter(narrowed)


@compiled_query
def _newest_readable(**where):
    return (
        Contribution.objects.readable()
        .filter(**where)
        .select_related("area", "placement__theme")
        .only(*IN_LISTS)
        .order_by(f"-{SHOWN_DAY}", "-id")[: SIZE + 1]
    )


def recent_contributions(activity, *, number=4) -> list[Contribution]:
    """The newest words that came in here."""
    return list(
        activity.contributions.readable()
        .select_related("area", "placement__theme")
        .order_by(f"-{SHOWN_DAY}", "-id")[:number]
    )


def words_owed_an_answer(kind):
    """For the way with this key: takes a trajectory and gives the words that came in that way,
    stand, and have no answer, neither of their own nor through a theme.
    """

    def owed(trajectory):
        return trajectory.contributions.owed_an_answer().filter(WITHOUT_ANSWER, activity__kind=kind)

    return owed


def contribution_with_code(typed) -> Contribution | None:
    """What belongs to a typed receipt code; None for wrong and unknown alike."""
    receipt_hash = code_hash(typed)
    if receipt_hash is None:
        return None
    return next(iter(_with_receipt(receipt_hash=receipt_hash)), None)


@compiled_query
def _with_receipt(*, receipt_hash):
    with_code = Contribution.objects.filter(receipt_hash=receipt_hash)
    return with_code.select_related("trajectory__policy", "activity", "area", "contact", "adds_to")


def open_move(contribution, *, on) -> Move | None:
    """The newest move of these words, while their writer can still say no to it."""
    newest = contribution.moves.select_related("came_from__trajectory").order_by("-pk").first()
    if newest is None or newest.went_back_at is not None or on > newest.answer_by:
        return None
    return newest if newest.went_to_id == contribution.activity_id else None


def open_moves(contributions, *, on):
    """How words of these came where they are, while their writer can still say no and they can go back.
    ``on`` None: on whatever day."""
    later = Move.objects.filter(contribution=OuterRef("contribution"), pk__gt=OuterRef("pk"))
    moves = Move.objects.filter(
        ~Exists(later),
        contribution__in=contributions.values("pk"),
        went_to=F("contribution__activity"),
        went_back_at__isnull=True,
        came_from__trajectory__step__in=WORDS_COUNT_IN,
    )
    return moves if on is None else moves.filter(answer_by__gte=on)


def went_to(trajectory, public_key) -> Contribution | None:
    """Words that stood in this process and are now in another, there or back, for who has the old
    address. They may wait to be read there.
    """
    left_here = Q(moves__came_from__trajectory=trajectory) | Q(
        moves__went_to__trajectory=trajectory
    )
    return (
        Contribution.objects.filter(left_here, public_key=public_key)
        .filter(state__in=(*ON_THE_SITE, Contribution.State.WAITING))
        .exclude(trajectory=trajectory)
        .select_related("trajectory")
        .first()
    )


def refused_on(contribution) -> date | None:
    """The day on which words were last refused."""
    said = Entry.objects.about(contribution.key).filter(verb="contribution_refused")
    entry = said.order_by("-number").first()
    return local_day(entry.recorded_at) if entry else None


def taken_from_the_site(trajectory, public_key) -> Contribution | None:
    """Words of this process that everybody could read and that were refused, taken back or wiped since,
    for who has the address; None of what was never there."""
    contribution = (
        trajectory.contributions.filter(public_key=public_key, state__in=_TAKEN_FROM_THE_SITE)
        .select_related("activity")
        .first()
    )
    return contribution if contribution is not None and _was_on_the_site(contribution) else None


_TAKEN_FROM_THE_SITE = (Contribution.State.REFUSED, *TAKEN_AWAY)


def _was_on_the_site(contribution):
    """A row of a file has no entry of its own that says how it came in."""
    came_in = ("contribution_accepted", "contribution_entered", "contribution_published")
    entries = Entry.objects.about(contribution.key).filter(verb__in=came_in)
    placed = any(
        entry.verb == "contribution_published" or entry.facts.get("state") in ON_THE_SITE
        for entry in entries
    )
    from_a_file = contribution.came_with_id is not None
    return placed or (from_a_file and not contribution.activity.moderate_first)


def activities_to_move_to(contribution) -> list[Activity]:
    """Where these words could go: ways that take words and were not called off, of processes that
    still weigh them."""
    rows = Activity.objects.filter(
        kind__in=keys_that_take_words(),
        cancelled_at=None,
        trajectory__in=Trajectory.objects.public().filter(step__in=WORDS_COUNT_IN),
    ).exclude(pk=contribution.activity_id)
    return list(rows.select_related("trajectory").order_by("trajectory__title", "title"))


def added_at(contribution, activity) -> list[Contribution]:
    """What its writer added to these words and is with this activity, unless it was taken away."""
    added = contribution.additions.filter(activity=activity).exclude(state__in=TAKEN_AWAY)
    return list(added.order_by("pk"))


def said_no_to(contribution, activities) -> dict[Activity, str]:
    """To which of these ways the writer said no, with what that was: another plan, by its title, with
    all its ways; or, where the words were to go to another way of their own plan, that way.
    """
    said = contribution.moves.filter(went_back_at__isnull=False).select_related(
        "came_from", "went_to"
    )
    ways, plans = set(), set()
    for move in said:
        if move.went_to.trajectory_id == move.came_from.trajectory_id:
            ways.add(move.went_to_id)
        else:
            plans.add(move.went_to.trajectory_id)
    plans.discard(contribution.trajectory_id)
    of_plans = {way: way.trajectory.title for way in activities if way.trajectory_id in plans}
    return of_plans | {way: way.title for way in activities if way.pk in ways}


def writer_of(contribution) -> str:
    """Who sent these words, whatever the way, as the sheets of an evaluation tell people apart."""
    contact = contribution.contact
    if contact is not None and contact.email:
        return f"address:{contact.email.strip().lower()}"
    return contribution.key


def entry_of(contribution) -> Entry | None:
    """The journal entry with which it came in: its own, or that of the file it stood in."""
    if contribution.came_with_id is None:
        about, verb = contribution.key, "contribution_accepted"
    else:
        about, verb = f"import:{contribution.came_with_id}", "contributions_imported"
    matching = _entry(about=about, verb=verb)
    return matching[0] if matching else None


@compiled_query
def _entry(*, about, verb):
    return Entry.objects.about(about).filter(verb=verb).order_by("number")[:1]
