"""Straight on after a save: to what waits next in the same case for who saved."""

from django.contrib import messages
from django.utils.translation import gettext as _

from speelruimte.route.agenda import waits_in
from speelruimte.website.asking import the_person, today
from speelruimte.website.workbench.frame import page_url

# What one goes on with by a button that stands on the main page.
GOES_ON = "process"


def onward(request, trajectory, *, here, stay=""):
    """Where to go after a save. As long as something waits on this page (``here``, as gates name
    it), that is where one stays, at ``stay``; else it is where the next thing waits, and a message
    says so."""
    waiting = waits_in(trajectory, person=the_person(request), on=today())
    stay = stay or page_url(here, trajectory)
    if not waiting or here in waiting:
        return stay
    if waiting[0] == GOES_ON:
        messages.info(request, _("Alles is klaar. U kunt verder naar de volgende stap."))
    else:
        messages.info(request, _("Hier is nu niets meer te doen. Dit is het volgende."))
    return page_url(waiting[0], trajectory)


def first_waiting(request, trajectory):
    """Where the first thing waits for who let a case into its next step; else its main page."""
    waiting = waits_in(trajectory, person=the_person(request), on=today())
    return page_url(waiting[0] if waiting else GOES_ON, trajectory)
