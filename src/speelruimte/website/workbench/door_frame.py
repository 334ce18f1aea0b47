"""The frame around every page of one initiative on the workbench."""

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from speelruimte.initiatives.models import Initiative
from speelruimte.initiatives.queries import initiative_numbered
from speelruimte.initiatives.rules import may_guide, may_see, may_see_all
from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.schema import Policy
from speelruimte.policy.speaking import speak_as
from speelruimte.route.queries import picture
from speelruimte.website.access import allow_or_403
from speelruimte.website.asking import the_person, today
from speelruimte.website.rendering import InnerWorkPage, Rows

STEP_PAGES = {
    "signal": "work-initiative",
    "quickscan": "work-quickscan",
    "who_decides": "work-who-decides",
}


@dataclass(frozen=True, kw_only=True)
class DoorFrame(InnerWorkPage):
    """The frame of one initiative, which every page of it extends."""

    nav_current: str = "initiatives"
    initiative: Initiative
    policy: Policy
    steps: Rows
    unread_url: str  # for who guides it: what was added and keeps it from going on


def initiative_page(request, case_number):
    """The initiative, and what every one of its pages shows. 404 when absent, 403 for who may not
    see it.
    """
    initiative = initiative_numbered(case_number)
    if initiative is None:
        raise Http404
    speak_as(parsed_policy(initiative.policy))
    person, day = the_person(request), today()
    allow_or_403(may_see(person, initiative, on=day))
    return initiative, DoorFrame(
        initiative=initiative,
        policy=parsed_policy(initiative.policy),
        steps=door_steps(initiative),
        unread_url=_unread_url(initiative) if may_guide(person, initiative, on=day) else "",
        crumbs=[
            _list_crumb(person, day),
            {"label": initiative.title, "url": reverse("work-initiative", args=[case_number])},
        ],
    )


def _unread_url(initiative):
    """Where somebody reads first what ``check_can_end`` asks to be read."""
    if initiative.unread is None or initiative.ended_at is not None:
        return ""
    return reverse("work-idea-addition", args=[initiative.case_number, initiative.unread])


def guides(request, initiative) -> bool:
    """Whether who asks guides this initiative today."""
    return may_guide(the_person(request), initiative, on=today())


def _list_crumb(person, day):
    """To the list, for who may see it; an initiator comes from the own work."""
    if may_see_all(person, on=day):
        return {"label": _("Initiatieven"), "url": reverse("work-initiatives")}
    return {"label": _("Mijn werk"), "url": reverse("my-work")}


def door_steps(initiative):
    """The rooms of the route for the bar above the page; those at the door can be opened."""
    return [
        {
            "nr": room.number or "",
            "name": room.label,
            "state": room.state,
            "url": reverse(STEP_PAGES[room.key], args=[initiative.case_number])
            if room.key in STEP_PAGES and _has_work(room)
            else "",
        }
        for room in picture(initiative=initiative, days=False)
    ]


def _has_work(room):
    """A first look that did not begin has no page of its own yet, or never gets one."""
    return room.key != "quickscan" or room.state in ("here", "done")
