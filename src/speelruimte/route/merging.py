"""Two areas, or two subjects, become one: everything that points at one points at the other.

Every table with a relation to them is asked of its model, so one that comes later is no exception.
"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from speelruimte.activities.models import Contribution
from speelruimte.activities.texts import areas_of_file
from speelruimte.initiatives.models import Initiative
from speelruimte.journal.acting import action, record
from speelruimte.memory.findable import keep_findable, with_what_is_said
from speelruimte.notices.models import AskedNotice
from speelruimte.people.models import Grant, Person
from speelruimte.people.rules import may_name_places
from speelruimte.places.listing import became, list_in_force
from speelruimte.places.merging import put_into
from speelruimte.places.models import Area, Stretch
from speelruimte.route.apart import in_one_day, meetings
from speelruimte.shared.errors import RuleBroken, check_may
from speelruimte.trajectories.models import Trajectory


def pointing_at(place) -> list[tuple[str, int]]:
    """What belongs to this area or subject, and how many of it."""
    return [
        (str(model._meta.verbose_name_plural), number)
        for model, field in _relations(type(place))
        if (number := _rows(model, field, place).count())
    ]


@action
def merge_places(gone, *, into, by, at, on):
    """Let one area or subject go into another, for good; its address and its name lead there.

    What belonged to both belongs to it once. Raises RuleBroken where one of the two went into
    another already, or where roles would meet in one person that the policy keeps apart.
    """
    check_may(may_name_places(by, on=on), _("Gebieden voegt een beheerder samen."))
    model = type(gone)
    moved = _locked_trajectories(gone)
    gone, into = _both_locked(model, gone, into)
    field = model._meta.model_name
    met = _met(field, gone, into, on=on)
    numbers, rows, files = {}, [], _files_about(gone)
    streets = list_in_force() if model is Area and gone.stretches.exists() else None
    for other, name in _relations(model):
        numbers[other._meta.model_name] = _rows(other, name, gone).count()
        rows += _held(other, name, gone, into)
        _TAKE_OVER.get(other, _point)(other, name, gone, into)
    if model is Area:
        rows += _more_areas(gone, into)
    rows += put_into(gone, into)
    _check_still_apart(field, into, met, on=on)
    for key in moved:
        keep_findable(with_what_is_said(Trajectory.objects.filter(pk=key)).get())
    record(
        "places_merged",
        about=f"{field}:{gone.key}",
        by=by,
        at=at,
        into=into.key,
        wrote=rows,
        **_areas_of_files(files),
        **(became(streets) if streets else {}),
        **{f"of_{name}": number for name, number in numbers.items()},
    )
    return into


def _files_about(place):
    """The files of which words are about this area, by what the journal holds of their areas."""
    if not isinstance(place, Area):
        return {}
    words = Contribution.objects.filter(area=place, came_with__isnull=False).order_by()
    files = sorted(words.values_list("came_with", flat=True).distinct())
    return {pk: areas_of_file(pk) for pk in files}


def _areas_of_files(files):
    """What is held of the areas of these files before and after."""
    if not files:
        return {}
    return {
        "areas_of_files": {f"import:{pk}": [was, areas_of_file(pk)] for pk, was in files.items()}
    }


def _locked_trajectories(place):
    """Trajectories first, as everywhere: the keys of those about this place."""
    field = "areas" if isinstance(place, Area) else "subject"
    keys = list(
        Trajectory.objects.filter(**{field: place}).order_by("pk").values_list("pk", flat=True)
    )
    list(Trajectory.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    return keys


def _both_locked(model, gone, into):
    if gone.pk == into.pk:
        raise RuleBroken(_("Kies twee verschillende."), field="into", code="same_place")
    locked = model.objects.select_for_update().filter(pk__in=[gone.pk, into.pk]).order_by("pk")
    by_key = {place.pk: place for place in locked}
    for place in (gone, into):
        if place.pk not in by_key:
            raise RuleBroken(
                _("‘%(name)s’ is intussen in iets anders opgegaan. Kies opnieuw."),
                values={"name": place.name},
                code="merged_meanwhile",
            )
    return by_key[gone.pk], by_key[into.pk]


def _relations(model):
    """Every table that points at an area or a subject, with the name of its field."""
    return [
        (field.related_model, field.remote_field.name)
        for field in model._meta.get_fields(include_hidden=True)
        if field.auto_created
        and not field.concrete
        and field.related_model is not model
        and not field.related_model._meta.auto_created
    ]


def _rows(model, field, place):
    return model._base_manager.filter(**{field: place})


def _held(model, field, gone, into):
    """The rows of which the journal holds that they point here, as they stand once they point there."""
    if field not in getattr(model, "held_columns", ()):
        return
    for row in _rows(model, field, gone):
        setattr(row, field, into)
        yield row


def _point(model, field, gone, into):
    _rows(model, field, gone).update(**{field: into})


def _processes(model, field, gone, into):
    if field != "areas":
        return _point(model, field, gone, into)
    for trajectory in _rows(model, field, gone).order_by("pk"):
        trajectory.areas.add(into)
        trajectory.areas.remove(gone)
    return None


def _asked_notices(model, field, gone, into):
    """Who asked about both hears of it once."""
    twice = _rows(model, field, gone).filter(reader__in=_rows(model, field, into).values("reader"))
    for notice in twice.select_related("contact"):
        notice.contact.delete()
    _point(model, field, gone, into)


def _roles(model, field, gone, into):
    """Who has one role for both at one time has it once."""
    by_reach = {}
    for grant in _rows(model, field, into):
        by_reach.setdefault(_reach(grant, field), []).append(grant)
    for grant in _rows(model, field, gone):
        for same in by_reach.get(_reach(grant, field), ()):
            if in_one_day(same, grant):
                same.starts_on = min(same.starts_on, grant.starts_on)
                ends = (same.ends_on, grant.ends_on)
                same.ends_on = None if None in ends else max(ends)
                same.save(update_fields=["starts_on", "ends_on"])
                grant.delete()
                break
    _point(model, field, gone, into)


def _reach(grant, field):
    other = grant.subject_id if field == "area" else grant.area_id
    return grant.person_id, grant.role, grant.body, other


def _nothing(model, field, gone, into):
    """Streets go with the area itself (``put_into``)."""


_TAKE_OVER: dict[Any, Callable] = {
    Trajectory: _processes,
    AskedNotice: _asked_notices,
    Grant: _roles,
    Stretch: _nothing,
}


def _more_areas(gone, into):
    """The further areas of the municipality's own plans are kept by their short names. What changed."""
    for idea in Initiative.objects.exclude(more_areas=[]).select_related("area"):
        keys = [into.key if key == gone.key else key for key in idea.more_areas]
        first = idea.area.key if idea.area_id else ""
        keys = [key for key in dict.fromkeys(keys) if key != first]
        if keys != idea.more_areas:
            idea.more_areas = keys
            idea.save(update_fields=["more_areas"])
            yield idea


def _met(field, *places, on):
    """Roles that the policy keeps apart and that meet already, for who has a role in these places."""
    grants: dict[Any, list[Grant]] = {}
    for grant in Grant.objects.not_over(on).filter(**{f"{field}__in": places}):
        grants.setdefault(grant.person_id, []).append(grant)
    people = Person.objects.in_bulk(grants)
    return {
        (key, meeting.case_number, meeting.given, meeting.beside): people[key].name
        for key, given in sorted(grants.items())
        for meeting in meetings(people[key], given, on=on)
    }


def _check_still_apart(field, into, met, *, on):
    now = _met(field, into, on=on)
    names = sorted({name for meeting, name in now.items() if meeting not in met})
    if names:
        raise RuleBroken(
            _(
                "Dan komen bij %(names)s rollen samen die het beleid gescheiden houdt. Beëindig eerst "
                "een van die rollen bij ‘Mensen’."
            ),
            values={"names": ", ".join(names)},
            code="roles_would_meet",
        )
