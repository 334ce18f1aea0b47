"""The home page: three doors, what runs now, what was done with input, and what is coming."""

from datetime import timedelta

from django.db.models import Sum
from django.shortcuts import render
from django.urls import NoReverseMatch, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from speelruimte.agreements.models import Moment
from speelruimte.decisions.models import Answer
from speelruimte.places.models import Area
from speelruimte.policy.queries import policy_in_force, read
from speelruimte.policy.schema import TermKey
from speelruimte.shared.errors import RuleBroken
from speelruimte.trajectories.models import Tally, Trajectory
from speelruimte.website.asking import today
from speelruimte.website.pagecache import for_every_visitor
from speelruimte.website.public.cards import card_of, for_cards, open_activities
from speelruimte.website.public.year_plan import year_of

CARDS = 3


@for_every_visitor("gebied")
def home(request):
    """At most 12 queries, whatever the size of the municipality."""
    day = today()
    running = list(
        for_cards(
            Trajectory.objects.public()
            .filter(
                activities__closed_at__isnull=True,
                activities__opens_on__lte=day,
                activities__closes_on__gte=day,
            )
            .distinct()
        ).order_by("-started_on", "-id")[:50]
    )
    running.sort(key=lambda one: open_activities(one, day=day)[0].closes_on)
    chosen = request.GET.get("gebied", "")
    near = [
        one
        for one in running
        if not chosen or not one.areas.all() or chosen in [area.key for area in one.areas.all()]
    ]
    areas = list(Area.objects.all())
    numbered = list(enumerate(near[:CARDS], start=1))
    return render(
        request,
        "public/home.html",
        {
            "doors": _doors(len(running), day),
            "areas": _drawn(areas, chosen, running),
            "area_names": areas,
            "chosen": chosen,
            "markers": _markers(numbered, areas),
            "home_point": None,
            "all_count": len(running),
            "all_url": reverse("process-list") + "?stand=nu",
            "cards": [card_of(one, day=day, number=number) for number, one in numbered],
            "counts": _counts(),
            "find_url": _url("find-contribution"),
            "said": _said(),
            "calendar": _calendar(running, day),
            "calendar_url": reverse("process-list"),
            "calendar_label": _("Alle plannen"),
            "year": year_of(running, day),
        },
    )


def _url(name, **kwargs):
    try:
        return reverse(name, kwargs=kwargs)
    except NoReverseMatch:
        return ""


def _doors(number, day):
    return [
        {"title": _("Ik heb een idee"), "url": _url("idea"), "text": _idea_words(day)},
        {
            "title": _("Ik wil meedenken"),
            "url": reverse("process-list"),
            "text": _("Over plannen van de gemeente of van uw buren.") + " " + _open_words(number),
        },
        {
            "title": _("Ik wil contact"),
            "url": reverse("contact"),
            "text": _("Een mens spreken. Bel, mail of loop binnen bij de participatiecoach."),
        },
    ]


def _open_words(number):
    if not number:
        return _("Er is nu niets open. U kunt wel meelezen.")
    words = ngettext("Nu is er %(number)d open.", "Nu zijn er %(number)d open.", number)
    return words % {"number": number}


def _idea_words(day):
    """How soon the initiator hears something: what the policy in force promises."""
    words = _("Voor uw straat, buurt of dorp.")
    try:
        term = read(policy_in_force(on=day)).term(TermKey.ANSWER_TO_SIGNAL)
    except RuleBroken:
        return words
    if term is None:
        return words
    return words + " " + _("U hoort binnen %s wie u helpt.") % str(term)


def _drawn(areas, chosen, running):
    """The areas of the map; yellow where one can take part now."""
    open_in = {area.key for trajectory in running for area in trajectory.areas.all()}
    return [
        {
            "name": area.name,
            "key": area.key,
            "geometry": area.geometry,
            "url": f"{reverse('home')}?gebied={area.key}",
            "current": area.key == chosen,
            "open": area.key in open_in,
        }
        for area in areas
        if area.geometry
    ]


