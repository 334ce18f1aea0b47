"""What the page of one process shows: the promise as it was frozen, and what came of it.

Everything about the agreement is read from the frozen text of the adopted version, so the page
shows what was promised and not what the rows might say later.
"""

from datetime import date

from django.db.models import Count
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from speelruimte.people.models import Grant
from speelruimte.people.roles import Role
from speelruimte.policy.queries import read
from speelruimte.policy.schema import TermKey
from speelruimte.policy.ways import ruling_of
from speelruimte.route.queries import picture
from speelruimte.shared.terms import term_ends
from speelruimte.toolbox.methods import method
from speelruimte.trajectories.models import ENDED_STEPS, Step
from speelruimte.website.public.cards import agreement_of, open_activities, say_of, say_words
from speelruimte.website.public.timeline import timeline_of
from speelruimte.website.workbench.words import day_words, days_left

VOICES = 4
PICTURES = {"ideas": "list", "budget": "choice", "": "meeting"}


def context_of(trajectory, *, day):
    """The context of templates/public/process.html for a trajectory from ``for_cards``."""
    policy, agreed = read(trajectory.policy), agreement_of(trajectory)
    running = open_activities(trajectory, day=day)
    address = {"slug": trajectory.slug}
    say, level = say_of(agreed, policy)
    return {
        "crumbs": [
            {"label": _("Begin"), "url": reverse("home")},
            {"label": _("Ik wil meedenken"), "url": reverse("process-list")},
            {"label": trajectory.title, "url": ""},
        ],
        "title": trajectory.title,
        "lead": trajectory.summary,
        "facts": _facts(trajectory, policy, agreed, say, level),
        "open_now": _open_now(trajectory, running, day),
        "closed_note": _closed_note(trajectory),
        "about": _about(agreed, policy),
        "fixed": _frames(agreed, "fixed", policy),
        "open": _open_frames(agreed, policy, say, level),
        "unknown": _unknown(agreed),
        "was_waived": _was_waived(trajectory),
        "stopped_reason": "" if agreed else trajectory.stopped_reason,
        "waived_reason": trajectory.waiver.reason if _was_waived(trajectory) else "",
        "door": _door(trajectory, running),
        "levels": _levels(policy),
        "level_now": _level_now(agreed),
        "level_note": _level_note(agreed, policy),
        "promises": _promises(trajectory, policy, agreed, running),
        "adopted": _adopted(trajectory, policy, agreed),
        "promise_links": _promise_links(trajectory, agreed, address),
        "who_decides": _who(trajectory, policy, agreed),
        "steps": _steps(trajectory),
        "ways": _ways(trajectory, agreed, policy, day),
        "history": timeline_of(trajectory),
        "verify_url": reverse("journal"),
        "versions": _versions(trajectory),
        "compare_url": _compare_url(trajectory),
        "next": _next(trajectory, agreed, day),
        "people": _people(trajectory, day),
        "outcomes": _outcomes(trajectory, address),
    } | _others(trajectory, address)


def _url(name, kwargs):
    try:
        return reverse(name, kwargs=kwargs)
    except NoReverseMatch:
        return ""


def _ruling(trajectory, policy):
    return ruling_of(policy, policy.decision_route(trajectory.decision_route))


def _decider(trajectory, policy):
    ruling = _ruling(trajectory, policy)
    return str(policy.body(ruling.decides).label) if ruling.decides else ruling.way.label


def _facts(trajectory, policy, agreed, say, level):
    facts = []
    if level:
        facts.append({"label": _("Uw invloed"), "value": level, "say": say})
    facts.append({"label": _("Wie beslist"), "value": capfirst(_decider(trajectory, policy))})
    if decided := _decision_day(trajectory, agreed):
        facts.append({"label": _("Besluit"), "value": day_words(decided)})
    return facts


def _decision_day(trajectory, agreed):
    if hasattr(trajectory, "decision"):
        return trajectory.decision.decided_on
    days = [one["day"] for one in agreed.get("moments", ()) if one["is_decision"]]
    return date.fromisoformat(days[-1]) if days else None


