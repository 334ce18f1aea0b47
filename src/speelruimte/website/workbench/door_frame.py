"""The frame around every page of one initiative on the workbench."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from speelruimte.initiatives.models import Initiative
from speelruimte.initiatives.rules import may_guide, may_name_account_holder, may_see, may_see_all
from speelruimte.initiatives.terms import due_on
from speelruimte.policy.queries import read
from speelruimte.policy.speaking import speak_as
from speelruimte.route.door import ways_from
from speelruimte.route.queries import picture
from speelruimte.website.access import allow_or_403
from speelruimte.website.asking import the_person, today
from speelruimte.website.days import day_words, days_left

STEP_PAGES = {
    "signal": "work-initiative",
    "quickscan": "work-quickscan",
    "who_decides": "work-who-decides",
}


def initiative_page(request, case_number):
    """The initiative, and what every one of its pages shows. 404 when absent, 403 for who may not
    see it.
    """
    initiative = get_object_or_404(
        Initiative.objects.select_related(
            "policy", "area", "subject", "contact", "quickscan__account_holder", "ruling"
        ),
        case_number=case_number,
    )
    speak_as(read(initiative.policy))
    person, day = the_person(request), today()
    allow_or_403(may_see(person, initiative, on=day))
    due = due_on(initiative)
    return initiative, {
        "initiative": initiative,
        "policy": read(initiative.policy),
        "may_guide": may_guide(person, initiative, on=day),
        "may_name": may_name_account_holder(person, initiative, on=day),
        "steps": steps_of(initiative),
        "ways": ways_from(initiative),
        "due": day_words(due),
        "left": days_left(due, today=day) if due else "",
        "nav_current": "initiatives",
        "crumbs": [
            _list_crumb(person, day),
            {"label": initiative.title, "url": reverse("work-initiative", args=[case_number])},
        ],
    }


def _list_crumb(person, day):
    """To the list, for who may see it; an initiator comes from the own work."""
    if may_see_all(person, on=day):
        return {"label": _("Initiatieven"), "url": reverse("work-initiatives")}
    return {"label": _("Mijn werk"), "url": reverse("my-work")}


def steps_of(initiative):
    """The rooms of the route for the bar above the page; those at the door can be opened."""
    return [
        {
            "nr": room.number,
            "name": room.label,
            "state": room.state,
            "day": room.day,
            "url": reverse(STEP_PAGES[room.key], args=[initiative.case_number])
            if room.key in STEP_PAGES
            else "",
        }
        for room in picture(initiative=initiative)
    ]
