"""The municipality's colour as a stylesheet and its logo, from addresses of our own."""

import hashlib

from django.http import Http404, HttpResponse
from django.urls import path
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition

from speelruimte.analysis.contrast import shades
from speelruimte.policy.models import Logo
from speelruimte.shared.errors import RuleBroken
from speelruimte.website.asking import the_letterhead

TYPES = {Logo.Kind.SVG: "image/svg+xml", Logo.Kind.PNG: "image/png"}
# Looked at again with every page: another colour or logo holds at once.
ASKED_AGAIN = {"public": True, "max_age": 0, "must_revalidate": True}


def _shown(request):
    try:
        return the_letterhead(request)
    except RuleBroken:  # an installation that is being set up
        return None


def _mark_of_style(request):
    shown = _shown(request)
    if shown is None or not shown.colour:
        return None
    return f'"{hashlib.sha256(_stylesheet(shown.colour).encode()).hexdigest()[:32]}"'


def _mark_of_logo(request):
    shown = _shown(request)
    return f'"{shown.logo[:32]}"' if shown and shown.logo else None


@cache_control(**ASKED_AGAIN)
@condition(etag_func=_mark_of_style)
def house_style(request):
    """The shades of the main colour; wall and floor keep their meaning and their colour."""
    shown = _shown(request)
    if shown is None or not shown.colour:
        raise Http404
    return HttpResponse(_stylesheet(shown.colour), content_type="text/css; charset=utf-8")


def _stylesheet(colour):
    lines = [f"  --sr-door-{number}: {shade};" for number, shade in shades(colour).items()]
    return "\n".join([".speelruimte-theme {", *lines, "}", ""])


@cache_control(**ASKED_AGAIN)
@condition(etag_func=_mark_of_logo)
def logo(request):
    """The logo as we wrote it."""
    shown = _shown(request)
    picture = Logo.objects.filter(pk=shown.logo).first() if shown and shown.logo else None
    if picture is None:
        raise Http404
    return HttpResponse(bytes(picture.content), content_type=TYPES[Logo.Kind(picture.kind)])


urlpatterns = [
    path("huisstijl.css", house_style, name="house-style"),
    path("huisstijl/logo", logo, name="logo"),
]
