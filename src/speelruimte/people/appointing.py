"""Giving and ending roles by somebody who may; turning accounts off; handing work over.

``people.actions`` holds the bare acts that the route and the set-up compose; here the person who
acts is checked first.
"""

from datetime import timedelta

from django.utils.translation import gettext as _

from speelruimte.journal.acting import action, record
from speelruimte.people.actions import end_role, grant_role, welcome_person
from speelruimte.people.models import Grant, Person, languages, new_reference
from speelruimte.people.roles import Role
from speelruimte.people.rules import (
    check_administrator_stays,
    check_can_close_account,
    check_can_hold,
    check_can_take_over,
    check_days_of_hand_over,
    check_not_to_oneself,
    may_close_accounts,
    may_end,
    may_grant,
    may_see_people,
)
from speelruimte.shared.errors import AlreadyDone, RuleBroken, check_may


@action
def welcome(*, name, email, by, at, on, function="", phone=""):
    """Make an account for somebody, without password: a link lets them choose one."""
    check_may(
        may_see_people(by, on=on),
        _("Alleen een beheerder of de participatiecoach maakt een account."),
    )
    return welcome_person(name=name, email=email, function=function, phone=phone, by=by, at=at)


@action
def appoint(
    person,
    *,
    role,
    by,
    at,
    on,
    starts_on,
    ends_on=None,
    area=None,
    subject=None,
    case_number="",
    body="",
):
    """Give somebody a role, by who may give it. The same role for the same reach is given once."""
    check_may(
        may_grant(by, role=role, on=on, case_number=case_number),
        _("Deze rol mag u niet geven. Een beheerder kan dat wel."),
    )
    check_not_to_oneself(person, by=by)
    locked = Person.objects.select_for_update().get(pk=person.pk)
    check_can_hold(locked, role=Role(role), on=on)
    same = (
        Grant.objects.not_over(on)
        .filter(person=locked, role=role, area=area, subject=subject)
        .filter(case_number=case_number, body=body)
        .first()
    )
    if same is not None:
        raise AlreadyDone(
            _("Deze persoon heeft deze rol hier al."), result=same, code="appointed_already"
        )
    return grant_role(
        person,
        role=role,
        by=by,
        at=at,
        starts_on=starts_on,
        ends_on=ends_on,
        area=area,
        subject=subject,
        case_number=case_number,
        body=body,
    )


@action
def dismiss(grant, *, by, at, on, ends_on):
    """End a role after a day, by who may give it. The last administrator stays."""
    check_may(may_end(by, grant, on=on), _("Deze rol mag u niet beëindigen. Vraag een beheerder."))
    list(Grant.objects.select_for_update().filter(role=Role.ADMINISTRATOR))
    if grant.role == Role.ADMINISTRATOR:
        check_administrator_stays(grant.person, on=on)
    return end_role(grant, by=by, at=at, ends_on=ends_on)


@action
def close_account(person, *, by, at, on):
    """Turn an account off: nobody signs in with it, and open sessions end now."""
    check_may(may_close_accounts(by, on=on), _("Alleen een beheerder zet een account uit."))
    list(Grant.objects.select_for_update().filter(role=Role.ADMINISTRATOR))
    person = Person.objects.select_for_update().get(pk=person.pk)
    if not person.is_active:
        raise AlreadyDone(_("Dit account staat al uit."), result=person, code="closed_already")
    check_can_close_account(person, by=by, on=on)
    if person.grants.current(on).filter(role=Role.ADMINISTRATOR).exists():
        check_administrator_stays(person, on=on)
    person.is_active = False
    person.save(update_fields=["is_active"])
    end_sessions(person, by=by, at=at)
    about = f"person:{person.reference}"
    record("account_closed", about=about, by=by, at=at, wrote=(person,))
    return person


@action
def reopen_account(person, *, by, at, on):
    """Turn an account on again, with the roles that it still has."""
    check_may(may_close_accounts(by, on=on), _("Alleen een beheerder zet een account aan."))
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.is_active:
        raise AlreadyDone(_("Dit account staat al aan."), result=person, code="opened_already")
    person.is_active = True
    person.save(update_fields=["is_active"])
    about = f"person:{person.reference}"
    record("account_reopened", about=about, by=by, at=at, wrote=(person,))
    return person


@action
def allow_new_password(person, *, by, at, on):
    """Let somebody choose a password by a link that is shown once.

    An administrator for everybody; the coach only for who has no password yet, because such a
    link opens the account. The second step, where there is one, stays in the way.
    """
    check_may(
        may_close_accounts(by, on=on)
        or (may_see_people(by, on=on) and not person.has_usable_password()),
        _("Alleen een beheerder geeft een link voor een nieuw wachtwoord."),
    )
    if not person.is_active:
        raise RuleBroken(_("Dit account staat uit. Zet het eerst aan."), code="account_is_off")
    record("password_link_given", about=f"person:{person.reference}", by=by, at=at)
    return person