def _open_now(trajectory, running, day):
    if not running:
        return None
    first = running[0]
    return {
        "title": _("Meedoen kan nu"),
        "until": _("tot en met %s") % day_words(first.closes_on),
        "left": days_left(first.closes_on, today=day).capitalize(),
        "url": activity_url(trajectory, first),
        "label": _("Doe mee"),
    }


def activity_url(trajectory, activity):
    """The page of an activity; a vote has a page of its own."""
    name = "vote" if activity.kind == "budget" else "take-part"
    return _url(name, {"slug": trajectory.slug, "key": activity.key})


def _was_waived(trajectory):
    return hasattr(trajectory, "waiver")


def _promise_links(trajectory, agreed, address):
    """To the whole agreement; where people do not take part, to the reason."""
    if not agreed and not _was_waived(trajectory):
        return []
    label = _("Lees de hele afspraken") if agreed else _("Lees waarom meedoen hier niet past")
    return [{"url": _url("agreements", address), "label": label}]


def _closed_note(trajectory):
    if _was_waived(trajectory):
        return _("Meedoen past hier niet. Hieronder leest u waarom.")
    notes = {
        Step.ADOPTION: _("De afspraken liggen nu ter vaststelling. Daarna kunt u meedoen."),
        Step.TAKING_PART: _("Meedoen begint binnenkort."),
        Step.RESULT: _("Meedoen is gesloten. We lezen alles en schrijven de antwoorden."),
        Step.DECISION: _("Meedoen is gesloten. Het besluit komt eraan."),
        Step.STOPPED: _("Dit traject is gestopt. De reden leest u hieronder bij ‘Afspraken’."),
    }
    return notes.get(
        trajectory.step, _("Er is een besluit. Hieronder leest u wat we met de inbreng deden.")
    )


def _about(agreed, policy):
    """The answer to the first question of the description: what it is about."""
    written = {
        s["key"]: s["text"] for s in agreed.get("sections", ()) if s["part"] == "description"
    }
    for question in policy.description_questions:
        if written.get(question.key):
            return written[question.key]
    return ""


def _frames(agreed, status, policy):
    return [
        {"title": frame["title"], "text": frame["text"]}
        for frame in agreed.get("frames", ())
        if frame["status"] == status
    ]


def _open_frames(agreed, policy, say, level):
    """What is open, each with its own door where the agreement gives it one."""
    shown = []
    for frame in agreed.get("frames", ()):
        if frame["status"] != "open":
            continue
        own = frame.get("level")
        shown.append(
            {
                "title": frame["title"],
                "text": frame["text"],
                "say": frame["say"] if own else say,
                "label": str(policy.level(own).label) if own else level,
            }
        )
    return shown


def _unknown(agreed):
    rows = []
    for frame in agreed.get("frames", ()):
        if frame["status"] == "unknown":
            known = frame.get("known_on")
            when = (
                " " + _("Dit weten we op %s.") % day_words(date.fromisoformat(known))
                if known
                else ""
            )
            title = frame["title"] if frame["title"][-1:] in "?!." else f"{frame['title']}."
            rows.append({"text": " ".join(f"{title} {frame['text']}{when}".split())})
    return rows


def _door(trajectory, running):
    if not running:
        return None
    return {
        "url": activity_url(trajectory, running[0]),
        "label": _("Doe mee"),
        "until": _("De deur is open tot en met %s.") % day_words(running[0].closes_on),
    }


def _levels(policy):
    """The policy's own levels; without levels, the roles people can have."""
    named = policy.influence_levels or [
        role for role in policy.participant_roles if role.say is not None and not role.owns_process
    ]
    return [
        {
            "key": one.key,
            "label": str(one.label),
            "promise": str(getattr(one, "promise", None) or one.explanation or ""),
            "say": one.say,
        }
        for one in sorted(named, key=lambda one: -1 if one.say is None else one.say)
    ]


def _level_now(agreed):
    says = [say for phase in agreed.get("phases", ()) for say in phase["says"]]
    most = max(says, key=lambda one: -1 if one["say"] is None else one["say"], default=None)
    return (most["level"] or most["role"]) if most else ""


def _level_note(agreed, policy):
    """What each group may do, when not everybody has the same say."""
    rows = [
        (say["group"], say_words(say, policy))
        for phase in agreed.get("phases", ())
        for say in phase["says"]
    ]
    if len({words for _group, words in rows}) < 2:
        return ""
    return " ".join(f"{group}: {words.lower()}." for group, words in dict.fromkeys(rows))


