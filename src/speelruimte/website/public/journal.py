"""The last fingerprint of the journal, on a page of its own that is never cached."""

from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from speelruimte.journal.models import Entry
from speelruimte.shared.fingerprints import in_groups


@never_cache
def journal(request):
    """Number of entries and last fingerprint: who notes them can prove later that nothing went."""
    last = Entry.objects.order_by("-number").first()
    return render(
        request,
        "public/journal.html",
        {
            "last": last,
            "short": in_groups(last.fingerprint) if last else "",
            "crumbs": [
                {"label": _("Begin"), "url": reverse("home")},
                {"label": _("Het logboek"), "url": ""},
            ],
        },
    )


urlpatterns = [path("journaal/", journal, name="journal")]
