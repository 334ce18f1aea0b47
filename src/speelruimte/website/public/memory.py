"""What ended, to look through and to search."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.urls import path, reverse
from django.utils.translation import gettext as _

from speelruimte.memory.queries import finished, years
from speelruimte.places.models import Area, Subject
from speelruimte.website.days import day_words
from speelruimte.website.led_on import old_places_lead_on
from speelruimte.website.pagecache import for_every_visitor
from speelruimte.website.rendering import InnerPage, Rows, render_page


@dataclass(frozen=True, kw_only=True)
class ArchivePage(InnerPage):
    """What ended."""

    template: ClassVar = "public/archive.html"
    rows: Rows  # {title, url, area, subject, day, outcome, was_stopped, lessons}
    areas: Iterable[Area]
    subjects: Iterable[Subject]
    years: Sequence[tuple[str, str]]
    chosen: Mapping[str, str]
    next_url: str
    previous_url: str


@for_every_visitor("gebied", "onderwerp", "jaar", "na")
@old_places_lead_on
def archive(request):
    """Processes that ended, newest first, by area, subject and year."""
    chosen = {name: request.GET.get(name, "") for name in ("gebied", "onderwerp", "jaar")}
    after = request.GET.get("na", "")
    year = chosen["jaar"]
    rows, last = finished(
        area=chosen["gebied"],
        subject=chosen["onderwerp"],
        year=int(year) if len(year) == 4 and year.isdecimal() and int(year) > 1 else None,
        after=int(after) if after.isdecimal() and len(after) < 18 else None,
    )
    query = "&".join(f"{name}={value}" for name, value in chosen.items() if value)
    return render_page(
        request,
        ArchivePage(
            crumbs=crumbs_to(_("Geheugen")),
            rows=[remembered_row(row) for row in rows],
            areas=Area.objects.all(),
            subjects=Subject.objects.all(),
            years=[(str(year), str(year)) for year in years()],
            chosen=chosen,
            next_url=f"?{query}&na={last}" if last else "",
            previous_url=f"?{query}" if after else "",
        ),
    )


def remembered_row(remembered):
    """A process that ended, as lists show it."""
    trajectory = remembered.trajectory
    return {
        "title": trajectory.title,
        "url": reverse("process", kwargs={"slug": trajectory.slug}),
        "area": areas_words(trajectory),
        "subject": trajectory.subject.name if trajectory.subject else "",
        "day": day_words(remembered.remembered_on),
        "outcome": remembered.outcome,
        "was_stopped": trajectory.step == "stopped",
        "lessons": [lesson.text for lesson in trajectory.lessons.all()],
    }


def areas_words(trajectory):
    """The areas that a process is about."""
    return ", ".join(area.name for area in trajectory.areas.all()) or _("De hele gemeente")


def crumbs_to(label):
    """The way to a page that hangs under the home page."""
    return [{"label": _("Begin"), "url": reverse("home")}, {"label": label, "url": ""}]


urlpatterns = [path("geheugen/", archive, name="archive")]