def _promises(trajectory, policy, agreed, running):
    if _was_waived(trajectory):
        day = day_words(trajectory.waiver.inform_by)
        return [_("U hoort uiterlijk op %s wat er gebeurt.") % day]
    promises = [_("U krijgt antwoord op alles wat u inbrengt. Met een uitleg.")]
    closes = max((activity.closes_on for activity in trajectory.activities.all()), default=None)
    term = policy.term(TermKey.ANSWER_CONTRIBUTION)
    if term and closes:
        day = term_ends(closes, term.number, str(term.unit))
        promises.append(_("U krijgt het antwoord uiterlijk op %s.") % day_words(day))
    promises.append(
        _("%s leest wat er is ingebracht voordat er een besluit is.")
        % capfirst(_decider(trajectory, policy))
    )
    for level in {say["level"] for phase in agreed.get("phases", ()) for say in phase["says"]}:
        if level:
            promises.append(str(policy.level(level).promise))
    promises.append(_("Verandert er iets aan deze afspraken? Dan overleggen we eerst."))
    return promises


def _adopted(trajectory, policy, agreed):
    if _was_waived(trajectory):
        return _("Gepubliceerd op %s.") % day_words(localdate(trajectory.waiver.published_at))
    if not agreed:
        return ""
    version = trajectory.agreed[0]
    bodies = [one["body"] for one in agreed.get("adoptions", ()) if one["body"]]
    by = ", ".join(str(policy.body(body).label) for body in dict.fromkeys(bodies))
    day = day_words(version.adopted_on)
    sentence = (
        _("Vastgesteld door %(by)s op %(day)s.") % {"by": by, "day": day}
        if by
        else _("Vastgelegd op %s.") % day
    )
    return sentence + " " + _("U leest versie %s.") % version.number


def _who(trajectory, policy, agreed):
    closes = max((one.closes_on for one in trajectory.activities.all()), default=None)
    if _was_waived(trajectory):
        told = {"title": _("U hoort wat er gebeurt"), "text": trajectory.waiver.inform_how}
        return [told, _decides(trajectory, policy, agreed)]
    steps = [
        {
            "title": _("U doet mee"),
            "text": _("Tot en met %s. Online, op papier of aan de telefoon.") % day_words(closes)
            if closes
            else _("Online, op papier of aan de telefoon."),
        },
        {"title": _("We schrijven antwoorden"), "text": agreed.get("how_weighed", "")},
    ]
    steps.append(_decides(trajectory, policy, agreed))
    return steps


def _decides(trajectory, policy, agreed):
    decided = _decision_day(trajectory, agreed)
    return {
        "title": _("%s beslist") % capfirst(_decider(trajectory, policy)),
        "text": day_words(decided) if decided else "",
        "decides": True,
    }


def _steps(trajectory):
    states = {"skipped": "done"}
    return [
        {
            "nr": room.number,
            "name": room.label,
            "state": states.get(room.state, room.state),
            "day": _("overgeslagen") if room.state == "skipped" else day_words(room.day),
        }
        for room in picture(trajectory=trajectory)
    ]


def _ways(trajectory, agreed, policy, day):
    says = {phase["key"]: phase["says"] for phase in agreed.get("phases", ())}
    rows = []
    for activity in open_activities(trajectory, day=day):
        most = max(
            says.get(activity.phase, ()),
            key=lambda one: -1 if one["say"] is None else one["say"],
            default={"say": None},
        )
        elsewhere = method(activity.method).is_elsewhere
        rows.append(
            {
                "title": activity.title,
                "text": _where(activity) if elsewhere else activity.question,
                "url": activity_url(trajectory, activity),
                "action": _("Lees meer") if elsewhere else _("Doe mee"),
                "say": most["say"],
                "level": say_words(most, policy),
                "picture": PICTURES.get(activity.kind, "list"),
                "main": not elsewhere,
            }
        )
    if rows:
        rows.append(
            {
                "title": _("Schrijf of bel"),
                "text": _(
                    "Op papier of aan de telefoon telt even zwaar. Wij schrijven uw woorden op en lezen ze voor."
                ),
                "url": reverse("contact"),
                "action": _("Ik wil contact"),
                "say": None,
                "level": "",
                "picture": "paper",
                "main": False,
            }
        )
    return rows


