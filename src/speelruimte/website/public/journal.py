"""The last fingerprint of the journal, on a page of its own that is never cached."""

from dataclasses import dataclass
from typing import ClassVar

from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from speelruimte.journal.models import Entry
from speelruimte.shared.fingerprints import in_groups
from speelruimte.website.rendering import InnerPage, render_page


@dataclass(frozen=True, kw_only=True)
class JournalPage(InnerPage):
    """The last fingerprint."""

    template: ClassVar = "public/journal.html"
    last: Entry | None
    short: str


@never_cache
def journal(request):
    """Number of entries and last fingerprint: who notes them can prove later that nothing went."""
    last = Entry.objects.order_by("-number").first()
    return render_page(
        request,
        JournalPage(
            last=last,
            short=in_groups(last.fingerprint) if last else "",
            crumbs=[
                {"label": _("Begin"), "url": reverse("home")},
                {"label": _("Het logboek"), "url": ""},
            ],
        ),
    )


urlpatterns = [path("journaal/", journal, name="journal")]
