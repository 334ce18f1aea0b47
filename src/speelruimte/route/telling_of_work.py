"""Work comes to people: one mail when something lands on somebody, and one overview a day.

Both tell what stands on "Mijn werk" (``agenda.tasks_for``) and was not told before. The overview
tells also which promised days come near or passed (``falling_due``), what is late first. What another
mail said already, such as that of a hand-over, is not said again. The worker asks every few minutes;
asking again, or two workers at once, tells nobody twice.
"""

from datetime import timedelta

from django.db.models import Q

from speelruimte.journal.acting import silent_action
from speelruimte.journal.models import Entry
from speelruimte.notices.models import Message, Reminder, ToldWork, WorkMail
from speelruimte.notices.outbox import enqueue
from speelruimte.people.models import Grant, Person
from speelruimte.people.roles import Role
from speelruimte.route.agenda import tasks_for
from speelruimte.route.also_waiting import thing_of
from speelruimte.shared.fingerprints import mark_in
from speelruimte.shared.terms import HERE, is_working_day, local_day
from speelruimte.trajectories.models import CaseNote

MOST = 1_000
# Somebody else did something in the case so short ago: then it landed. The rest is for the overview.
JUST_NOW = timedelta(hours=1)
WEEK = timedelta(days=7)
# Of a note that is older the leader was told, or came later.
NOTES_OF = timedelta(days=13)
# What these mails told of the case, by the page; None for all that waits there.
TOLD_BY = {
    "work_handed_over": None,
    "account_holder_named": None,
    "first_view_asked": "quickscan",
    "point_asked": "points-asked",
    "light_change_objected": "adoption",
}


def who_works(*, on):
    """Everybody with a role on this day that may bring work."""
    grants = Grant.objects.current(on).exclude(role=Role.RESIDENT)
    people = Person.objects.filter(is_active=True, pk__in=grants.values("person_id"))
    return people.exclude(email="").order_by("pk")


@silent_action(because="that work waits follows from what the journal says of the case")
def tell_of_work(person, *, at) -> str:
    """Owe this person a mail of what waits and was not told. Returns the kind of letter, or nothing.

    Before the first hour and after the last, on Saturdays, Sundays and holidays, nothing is told.
    """
    on = local_day(at)
    # Locked before what waits is asked: another worker may be telling it.
    hours, _made = WorkMail.objects.select_for_update().get_or_create(person=person)
    waits = tasks_for(person, on=on, limit=MOST)
    # Of mail that could not be sent no mail tells.
    tasks = {task.thing: task for task in waits.tasks if task.case_number}
    told = set(ToldWork.objects.filter(person=person).values_list("thing", flat=True))
    ToldWork.objects.filter(person=person, thing__in=told - tasks.keys()).delete()
    new = {thing: task for thing, task in tasks.items() if thing not in told}
    by_another_mail = _told_by_another_mail(person, new, at=at)
    note_told(person, by_another_mail, at=at)
    new = {thing: task for thing, task in new.items() if thing not in by_another_mail}
    hour = at.astimezone(HERE).hour
    if not is_working_day(on) or not hours.digest_hour <= hour < hours.until_hour:
        return ""
    if hours.looked_on != on:
        WorkMail.objects.filter(pk=hours.pk).update(looked_on=on)
        notes = _notes_to_tell(person, on=on, at=at)
        due = _reminders(person, on=on, at=at)
        again = on.isoformat()
        return _owe("work_digest", person, new, waits, due=due, notes=notes, again=again, at=at)
    landed = _just_landed(person, new, at=at) if hours.at_once else {}
    return _owe("work_landed", person, landed, waits, again=at.isoformat(), at=at)


def _reminders(person, *, on, at):
    """The promised days to tell of now, the first day first. A day to come of which the work was told
    in the week before it, is known.
    """
    owed = list(Reminder.objects.filter(person=person, told_at__isnull=True))
    Reminder.objects.filter(pk__in=[row.pk for row in owed]).update(told_at=at)
    return [
        row
        for row in owed
        if row.day < on or not _was_told_since(person, row.thing, since=row.day - WEEK)
    ]


