"""Letters about work: what landed on somebody, and the overview of a day.

They name the case and what is asked there, never the sentences: those stand on "Mijn werk".
"""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from speelruimte.initiatives.models import Initiative
from speelruimte.notices.letter import Letter
from speelruimte.notices.unchecked import unchecked
from speelruimte.policy.queries import POLICY_TEXTS
from speelruimte.policy.speaking import in_the_words_of
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.models import Trajectory

MOST_LINES = 20
_CHOOSE = gettext_lazy("Wanneer u zulke post krijgt, kiest u bij ‘Mijn gegevens’.")

WORK_LETTERS = {
    "work_landed": Letter(
        gettext_lazy("Er wacht iets op u"),
        gettext_lazy("%(lines)s\n\n%(choose)s"),
        gettext_lazy("U doet het hier:"),
    ),
    "work_digest": Letter(
        gettext_lazy("Uw werk van vandaag"),
        gettext_lazy("%(lines)s\n\n%(whole)s\n\n%(choose)s"),
        gettext_lazy("Alles wat op u wacht, staat hier:"),
    ),
}
# What is asked on a page, as the reader of a mail understands it without having seen the page.
ASKED_ON = {
    "activities": gettext_lazy("Bij het meedoen is iets te openen of te sluiten"),
    "adoption": gettext_lazy("De afspraken wachten op een besluit of op u"),
    "another-way": gettext_lazy("Iets gaat niet door, en u plant iets anders"),
    "answers": gettext_lazy("Inbreng wacht op een antwoord"),
    "cosign": gettext_lazy("Iets wacht op een handtekening, of kwam terug"),
    "decision": gettext_lazy("Het besluit is nog vast te leggen, of aangehouden"),
    "door-on": gettext_lazy("Een idee wacht op de volgende stap of een antwoord"),
    "evaluation": gettext_lazy("Er is terug te kijken"),
    "exploring": gettext_lazy("Het verkennen loopt af. Kies hoe het verdergaat"),
    "feedback": gettext_lazy("Wie meedeed, wacht op bericht"),
    "frame": gettext_lazy("Iets wat nog niet bekend was, zou bekend zijn"),
    "frames": gettext_lazy("De kaders zijn nog niet klaar"),
    "inbox": gettext_lazy("Inbreng wacht op een blik"),
    "initiative": gettext_lazy("Een idee wacht op een blik of een antwoord"),
    "look-again": gettext_lazy("Een schrijver is het niet eens en wacht op een tweede blik"),
    "notes": gettext_lazy("Een collega schreef een notitie"),
    "participation": gettext_lazy("Of mensen kunnen meedoen, is nog vast te leggen"),
    "parties": gettext_lazy("Aan partijen is nog iets te vragen"),
    "phases": gettext_lazy("De fasen zijn nog niet klaar"),
    "plan": gettext_lazy("Het plan is nog niet af"),
    "points-asked": gettext_lazy("Een collega vraagt u om een antwoord"),
    "quickscan": gettext_lazy("Een eerste blik wacht op u"),
    "read-adoption": gettext_lazy("De afspraken liggen voor aan uw orgaan"),
    "read-decision": gettext_lazy("De uitkomst ligt voor aan uw orgaan"),
    "read-stop-decision": gettext_lazy("Of een traject mag stoppen, ligt voor aan uw orgaan"),
    "result": gettext_lazy("De uitkomst is nog niet aangeboden"),
    "stop-decision": gettext_lazy("Of een traject mag stoppen, is nog vast te leggen"),
    "waiver": gettext_lazy("Mensen wachten op uitleg"),
    "weighing": gettext_lazy("Een vraag uit de weging wacht op u"),
    "who-decides": gettext_lazy("Wie beslist, is nog vast te leggen"),
    "who-decides-again": gettext_lazy("Wie beslist, vraagt een nieuwe blik"),
}
_TITLED = ("case_number", "title")


