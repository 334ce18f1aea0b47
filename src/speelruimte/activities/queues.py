"""The queues of who looks at own words: what waits, what stands on the website, what was refused."""

from django.db.models import Count, Q, Value

from speelruimte.activities.models import Contribution, Disagreement
from speelruimte.activities.paging import SHOWN_DAY, SIZE, first_page, page_of
from speelruimte.activities.rules import MODERATORS, TAKEN_AWAY
from speelruimte.people.rights import grants_of, has_role_somewhere
from speelruimte.policy.queries import POLICY_TEXTS
from speelruimte.shared.compiled_query import compiled_query
from speelruimte.trajectories.models import Trajectory

MOST_DISAGREEMENTS = 40
MOST_PARTS = 6  # of one question
# The columns that a row in the queue of a moderator shows.
IN_QUEUES = (
    "public_key",
    "title",
    "text",
    "place",
    "state",
    "redaction_reason",
    "channel",
    "timing",
    "received_at",
    "trajectory",
    "area__name",
    "activity__title",
    "adds_to__text",
)


def words_saying(typed) -> Q:
    """Words in which all of this stands, anywhere in them; or whose number it is."""
    said = Q()
    for part in typed.split()[:MOST_PARTS]:
        said &= (
            Q(text__icontains=part)
            | Q(title__icontains=part)
            | Q(place__icontains=part)
            | Q(public_key=part.lower())
        )
    return said


def waiting_page(trajectory, *, saying="", newest_first=False, after="", before=""):
    """The moderation queue of a trajectory, oldest first."""
    rows = trajectory.contributions.waiting().filter(words_saying(saying))
    rows = rows.select_related("area", "activity", "adds_to").only(*IN_QUEUES)
    return page_of(rows, after=after, before=before, newest_first=newest_first)


def waiting_everywhere(trajectories, *, saying="", newest_first=False, after="", before=""):
    """The moderation queue over these trajectories (None: over all), oldest first."""
    if trajectories is None and not (saying or newest_first or after or before):
        return first_page(_oldest_waiting())
    rows = _waiting_everywhere().filter(words_saying(saying))
    if trajectories is not None:
        rows = rows.filter(trajectory__in=trajectories)
    return page_of(rows, after=after, before=before, newest_first=newest_first)


def _waiting_everywhere():
    rows = Contribution.objects.waiting_anywhere().select_related(
        "area", "activity", "adds_to", "trajectory"
    )
    return rows.only(*IN_QUEUES, "trajectory__case_number", "trajectory__title", "trajectory__step")


@compiled_query
def _oldest_waiting():
    return _waiting_everywhere().order_by(SHOWN_DAY, "id")[: SIZE + 1]


def number_waiting_everywhere(trajectories, *, saying="") -> int:
    """How much waits in these trajectories (None: in all) in which this stands."""
    if trajectories is None and not saying:
        return sum(_number_in_all())
    rows = Contribution.objects.waiting_anywhere().filter(words_saying(saying))
    rows = rows if trajectories is None else rows.filter(trajectory__in=trajectories)
    return rows.count()


@compiled_query
def _number_in_all():
    # In one group, so that nothing but the index is read.
    waiting = Contribution.objects.waiting_anywhere().order_by().values(group=Value(1))
    return waiting.annotate(number=Count("*")).values_list("number", flat=True)


def readable_page(trajectory, *, saying="", newest_first=True, after="", before=""):
    """What stands on the website, for who looks at it afterwards."""
    rows = trajectory.contributions.readable().filter(words_saying(saying))
    rows = rows.select_related("area", "activity", "adds_to")
    return page_of(rows, after=after, before=before, newest_first=newest_first)


def refused_page(trajectory, *, saying="", newest_first=True, after="", before=""):
    """What was refused: a writer may ask to look at it again. And what nobody had looked at when the
    process stopped."""
    rows = trajectory.contributions.not_placed().filter(words_saying(saying))
    rows = rows.select_related("area", "activity", "adds_to")
    return page_of(rows, after=after, before=before, newest_first=newest_first)


def number_waiting(trajectory) -> int:
    """How much of a process waits for somebody to look at it."""
    [(number,)] = _number_waiting(trajectory=trajectory.pk) or [(0,)]
    return number


@compiled_query
def _number_waiting(*, trajectory):
    waiting = Contribution.objects.waiting().filter(trajectory=trajectory).order_by()
    return waiting.values_list("trajectory").annotate(number=Count("pk")).values_list("number")


def number_looked_at_again(trajectory) -> int:
    """To how many refused words somebody still has to look again who can place them: of what came in
    time, for what came early or late is placed in whatever step."""
    [(number,)] = _number_looked_at_again(trajectory=trajectory.pk) or [(0,)]
    return number


@compiled_query
def _number_looked_at_again(*, trajectory):
    refused = Contribution.objects.refused().filter(trajectory=trajectory, timing="")
    looked_at = refused.filter(disagreements__looked_at__isnull=True, disagreements__isnull=False)
    return (
        looked_at.order_by()
        .values_list("trajectory")
        .annotate(number=Count("pk"))
        .values_list("number")
    )


def moderated_by(person, *, on):
    """The trajectories whose queue this person may see; None means all of them.

    Reaches exactly what `roles_of` gives this person a moderator's role in.
    """
    reached = Q(pk__in=())
    for grant in grants_of(person, on=on):
        if grant.role not in MODERATORS:
            continue
        if grant.case_number:
            reached |= Q(case_number=grant.case_number)
            continue
        here = {"areas": grant.area_id, "subject": grant.subject_id}
        here = {name: key for name, key in here.items() if key is not None}
        if not here:
            return None
        reached |= Q(**here)
    return Trajectory.objects.filter(reached).distinct()


def disagreements_without_look():
    """What contributors did not agree with and nobody looked at again, oldest first. Not what its writer
    took back or had wiped. With the policy that says by which day somebody does."""
    rows = Disagreement.objects.filter(looked_at__isnull=True)
    rows = rows.exclude(contribution__state__in=TAKEN_AWAY)
    rows = rows.select_related("contribution__trajectory__policy")
    return rows.defer(*(f"contribution__trajectory__{name}" for name in POLICY_TEXTS))


def open_disagreements(person, *, on, trajectory=None) -> list[Disagreement]:
    """What contributors did not agree with and this person may look at again, oldest first.

    Of one process when it is given. Not what this person decided: somebody else looks.
    """
    if not has_role_somewhere(person, MODERATORS, on=on):
        return []
    reference, moderated = person.reference or "-", moderated_by(person, on=on)
    if trajectory is None and moderated is None:
        return _first_not_decided_by(reference=reference)
    rows = _not_decided_by(reference)
    if trajectory is not None:
        rows = rows.filter(contribution__trajectory=trajectory)
    if moderated is not None:
        rows = rows.filter(contribution__trajectory__in=moderated.values("pk"))
    return list(rows[:MOST_DISAGREEMENTS])


def _not_decided_by(reference):
    return disagreements_without_look().exclude(decided_by=reference)


@compiled_query
def _first_not_decided_by(*, reference):
    return _not_decided_by(reference)[:MOST_DISAGREEMENTS]
