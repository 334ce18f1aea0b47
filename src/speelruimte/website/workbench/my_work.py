"""What waits for me, and my processes."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import ClassVar

from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from speelruimte.activities.rules import may_moderate_somewhere
from speelruimte.evaluation.queries import lessons_like
from speelruimte.initiatives.rules import may_guide, may_receive
from speelruimte.people.rights import roles_of
from speelruimte.people.roles import Role
from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.speaking import in_the_words_of
from speelruimte.promise import first_answer_owed
from speelruimte.route.agenda import before_the_bodies, tasks_for
from speelruimte.route.also_waiting import sits_with
from speelruimte.route.later_days import later_days_of
from speelruimte.route.own_processes import begins_later, moments_of, processes_of
from speelruimte.website.access import workbench_page
from speelruimte.website.asking import today
from speelruimte.website.days import day_words, days_left, short_day
from speelruimte.website.rendering import Row, Rows, WorkPage, render_page
from speelruimte.website.workbench.frame import link_words, page_url, point_url

TASKS_SHOWN = 40
PROCESSES_SHOWN = 12
NOTES_SHOWN = 5
SECRETARIES = frozenset({Role.GRIFFIE, Role.COLLEGE_SECRETARY, Role.RECORDER})
# What lies before a body is read by its members where it stands before everybody reads it.
READ_BEFORE_DECIDING = {
    "read-adoption": "adoption",
    "read-decision": "decision",
    "read-stop-decision": "stop-decision",
}
FOR_BODIES = SECRETARIES | {Role.COUNCIL_MEMBER}


@dataclass(frozen=True, kw_only=True)
class MyWorkPage(WorkPage):
    """What this colleague has to do."""

    template: ClassVar = "workbench/my_work.html"
    nav_current: str = "my-work"
    day_line: str
    actions: Rows
    task_note: str
    task_groups: Rows
    # {name, area, url, step_nr, step_name, level, say, answered (n, total) or None, day, what}
    rows: Rows
    has_more: bool
    step_count: int
    all_label: str
    all_url: str
    terms: Rows
    promised: Rows
    entered: Rows
    begins: Rows  # what this person will work on from a day to come
    lessons: Rows
    docket: Row | None  # for who works for a body


@workbench_page
def my_work(request):
    """Tasks in groups by when they are due, own processes, terms and what fits the work now."""
    person, day = request.user, today()
    waiting = tasks_for(person, on=day, limit=TASKS_SHOWN)
    # Who came with an idea gives no answer to it.
    ideas = [idea for idea in waiting.ideas if may_guide(person, idea, on=day)]
    coming = moments_of(person, on=day)
    mine = processes_of(person, on=day, limit=PROCESSES_SHOWN + 1, coming=coming)
    return render_page(
        request,
        MyWorkPage(
            day_line=_day_line(waiting.pressing, day),
            actions=_actions(person, day),
            task_note=_task_note(waiting),
            task_groups=_groups(waiting.tasks, day),
            rows=[_row(process, day) for process in mine[:PROCESSES_SHOWN]],
            has_more=len(mine) > PROCESSES_SHOWN,
            step_count=12,
            all_label=_("Alle processen"),
            all_url=reverse("trajectory-list"),
            terms=_terms(waiting, ideas, coming, day),
            promised=[
                *_first_of(_points_asked(waiting, day)),
                *_first_of(_second_looks_promised(waiting, day)),
                *_first_of(_ideas_promised(ideas, day)),
                *_first_of(_answers_promised(waiting, day)),
            ],
            entered=_entered(waiting),
            begins=_begins(person, day),
            lessons=_lessons(mine),
            docket=_docket(person, day),
        ),
    )


def _day_line(pressing, day):
    words = date_format(day, "l j F Y").capitalize()
    if not pressing:
        return _("%(day)s. Er hoeft vandaag niets af.") % {"day": words}
    return ngettext(
        "%(day)s. Eén ding moet vandaag.", "%(day)s. %(number)d dingen moeten vandaag.", pressing
    ) % {"day": words, "number": pressing}


def _actions(person, day):
    """The buttons at the top, each for who may open what is behind it."""
    actions = []
    if may_receive(person, on=day):
        url = reverse("work-initiative-new", kwargs={"who": "gemeente"})
        actions.append({"label": _("Nieuwe ontwikkeling"), "url": url, "kind": "primary"})
    if may_moderate_somewhere(person, on=day):
        url = reverse("contribution-list")
        actions.append({"label": _("Alle inbreng"), "url": url, "kind": "secondary"})
    return actions


def _task_note(waiting):
    if not waiting.things:
        return ""
    return ngettext(
        "%(number)d open, uit %(places)d zaak",
        "%(number)d open, uit %(places)d zaken",
        waiting.cases,
    ) % {"number": waiting.things, "places": waiting.cases}


def _groups(tasks, day):
    """The tasks of the next days first; a long list is cut, and says so."""
    in_a_week, later = day + timedelta(days=7), later_days_of(tasks)
    titles = (_("Vandaag"), _("Komende 7 dagen"), _("Daarna"), _("Zonder vaste dag"))
    sorted_in = {title: [] for title in titles}
    for task in tasks:
        if task.first_by is None:
            title = titles[3]
        elif task.first_by <= day:
            title = titles[0]
        else:
            title = titles[1] if task.first_by <= in_a_week else titles[2]
        sorted_in[title].append(_shown(task, day, later.get(task.thing)))
    return [{"title": title, "tasks": rows} for title, rows in sorted_in.items() if rows]


def _shown(task, day, later_on):
    """What is done on one page is one thing to do: its first sentence, and how many more. What was
    said to come later than was promised says both days.
    """
    case, more = task.trajectory or task.initiative, len(task.sentences) - 1
    with in_the_words_of(case and case.policy):
        action = link_words(task.page, who=task.who)
    beside = ngettext(
        "en nog %(number)d punt op dezelfde bladzijde",
        "en nog %(number)d punten op dezelfde bladzijde",
        more,
    ) % {"number": more}
    about = [task.about, *([beside] if more else [])]
    if later_on is not None:
        about.append(_("later gezegd: uiterlijk op %(day)s") % {"day": day_words(later_on)})
    return {
        "when": short_day(task.due_on, today=day) if task.due_on else "–",
        "left": days_left(task.due_on, today=day) if task.due_on else "",
        "title": task.sentences[0],
        "text": " · ".join(about),
        "url": task_url(task),
        "action": action,
        "late": task.due_on is not None and task.due_on < day,
    }


def task_url(task):
    """Where a task is done."""
    if task.page in READ_BEFORE_DECIDING:
        return _reading_url(task)
    if task.point is not None:
        return point_url(task.point)
    if task.disagreement is not None:
        return _second_look_url(task.disagreement)
    if task.person is not None:
        return reverse("work-hand-over", args=[task.person.pk])
    if task.trajectory is not None:
        return page_url(task.page, task.trajectory)
    if task.initiative is None:
        return reverse("messages")
    names = {"quickscan": "work-quickscan", "who-decides": "work-who-decides"}
    name = names.get(task.page, "work-initiative")
    address = reverse(name, kwargs={"case_number": task.initiative.case_number})
    return f"{address}#doen" if task.page == "door-on" else address


def _second_look_url(disagreement):
    return reverse("work-look-again", args=[disagreement.pk])


def _reading_url(task):
    """Where it stands: the outcome that was offered on its public page, with its report."""
    result = getattr(task.trajectory, "result", None) if task.page == "read-decision" else None
    if result is not None and result.offered_on is not None:
        return reverse("outcome", kwargs={"slug": task.trajectory.slug})
    return page_url(READ_BEFORE_DECIDING[task.page], task.trajectory)


def _row(process, day):
    with in_the_words_of(process.trajectory.policy):
        return _row_in_its_words(process, day)


def _row_in_its_words(process, day):
    trajectory, tally = process.trajectory, process.trajectory.tally
    owed = tally.published + tally.waiting
    next_day, what = _next(process, day)
    return {
        "name": trajectory.title,
        "area": ", ".join(area.name for area in trajectory.areas.all()) or _("hele gemeente"),
        "url": page_url("process", trajectory),
        "step_nr": process.room.number,
        "step_name": process.room.label,
        "level": process.level,
        "say": process.say,
        "answered": (tally.answered, owed) if owed else None,
        "day": short_day(next_day, today=day),
        "what": what,
    }


def _next(process, day):
    """The first day to come; where none comes, since when something that stands open is over."""
    days = [
        (process.closes_on, _("meedoen sluit")),
        (process.begins_on, _taking_part_begins(process, day)),
        (process.held_on, process.held_what),
        (process.next_day, process.next_what),
    ]
    was = (process.closed_on, _("meedoen sloot")) if process.closed_on else (None, "")
    return min((day for day in days if day[0]), default=was)


def _taking_part_begins(process, day):
    if process.held_over_on is None:
        return _("meedoen begint")
    return _("meedoen begint, onder voorbehoud: aangehouden op %(day)s") % {
        "day": short_day(process.held_over_on, today=day)
    }


def _terms(waiting, ideas, coming, day):
    """The days to come that something was promised for: what is owed, and what the plans say."""
    terms = sorted([*_owed_days(waiting, ideas), *_promised_moments(coming)])
    return [
        {"title": short_day(term, today=day), "text": f" · {what}", "note": title}
        for term, what, title in terms
        if term >= day
    ][:NOTES_SHOWN]


def _owed_days(waiting, ideas):
    for idea in ideas:
        if due := first_answer_owed(idea):
            yield due, _("eerste antwoord op een idee"), idea.title
    for looking in waiting.again:
        yield looking.due_on, _("tweede blik voor een schrijver"), looking.trajectory.title
    for words in waiting.answers:
        if words.due_on:
            with in_the_words_of(words.trajectory.policy):
                what = ngettext(
                    "antwoord op 1 keer inbreng",
                    "antwoord op %(number)d keer inbreng",
                    words.number,
                )
            yield words.due_on, what % {"number": words.number}, words.trajectory.title


def _promised_moments(coming):
    """What an adopted version says; what is being written promises nothing yet."""
    promised = (moment for moment in coming if moment.version.adopted_on)
    return [
        (moment.comes_on, _what_and_where(moment), moment.version.trajectory.title)
        for moment in islice(promised, NOTES_SHOWN)
    ]


def _what_and_where(moment):
    if (
        moment.comes_on > moment.day
    ):  # the hour and the place were those of the day that was promised
        return _("%(what)s, uiterlijk: later dan beloofd") % {"what": moment.what}
    return ", ".join(word for word in (moment.what, moment.held_at, moment.place) if word)


def _docket(person, day):
    """For council members and secretaries: what lies before the bodies and what comes to them."""
    roles = roles_of(person, on=day)
    if not roles & FOR_BODIES:
        return None
    docket = before_the_bodies(on=day)
    return {
        "now": [
            _lying(adoption, gettext_noop("De afspraken liggen voor"), "adoption", day)
            for adoption in docket.adoptions
            if _concerns(adoption, roles)
        ]
        + [
            _lying(result, gettext_noop("De uitkomst ligt voor"), "decision", day)
            for result in docket.results
            if _concerns(result, roles)
        ]
        + [
            _lying(asked, gettext_noop("Gevraagd is of dit mag stoppen"), "stop-decision", day)
            for asked in docket.stops
            if _concerns(asked, roles)
        ],
        "coming": [_coming(moment, day) for moment in docket.moments],
    }


def _concerns(lying, roles):
    """Secretaries see what lies before all bodies; members what lies before their own."""
    return bool(roles & SECRETARIES) or lying.recorded_by in sits_with(roles)


def _lying(lying, what, page, day):
    """A row, with the way to where the text stands and the decision is recorded."""
    since = _("sinds %(day)s") % {"day": short_day(lying.since, today=day)}
    with in_the_words_of(lying.trajectory.policy):
        what = _(what)
    if lying.held_over:
        what = _("Aangehouden op %(day)s: %(reason)s") % {
            "day": short_day(lying.held_over_on, today=day),
            "reason": lying.held_over,
        }
        since = ""
    return {
        "title": lying.trajectory.title,
        "note": " · ".join(words for words in (what, lying.named, since) if words),
        "url": page_url(page, lying.trajectory),
    }


def _coming(moment, day):
    trajectory = moment.version.trajectory
    body = str(parsed_policy(trajectory.policy).body(moment.body).label)
    return {
        "title": trajectory.title,
        "note": f"{short_day(moment.comes_on, today=day)} · {body} · {_what_and_where(moment)}",
        "url": reverse("process", kwargs={"slug": trajectory.slug}),
    }


def _ideas_promised(ideas, day):
    """Whoever came with an idea was promised a first answer, in whatever step the idea is."""
    owed = ((idea, first_answer_owed(idea)) for idea in ideas)
    return [
        {
            "title": _("Antwoord op een idee, uiterlijk op %(day)s") % {"day": day_words(due)},
            "text": f" · {days_left(due, today=day)}",
            "note": idea.title,
            "url": reverse("work-initiative", args=[idea.case_number]),
        }
        for idea, due in ((idea, due) for idea, due in owed if due)
    ]


def _second_looks_promised(waiting, day):
    """Who does not agree with what was decided was promised that somebody else looks."""
    return [
        {
            "title": _("Opnieuw kijken, uiterlijk op %(day)s") % {"day": day_words(looking.due_on)},
            "text": f" · {days_left(looking.due_on, today=day)}",
            "note": looking.trajectory.title,
            "url": _second_look_url(looking.first),
        }
        for looking in waiting.again
    ]


def _points_asked(waiting, day):
    """Points that a colleague asked this person to answer."""
    return [
        {
            "title": _("Aan u gevraagd: antwoord op punt %(number)d") % {"number": point.number},
            "text": _asked_by(point.answer_by, day) if point.answer_by else "",
            "note": point.contribution.trajectory.title,
            "url": point_url(point),
        }
        for point in waiting.asked
    ]


def _asked_by(due, day):
    said = _("uiterlijk %(day)s") % {"day": day_words(due)}
    return f" · {said} · {days_left(due, today=day)}"


def _answers_promised(waiting, day):
    """Words that still wait for an answer: what was promised and is still open."""
    return [_owed(words, day) for words in waiting.answers]


def _first_of(rows):
    """The first of these, and how many more there are."""
    left = len(rows) - NOTES_SHOWN
    if left <= 0:
        return rows
    more = ngettext("en nog %(number)d", "en nog %(number)d", left) % {"number": left}
    return [*rows[:NOTES_SHOWN], {"title": more}]


def _owed(words, day):
    title = ngettext(
        "%(number)d keer nog geen antwoord", "%(number)d keer nog geen antwoord", words.number
    ) % {"number": words.number}
    left = days_left(words.due_on, today=day) if words.due_on else ""
    due = _("uiterlijk %(day)s") % {"day": day_words(words.due_on)} if words.due_on else ""
    return {
        "title": title,
        "text": f" · {due} · {left}" if words.due_on else "",
        "note": words.trajectory.title,
        "url": page_url("answers", words.trajectory),
    }


def _entered(waiting):
    """What this person entered for the municipality itself, until it is a process or has ended."""
    return [
        {
            "title": plan.title,
            "note": parsed_policy(plan.policy).step_label(plan.step),
            "url": reverse("work-initiative", args=[plan.case_number]),
        }
        for plan in waiting.entered[:NOTES_SHOWN]
    ]


def _begins(person, day):
    """What begins later, and when: a hand-over is known before its day."""
    return [
        {
            "title": title or str(Role(grant.role).label),
            "text": f" · {Role(grant.role).label}" if title else "",
            "note": _("vanaf %(day)s") % {"day": day_words(grant.starts_on)},
        }
        for grant, title in begins_later(person, on=day)[:NOTES_SHOWN]
    ]


def _lessons(mine):
    if not mine:
        return []
    subjects = {process.trajectory.subject_id for process in mine if process.trajectory.subject_id}
    return [
        {
            "title": lesson.text,
            "note": lesson.trajectory.title,
            "url": reverse("process", kwargs={"slug": lesson.trajectory.slug}),
        }
        for lesson in lessons_like(subjects=subjects, limit=3)
    ]


urlpatterns = [path("werk/", my_work, name="my-work")]