def _markers(numbered, areas):
    """A number on the map for each card whose area is drawn."""
    middle = {
        area.key: ((area.west + area.east) / 2, (area.south + area.north) / 2)
        for area in areas
        if area.west is not None
    }
    markers = []
    for number, trajectory in numbered:
        key = next((area.key for area in trajectory.areas.all() if area.key in middle), None)
        if key:
            lon, lat = middle[key]
            markers.append(
                {
                    "number": number,
                    "lon": lon,
                    "lat": lat,
                    "name": trajectory.title,
                    "url": reverse("process", kwargs={"slug": trajectory.slug}),
                }
            )
    return markers


def _counts():
    totals = Tally.objects.aggregate(
        received=Sum("received"), answered=Sum("answered"), published=Sum("published")
    )
    received, answered = totals["received"] or 0, totals["answered"] or 0
    waiting = max(0, (totals["published"] or 0) - answered)
    return [
        {"value": _thousands(received), "label": _("keer inbreng")},
        {"value": _thousands(answered), "label": _("keer antwoord gegeven")},
        {"value": _thousands(waiting), "label": _("wachten nog op antwoord")},
    ]


def _thousands(number):
    return f"{number:,}".replace(",", ".")


def _said():
    """The three newest answers that residents can follow to a decision, with words behind them."""
    answers = (
        Answer.objects.filter(theme__isnull=False, trajectory__decision__isnull=False)
        .select_related("theme", "trajectory")
        .order_by("-id")[:30]
    )
    found, seen = [], set()
    for answer in answers:
        if answer.trajectory_id in seen or len(found) == CARDS:
            continue
        seen.add(answer.trajectory_id)
        found.append(answer)
    words = _words_behind(found)
    return [
        {
            "words": words[answer.theme_id][0],
            "who": words[answer.theme_id][1],
            "verdict": answer.verdict,
            "label": "",
            "answer": answer.reason,
            "url": reverse("process", kwargs={"slug": answer.trajectory.slug}),
            "process": answer.trajectory.title,
        }
        for answer in found
        if answer.theme_id in words
    ]


def _words_behind(answers):
    """For each answered theme the newest short contribution in it, in one query."""
    from speelruimte.decisions.models import Placement

    rows = (
        Placement.objects.filter(
            theme__in=[answer.theme_id for answer in answers], contribution__state="published"
        )
        .select_related("contribution__area")
        .order_by("-contribution_id")[:60]
    )
    words = {}
    for row in rows:
        one = row.contribution
        if row.theme_id in words and len(one.text) > 160:
            continue
        who = _("Bewoner van %s") % one.area.name if one.area else _("Een bewoner")
        words.setdefault(row.theme_id, (one.text[:200], who))
    return words


def _calendar(running, day):
    """What is due in the coming weeks: activities that are held or close, and moments promised."""
    end = day + timedelta(days=60)
    rows = []
    for trajectory in running:
        address = reverse("process", kwargs={"slug": trajectory.slug})
        for activity in open_activities(trajectory, day=day):
            when = activity.held_on or activity.closes_on
            if day <= when <= end:
                title = (
                    activity.title if activity.held_on else _("Laatste dag: %s") % activity.title
                )
                where = [activity.held_at, activity.place] if activity.held_on else []
                words = ", ".join(word for word in where if word)
                text = (
                    f"{trajectory.title}. {words[:1].upper()}{words[1:]}"
                    if words
                    else trajectory.title
                )
                rows.append({"date": when, "title": title, "text": text, "url": address})
    moments = (
        Moment.objects.filter(
            day__gte=day,
            day__lte=end,
            version__adopted_at__isnull=False,
            version__trajectory__in=Trajectory.objects.public(),
        )
        .select_related("version__trajectory")
        .order_by("day")[:6]
    )
    rows += [
        {
            "date": moment.day,
            "title": moment.what,
            "text": moment.version.trajectory.title,
            "url": reverse("process", kwargs={"slug": moment.version.trajectory.slug}),
        }
        for moment in moments
    ]
    return sorted(rows, key=lambda row: row["date"])[:4]


urlpatterns = [path("", home, name="home")]