def titles_of(case_numbers) -> dict:
    """What cases are called, at the door and after."""
    ideas = Initiative.objects.filter(case_number__in=case_numbers).values_list(*_TITLED)
    return {number: unchecked(title) for number, title in ideas} | dict(
        Trajectory.objects.filter(case_number__in=case_numbers).values_list(*_TITLED)
    )


# What is over its day comes first, then what is for today, what comes near, and what is new.
_LATE = gettext_lazy("Dit is te laat. Doe het nu, of zeg mensen waarom het later wordt:")
_TODAY = gettext_lazy("Dit moet vandaag af:")
_SOON = gettext_lazy("Dit moet binnenkort af:")
_NEW = gettext_lazy("Dit is nieuw voor u:")
_LANDED = gettext_lazy("Dit wacht sinds kort op u:")
LATE_KINDS = frozenset({"work_overdue", "exploring_ended", "frame_still_unknown"})


def work_words(message) -> dict:
    """The lines of what waits by how much it presses, and how much waits in all."""
    facts, head_of_new = message.facts, _NEW if message.kind == "work_digest" else _LANDED
    due, new = facts.get("due", []), facts.get("things", [])
    on = local_day(message.created_at).isoformat()
    dated = [thing for thing in new if thing["day"] and thing["day"] <= on]
    new = [thing for thing in new if thing not in dated]
    late = [thing for thing in due if thing["kind"] in LATE_KINDS]
    late = _by_day([*late, *(thing for thing in dated if thing["day"] < on)])
    soon = [thing for thing in due if thing["kind"] not in LATE_KINDS and thing["day"] > on]
    today = [thing for thing in (*due, *dated) if thing not in late and thing["day"] <= on]
    cases = {thing["case"] for thing in (*late, *today, *soon, *new)}
    titles, policies = titles_of(cases), _policies_of(cases)
    left, parts = MOST_LINES, []
    for head, things in ((_LATE, late), (_TODAY, today), (_SOON, soon), (head_of_new, new)):
        lines = [_line(thing, titles, policies) for thing in things[:left]]
        left -= len(lines)
        if lines:
            parts.append("\n".join([str(head), "", *lines]))
    more = sum(map(len, (late, today, soon, new))) - MOST_LINES
    if more > 0:
        parts[-1] += "\n" + ngettext("- en nog %(more)d", "- en nog %(more)d", more) % {
            "more": more
        }
    return {"lines": "\n\n".join(parts), "whole": _whole(facts), "choose": _CHOOSE}


def _by_day(things):
    return sorted(things, key=lambda thing: thing["day"])


def _policies_of(case_numbers) -> dict:
    """By which policy each case goes: what is asked in it is said in its words."""
    rows = [
        row
        for cases in (Initiative.objects, Trajectory.objects)
        for row in cases.filter(case_number__in=case_numbers)
        .select_related("policy")
        .defer(*POLICY_TEXTS)
    ]
    return {row.case_number: row.policy for row in rows}


def _line(thing, titles, policies):
    with in_the_words_of(policies.get(thing["case"])):
        asked = str(ASKED_ON.get(thing["page"], _("Er is iets te doen")))
    line = f"- {asked}: {titles.get(thing['case'], '')} ({thing['case']})"
    if thing.get("day"):
        day = date_format(date.fromisoformat(thing["day"]), "j F Y")
        line += ", " + _("uiterlijk %(day)s") % {"day": day}
    return line


def _whole(facts):
    number, pressing = facts.get("waiting", 0), facts.get("pressing", 0)
    said = ngettext(
        "In alles wacht er %(number)d ding op u.",
        "In alles wachten er %(number)d dingen op u.",
        number,
    ) % {"number": number}
    if not pressing:
        return said
    late = ngettext(
        "Daarvan moet er %(number)d vandaag af.",
        "Daarvan moeten er %(number)d vandaag af.",
        pressing,
    ) % {"number": pressing}
    return f"{said} {late}"
