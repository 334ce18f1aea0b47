"""Everything somebody works on goes to a colleague in one act: roles in cases and quickscans."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from speelruimte.decisions.models import Point
from speelruimte.initiatives.models import FirstView, Initiative, Quickscan
from speelruimte.initiatives.passing_on import pass_on_quickscans
from speelruimte.journal.acting import action, record
from speelruimte.journal.models import Entry
from speelruimte.notices.outbox import enqueue
from speelruimte.people.appointing import hand_over
from speelruimte.people.models import Grant, Person, PreparedHandOver
from speelruimte.people.queries import name_behind, name_of
from speelruimte.people.roles import Role
from speelruimte.people.rules import check_can_take_over, may_see_people
from speelruimte.route.apart import check_apart
from speelruimte.route.beside_holders import holders_of_bodies, tell_holders
from speelruimte.shared.edits import check_fits, etag_of_values
from speelruimte.shared.errors import Clash, RuleBroken, check_may
from speelruimte.shared.typed_days import check_still_to_come
from speelruimte.shared.whole_numbers import whole_number
from speelruimte.trajectories.models import Trajectory
from speelruimte.trajectories.noting import write_note

# So much of a fingerprint tells one state of somebody's work from another.
_MARK = 32


@action
def hand_over_work(
    person,
    *,
    to,
    by,
    at,
    on,
    cases=None,
    note="",
    starts_on=None,
    until=None,
    apart_reason="",
    etag="",
):
    """Roles in cases, open quickscans and views still asked. Returns the case numbers.

    Takes what ``hand_over`` takes. ``etag`` is the mark of the work that was on the screen
    (``work_etag``); raises Clash, with who handed what over to whom, when a colleague did so since.
    ``note`` is what the colleague must know: it stands with the notes of each case, and is refused where a case has no process yet to keep it with. One mail
    tells of what went over, and not of a view that the colleague was asked for already: that lapses,
    and where nothing else goes over there is nothing to tell. A quickscan goes over today, and stays where somebody only stands in.

    Source: heemstede#rolverdeling
    """
    check_may(
        may_see_people(by, on=on),
        _("Alleen een beheerder of de participatiecoach draagt werk over."),
    )
    list(Person.objects.select_for_update().filter(pk__in=[person.pk, to.pk]).order_by("pk"))
    _check_as_it_was(person, etag=etag, on=on)
    open_grants = Grant.objects.not_over(on).filter(person=person).exclude(case_number="")
    if cases is not None:
        open_grants = open_grants.filter(case_number__in=cases)
    roles = set(open_grants.values_list("role", flat=True)) or {Role.OFFICIAL}
    check_can_take_over(person, to=to, roles=roles, by=by, on=on)
    days = {"starts_on": starts_on, "until": until}
    holders = holders_of_bodies(open_grants, on=on)
    over: set[str] = set()
    lapsed: list[str] = []
    if open_grants.exists():
        over.update(hand_over(person, to=to, by=by, at=at, on=on, cases=cases, **days))
        taken = Grant.objects.not_over(on).filter(person=to, case_number__in=over)
        check_apart(to, taken, reason=apart_reason, by=by, at=at, on=on)
        tell_holders(holders, of=to, starts_on=starts_on or on, by=by, at=at)
    if until is None:
        check_can_take_over(person, to=to, roles=_of_quickscans(person, cases), by=by, on=on)
        at_the_door, lapsed = pass_on_quickscans(person, to=to, by=by, at=at, cases=cases)
        lapsed = [case_number for case_number in lapsed if case_number not in over]
        over.update(at_the_door)
    if not over:
        raise RuleBroken(
            _("%(name)s heeft hier geen lopende zaken. Er is niets over te dragen."),
            values={"name": person.name},
            code="nothing_to_hand_over",
        )
    if until is None:
        asked = Point.objects.filter(answerer=person)
        asked.filter(contribution__trajectory__case_number__in=over).update(answerer=to)
        _complete(person, over, on=on)
    if note.strip():
        _keep_note(over, note, by=by, at=at)
    if gone_over := sorted(over - set(lapsed)):
        enqueue(
            "work_handed_over",
            person=to,
            about=f"person:{to.reference}",
            at=at,
            again=at.isoformat(),
            cases=gone_over,
            lapsed=lapsed,
            noted=bool(note.strip()),
            from_day=starts_on or on,
            until=until,
        )
    return sorted(over)


def work_etag(person, *, on) -> str:
    """The mark of what this person has in cases and of who it was handed over to: another one once a
    colleague handed some of it over, also for a while."""
    newest = _handed_over(person).order_by("-number").first()
    has = {
        "roles": sorted(_roles_in_cases([person], on=on)),
        "owes": sorted(_at_the_door([person])),
    }
    return f"{newest.number if newest else 0}-{etag_of_values(has)[:_MARK]}"


def _check_as_it_was(person, *, etag, on):
    now = work_etag(person, on=on)
    if etag in ("", now):
        return
    seen = whole_number(etag.partition("-")[0]) or 0
    since = list(_handed_over(person).filter(number__gt=seen).order_by("number"))
    if not since:
        raise Clash(
            _(
                "Aan het werk van %(name)s is net iets veranderd. Kijk wat er nog over te dragen is."
            ),
            values={"name": person.name},
            etag=now,
            code="changed_meanwhile",
        )
    newest = since[-1]
    same = [entry for entry in since if (entry.at, entry.facts["to"]) == _done_by(newest)]
    until = newest.facts.get("until")
    sentence = (
        _(
            "%(who)s liet %(to)s hier net voor invallen, tot en met %(day)s: %(cases)s. Klopt wat u "
            "koos nog? Druk dan nog een keer."
        )
        if until
        else _(
            "%(who)s droeg dit net over aan %(to)s: %(cases)s. Klopt wat u koos nog? Druk dan nog een "
            "keer."
        )
    )
    raise Clash(
        sentence,
        values={
            "who": name_behind(newest.by, newest.case_number) or _("Een collega"),
            "to": name_of(newest.facts["to"]) or _("een collega"),
            "day": date_format(date.fromisoformat(until), "j F Y") if until else "",
            "cases": ", ".join(entry.case_number for entry in same),
        },
        etag=now,
        code="changed_meanwhile",
    )


def _done_by(entry):
    return entry.at, entry.facts["to"]


def _handed_over(person):
    return Entry.objects.about(f"person:{person.reference}").filter(verb="work_handed_over")


@action
def prepare_hand_over(person, *, cases, starts_on, by, at, on, note="") -> PreparedHandOver:
    """Lay one's own hand-over ready for who completes it. Again replaces what was laid ready.

    Source: heemstede#rolverdeling
    """
    check_may(by.pk == person.pk, _("Alleen u zelf bereidt uw overdracht voor."))
    own = {case_number for case_number, _title, _roles in work_of(person, on=on)}
    if not cases or set(cases) - own:
        raise RuleBroken(
            _("Kies minstens één zaak die u nu heeft."), field="cases", code="not_own_cases"
        )
    check_still_to_come(starts_on, today=on, field="starts_on")
    check_fits(PreparedHandOver, note=note)
    if note.strip():
        _check_can_keep_note(cases)
    prepared, _made = PreparedHandOver.objects.update_or_create(
        person=person,
        defaults={
            "cases": sorted(cases),
            "note": note.strip(),
            "starts_on": starts_on,
            "prepared_at": at,
        },
    )
    record(
        "hand_over_prepared",
        about=f"person:{person.reference}",
        by=by,
        at=at,
        cases=prepared.cases,
        starts_on=starts_on,
    )
    return prepared


def prepared_by(person) -> PreparedHandOver | None:
    """What this person laid ready and nobody completed yet."""
    return PreparedHandOver.objects.filter(person=person).first()


def prepared_still(*, on) -> list[tuple[PreparedHandOver, list[str]]]:
    """Every hand-over that was laid ready, the first day first, with the cases in it that its person
    still has; without those of which nothing is left.
    """
    rows = list(PreparedHandOver.objects.select_related("person").order_by("starts_on", "pk"))
    has = {(person, case) for person, case, _what in _work([row.person for row in rows], on=on)}
    left = [(row, [case for case in row.cases if (row.person_id, case) in has]) for row in rows]
    return [(row, cases) for row, cases in left if cases]


def _complete(person, over, *, on):
    """What was laid ready is gone as far as it went over, or was no longer this person's."""
    prepared = prepared_by(person)
    if prepared is None:
        return
    own = {case_number for _person, case_number, _what in _work([person], on=on)}
    prepared.cases = [case for case in prepared.cases if case in own - over]
    if prepared.cases:
        prepared.save(update_fields=["cases"])
    else:
        prepared.delete()


