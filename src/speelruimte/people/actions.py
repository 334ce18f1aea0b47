"""Accounts, roles, organisations, contacts."""

from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from speelruimte.journal.acting import action, record
from speelruimte.people.models import Contact, Grant, Membership, Organisation, Person
from speelruimte.people.roles import Role
from speelruimte.shared.errors import RuleBroken
from speelruimte.shared.terms import local_day
from speelruimte.shared.typed_days import check_in_reach, check_still_to_come


@action
def welcome_person(*, name, email, by, at, function="", phone="", password=None):
    """Make an account. Without a password nobody can sign in until one is set by mail."""
    taken = RuleBroken(
        _("Er is al een account met dit e-mailadres."), field="email", code="address_is_taken"
    )
    if Person.objects.filter(email__iexact=email).exists():
        raise taken
    try:
        with transaction.atomic():
            person = Person.objects.create(
                name=name,
                email=email.lower(),
                function=function,
                phone=phone,
                password=make_password(password),
            )
    except IntegrityError as error:  # somebody else made it at the same instant
        raise taken from error
    about = f"person:{person.reference}"
    record("person_welcomed", about=about, by=by, at=at, wrote=(person,))
    return person


@action
def grant_role(
    person,
    *,
    role,
    by,
    at,
    starts_on,
    ends_on=None,
    area=None,
    subject=None,
    case_number="",
    body="",
):
    """Give somebody a role: everywhere, in an area, for a subject, in one case, or for a body."""
    if (Role(role) == Role.RECORDER) != bool(body):
        raise RuleBroken(
            _("Kies bij deze rol voor welk orgaan.")
            if not body
            else _("Alleen wie vastlegt voor een orgaan, krijgt een orgaan."),
            field="body",
            code="body_does_not_fit",
        )
    if ends_on and ends_on < starts_on:
        raise RuleBroken(
            _("De laatste dag ligt voor de eerste dag. Kies een latere dag."),
            field="ends_on",
            code="ends_before_it_starts",
        )
    check_in_reach(starts_on, today=local_day(at), field="starts_on")
    if ends_on:
        check_still_to_come(ends_on, today=local_day(at), field="ends_on")
    grant = Grant.objects.create(
        person=person,
        role=Role(role),
        area=area,
        subject=subject,
        case_number=case_number,
        body=body,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    person.__dict__.pop("_grants_on", None)
    record(
        "role_granted",
        about=f"person:{person.reference}",
        by=by,
        at=at,
        case_number=case_number,
        role=grant.role,
        body=body,
        area=area.key if area else "",
        subject=subject.key if subject else "",
        starts_on=starts_on,
        ends_on=ends_on,
    )
    return grant


@action
def end_role(grant, *, by, at, ends_on):
    """The role stops after this day. What was done in it stays done."""
    if ends_on < grant.starts_on:
        raise RuleBroken(
            _("De laatste dag ligt voor de eerste dag. Kies een latere dag."),
            field="ends_on",
            code="ends_before_it_starts",
        )
    check_in_reach(ends_on, today=local_day(at), field="ends_on")
    grant.ends_on = ends_on
    grant.save(update_fields=["ends_on"])
    _record_end(grant, by=by, at=at, ends_on=ends_on)
    return grant


def _record_end(grant, *, by, at, ends_on):
    record(
        "role_ended",
        about=f"person:{grant.person.reference}",
        by=by,
        at=at,
        case_number=grant.case_number,
        role=grant.role,
        body=grant.body,
        area=grant.area.key if grant.area else "",
        subject=grant.subject.key if grant.subject else "",
        ends_on=ends_on,
    )


@action
def take_role_over(grant, *, by, at, on):
    """Somebody else has the role from this day: who had it, has it no more.

    The last day of a role counts, so that is the day before; a role without one never was.
    """
    if grant.starts_on < on:
        return end_role(grant, by=by, at=at, ends_on=on - timedelta(days=1))
    _record_end(grant, by=by, at=at, ends_on=on - timedelta(days=1))
    grant.delete()
    return None


@action
def register_organisation(*, name, by, at, kind="", email="", phone=""):
    """An organisation that takes part under its own name."""
    refusal = RuleBroken(_("Deze organisatie staat er al."), field="name", code="name_is_taken")
    if Organisation.objects.filter(name__iexact=name).exists():
        raise refusal
    try:
        with transaction.atomic():
            organisation = Organisation.objects.create(
                name=name, kind=kind, email=email, phone=phone
            )
    except IntegrityError as error:
        raise refusal from error
    record(
        "organisation_registered",
        about=f"organisation:{organisation.pk}",
        by=by,
        at=at,
        wrote=(organisation,),
    )
    return organisation


@action
def join_organisation(organisation, *, person, by, at, speaks_for=False):
    """Somebody belongs to an organisation, and may speak for it."""
    membership, _made = Membership.objects.update_or_create(
        organisation=organisation,
        person=person,
        defaults={"speaks_for": speaks_for, "ends_on": None},
    )
    record(
        "organisation_joined",
        about=f"organisation:{organisation.pk}",
        by=by,
        at=at,
        person=person.reference,
        speaks_for=speaks_for,
    )
    return membership


@action
def leave_organisation(membership, *, by, at, ends_on):
    """Somebody no longer belongs to an organisation after this day."""
    membership.ends_on = ends_on
    membership.save(update_fields=["ends_on"])
    record(
        "organisation_left",
        about=f"organisation:{membership.organisation_id}",
        by=by,
        at=at,
        person=membership.person.reference,
        ends_on=ends_on,
    )
    return membership


def leave_contact(reach):
    """Keep how to reach somebody; None when nothing was given. Part of the caller's action."""
    if not (reach.name or reach.email or reach.phone):
        return None
    return Contact.objects.create(**reach.columns())


@action
def give_address(reach, *, about, put_with, by, at):
    """Somebody who took part without a name leaves an address afterwards, with the code of ``about``
    in hand. ``put_with`` puts it with their words, and answers what the entry says of that."""
    if not reach.email.strip():
        raise RuleBroken(_("Schrijf uw e-mailadres."), field="email", code="empty")
    contact = leave_contact(reach)
    said = put_with(contact)
    record("address_given", about=f"contact:{contact.pk}", by=by, at=at, to=about, **said)
    return contact


@action
def mend_address(contact, *, email, by, at):
    """Write to another address from now on: links in mails to the old one lead nowhere any more.

    ``contact`` itself asks, with the code in hand.
    """
    contact = Contact.objects.select_for_update().get(pk=contact.pk)
    email = email.strip()
    if contact.forgotten_at is not None:
        raise RuleBroken(_("Uw gegevens zijn gewist. Wij mailen u niet meer."), code="is_forgotten")
    if not email:
        raise RuleBroken(_("Schrijf uw e-mailadres."), field="email", code="empty")
    if contact.email.lower() == email.lower():
        raise RuleBroken(
            _("Dit adres hebben we al. Is het goed? Dan hoeft u niets te doen."),
            field="email",
            code="address_is_the_same",
        )
    contact.email, contact.email_changed_at = email, at
    contact.save(update_fields=["email", "email_changed_at"])
    record("address_mended", about=f"contact:{contact.pk}", by=by, at=at)
    return contact
