"""All addresses. Dutch is the source language; English lives under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(
    path("", include("speelruimte.website.urls")),
    path("account/", include("allauth.urls")),
    prefix_default_language=False,
)