def _where(activity):
    parts = [day_words(activity.held_on), activity.held_at, activity.place]
    return ", ".join(part for part in parts if part)


def _outcomes(trajectory, address):
    """Where to read what came of it: the count of a vote, the decision, the waiver."""
    rows = [
        {
            "label": _("De uitslag van ‘%s’") % activity.title,
            "url": _url("vote-outcome", address | {"key": activity.key}),
        }
        for activity in trajectory.activities.all()
        if activity.kind == "budget" and activity.closed_at is not None
    ]
    if hasattr(trajectory, "decision"):
        rows.append({"label": _("Het besluit met de redenen"), "url": _url("decision", address)})
    if hasattr(trajectory, "waiver"):
        rows.append(
            {"label": _("Waarom meedoen hier niet past"), "url": _url("agreements", address)}
        )
    return [row for row in rows if row["url"]]


def _others(trajectory, address):
    """What others said, newest first, and the themes once they are there. Three queries."""
    if not trajectory.activities.all():
        return {"themes": [], "voices": [], "voices_url": "", "voices_count": 0}
    newest = (
        trajectory.contributions.published()
        .select_related("area")
        .order_by("-created_at", "-id")[:VOICES]
    )
    themes = trajectory.themes.annotate(number=Count("placements")).order_by("-number")[:6]
    return {
        "voices": [
            {
                "words": _short(one.text),
                "who": f"{one.get_channel_display().capitalize()}, {day_words(one.received_at.date())}",
            }
            for one in newest
        ],
        "voices_url": _url("contributions", address),
        "voices_count": trajectory.tally.published,
        "themes": [
            {
                "label": theme.title,
                "value": theme.number,
                "url": _url("theme", address | {"pk": theme.pk}),
            }
            for theme in themes
        ],
    }


def _short(text, longest=220):
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + " …"


def _versions(trajectory):
    return [
        {
            "label": _("Versie %s") % version.number,
            "since": _("sinds %s") % day_words(version.adopted_on),
            "url": _url("agreement-version", {"slug": trajectory.slug, "number": version.number}),
        }
        for version in trajectory.agreed
    ]


def _compare_url(trajectory):
    if len(trajectory.agreed) < 2:
        return ""
    newest = trajectory.agreed[0].number
    return _url("agreement-difference", {"slug": trajectory.slug, "number": newest})


def _next(trajectory, agreed, day):
    """The moments that the agreement promised and that still come, and what always follows."""
    rows = [
        {"when": day_words(date.fromisoformat(one["day"])), "title": one["what"], "text": ""}
        for one in agreed.get("moments", ())
        if one["day"] >= day.isoformat()
    ]
    if trajectory.step in ENDED_STEPS:
        return [
            {
                "when": _("Altijd"),
                "title": _("Dit blijft te vinden"),
                "text": _("Alles over dit plan staat in het geheugen van de gemeente."),
            }
        ]
    if _was_waived(trajectory):
        return [
            {"when": _("Daarna"), "title": _("U hoort wat er is besloten, en waarom"), "text": ""}
        ]
    if trajectory.step in (Step.FEEDBACK, Step.EVALUATION):
        return [
            *rows[-2:],
            {
                "when": _("Daarna"),
                "title": _("We kijken samen terug"),
                "text": _("Wat ging goed, en wat doen we een volgende keer anders?"),
            },
        ]
    rows.append(
        {
            "when": _("Daarna"),
            "title": _("U krijgt antwoord"),
            "text": _("Per idee: overgenomen, deels, niet, of al zo. Altijd met de reden."),
        }
    )
    return rows[-3:]


def _people(trajectory, day):
    leaders = (
        Grant.objects.current(day)
        .filter(case_number=trajectory.case_number, role=Role.PROJECT_LEADER)
        .values_list("person__name", flat=True)
    )
    return [
        {
            "name": name,
            "question": _("Vraag over dit plan?"),
            "text": _("%s leidt dit project.") % name,
            "url": reverse("contact"),
            "link": _("Stel uw vraag"),
        }
        for name in leaders
    ]