def _notes_to_tell(person, *, on, at):
    """The cases that this person leads in which colleagues wrote a note that was not told."""
    led = Grant.objects.current(on).filter(person=person, role=Role.PROJECT_LEADER)
    written = CaseNote.objects.filter(
        trajectory__case_number__in=led.exclude(case_number="").values("case_number"),
        written_at__gt=at - NOTES_OF,
    )
    notes = {
        f"note:{pk}": case
        for pk, case in written.exclude(written_by=person.reference).values_list(
            "pk", "trajectory__case_number"
        )
    }
    known = Reminder.objects.filter(person=person, what__in=notes).values_list("what", flat=True)
    new = {what: case for what, case in notes.items() if what not in set(known)}
    Reminder.objects.bulk_create(
        Reminder(
            person=person,
            kind="note_written",
            case_number=case,
            what=what,
            page="notes",
            thing=thing_of(case, "notes"),
            day=on,
            told_at=at,
        )
        for what, case in new.items()
    )
    return sorted(set(new.values()))


def _owe(kind, person, tasks, waits, *, again, at, due=(), notes=()):
    if not tasks and not due and not notes:
        return ""
    of_days = {row.thing for row in due}
    note_told(person, tasks.keys() | of_days, at=at)
    days = {(row.case_number, row.day) for row in due}
    tasks = {
        thing: task
        for thing, task in tasks.items()
        if thing not in of_days and (task.case_number, task.due_on) not in days
    }
    enqueue(
        kind,
        person=person,
        about=f"person:{person.reference}",
        at=at,
        again=again,
        things=[
            {"case": task.case_number, "page": task.page, "day": task.due_on}
            for task in tasks.values()
        ]
        + [{"case": case, "page": "notes", "day": None} for case in notes],
        due=[
            {"case": row.case_number, "page": row.page, "day": row.day, "kind": row.kind}
            for row in due
        ],
        waiting=waits.things,
        pressing=waits.pressing,
    )
    return kind


def note_told(person, things, *, at):
    """These were told to this person; part of the caller's action."""
    rows = [ToldWork(person=person, thing=thing, told_at=at) for thing in things]
    ToldWork.objects.bulk_create(rows, ignore_conflicts=True)


def _was_told_since(person, thing, *, since) -> bool:
    """Whether this person was told on this day or after that this waits."""
    told = ToldWork.objects.filter(person=person, thing=thing).first()
    return told is not None and local_day(told.told_at) >= since


def _just_landed(person, tasks, *, at):
    """Where somebody else did something in the case just now, or a resident did."""
    numbers = {task.case_number for task in tasks.values()}
    entries = Entry.objects.filter(case_number__in=numbers, at__gt=at - JUST_NOW, at__lte=at)
    own = [mark_in(person.reference, number) for number in numbers] if person.reference else []
    by_others = set(entries.exclude(by__in=own).values_list("case_number", flat=True))
    return {thing: task for thing, task in tasks.items() if task.case_number in by_others}


def _told_by_another_mail(person, tasks, *, at):
    """What a mail of the last day told that it was given, and in whose case nothing happened since."""
    if not tasks:
        return set()
    since = at - timedelta(days=1)
    # What was handed over may begin long after its mail.
    recent = Q(created_at__gt=since) | Q(kind="work_handed_over")
    mails = Message.objects.filter(recent, person=person, kind__in=TOLD_BY)
    told = set()
    for mail in mails:
        begins = mail.facts.get("from_day") or ""
        if mail.created_at <= since and begins < local_day(since).isoformat():
            continue
        cases = set(mail.facts.get("cases") or [mail.case_number])
        moved = Entry.objects.filter(case_number__in=cases, at__gt=mail.created_at)
        cases -= set(moved.values_list("case_number", flat=True))
        page = TOLD_BY[mail.kind]
        told |= {
            thing
            for thing, task in tasks.items()
            if task.case_number in cases and page in (None, task.page)
        }
    return told
