"""All addresses. Dutch is the source language; English lives under /en/."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from speelruimte.website.public.for_machines import urlpatterns as for_machines

urlpatterns = for_machines + i18n_patterns(
    path("", include("speelruimte.website.urls")),
    path("account/", include("speelruimte.website.sign_in.urls")),
    *([path("demo/", include("demo.urls"))] if settings.DEMO else []),
    prefix_default_language=False,
)

handler400 = "speelruimte.website.errors.bad_request"
handler403 = "speelruimte.website.errors.forbidden"
handler404 = "speelruimte.website.errors.not_found"
handler429 = "speelruimte.website.errors.too_many"
handler500 = "speelruimte.website.errors.broken"
