"""Mijn straat: what one can join, what is worked on and what was decided where somebody lives."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlencode

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt

from speelruimte.activities.models import Activity
from speelruimte.places.finding import SHORTEST_PART, areas_of_street, places_meant
from speelruimte.places.merging import leads_to
from speelruimte.places.models import Area, Street
from speelruimte.promise import open_activities
from speelruimte.trajectories.models import Step, Trajectory
from speelruimte.website.asking import today
from speelruimte.website.forms import PlainForm
from speelruimte.website.pagecache import for_every_visitor
from speelruimte.website.private_pages import can_go_back
from speelruimte.website.public.altered_words import altered_days
from speelruimte.website.public.cards import card_of, for_cards
from speelruimte.website.public.coming import coming_rows
from speelruimte.website.public.meetings import day_and_hour, meetings_ahead
from speelruimte.website.public.shown import all_areas
from speelruimte.website.public.stood_here import StoodHerePage, onward
from speelruimte.website.rendering import InnerPage, Row, Rows, render_page

# In the address of choices: none is called as was typed. What was typed stands nowhere.
ALIKE = "lijkt-op"
MOST_RUNNING, MOST_ENDED, MOST_CHOICES, MOST_NAMING = 60, 6, 50, 12


class WhereForm(PlainForm):
    """A postcode, a street or an area. Sent by POST: what somebody types stands in no address."""

    refusal = gettext_lazy("Vul nog in waar u woont")
    where = forms.CharField(
        label=gettext_lazy("Uw postcode, straat of buurt"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
        help_text=gettext_lazy("Een huisnummer is niet nodig. Wij bewaren niet wat u invult."),
    )


@dataclass(frozen=True, kw_only=True)
class MyStreetPage(InnerPage):
    """Where do you live? With what may have been meant, and all areas."""

    template: ClassVar = "public/my_street.html"
    form: WhereForm
    choices: Rows  # {label, url}
    is_alike: bool  # nothing is called as was typed: these look like it
    plans: Rows  # the same, of plans that speak of it
    areas: Rows  # {label, url}
    knows_streets: bool


@csrf_exempt
@can_go_back
def my_street(request):
    """Ask where somebody lives and lead to that page; what is typed is kept nowhere.

    It changes nothing, so it asks no token: the home page, which everybody shares, has none.
    """
    if request.method != "POST":
        named = _named_in(request.GET)
        return _asked(request, WhereForm(), named, is_alike=ALIKE in request.GET)
    form = WhereForm(request.POST)
    if not form.is_valid():
        return _asked(request, form, status=422)
    where = form.cleaned_data["where"]
    meant = places_meant(where)
    if meant.only is not None:
        return redirect(address_of(meant.only))
    if meant.areas or meant.streets:
        return redirect(_to_choose_from(meant))
    form.refusal = _("We vonden niets")
    form.add_error("where", _unknown())
    return _asked(request, form, plans=_plans_with(where), status=422)


def _plans_with(typed):
    """What runs and speaks of what was typed, where everybody can read it."""
    words = " ".join(typed.split())
    if len(words) < SHORTEST_PART:
        return []
    running = Trajectory.objects.public().running()
    named = running.filter(Q(title__icontains=words) | Q(summary__icontains=words))
    return [
        {"label": plan.title, "url": reverse("process", kwargs={"slug": plan.slug})}
        for plan in named.order_by("-started_on", "-id")[:MOST_NAMING]
    ]


def _to_choose_from(meant):
    """The same page with what may have been meant, to which one can go back."""
    named = {
        "buurt": [area.key for area in meant.areas],
        "straat": [street.key for street in meant.streets],
    }
    if meant.alike:
        named[ALIKE] = ["ja"]
    return f"{reverse('my-street')}?{urlencode(named, doseq=True)}"


def _named_in(asked):
    """The areas and streets that an address names."""
    areas = Area.objects.filter(key__in=asked.getlist("buurt")[:MOST_CHOICES])
    streets = Street.objects.filter(key__in=asked.getlist("straat")[:MOST_CHOICES])
    return [_choice(place) for place in (*areas, *streets)]


def _asked(request, form, choices=(), plans=(), is_alike=False, status=200):
    areas = all_areas()
    answer = render_page(
        request,
        MyStreetPage(
            crumbs=_crumbs(_("Mijn straat")),
            form=form,
            choices=choices,
            is_alike=is_alike,
            plans=plans,
            areas=[_choice(area) for area in areas],
            knows_streets=any(area.has_streets for area in areas),
        ),
        status=status,
    )
    answer["Cache-Control"] = "no-store"
    return answer


def _unknown():
    if Street.objects.exists():
        return _(
            "Deze straat of postcode kennen we niet. Kijk of het goed staat, of kies uw buurt."
        )
    return _("Wij zoeken hier op de naam van een buurt. Kies uw buurt uit de lijst.")


def address_of(place):
    """The page of a street or an area."""
    if isinstance(place, Area):
        return reverse("neighbourhood", kwargs={"key": place.key})
    return reverse("street", kwargs={"key": place.key})


def _choice(place):
    return {"label": str(place), "url": address_of(place)}


@dataclass(frozen=True, kw_only=True)
class StreetPage(InnerPage):
    """What happens in a street or an area: a group for each thing that somebody can do."""

    template: ClassVar = "public/street.html"
    name: str
    lies_in: Sequence[str]  # the areas of a street; empty for an area itself
    meetings: Rows  # the next ones, with day, hour and place
    groups: Sequence[Row]  # {key, title, cards, nothing}; of a street first what names it
    coming_here: Rows  # what is prepared and names the street: {title, text, notice_url}
    coming: Rows  # what else is prepared, the same
    notice_url: str
    drawn: Rows
    all_links: Rows


@for_every_visitor()
def street(request, key):
    """By the name of a street; it may lie in more than one area."""
    row = Street.objects.filter(key=key).first()
    if row is None:
        return _unknown_place(request, _("Deze straat staat niet, of niet meer, in onze lijst."))
    areas = areas_of_street(row)
    return _page(request, "straat", row, areas, lies_in=[area.name for area in areas])


@for_every_visitor()
def neighbourhood(request, key):
    """By an area."""
    area = Area.objects.filter(key=key).first()
    if area is None and (now := leads_to(Area, key)):
        return redirect("neighbourhood", key=now, permanent=True)
    if area is None:
        return _unknown_place(request, _("Deze buurt staat niet, of niet meer, in onze lijst."))
    return _page(request, "buurt", area, [area], lies_in=())


def _unknown_place(request, lead):
    """Of a place that is in no list of the municipality, or that left it."""
    heading = _("Wij vinden deze plek niet")
    page = StoodHerePage(
        crumbs=_crumbs(_("Mijn straat")),
        heading=heading,
        name=heading,
        lead=lead,
        onward=[onward(_("Zoek uw straat, buurt of postcode"), reverse("my-street"))],
    )
    return render_page(request, page, status=404)


def _page(request, kind, place, areas, *, lies_in):
    here, day = {area.key for area in areas}, today()
    naming = _plans_naming(place, areas) if isinstance(place, Street) else []
    nearby = [plan for plan in plans_in(areas) if plan not in naming]
    coming = coming_rows(_for(areas, Trajectory.objects.all()), day=day)
    coming_here = [row for row in coming if _names(place, row["title"])]
    return render_page(
        request,
        StreetPage(
            crumbs=_crumbs(place.name),
            name=place.name,
            notice_url=reverse(f"ask-notice-{kind}", kwargs={"key": place.key}),
            lies_in=lies_in,
            meetings=_meetings([*naming, *nearby], day=day),
            groups=_groups(naming, nearby, place, day=day),
            coming_here=coming_here,
            coming=[row for row in coming if row not in coming_here],
            drawn=[_on_the_map(area, here) for area in all_areas() if area.geometry],
            all_links=[
                {
                    "url": f"{reverse('process-list')}?gebied={area.key}",
                    "label": _("Alle plannen voor %(area)s") % {"area": area.name},
                }
                for area in areas
            ],
        ),
    )


def _meetings(plans, *, day):
    """The next ones, and what was announced and does not go on, or on another day: as on home."""
    rows = [*meetings_ahead(plans, day=day), *altered_days(day=day, of=plans)]
    return sorted(rows, key=day_and_hour)


def _on_the_map(area, here):
    return {
        "key": area.key,
        "name": area.name,
        "geometry": area.geometry,
        "url": address_of(area),
        "current": area.key in here,
    }


def _groups(naming, nearby, place, *, day):
    """Everything that runs for these areas or everywhere, and the newest that ended.

    What names the street comes first, however long ago it ended.
    """
    how = {plan.pk: _how_far(plan, day=day) for plan in (*naming, *nearby)}
    naming.sort(key=lambda plan: list(_TITLES).index(how[plan.pk]))
    titles = _TITLES_NEARBY if naming else _TITLES
    groups = [
        _group(key, title, [plan for plan in nearby if how[plan.pk] == key], day)
        for key, title in titles.items()
    ]
    if naming:
        title = _("In uw straat: %(street)s") % {"street": place.name}
        groups.insert(0, _group("straat", title, naming, day))
    if "nu" not in how.values():
        now = next(group for group in groups if group["key"] == "nu")
        now["title"] = _("In uw buurt: meedoen") if naming else _("Meedoen")
        now["nothing"] = (
            _("Nu kunt u hier nergens aan meedoen. Hieronder staat wat er wel loopt.")
            if any(how[plan.pk] == "bezig" for plan in nearby)
            else _("Nu kunt u hier nergens aan meedoen.")
        )
    return groups


_TITLES = {
    "nu": gettext_lazy("U kunt nu meedoen"),
    "bezig": gettext_lazy("We werken eraan"),
    "besloten": gettext_lazy("Besloten"),
    "gestopt": gettext_lazy("Gestopt"),
}
_TITLES_NEARBY = {
    "nu": gettext_lazy("In uw buurt: u kunt nu meedoen"),
    "bezig": gettext_lazy("In uw buurt: we werken eraan"),
    "besloten": gettext_lazy("In uw buurt: besloten"),
    "gestopt": gettext_lazy("In uw buurt: gestopt"),
}


def _group(key, title, trajectories, day):
    cards = [card_of(trajectory, day=day) for trajectory in trajectories]
    return {"key": key, "title": title, "cards": cards, "nothing": ""}


def _how_far(trajectory, *, day):
    """In which group it stands. Answers that are being written are work."""
    if open_activities(trajectory, day=day):
        return "nu"
    if trajectory.step == Step.STOPPED:
        return "gestopt"
    has_decision = trajectory.step == Step.DECISION and hasattr(trajectory, "decision")
    if has_decision or trajectory.step in (Step.FEEDBACK, Step.EVALUATION, Step.MEMORY):
        return "besloten"
    return "bezig"


def _for(areas, trajectories):
    """Those for one of these areas, or for the whole municipality."""
    places = Trajectory.areas.through.objects
    is_here = Exists(places.filter(trajectory=OuterRef("pk"), area__in=areas))
    is_everywhere = ~Exists(places.filter(trajectory=OuterRef("pk")))
    return trajectories.filter(Q(is_here) | Q(is_everywhere))


def plans_in(areas):
    """What runs and what ended last for these areas or everywhere, the newest first."""
    plans = _for(areas, Trajectory.objects.public())
    newest = plans.order_by("-started_on", "-id").values_list("pk", flat=True)
    keys = [*newest.running()[:MOST_RUNNING], *newest.ended()[:MOST_ENDED]]
    return for_cards(Trajectory.objects.filter(pk__in=keys)).order_by("-started_on", "-id")


def _plans_naming(street, areas):
    """What speaks of this street where everybody can read it: title, summary, or where people meet."""
    name = _as_a_word(street)
    holds = Q(title__iregex=name) | Q(summary__iregex=name)
    meets = Activity.objects.filter(trajectory=OuterRef("pk"), place__iregex=name)
    told = Q(waiver__inform_how__iregex=name)
    plans = _for(areas, Trajectory.objects.public()).filter(holds | told | Exists(meets))
    return list(for_cards(plans).order_by("-started_on", "-id")[:MOST_NAMING])


def _names(place, title):
    return isinstance(place, Street) and bool(re.search(_as_a_word(place), title, re.IGNORECASE))


def _as_a_word(street):
    return rf"(^|\W){re.escape(street.name)}(\W|$)"


def _crumbs(label):
    return [{"label": _("Begin"), "url": reverse("home")}, {"label": label, "url": ""}]


urlpatterns = [
    path("mijn-straat/", my_street, name="my-street"),
    path("straat/<slug:key>/", street, name="street"),
    path("buurt/<slug:key>/", neighbourhood, name="neighbourhood"),
]
