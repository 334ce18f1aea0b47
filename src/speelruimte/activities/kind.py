"""What a way of taking part tells the rest of the house; the setting ``KINDS`` names the ways."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from django.conf import settings
from django.db.models import Model, QuerySet
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from speelruimte.journal.triggers import Lock
from speelruimte.journal.verbs import Verb
from speelruimte.people.erasing import Frozen
from speelruimte.policy.schema import Means
from speelruimte.shared.errors import RuleBroken, can
from speelruimte.trajectories.actions import tally_of
from speelruimte.trajectories.models import Trajectory


def nothing(*_args, **_kwargs):
    """For a way that has nothing to say here."""


def no_rows(*_args) -> tuple:
    """For a way that has none of these."""
    return ()


@dataclass(frozen=True)
class KindResult:
    """What a way came to, for the decision that rests on it.

    ``options`` gives the rows that people chose between (``number``, ``name``, ``cost``);
    ``outcome`` the numbers that came out, or None while nothing is counted. Both take a trajectory.
    ``over_room`` (trajectory, numbers) gives what these options cost together and what there is,
    where that is more than there is; else None. ``room_kept`` (trajectory, numbers) gives the sums
    of which these options together take no more than there is.
    """

    options: Callable
    outcome: Callable
    over_room: Callable = nothing
    room_kept: Callable = no_rows


@dataclass(frozen=True)
class LaidAct:
    """An act of whoever runs a way, which somebody else may lay ready for a co-signature.

    Each takes the activity: ``name`` says what it is, ``check`` (activity, on) refuses with RuleBroken
    what could not be done, ``do`` (activity, by, at) does it. ``mark`` tells what it was about: when
    that differs at the signature, it is looked at again first.
    """

    name: Callable
    check: Callable
    do: Callable
    mark: Callable


@dataclass(frozen=True)
class Kind:
    """A way of taking part. ``key`` is ``Method.way`` and ``Activity.kind``; ``name`` what it is.

    Words are contributions: ``takes_words`` says whether colleagues and files bring them in here,
    ``words_on_site`` whether a visitor sends them. ``channels`` are those by which one takes part.

    ``owed`` takes a trajectory and gives the rows that came in here and still wait for an answer;
    left out, nothing that comes in here gets an answer of its own, and none is promised.

    ``may_import`` (person, activity, on) says whether this person may take in a file here today.

    ``check_can_alter`` takes the activity and refuses with RuleBroken to close, to call off or to
    open again what its way closes itself. ``end`` (activity, by, at) ends what its way runs in it,
    because the whole process stops.

    ``laid_acts`` are the acts of who runs it that can be laid ready for a co-signature, by a key.
    ``looks_back_as`` takes the key of a trajectory and a typed code, and names whose sheet of the
    evaluation it is, or None.

    ``findable`` takes a trajectory and gives the texts by which search finds it, such as what people
    choose between; not their own words.

    ``faults`` gives a sentence for each row of this way that is otherwise than the journal says;
    ``blind_spots`` one for what nobody can tell of it from the journal yet.
    """

    key: str
    name: str
    takes_words: bool = False
    words_on_site: bool = False
    channels: tuple[Means, ...] = (Means.ONLINE,)
    owed: Callable[[Trajectory], QuerySet] | None = None
    may_import: Callable = nothing
    check_can_alter: Callable = nothing
    end: Callable = nothing
    laid_acts: Mapping[str, LaidAct] = field(default_factory=dict)
    looks_back_as: Callable = nothing
    result: KindResult | None = None
    findable: Callable = no_rows
    verbs: tuple[Verb, ...] = ()
    free_text: Mapping[type[Model], tuple[str, ...]] = field(default_factory=dict)
    frozen: Mapping[type[Model], Frozen] = field(default_factory=dict)
    locks: Callable[[], Sequence[Lock]] = no_rows
    faults: Callable[[], Sequence[str]] = no_rows
    blind_spots: Callable[[], Sequence[str]] = no_rows

    @property
    def has_words(self) -> bool:
        """What comes in here are contributions; what is owed an answer is then exactly those."""
        return self.takes_words or self.words_on_site

    @property
    def promises_answers(self) -> bool:
        """Everything that comes in here gets an answer of its own."""
        return self.owed is not None


# What happens outside the website: an evening, a walk. It has no way of its own.
ELSEWHERE = ""


def kinds() -> tuple[Kind, ...]:
    """Every way, in the order of the setting."""
    return tuple(_by_key(tuple(settings.KINDS)).values())


@cache
def _by_key(paths):
    return {kind.key: kind for kind in map(import_string, paths)}


def kind_of(key) -> Kind:
    """The way with this key. RuleBroken with a sentence where this installation has none such."""
    kind = _by_key(tuple(settings.KINDS)).get(key)
    if kind is None:
        raise RuleBroken(
            _(
                "Deze installatie kent de manier van meedoen ‘%(key)s’ niet. "
                "Kies een andere werkvorm, of vraag de beheerder om deze manier aan te zetten."
            ),
            values={"key": key},
            code="unknown_way",
        )
    return kind


def by_telephone(activity) -> bool:
    """Who takes part in it may do so by telephone."""
    return Means.PHONE in kind_of(activity.kind).channels


def channels_by_way(ways) -> dict[str, tuple[Means, ...]]:
    """By which channels one takes part in each of these ways, by its key, in the order of the setting.

    What is said on an evening may also be sent where one sends words: then it is no way apart. While no
    way is known, those of who sends words.
    """
    here = [kind for kind in kinds() if kind.key in ways] or [
        kind for kind in kinds() if kind.words_on_site
    ]
    if any(kind.words_on_site for kind in here):
        here = [kind for kind in here if kind.key != ELSEWHERE]
    return {kind.key: kind.channels for kind in here}


def may_close(activity) -> bool:
    """Its way does not refuse to close it as a plain activity."""
    return can(kind_of(activity.kind).check_can_alter, activity)


def is_over(activity, *, on) -> bool:
    """It stands open after its last day, and can be closed as it is."""
    return activity.closed_at is None and on > activity.promised_until and may_close(activity)


def keys_that_take_words() -> list[str]:
    """The ways in which colleagues and files bring words in."""
    return [kind.key for kind in kinds() if kind.takes_words]


def come_words(ways) -> bool:
    """Words come in in one of these ways, or on an evening; so it is said while none is known."""
    return not ways or bool(set(ways) - {kind.key for kind in kinds() if not kind.has_words})


def words_only_in_person(ways) -> bool:
    """On the website people only choose; words come in on an evening, and nowhere else."""
    on_site = [kind_of(way) for way in ways if way != ELSEWHERE]
    return (
        ELSEWHERE in ways
        and any(not kind.has_words for kind in on_site)
        and not any(kind.words_on_site for kind in on_site)
    )


def keys_that_promise_answers() -> frozenset[str]:
    """The ways in which everything that comes in gets an answer of its own."""
    return frozenset(kind.key for kind in kinds() if kind.promises_answers)


def promises_answer(contribution) -> bool:
    """This contribution came in where everything gets an answer of its own."""
    return contribution.activity.kind in keys_that_promise_answers()


def owed_answers(trajectory) -> int:
    """How much still waits for an answer, in every way that was opened.

    Words are not counted but kept in the tally, except beside a way that takes words and promises
    no answer to them. At most a query for each way, and one.
    """
    keys = {activity.kind for activity in trajectory.activities.all()}
    opened = [kind for kind in kinds() if kind.key in keys]
    with_words = [kind for kind in opened if kind.has_words]
    owed, counted = 0, opened
    if with_words and all(kind.promises_answers for kind in with_words):
        tally = tally_of(trajectory)
        owed = max(0, tally.published - tally.answered)
        counted = [kind for kind in opened if not kind.has_words]
    return owed + sum(kind.owed(trajectory).count() for kind in counted if kind.owed is not None)
