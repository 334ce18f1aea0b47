"""An address that names an area or subject from before leads to the one it went into."""

from functools import wraps

from django.shortcuts import redirect

from speelruimte.places.merging import leads_to
from speelruimte.places.models import Area, Subject

NAMED = {"gebied": Area, "onderwerp": Subject}


def old_places_lead_on(view):
    """A page that is narrowed by ``gebied`` or ``onderwerp``; with neither it asks nothing."""

    @wraps(view)
    def shown(request, *args, **kwargs):
        asked = {name: request.GET[name] for name in NAMED if request.GET.get(name)}
        now = {name: leads_to(NAMED[name], key) for name, key in asked.items()}
        if not any(now.values()):
            return view(request, *args, **kwargs)
        query = request.GET.copy()
        for name, key in now.items():
            query[name] = key or asked[name]
        return redirect(f"{request.path}?{query.urlencode()}", permanent=True)

    return shown
