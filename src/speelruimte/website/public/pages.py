"""Pages around it: a person to speak to, your data, accessibility."""

from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from speelruimte.people.models import Grant
from speelruimte.people.roles import Role
from speelruimte.website.asking import today
from speelruimte.website.pagecache import for_every_visitor


@for_every_visitor()
def contact(request):
    """The third door: a person to speak to, by telephone, at the counter, or for your area."""
    grants = (
        Grant.objects.current(today())
        .filter(role=Role.ACCOUNT_HOLDER, case_number="", person__is_active=True)
        .select_related("person", "area", "subject")
        .order_by("area__position", "person__name")
    )
    return render(
        request,
        "public/contact.html",
        {
            "nav_current": "contact",
            "holders": [
                {
                    "name": grant.person.name,
                    "function": grant.person.function,
                    "phone": grant.person.phone,
                    "where": grant.area.name if grant.area else _("De hele gemeente"),
                    "subject": grant.subject.name if grant.subject else "",
                }
                for grant in grants
            ],
            "crumbs": _crumbs(_("Ik wil contact")),
        },
    )


def _crumbs(label):
    return [{"label": _("Begin"), "url": reverse("home")}, {"label": label, "url": ""}]


@for_every_visitor()
def privacy(request):
    """What is kept of people, why, and how to have it erased."""
    return render(request, "public/privacy.html", {"crumbs": _crumbs(_("Uw gegevens"))})


@for_every_visitor()
def accessibility(request):
    """What works for whom, and where to say what does not."""
    return render(request, "public/accessibility.html", {"crumbs": _crumbs(_("Toegankelijkheid"))})


urlpatterns = [
    path("contact/", contact, name="contact"),
    path("uw-gegevens/", privacy, name="privacy"),
    path("toegankelijkheid/", accessibility, name="accessibility"),
]
