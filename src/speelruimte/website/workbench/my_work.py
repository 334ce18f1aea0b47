"""What waits for me, and my processes."""

from datetime import timedelta

from django.shortcuts import render
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from speelruimte.activities.rules import may_moderate_somewhere
from speelruimte.agreements.models import Moment
from speelruimte.evaluation.queries import lessons_like
from speelruimte.initiatives.rules import may_receive
from speelruimte.people.rights import roles_of
from speelruimte.people.roles import Role
from speelruimte.policy.queries import read
from speelruimte.policy.say import widest
from speelruimte.route.agenda import before_the_bodies, tasks_for, trajectories_of
from speelruimte.route.queries import picture, with_all_gates_ask
from speelruimte.website.access import workbench_page
from speelruimte.website.asking import today
from speelruimte.website.days import days_left, short_day
from speelruimte.website.workbench.frame import link_words, page_url

SHOWN_AT_MOST = 40
SECRETARIES = frozenset({Role.GRIFFIE, Role.COLLEGE_SECRETARY, Role.RECORDER})
FOR_BODIES = SECRETARIES | {Role.COUNCIL_MEMBER}


@workbench_page
def my_work(request):
    """Tasks in groups by when they are due, own processes, terms and what fits the work now."""
    person, day = request.user, today()
    tasks = tasks_for(person, on=day)
    mine = list(with_all_gates_ask(trajectories_of(person, on=day)))
    return render(
        request,
        "workbench/my_work.html",
        {
            "nav_current": "my-work",
            "day_line": _day_line(tasks, day),
            "actions": _actions(person, day),
            "task_note": _task_note(tasks),
            "task_groups": _groups(tasks, day),
            "rows": [_row(trajectory, day) for trajectory in mine],
            "step_count": 12,
            "all_label": _("Alle processen"),
            "all_url": reverse("trajectory-list"),
            "terms": _terms(mine, day),
            "promised": _promised(mine),
            "lessons": _lessons(mine),
            "docket": _docket(person, day),
        },
    )


def _day_line(tasks, day):
    pressing = sum(task.due_on is not None and task.due_on <= day for task in tasks)
    words = date_format(day, "l j F Y").capitalize()
    if not pressing:
        return _("%(day)s. Er hoeft vandaag niets af.") % {"day": words}
    return ngettext(
        "%(day)s. Eén ding moet vandaag.", "%(day)s. %(number)d dingen moeten vandaag.", pressing
    ) % {"day": words, "number": pressing}


def _actions(person, day):
    """The buttons at the top, each for who may open what is behind it."""
    found = []
    if may_receive(person, on=day):
        url = reverse("work-initiative-new", kwargs={"who": "gemeente"})
        found.append({"label": _("Nieuwe ontwikkeling"), "url": url, "kind": "primary"})
    if may_moderate_somewhere(person, on=day):
        url = reverse("contribution-list")
        found.append({"label": _("Alle inbreng"), "url": url, "kind": "secondary"})
    return found


def _task_note(tasks):
    places = {task.about for task in tasks}
    if not tasks:
        return ""
    number = len(tasks)
    return ngettext(
        "%(number)d open, uit %(places)d zaken", "%(number)d open, uit %(places)d zaken", number
    ) % {
        "number": number,
        "places": len(places),
    }


def _groups(tasks, day):
    """The tasks of the next days first; a long list is cut, and says so."""
    end_of_week = day + timedelta(days=7)
    titles = (_("Vandaag"), _("Deze week"), _("Daarna"), _("Zonder vaste dag"))
    sorted_in = {title: [] for title in titles}
    for task, more in _together(tasks)[:SHOWN_AT_MOST]:
        if task.due_on is None:
            title = titles[3]
        elif task.due_on <= day:
            title = titles[0]
        else:
            title = titles[1] if task.due_on <= end_of_week else titles[2]
        sorted_in[title].append(_shown(task, more, day))
    return [{"title": title, "tasks": rows} for title, rows in sorted_in.items() if rows]


def _together(tasks):
    """What is done on one page is one thing to do: its first sentence, and how many more."""
    found = {}
    for task in tasks:
        case = task.trajectory or task.initiative
        found.setdefault((case.key, task.page, task.due_on), []).append(task)
    return [(group[0], len(group) - 1) for group in found.values()]


def _shown(task, more, day):
    beside = ngettext(
        "en nog %(number)d punt op dezelfde bladzijde",
        "en nog %(number)d punten op dezelfde bladzijde",
        more,
    ) % {"number": more}
    return {
        "when": short_day(task.due_on) if task.due_on else "–",
        "left": days_left(task.due_on, today=day) if task.due_on else "",
        "title": task.sentence,
        "text": f"{task.about} · {beside}" if more else task.about,
        "url": task_url(task),
        "action": link_words(task.page),
        "late": task.due_on is not None and task.due_on < day,
    }


