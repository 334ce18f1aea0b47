"""Who may give which role to whom, and what must stay true while people come and go."""

from django.utils.translation import gettext as _

from speelruimte.people.models import Grant
from speelruimte.people.rights import is_elected, is_official, is_staff, roles_of
from speelruimte.people.roles import ELECTED, OF_OFFICIALS, OFFICIALS, STAFF, Role
from speelruimte.shared.errors import RuleBroken

# Nobody gives more than the own reach: an administrator everything, the coach the people of a case.
NAMED_BY_COACH = frozenset(
    {Role.PROJECT_LEADER, Role.ACCOUNT_HOLDER, Role.MODERATOR, Role.INITIATOR}
)


def may_grant(person, *, role, on, case_number="") -> bool:
    """Give somebody this role: an administrator any, the coach the people of one case.

    Source: heemstede#rollen
    """
    roles = roles_of(person, on=on)
    if Role.ADMINISTRATOR in roles:
        return True
    return Role.COACH in roles and bool(case_number) and Role(role) in NAMED_BY_COACH


def may_end(person, grant, *, on) -> bool:
    """End a role: whoever may give it."""
    return may_grant(person, role=grant.role, on=on, case_number=grant.case_number)


def may_see_people(person, *, on) -> bool:
    """See accounts, roles and organisations, welcome somebody, hand work over."""
    return bool(roles_of(person, on=on) & {Role.ADMINISTRATOR, Role.COACH})


def may_forget(person, *, on) -> bool:
    """Look for somebody everywhere and take name and words out: an administrator and the coach."""
    return bool(roles_of(person, on=on) & {Role.ADMINISTRATOR, Role.COACH})


def may_name_places(person, *, on) -> bool:
    """Say what areas and subjects are called: an administrator."""
    return Role.ADMINISTRATOR in roles_of(person, on=on)


def may_close_accounts(person, *, on) -> bool:
    """Turn an account off or on, and let somebody begin anew with the second step."""
    return Role.ADMINISTRATOR in roles_of(person, on=on)


def roles_to_give(person, *, on, case_number="") -> list[Role]:
    """The roles that somebody may give, in the order of the list."""
    return [
        given for given in Role if may_grant(person, role=given, on=on, case_number=case_number)
    ]


def check_can_hold(person, *, role, on):
    """Only somebody with an account that is on can be given a role, and of an official's roles none
    goes to who was elected, or works here in another capacity only."""
    if not person.is_active:
        raise RuleBroken(
            _("Dit account staat uit. Zet het eerst aan, of kies iemand anders."),
            field="person",
            code="account_is_off",
        )
    if role in OFFICIALS and is_elected(person, on=on):
        raise RuleBroken(
            _("%(name)s is gekozen of bestuurt, en doet dit werk dus niet. Kies iemand anders."),
            values={"name": person.name},
            field="role",
            code="is_elected",
        )
    if role in ELECTED and is_official(person, on=on):
        raise RuleBroken(
            _("%(name)s werkt hier als medewerker. Beëindig eerst die rollen."),
            values={"name": person.name},
            field="role",
            code="is_official",
        )
    if role in OF_OFFICIALS - {Role.OFFICIAL} and is_staff(person, on=on):
        check_is_official(person, on=on, field="role")


def check_is_official(person, *, on, field):
    """Work in a case goes to who can do it, and not to who decides, records or looks after accounts."""
    if not is_official(person, on=on):
        raise RuleBroken(
            _(
                "%(name)s kan dit werk niet doen: daarvoor is iemand medewerker. Kies een collega, of "
                "vraag de beheerder om die rol."
            ),
            values={"name": person.name},
            field=field,
            code="not_an_official",
        )


def check_not_to_oneself(person, *, by, field="role"):
    """Who gives a role and who gets it are two people. The first account has its role from set-up."""
    if by is not None and by.pk == person.pk:
        raise RuleBroken(
            _(
                "Niemand geeft zichzelf een rol. Een andere beheerder kan dat doen. Is die er niet? Geef "
                "de rol aan een collega, of maak eerst een collega beheerder."
            ),
            field=field,
            code="role_to_oneself",
        )


def _other_administrators(person, *, on):
    return (
        Grant.objects.current(on)
        .filter(role=Role.ADMINISTRATOR, ends_on__isnull=True, person__is_active=True)
        .filter(case_number="", area__isnull=True, subject__isnull=True)
        .exclude(person=person)
    )


def check_administrator_stays(person, *, on):
    """There is always somebody who can give roles. Call it with the grants locked."""
    if not _other_administrators(person, on=on).exists():
        raise RuleBroken(
            _("Dit is de enige beheerder. Geef eerst iemand anders de rol van beheerder."),
            code="last_administrator",
        )


def check_can_close_account(person, *, by, on):
    """An account goes off when its work lies with somebody else, and never one's own."""
    if by is not None and by.pk == person.pk:
        raise RuleBroken(
            _("U kunt uw eigen account niet uitzetten. Vraag een andere beheerder."),
            code="own_account",
        )
    open_cases = Grant.objects.not_over(on).filter(person=person).exclude(case_number="")
    if open_cases.exists():
        raise RuleBroken(
            _("%(name)s heeft nog werk in lopende zaken. Draag dat eerst over aan een collega."),
            values={"name": person.name},
            code="has_open_work",
        )


def check_can_take_over(person, *, to, roles, by, on):
    """Work goes to somebody else who is there, and a role of the municipality to a colleague; nobody
    takes it over by oneself."""
    if to.pk == person.pk:
        raise RuleBroken(
            _("Kies iemand anders: dit is dezelfde persoon."), field="to", code="same_person"
        )
    check_not_to_oneself(to, by=by, field="to")
    if not to.is_active:
        raise RuleBroken(
            _("Het account van deze persoon staat uit. Kies iemand anders."),
            field="to",
            code="account_is_off",
        )
    if set(roles) & STAFF and not is_staff(to, on=on):
        raise RuleBroken(
            _("%(name)s werkt hier niet. Geef eerst de rol van medewerker, of kies een collega."),
            values={"name": to.name},
            field="to",
            code="not_a_colleague",
        )
    if set(roles) & OF_OFFICIALS:
        check_is_official(to, on=on, field="to")


def check_days_of_hand_over(starts_on, until, *, on):
    """Work goes over today or on a day to come; who stands in does so up to a day after that."""
    if starts_on < on:
        raise RuleBroken(
            _("Deze dag is al voorbij. Kies vandaag of een dag die nog komt."),
            field="starts_on",
            code="day_is_over",
        )
    if until is not None and until < starts_on:
        raise RuleBroken(
            _("De laatste dag van vervangen ligt voor de eerste. Kies een latere dag."),
            field="until",
            code="ends_before_it_starts",
        )
