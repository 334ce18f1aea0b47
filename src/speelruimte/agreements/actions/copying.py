"""A new version that begins as a copy: keys and numbers stay, so that everything can be compared."""

from speelruimte.agreements.models import (
    Frame,
    GroupSay,
    Moment,
    PlannedMethod,
    Section,
    Version,
)


def copied(version, *, reason, amends):
    """The next version of a trajectory with the content of this one, being written.

    What parties said is not copied: they are asked again.
    """
    last = Version.objects.filter(trajectory=version.trajectory).order_by("-number").first()
    fresh = Version.objects.create(
        trajectory=version.trajectory,
        number=last.number + 1,
        amends=amends,
        reason_for_change=reason.strip(),
        how_weighed=version.how_weighed,
        decided_by=version.decided_by,
    )
    for model in (Section, Frame, Moment):
        rows = model.objects.filter(version=version).order_by("pk")
        model.objects.bulk_create([_twin(row, version=fresh) for row in rows])
    for phase in version.phases.all():
        twin = _twin(phase, version=fresh)
        twin.save(force_insert=True)
        for model in (GroupSay, PlannedMethod):
            rows = model.objects.filter(phase=phase).order_by("pk")
            model.objects.bulk_create([_twin(row, phase=twin) for row in rows])
    return fresh


def _twin(row, **changed):
    """A row with the same content; its edits are counted anew."""
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key and field.name not in changed
    }
    return type(row)(**values | changed)
