"""What the pages of an activity say about it, from the agreement as it was frozen."""

from django.http import Http404
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from speelruimte.activities.terms import answer_due
from speelruimte.policy.queries import read
from speelruimte.policy.schema import CountsFrom, TermKey
from speelruimte.policy.terms import answers_count_from
from speelruimte.policy.ways import ruling_of
from speelruimte.website.days import day_words
from speelruimte.website.public.cards import agreement_of, say_words


def the_activity(trajectory, key):
    """An activity of it by its name in the address; a vote has pages of its own."""
    for activity in trajectory.activities.all():
        if activity.key == key and activity.kind != "budget":
            activity.trajectory = trajectory
            return activity
    raise Http404


def address(name, **parts):
    """The address of a page, or nothing where this installation has no such page."""
    try:
        return reverse(name, kwargs=parts)
    except NoReverseMatch:
        return ""


def numbered(name, **parts):
    """The addresses of many pages of one kind: a function of the number, looked up once."""
    before, _zero, after = reverse(name, kwargs=parts | {"pk": 0}).rpartition("0")
    return lambda pk: f"{before}{pk}{after}"


def crumbs(trajectory, *pages):
    """Begin, the process, and the pages below it: (label, address)."""
    return [
        {"label": _("Begin"), "url": reverse("home")},
        {"label": trajectory.title, "url": address("process", slug=trajectory.slug)},
        *({"label": label, "url": url} for label, url in pages),
    ]


def phase_of(trajectory, activity) -> dict:
    """The phase as it was promised; empty when no agreement holds it."""
    phases = agreement_of(trajectory).get("phases", ())
    return next((phase for phase in phases if phase["key"] == activity.phase), {})


def says_of(trajectory, activity) -> list[dict]:
    """Per group how much say it has here: group, label, say and what the municipality promises."""
    policy = read(trajectory.policy)
    rows = []
    for say in phase_of(trajectory, activity).get("says", ()):
        level = policy.level(say["level"]) if say.get("level") else None
        role = policy.participant_role(say["role"]) if say.get("role") else None
        rows.append(
            {
                "group": say["group"],
                "label": say_words(say, policy),
                "say": say["say"],
                "promise": str(level.promise if level else role.expected),
            }
        )
    return rows


def decider_of(trajectory) -> str:
    """Who decides, in the words of the policy."""
    policy = read(trajectory.policy)
    ruling = ruling_of(policy, policy.decision_route(trajectory.decision_route))
    return str(policy.body(ruling.decides).label) if ruling.decides else str(ruling.way.label)


def facts_of(trajectory, activity) -> list[dict]:
    """How much say, who decides, until when: what stands on every page of an activity."""
    says = says_of(trajectory, activity)
    facts = []
    if says:
        widest = max(says, key=lambda one: -1 if one["say"] is None else one["say"])
        facts.append({"label": _("Uw invloed"), "value": widest["label"], "say": widest["say"]})
    facts.append({"label": _("Wie beslist"), "value": decider_of(trajectory)})
    facts.append({"label": _("Meedoen tot en met"), "value": day_words(activity.closes_on)})
    return facts


def answered_when(activity, contribution=None) -> str:
    """By when words are answered; of words that were sent, and where the term counts from the
    last day of taking part, the day itself.
    """
    policy = read(activity.trajectory.policy)
    if contribution is None and answers_count_from(policy) == CountsFrom.RECEIVED:
        return _("Binnen %s") % policy.term(TermKey.ANSWER_CONTRIBUTION)
    day = answer_due(contribution or activity)
    return _("Uiterlijk %s") % day_words(day) if day else _("Daarna")


def after_sending(trajectory, activity, contribution=None) -> list[dict]:
    """What happens with somebody's words, for the component what_next."""
    first = (
        _("Eerst leest iemand van de gemeente het. Daarna staat het op de site.")
        if activity.moderate_first
        else _("Uw tekst staat op de site, zonder uw naam.")
    )
    return [
        {"when": _("Nu"), "title": _("We lezen wat u schreef"), "text": first},
        {
            "when": answered_when(activity, contribution),
            "title": _("U krijgt antwoord"),
            "text": _("Overgenomen, deels, niet, of al zo. Altijd met de reden."),
        },
        {
            "when": _("Daarna"),
            "title": _("Er is een besluit"),
            "text": _("Wie beslist: %(who)s. %(how)s")
            % {
                "who": decider_of(trajectory),
                "how": agreement_of(trajectory).get("how_weighed", ""),
            },
        },
    ]
