"""What a process promised, on its page: frames, say, promises and who decides.

Everything is read from the frozen text of the adopted version, in the words of the policy, so the
page shows what was promised and not what the rows might say later.
"""

from datetime import date

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from speelruimte.activities.terms import answer_due
from speelruimte.agreements.rules import ADOPTING
from speelruimte.policy.schema import CountsFrom, TermKey
from speelruimte.policy.ways import ruling_of
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.models import ENDED_STEPS, Step
from speelruimte.website.days import day_words
from speelruimte.website.public.cards import say_words


def _ruling(trajectory, policy):
    return ruling_of(policy, policy.decision_route(trajectory.decision_route))


def _decider(trajectory, policy):
    ruling = _ruling(trajectory, policy)
    return str(policy.body(ruling.decides).label) if ruling.decides else ruling.way.label


def facts_of(trajectory, policy, agreed, say, level):
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


def was_waived(trajectory):
    return hasattr(trajectory, "waiver")


def promise_links(trajectory, agreed, address):
    """To the whole agreement; where people do not take part, to the reason."""
    if not agreed and not was_waived(trajectory):
        return []
    label = _("Lees de hele afspraken") if agreed else _("Lees waarom meedoen hier niet past")
    return [{"url": reverse("agreements", kwargs=address), "label": label}]


def about(agreed, policy):
    """The answer to the first question of the description: what it is about."""
    written = {
        s["key"]: s["text"] for s in agreed.get("sections", ()) if s["part"] == "description"
    }
    for question in policy.description_questions:
        if written.get(question.key):
            return written[question.key]
    return ""


def frames_with(agreed, status, policy):
    return [
        {"title": frame["title"], "text": frame["text"]}
        for frame in agreed.get("frames", ())
        if frame["status"] == status
    ]


def open_frames(agreed, policy, say, level):
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


def unknown_frames(agreed):
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


def levels_of(policy):
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


def level_now(agreed):
    says = [say for phase in agreed.get("phases", ()) for say in phase["says"]]
    most = max(says, key=lambda one: -1 if one["say"] is None else one["say"], default=None)
    return (most["level"] or most["role"]) if most else ""


def level_note(agreed, policy):
    """What each group may do, when not everybody has the same say."""
    rows = [
        (say["group"], say_words(say, policy))
        for phase in agreed.get("phases", ())
        for say in phase["says"]
    ]
    if len({words for _group, words in rows}) < 2:
        return ""
    return " ".join(f"{group}: {words.lower()}." for group, words in dict.fromkeys(rows))


def promises_of(trajectory, policy, agreed, running):
    if was_waived(trajectory):
        day = day_words(trajectory.waiver.inform_by)
        return [_("U hoort uiterlijk op %s wat er gebeurt.") % day]
    promises = [_("U krijgt antwoord op alles wat u inbrengt. Met een uitleg.")]
    promises += _answered_by(trajectory, policy)
    promises.append(
        _("%s leest wat er is ingebracht voordat er een besluit is.")
        % capfirst(_decider(trajectory, policy))
    )
    for level in {say["level"] for phase in agreed.get("phases", ()) for say in phase["says"]}:
        promised = str(policy.level(level).promise) if level else ""
        # A level may promise what everybody is promised already.
        if promised and not promises[0].startswith(promised):
            promises.append(promised)
    promises.append(_("Verandert er iets aan deze afspraken? Dan overleggen we eerst."))
    return promises


def _answered_by(trajectory, policy):
    """By when one has an answer: a day per activity, or how long it takes after sending."""
    term, days = policy.term(TermKey.ANSWER_CONTRIBUTION), {}
    if term is None:
        return []
    if term.counts_from == CountsFrom.RECEIVED:
        return [_("U krijgt het antwoord binnen %s nadat u iets instuurt.") % term]
    for activity in trajectory.activities.all():
        activity.trajectory = trajectory
        days.setdefault(answer_due(activity), activity.title)
    if len(days) == 1:
        return [_("U krijgt het antwoord uiterlijk op %s.") % day_words(*days)]
    return [
        _("Doet u mee met ‘%(title)s’? Dan krijgt u het antwoord uiterlijk op %(day)s.")
        % {"title": title, "day": day_words(day)}
        for day, title in sorted(days.items())
    ]


def adopted_words(trajectory, policy, agreed):
    if was_waived(trajectory):
        return _("Gepubliceerd op %s.") % day_words(local_day(trajectory.waiver.published_at))
    if not agreed:
        return ""
    version = trajectory.agreed[0]
    said = agreed.get("adoptions", ())
    bodies = [one["body"] for one in said if one["body"] and one["outcome"] in ADOPTING]
    by = ", ".join(str(policy.body(body).label) for body in dict.fromkeys(bodies))
    day = day_words(version.adopted_on)
    sentence = (
        _("Vastgesteld door %(by)s op %(day)s.") % {"by": by, "day": day}
        if by
        else _("Vastgelegd op %s.") % day
    )
    return sentence + " " + _("U leest versie %s.") % version.number


def who_decides(trajectory, policy, agreed):
    closes = max((one.closes_on for one in trajectory.activities.all()), default=None)
    if was_waived(trajectory):
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


def versions_of(trajectory):
    return [
        {
            "label": _("Versie %s") % version.number,
            "since": _("sinds %s") % day_words(version.adopted_on),
            "url": reverse(
                "agreement-version", kwargs={"slug": trajectory.slug, "number": version.number}
            ),
        }
        for version in trajectory.agreed
    ]


def compare_url(trajectory):
    if len(trajectory.agreed) < 2:
        return ""
    newest = trajectory.agreed[0].number
    return reverse("agreement-difference", kwargs={"slug": trajectory.slug, "number": newest})


def what_comes(trajectory, agreed, day):
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
    if was_waived(trajectory):
        return [
            _informing(trajectory.waiver, day),
            {"when": _("Daarna"), "title": _("U hoort wat er is besloten, en waarom"), "text": ""},
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
    return [*_missed(trajectory, agreed, day), *rows[-3:]]


def _missed(trajectory, agreed, day):
    """A decision that was promised for a day that has passed, and is not there.

    Source: heemstede#participatieplan
    """
    if hasattr(trajectory, "decision"):
        return []
    days = [one for one in agreed.get("moments", ()) if one["is_decision"]]
    return [
        {
            "when": day_words(date.fromisoformat(one["day"])),
            "title": one["what"],
            "text": _("Deze dag is niet gehaald. Er is nog geen besluit."),
        }
        for one in days[-1:]
        if one["day"] < day.isoformat()
    ]


def _informing(waiver, day):
    """What people hear where they do not take part: planned, too late, or done."""
    if waiver.informed_on:
        return {
            "when": day_words(waiver.informed_on),
            "title": _("U bent geïnformeerd"),
            "text": waiver.informed_how,
        }
    late = _("Deze dag is niet gehaald. U hoort het nog van ons.")
    return {
        "when": _("Uiterlijk %s") % day_words(waiver.inform_by),
        "title": _("U hoort wat er gebeurt"),
        "text": late if waiver.inform_by < day else waiver.inform_how,
    }