def _check_can_keep_note(cases):
    """A note stands with a process; at the door there is none yet."""
    known = Trajectory.objects.filter(case_number__in=cases).values_list("case_number", flat=True)
    if at_the_door := set(cases) - set(known):
        raise RuleBroken(
            _(
                "Bij %(cases)s loopt nog geen traject: daar kan geen notitie staan. Draag dit apart "
                "over zonder notitie, en vertel uw collega zelf wat nodig is."
            ),
            values={"cases": ", ".join(sorted(at_the_door))},
            field="note",
            code="no_place_for_a_note",
        )


def _keep_note(cases, note, *, by, at):
    """With the notes of every case; a note that one of them cannot keep is not lost but refused."""
    _check_can_keep_note(cases)
    for trajectory in Trajectory.objects.filter(case_number__in=cases).order_by("pk"):
        write_note(trajectory, text=note, by=by, at=at)


def _of_quickscans(person, cases):
    """The role it takes to help with what goes over at the door, where anything does."""
    scans = Quickscan.objects.filter(account_holder=person, initiative__ended_at__isnull=True)
    if cases is not None:
        scans = scans.filter(initiative__case_number__in=cases)
    return {Role.ACCOUNT_HOLDER} if scans.exists() else set()


def work_of(person, *, on):
    """What would go over: case numbers with their title and the roles in them, and whether a
    quickscan waits.
    """
    work = {}
    for _person, case_number, what in _work([person], on=on):
        work.setdefault(case_number, []).append(what)
    titles = dict(
        Initiative.objects.filter(case_number__in=work).values_list("case_number", "title")
    )
    titles |= dict(
        Trajectory.objects.filter(case_number__in=work).values_list("case_number", "title")
    )
    return [
        (case_number, titles.get(case_number, ""), work[case_number])
        for case_number in sorted(work)
    ]


def _work(people, *, on):
    """Of each of these people: the key, the case number, and what the person has in it, in words."""
    if not people:
        return
    for person, case_number, role in _roles_in_cases(people, on=on):
        yield person, case_number, str(Role(role).label)
    called = {"quickscan": _("quickscan"), "view": _("eerste blik")}
    for person, case_number, what in _at_the_door(people):
        yield person, case_number, called[what]


def _roles_in_cases(people, *, on):
    grants = Grant.objects.not_over(on).filter(person__in=people).exclude(case_number="")
    return grants.values_list("person_id", "case_number", "role")


def _at_the_door(people):
    """What each helps with, and which views are asked."""
    scans = Quickscan.objects.filter(account_holder__in=people, initiative__ended_at__isnull=True)
    for person, case_number in scans.values_list("account_holder", "initiative__case_number"):
        yield person, case_number, "quickscan"
    views = FirstView.objects.asked().filter(colleague__in=people)
    for person, case_number in views.values_list("colleague", "quickscan__initiative__case_number"):
        yield person, case_number, "view"
