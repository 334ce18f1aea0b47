"""What every page shows around its content."""

from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from speelruimte.shared.errors import RuleBroken
from speelruimte.website import demo_bar, navigation
from speelruimte.website.asking import the_policy, today


def around(request):
    """Municipality, menus and where one is; read only when a template asks."""
    return {
        **demo_bar.demo_bar(request),
        "municipality": SimpleLazyObject(lambda: municipality(request)),
        "public_menu": SimpleLazyObject(navigation.public_menu),
        "workbench_menu": SimpleLazyObject(
            lambda: navigation.workbench_menu(getattr(request, "user", None), on=today())
        ),
        "footer_menu": SimpleLazyObject(navigation.footer_menu),
        "home_url": SimpleLazyObject(_home),
        "refused_forms": (),
    }


def _home():
    try:
        return reverse("home")
    except NoReverseMatch:
        return "/"


def municipality(request):
    """Name and contact of the municipality, from the policy in force."""
    try:
        policy = the_policy(request)
    except RuleBroken:
        return {"name": "", "site_title": "Speelruimte"}
    place, contact = policy.municipality, policy.municipality.contact
    known = {
        "name": place.name,
        "site_title": policy.word(
            "site_title", _("Meedoen in {municipality}").format(municipality=place.name)
        ),
        "theme_class": "",
    }
    if contact:
        phone = contact.phone or ""
        known |= {
            "coach_name": contact.coach,
            "phone": phone,
            "phone_hours": str(contact.hours or ""),
            "phone_link": "tel:" + "".join(c for c in phone if c.isdigit() or c == "+"),
            "email": contact.email or "",
            "website": contact.website or "",
            "counter_address": str(contact.address or ""),
            "counter": str(contact.counter or ""),
            "counter_hours": str(contact.counter_hours or ""),
        }
    return known
