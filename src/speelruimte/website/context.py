"""What every page shows around its content."""

from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from speelruimte.policy.schema import SystemRole
from speelruimte.policy.speaking import speaking
from speelruimte.shared.errors import RuleBroken
from speelruimte.website import demo_bar, navigation
from speelruimte.website.addresses import address_named
from speelruimte.website.asking import the_letterhead, the_policy, today


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
        return address_named("home")
    except NoReverseMatch:
        return "/"


def municipality(request):
    """Name and contact of the municipality, as its administrator or else its policy says."""
    try:
        policy, shown = the_policy(request), the_letterhead(request)
    except RuleBroken:
        return {"name": "", "site_title": "Speelruimte"}
    return {
        "name": shown.name,
        "site_title": policy.word(
            "site_title", _("Meedoen in {municipality}").format(municipality=shown.name)
        ),
        "theme_class": "",
        "theme_url": reverse("house-style") if shown.colour else "",
        "logo_url": reverse("logo") if shown.logo else "",
        "coach_name": shown.coach,
        "coach_role": _coach_role(policy),
        "phone": shown.phone,
        "phone_hours": shown.hours,
        "phone_link": "tel:" + "".join(c for c in shown.phone if c.isdigit() or c == "+"),
        "email": shown.email,
        "website": shown.website,
        "counter_address": shown.address,
        "counter": shown.counter,
        "counter_hours": shown.counter_hours,
    }


def _coach_role(policy):
    """What whom one can call is called now, as the name beside it: also on a page about a process that
    keeps the words of an older policy."""
    with speaking(lambda: policy):
        return SystemRole.COACH.label