@action
def change_own_details(person, *, name, phone, language="", by, at):
    """Somebody's own name, telephone number and language; without one, the language stays.

    The journal knows only that they changed.
    """
    check_may(
        by is not None and by.pk == person.pk,
        _("Alleen u zelf wijzigt uw gegevens. Vraag het aan deze persoon."),
    )
    if not name.strip():
        raise RuleBroken(_("Vul uw naam in."), field="name", code="empty")
    language = language or person.language
    if language not in dict(languages()):
        raise RuleBroken(
            _("Deze taal heeft de website nog niet. Kies een taal uit de lijst."),
            field="language",
            code="unknown_choice",
        )
    person.name, person.phone, person.language = name.strip(), phone.strip(), language
    person.save(update_fields=["name", "phone", "language"])
    record("own_details_changed", about=f"person:{person.reference}", by=by, at=at)
    return person


@action
def end_sessions(person, *, by, at):
    """Everywhere else this person is signed in, that ends now."""
    person.session_mark = new_reference()
    person.save(update_fields=["session_mark"])
    record("sessions_ended", about=f"person:{person.reference}", by=by, at=at)
    return person


@action
def hand_over(person, *, to, by, at, on, cases=None, starts_on=None, until=None):
    """Give roles in cases to a colleague: the old ones end, the new ones start on ``starts_on``.

    ``cases`` are the numbers of the cases that go over, all of them without it; ``starts_on`` is
    today without it. With ``until`` the colleague stands in up to that day, and nothing ends.

    A role that had still to begin goes over as it is. Written down once per case. Returns the
    case numbers. Roles that hold everywhere or for an area stay: those are given, not passed on.
    """
    check_may(
        may_see_people(by, on=on),
        _("Alleen een beheerder of de participatiecoach draagt werk over."),
    )
    list(Person.objects.select_for_update().filter(pk__in=[person.pk, to.pk]).order_by("pk"))
    grants = list(
        Grant.objects.not_over(on)
        .filter(person=person)
        .exclude(case_number="")
        .order_by("case_number", "pk")
    )
    if cases is not None:
        grants = [grant for grant in grants if grant.case_number in cases]
    starts_on = starts_on or on
    check_days_of_hand_over(starts_on, until, on=on)
    if not grants:
        raise RuleBroken(
            _("%(name)s heeft geen lopende zaken. Er is niets over te dragen."),
            values={"name": person.name},
            code="nothing_to_hand_over",
        )
    for grant in grants:
        check_may(
            may_grant(by, role=grant.role, on=on, case_number=grant.case_number),
            _("In zaak %(case)s heeft deze persoon een rol die alleen een beheerder overdraagt.")
            % {"case": grant.case_number},
        )
    check_can_take_over(person, to=to, roles=[grant.role for grant in grants], by=by, on=on)
    roles_by_case = {}
    for grant in grants:
        if _pass_on(grant, to=to, starts_on=starts_on, until=until):
            roles_by_case.setdefault(grant.case_number, []).append(grant.role)
    for case_number, roles in roles_by_case.items():
        record(
            "work_handed_over",
            about=f"person:{person.reference}",
            by=by,
            at=at,
            case_number=case_number,
            to=to.reference,
            roles=sorted(roles),
            **({"starts_on": starts_on} if starts_on != on else {}),
            **({"until": until} if until else {}),
        )
    for colleague in (person, to):
        colleague.__dict__.pop("_grants_on", None)
    return list(roles_by_case)


def _pass_on(grant, *, to, starts_on, until) -> bool:
    """Move one role, or share it up to a day; False where it begins only after that day.

    Somebody who has it already keeps the one there is, and for as long as the one that comes.
    """
    on = starts_on
    begins = max(on, grant.starts_on)
    ends = min(filter(None, (grant.ends_on, until)), default=None)
    if ends is not None and ends < begins:
        return False
    own_grant = (
        Grant.objects.not_over(on)
        .filter(person=to, role=grant.role, case_number=grant.case_number)
        .first()
    )
    if own_grant is None:
        Grant.objects.create(
            person=to,
            role=grant.role,
            case_number=grant.case_number,
            starts_on=begins,
            ends_on=ends,
        )
    else:
        own_grant.starts_on = min(own_grant.starts_on, begins)
        own_grant.ends_on = max(own_grant.ends_on, ends) if own_grant.ends_on and ends else None
        own_grant.save(update_fields=["starts_on", "ends_on"])
    if until is not None:
        return True
    # The last day counts, so that is the day before. A role without a day before never was.
    if grant.starts_on < on:
        grant.ends_on = on - timedelta(days=1)
        grant.save(update_fields=["ends_on"])
    else:
        grant.delete()
    return True