def task_url(task):
    """Where a task is done."""
    if task.trajectory is not None:
        return page_url(task.page, task.trajectory)
    names = {"quickscan": "work-quickscan", "who-decides": "work-who-decides"}
    name = names.get(task.page, "work-initiative")
    return reverse(name, kwargs={"case_number": task.initiative.case_number})


def _row(trajectory, day):
    here = next((room for room in picture(trajectory=trajectory) if room.state == "here"), None)
    say, level = _most_say(trajectory)
    tally = trajectory.tally
    next_day, what = _next(trajectory, day)
    return {
        "name": trajectory.title,
        "area": ", ".join(area.name for area in trajectory.areas.all()) or _("hele gemeente"),
        "url": page_url("process", trajectory),
        "step_nr": here.number if here else 12,
        "step_name": here.label if here else "",
        "level": level,
        "say": say,
        "answered": (tally.answered, tally.published) if tally.published else None,
        "day": short_day(next_day),
        "what": what,
    }


def _most_say(trajectory):
    """The widest door in the newest version, in the word of the policy."""
    versions = sorted(trajectory.versions.all(), key=lambda version: -version.number)
    policy = read(trajectory.policy)
    for version in versions:
        says = [say for phase in version.phases.all() for say in phase.says.all()]
        if says:
            most = widest(says)
            named = policy.level(most.level) if most.level else policy.participant_role(most.role)
            return most.say, str(named.label)
    return None, ""


def _next(trajectory, day):
    closing = [
        (activity.closes_on, _("meedoen sluit"))
        for activity in trajectory.activities.all()
        if activity.closed_at is None
    ]
    versions = sorted(trajectory.versions.all(), key=lambda one: (one.is_adopted, one.number))
    moments = [
        (moment.day, moment.what)
        for version in versions[-1:]
        for moment in version.moments.all()
        if moment.day >= day
    ]
    return min(closing + moments, default=(None, ""))


def _terms(mine, day):
    moments = (
        Moment.objects.in_force()
        .filter(version__trajectory__in=[trajectory.pk for trajectory in mine], day__gte=day)
        .select_related("version__trajectory")
        .order_by("day")[:5]
    )
    return [
        {
            "title": short_day(moment.day),
            "text": f" · {moment.what}",
            "note": moment.version.trajectory.title,
        }
        for moment in moments
    ]


def _docket(person, day):
    """For council members and secretaries: what lies before the bodies and what comes to them."""
    roles = roles_of(person, on=day)
    if not roles & FOR_BODIES:
        return None
    there = before_the_bodies(on=day)
    records = bool(roles & SECRETARIES)
    return {
        "now": [
            _lying(one, _("De afspraken liggen voor"), "adoption" if records else "", "agreements")
            for one in there.adoptions
        ]
        + [
            _lying(one, _("De uitkomst ligt voor"), "decision" if records else "", "process")
            for one in there.results
        ],
        "coming": [_coming(moment) for moment in there.moments],
    }


def _lying(one, what, work_page, public_page):
    """A row; secretaries go to where it is recorded, others to what everybody reads."""
    since = _("sinds %s") % short_day(one.since)
    return {
        "title": one.trajectory.title,
        "note": " · ".join(words for words in (what, one.named, since) if words),
        "url": page_url(work_page, one.trajectory)
        if work_page
        else reverse(public_page, kwargs={"slug": one.trajectory.slug}),
    }


def _coming(moment):
    trajectory = moment.version.trajectory
    body = str(read(trajectory.policy).body(moment.body).label)
    return {
        "title": trajectory.title,
        "note": f"{short_day(moment.day)} · {body} · {moment.what}",
        "url": reverse("process", kwargs={"slug": trajectory.slug}),
    }


def _promised(mine):
    """Words that still wait for an answer: what was promised and is still open."""
    owed = []
    for trajectory in mine:
        waiting = trajectory.tally.published - trajectory.tally.answered
        if waiting > 0:
            owed.append(
                {
                    "title": ngettext(
                        "Antwoord op %(number)d reactie", "Antwoord op %(number)d reacties", waiting
                    )
                    % {"number": waiting},
                    "note": trajectory.title,
                    "url": page_url("answers", trajectory),
                }
            )
    return owed


def _lessons(mine):
    subjects = {trajectory.subject_id for trajectory in mine if trajectory.subject_id}
    return [
        {
            "title": lesson.text,
            "note": lesson.trajectory.title,
            "url": reverse("process", kwargs={"slug": lesson.trajectory.slug}),
        }
        for lesson in lessons_like(subjects=subjects, limit=3)
    ]


urlpatterns = [path("werk/", my_work, name="my-work")]
