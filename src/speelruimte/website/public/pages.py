"""Pages around it: a person to speak to, your data, accessibility."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.urls import path, reverse
from django.utils.translation import gettext as _

from speelruimte.notices.announced import (
    TO_A_PARTY,
    TO_WHO_ASKED,
    TO_WHO_HAS_AN_IDEA,
    TO_WHO_TAKES_PART,
    subjects,
)
from speelruimte.notices.letters import ASKS_WHETHER
from speelruimte.people.models import Grant
from speelruimte.people.roles import Role
from speelruimte.people.stating import said
from speelruimte.website.asking import today
from speelruimte.website.kind_pages import PrivacyNote, all_pages
from speelruimte.website.pagecache import for_every_visitor
from speelruimte.website.rendering import InnerPage, Rows, render_page
from speelruimte.website.statutory import AUTHORITY, OMBUDSMAN, STATUSES


@dataclass(frozen=True, kw_only=True)
class ContactPage(InnerPage):
    """A person to speak to."""

    template: ClassVar = "public/contact.html"
    nav_current: str = "contact"
    holders: Rows  # {name, function, phone, where, subject}
    in_areas: bool  # some of them help in one area


@for_every_visitor()
def contact(request):
    """The third door: a person to speak to, by telephone, at the counter, or for your area."""
    grants = (
        Grant.objects.current(today())
        .filter(role=Role.ACCOUNT_HOLDER, case_number="", person__is_active=True)
        .select_related("person", "area", "subject")
        .order_by("area__position", "person__name")
    )
    return render_page(
        request,
        ContactPage(
            holders=[
                {
                    "name": grant.person.name,
                    "function": grant.person.function,
                    "phone": grant.person.phone,
                    "where": grant.area.name if grant.area else _("De hele gemeente"),
                    "subject": grant.subject.name if grant.subject else "",
                }
                for grant in grants
            ],
            in_areas=any(grant.area for grant in grants),
            crumbs=_crumbs(_("Ik wil contact")),
        ),
    )


def _crumbs(label):
    return [{"label": _("Begin"), "url": reverse("home")}, {"label": label, "url": ""}]


@dataclass(frozen=True, kw_only=True)
class PrivacyPage(InnerPage):
    """What is kept of people."""

    template: ClassVar = "public/privacy.html"
    taking_part_mails: Sequence[str]
    idea_mails: Sequence[str]
    asked_mails: Sequence[str]
    party_mails: Sequence[str]
    notes: Sequence[PrivacyNote]
    authority_url: str
    says: Mapping[str, str]


@for_every_visitor()
def privacy(request):
    """What is kept of people, why, and how to have it erased."""
    notes = [pages.privacy for pages in all_pages() if pages.privacy]
    return render_page(
        request,
        PrivacyPage(
            crumbs=_crumbs(_("Uw gegevens")),
            taking_part_mails=subjects(TO_WHO_TAKES_PART),
            idea_mails=subjects(TO_WHO_HAS_AN_IDEA),
            asked_mails=[str(ASKS_WHETHER), *subjects(TO_WHO_ASKED)],
            party_mails=subjects(TO_A_PARTY),
            notes=notes,
            authority_url=AUTHORITY,
            says=said(),
        ),
    )


@dataclass(frozen=True, kw_only=True)
class AccessibilityPage(InnerPage):
    """What works for whom."""

    template: ClassVar = "public/accessibility.html"
    ombudsman_url: str
    says: Mapping[str, str]
    status: str
    looked_at: date | None


@for_every_visitor()
def accessibility(request):
    """What works for whom, and where to say what does not."""
    says = said()
    day = says["accessibility_day"]
    return render_page(
        request,
        AccessibilityPage(
            crumbs=_crumbs(_("Toegankelijkheid")),
            ombudsman_url=OMBUDSMAN,
            says=says,
            status=str(dict(STATUSES).get(says["accessibility_status"], "")),
            looked_at=date.fromisoformat(day) if day else None,
        ),
    )


urlpatterns = [
    path("contact/", contact, name="contact"),
    path("uw-gegevens/", privacy, name="privacy"),
    path("toegankelijkheid/", accessibility, name="accessibility"),
]
