"""Which version of an agreement holds, and what pages ask of it."""

from functools import partial

from django.db.models import Case, OuterRef, Subquery, When
from django.db.models.lookups import Exact

from speelruimte.agreements.difference import difference
from speelruimte.agreements.models import Adoption, Frame, GroupSay, Stand, Version
from speelruimte.agreements.reading import Agreement, agreement_in_words, label_of, text_of
from speelruimte.shared.compiled_query import compiled_query
from speelruimte.shared.fetched_ahead import all_of
from speelruimte.trajectories.actions import policy_of


def version_in_force(trajectory) -> Version | None:
    """The version that holds: the newest adopted one; None before the first adoption.

    Reads what was fetched ahead, as ``agreed`` or as all versions; otherwise one query.
    """
    if hasattr(trajectory, "agreed"):
        adopted = trajectory.agreed
    elif "versions" in getattr(trajectory, "_prefetched_objects_cache", ()):
        adopted = [version for version in trajectory.versions.all() if version.is_adopted]
    else:
        adopted = _newest_adopted(trajectory=trajectory.pk)
    version = max(adopted, key=lambda version: version.number, default=None)
    if version is not None:
        version.trajectory = trajectory
    return version


@compiled_query
def _newest_adopted(*, trajectory):
    versions = Version.objects.filter(trajectory=trajectory)
    return versions.adopted().order_by("-number")[:1]


def adopted_versions(trajectory) -> list[Version]:
    """All that were adopted, the first first. One query."""
    adopted = _adopted(trajectory=trajectory.pk)
    for version in adopted:
        version.trajectory = trajectory
    return adopted


@compiled_query
def _adopted(*, trajectory):
    versions = Version.objects.filter(trajectory=trajectory)
    return versions.adopted().order_by("number")


def last_ordinary_version(trajectory, *, before: int | None = None) -> Version | None:
    """The newest version that was adopted the ordinary way: light changes are measured from it.

    With ``before``, the newest of those with a lower number.
    """
    adopted = trajectory.versions.adopted().filter(kind=Version.Kind.ORDINARY)
    if before is not None:
        adopted = adopted.filter(number__lt=before)
    version = adopted.order_by("-number").first()
    if version is not None:
        version.trajectory = trajectory
    return version


def open_version(trajectory) -> Version | None:
    """The version being written, offered or held over."""
    version = next(iter(_open(trajectory=trajectory.pk)), None)
    if version is not None:
        version.trajectory = trajectory
    return version


@compiled_query
def _open(*, trajectory):
    return Version.objects.open().filter(trajectory=trajectory)[:1]


def held_over_by(version) -> Adoption | None:
    """The decision with which a body held this text over, for as long as it lies so."""
    if version is None or version.state != Version.State.HELD_OVER:
        return None
    last = max(version.adoptions.all(), key=lambda adoption: adoption.pk, default=None)
    return last if last is not None and last.outcome == Adoption.Outcome.HELD_OVER else None


def was_held_over_by(trajectory, *, since, until) -> Adoption | None:
    """The decision with which a body held its text over, as the last one between these moments."""
    decided = _decided(trajectory=trajectory.pk, since=since, until=until)
    last = next(iter(decided), None)
    return last if last is not None and last.outcome == Adoption.Outcome.HELD_OVER else None


@compiled_query
def _decided(*, trajectory, since, until):
    decisions = Adoption.objects.filter(
        version__trajectory=trajectory, recorded_at__gte=since, recorded_at__lte=until
    )
    return decisions.order_by("-pk")[:1]


def lies_held_over(trajectory) -> Case:
    """Whether a body held over the text that lies before it, as ``held_over_by`` says it, in SQL.

    ``trajectory`` is the path to the key of the process.
    """
    decisions = Adoption.objects.filter(
        version__trajectory=OuterRef(trajectory), version__state=Version.State.HELD_OVER
    )
    last = Subquery(decisions.order_by("-pk").values("outcome")[:1])
    return Case(When(Exact(last, Adoption.Outcome.HELD_OVER), then=True), default=False)


def agreement_in_force(trajectory) -> Agreement | None:
    """What is promised now, from the frozen text; None as long as nothing was adopted."""
    version = version_in_force(trajectory)
    return agreement_in_words(version, trajectory.policy) if version else None


def groups_in_force(trajectory, phase_key) -> list[str]:
    """The groups for whom this phase is, in the words of the version that holds."""
    version = version_in_force(trajectory)
    if version is None:
        return []
    says = GroupSay.objects.filter(phase__version=version, phase__key=phase_key)
    return list(says.values_list("group", flat=True))


def frame_in_force(trajectory, number) -> Frame | None:
    """The frame with this number in the version that holds; None when there is none."""
    version = version_in_force(trajectory)
    return version.frames.filter(number=number).first() if version else None


def current_agreement(trajectory) -> Agreement | None:
    """As ``agreement_in_force``, with all versions beside it. One query for the versions."""
    versions = _by_number(trajectory)
    adopted = [version for version in versions if version.is_adopted]
    if not adopted:
        return None
    return agreement_in_words(adopted[-1], trajectory.policy, versions=versions)


def agreement_of(version) -> Agreement:
    """Any version in words, with all versions of its trajectory beside it."""
    trajectory = version.trajectory
    versions = _by_number(trajectory)
    return agreement_in_words(version, trajectory.policy, versions=versions)


def _by_number(trajectory):
    return sorted(all_of(trajectory, "versions"), key=lambda version: version.number)


def parties_lacking(version) -> list:
    """The parties that agreed with the version being amended and not, or not yet, with this one.

    Who agreed with this version before its text changed again, did not agree with it yet.
    """
    if not version.amends:
        return []
    before = version.trajectory.versions.get(number=version.amends)
    agreed = before.stands.filter(agrees=True).select_related("party__organisation")
    agrees_now = version.stands.filter(agrees=True, on_earlier_text=False)
    now = set(agrees_now.values_list("party_id", flat=True))
    return [stand.party for stand in agreed if stand.party_id not in now]


def spoke_before_the_text_changed(trajectory) -> int:
    """How many parties said what they think of a text that has changed since, in the open version."""
    return Stand.objects.filter(
        version__trajectory=trajectory, version__state__in=Version.OPEN, on_earlier_text=True
    ).count()


def changes_between(old, new) -> list:
    """What differs between two versions of one trajectory, in the words of its policy."""
    words = partial(label_of, policy_of(new.trajectory))
    return difference(text_of(old), text_of(new), words=words)


@compiled_query
def levels_of_phases(*, version):
    """The levels that were promised to groups in the phases of a version.

    A group may have a role in a phase and no level: that takes nothing from the others.
    """
    says = GroupSay.objects.filter(phase__version=version).exclude(level="")
    return says.values_list("level", flat=True)
