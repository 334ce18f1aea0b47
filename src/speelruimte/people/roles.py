"""System roles: rights in the software. Not the same as participant roles, which are policy."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody may do here (rol in het systeem)."""

    RESIDENT = "resident", _("Inwoner")
    INITIATOR = "initiator", _("Initiatiefnemer")
    OFFICIAL = "official", _("Medewerker")
    ACCOUNT_HOLDER = "account_holder", _("Accounthouder")
    PROJECT_LEADER = "project_leader", _("Projectleider")
    COACH = "coach", _("Participatiecoach")
    MODERATOR = "moderator", _("Moderator")
    PORTFOLIO_HOLDER = "portfolio_holder", _("Portefeuillehouder")
    GRIFFIE = "griffie", _("Griffie")
    COLLEGE_SECRETARY = "college_secretary", _("Secretaris van het college")
    RECORDER = "recorder", _("Legt vast voor een orgaan")
    COUNCIL_MEMBER = "council_member", _("Raadslid")
    ADMINISTRATOR = "administrator", _("Beheerder")


STAFF = frozenset(Role) - {Role.RESIDENT, Role.INITIATOR}
# Who does the work of the municipality, and can be named in a case; the others decide, record or look
# after the software.
OFFICIALS = frozenset(
    {Role.OFFICIAL, Role.ACCOUNT_HOLDER, Role.PROJECT_LEADER, Role.COACH, Role.MODERATOR}
)
# Who was chosen works in no case: a council member or alderman is no official.
ELECTED = frozenset({Role.COUNCIL_MEMBER, Role.PORTFOLIO_HOLDER})
# Who writes down what a body decided.
RECORDERS = frozenset({Role.GRIFFIE, Role.COLLEGE_SECRETARY, Role.RECORDER})
# Who speaks for a body: its holders hear who else gets the role.
OF_BODIES = RECORDERS | {Role.PORTFOLIO_HOLDER}
# Given to an official only.
OF_OFFICIALS = OFFICIALS - {Role.COACH}


@dataclass(frozen=True)
class RoleDescription:
    """A role as the people who grant it read it."""

    role: Role
    may: tuple[str, ...]


DESCRIPTIONS = (
    RoleDescription(Role.RESIDENT, (_("Doet mee, ook zonder account."),)),
    RoleDescription(
        Role.INITIATOR,
        (
            _("Werkt als proceseigenaar aan de beschrijving en het plan van het eigen traject."),
            _("Doet daar ook het werk dat het beleid aan de initiatiefnemer overlaat."),
        ),
    ),
    RoleDescription(
        Role.OFFICIAL,
        (_("Ziet alle processen."), _("Geeft een eerste blik en voert inbreng van papier in.")),
    ),
    RoleDescription(
        Role.ACCOUNT_HOLDER,
        (_("Helpt een initiatiefnemer op weg."), _("Legt vast wie beslist.")),
    ),
    RoleDescription(
        Role.PROJECT_LEADER,
        (_("Leidt een traject van weging tot geheugen."), _("Geeft antwoord op inbreng.")),
    ),
    RoleDescription(
        Role.COACH,
        (_("Bewaakt dat het meedoen eerlijk gaat."), _("Wijst mensen aan en ziet alle processen.")),
    ),
    RoleDescription(Role.MODERATOR, (_("Bekijkt inbreng en weigert alleen met een reden."),)),
    RoleDescription(
        Role.PORTFOLIO_HOLDER,
        (_("Beantwoordt in de weging de vragen die aan het bestuur zijn."),),
    ),
    RoleDescription(
        Role.GRIFFIE,
        (_("Legt besluiten van de gemeenteraad vast en antwoordt in de weging voor de raad."),),
    ),
    RoleDescription(Role.COLLEGE_SECRETARY, (_("Legt besluiten van het college vast."),)),
    RoleDescription(Role.RECORDER, (_("Legt besluiten vast van één orgaan, dat u erbij kiest."),)),
    RoleDescription(
        Role.COUNCIL_MEMBER, (_("Leest alle processen, ook wat nog in voorbereiding is."),)
    ),
    RoleDescription(
        Role.ADMINISTRATOR,
        (_("Beheert beleid, gebieden, accounts en rollen."),),
    ),
)
