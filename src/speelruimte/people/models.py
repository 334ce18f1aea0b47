"""All personal data, and nothing else."""

import secrets

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from speelruimte.people.roles import ELECTED, OFFICIALS, STAFF, Role
from speelruimte.places.models import Area, Subject
from speelruimte.shared.fingerprints import new_salt


def new_reference():
    """What the journal knows a person by: random, and worth nothing without this app."""
    return secrets.token_urlsafe(18)


def languages():
    """The languages somebody can be written to in: those the website has."""
    return settings.LANGUAGES


def default_language():
    """The language of whoever never chose one."""
    return settings.LANGUAGE_CODE


class PersonManager(BaseUserManager):
    def get_by_natural_key(self, username):
        return self.get(email__iexact=username)


class Person(PermissionsMixin, AbstractBaseUser):
    """Somebody with an account (persoon).

    What somebody may do in a process follows from grants alone (ADR 10). Django's groups and
    permissions are for parts that ask for them, such as an editor of pages; nobody is superuser.

    ``reference`` is how the journal knows this person. Forgetting the person empties it here; the
    journal does not change. The ``salt`` goes too: without it nobody can try addresses against the
    mark that the journal has of this account.
    """

    email = models.EmailField(_("e-mailadres"), unique=True)
    name = models.CharField(_("naam"), max_length=120)
    function = models.CharField(_("functie"), max_length=120, blank=True)
    phone = models.CharField(_("telefoon"), max_length=30, blank=True)
    reference = models.CharField(max_length=40, unique=True, null=True, default=new_reference)  # noqa: DJ001 (empty means cut loose)
    is_active = models.BooleanField(_("actief"), default=True)
    language = models.CharField(
        _("taal"), max_length=10, choices=languages, default=default_language
    )
    session_mark = models.CharField(max_length=40, blank=True)
    salt = models.CharField(max_length=32, blank=True, default=new_salt)
    created_at = models.DateTimeField(_("aangemaakt"), auto_now_add=True)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    held_under = "reference"
    held_columns = ("email", "is_active", "salt")

    class Meta:
        ordering = ["name"]
        verbose_name = _("persoon")
        verbose_name_plural = _("personen")
        constraints = [
            models.CheckConstraint(name="nobody_is_superuser", condition=Q(is_superuser=False)),
        ]

    def __str__(self):
        return self.name or str(_("Vergeten persoon"))

    def get_full_name(self):
        return self.name

    def get_session_auth_hash(self):
        """Sessions end when the password changes, and when the mark is drawn anew."""
        return self._with_mark(super().get_session_auth_hash())

    def get_session_auth_fallback_hash(self):
        for fallback in super().get_session_auth_fallback_hash():
            yield self._with_mark(fallback)

    def _with_mark(self, session_hash):
        return session_hash + self.session_mark

    def get_short_name(self):
        return self.name.split(" ")[0] if self.name else ""


class Organisation(models.Model):
    """A group that takes part under its own name (organisatie)."""

    name = models.CharField(_("naam"), max_length=160, unique=True)
    kind = models.CharField(_("soort"), max_length=40, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    phone = models.CharField(_("telefoon"), max_length=30, blank=True)

    held_columns = ("name", "kind")

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")

    def __str__(self):
        return self.name


class MembershipQuerySet(models.QuerySet):
    def current(self, day):
        """Holds on this day: not ended (the last day counts)."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def speaking(self, day):
        """Of who speaks for the organisation on this day."""
        return self.current(day).filter(speaks_for=True)


class Membership(models.Model):
    """Somebody belongs to an organisation, and may speak for it (lidmaatschap)."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    speaks_for = models.BooleanField(_("spreekt namens"), default=False)
    ends_on = models.DateField(_("tot en met"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("lidmaatschap")
        verbose_name_plural = _("lidmaatschappen")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "person"], name="one_membership_each"),
        ]

    def __str__(self):
        return f"{self.person} bij {self.organisation}"


class GrantQuerySet(models.QuerySet):
    def current(self, day):
        """Holds on this day: begun, and not ended (the last day counts)."""
        return self.filter(starts_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def not_over(self, day):
        """Holds on this day, or still has to begin."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def staff(self):
        return self.filter(role__in=STAFF)

    def elected(self):
        return self.filter(role__in=ELECTED)

    def officials(self):
        """Of whoever can be named in a case: not of who was elected."""
        elected = Grant.objects.filter(pk__in=self.elected()).values("person")
        return self.filter(role__in=OFFICIALS).exclude(person__in=elected)


class Grant(models.Model):
    """Somebody has a role: everywhere, in an area, for a subject, or in one trajectory (roltoekenning).

    ``case_number`` names the trajectory or initiative; people lie below trajectories, so it is a
    key and not a relation. ``body`` is the key of the deciding body that a recorder records for,
    and empty for every other role.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="grants")
    role = models.CharField(_("rol"), max_length=20, choices=Role)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True)
    subject = models.ForeignKey(Subject, models.PROTECT, null=True, blank=True)
    case_number = models.CharField(_("zaaknummer"), max_length=20, blank=True)
    body = models.CharField(_("orgaan"), max_length=60, blank=True)
    starts_on = models.DateField(_("vanaf"))
    ends_on = models.DateField(_("tot en met"), null=True, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("roltoekenning")
        verbose_name_plural = _("roltoekenningen")
        indexes = [models.Index(fields=["case_number", "role"], name="people_grant_case")]
        constraints = [
            models.CheckConstraint(
                name="grant_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="grant_has_one_reach",
                condition=Q(case_number="") | (Q(area__isnull=True) & Q(subject__isnull=True)),
            ),
            models.CheckConstraint(
                name="a_recorder_records_for_a_body",
                condition=(Q(role=Role.RECORDER) & ~Q(body=""))
                | (~Q(role=Role.RECORDER) & Q(body="")),
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.get_role_display()}"


class Contact(models.Model):
    """How to reach somebody who took part without an account (contactgegevens).

    Everything here is optional and given by the person. Forgetting empties all of it; the row
    stays, so that the count of contributions does not change.
    """

    name = models.CharField(_("naam"), max_length=120, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    phone = models.CharField(_("telefoon"), max_length=30, blank=True)
    language = models.CharField(
        _("taal"), max_length=10, choices=languages, default=default_language
    )
    reference = models.CharField(max_length=40, unique=True, null=True, default=new_reference)  # noqa: DJ001
    forgotten_at = models.DateTimeField(_("vergeten"), null=True, blank=True)
    email_changed_at = models.DateTimeField(_("ander e-mailadres"), null=True, blank=True)

    class Meta:
        verbose_name = _("contactgegevens")
        verbose_name_plural = _("contactgegevens")
        constraints = [
            models.CheckConstraint(
                name="forgotten_contacts_are_empty",
                condition=Q(forgotten_at__isnull=True)
                | Q(name="", email="", phone="", reference__isnull=True),
            ),
        ]

    def __str__(self):
        return self.name or str(_("Zonder naam"))


class SignIn(models.Model):
    """One time that somebody signed in, or tried to (inlogpoging).

    Shown to the person and to the administrator, and gone after ``SIGN_IN_LOG_DAYS``.
    """

    class Outcome(models.TextChoices):
        IN = "in", _("ingelogd")
        WRONG = "wrong", _("verkeerd wachtwoord of verkeerde code")
        WAITS = "waits", _("geweigerd: te vaak verkeerd")

    person = models.ForeignKey(Person, models.CASCADE, related_name="sign_ins")
    at = models.DateTimeField(_("wanneer"))
    outcome = models.CharField(_("uitkomst"), max_length=8, choices=Outcome)
    device = models.CharField(_("apparaat"), max_length=60, blank=True)
    address = models.CharField(_("netwerkadres"), max_length=60, blank=True)
    is_new_device = models.BooleanField(_("nieuw apparaat"), default=False)

    class Meta:
        verbose_name = _("inlogpoging")
        verbose_name_plural = _("inlogpogingen")
        indexes = [models.Index(fields=["person", "-at"], name="people_sign_in")]

    def __str__(self):
        return self.get_outcome_display()


class ErasureOrder(models.Model):
    """The one door through the locks: an order to erase single fields of one row (verwijderopdracht).

    ``fields`` is written as ``,first,second,`` so that a trigger can look a column up in it. An
    open order lets exactly these fields change; closing it shuts the door.
    """

    class Kind(models.TextChoices):
        ERASURE = "erasure", _("wissen op verzoek")
        DESTRUCTION = "destruction", _("vernietigen na de bewaartermijn")
        REDACTION = "redaction", _("onleesbaar maken")

    kind = models.CharField(_("soort"), max_length=12, choices=Kind)
    table_name = models.CharField(_("tabel"), max_length=60)
    row_key = models.CharField(_("rij"), max_length=60)
    fields = models.CharField(_("velden"), max_length=400)
    opened_at = models.DateTimeField(_("geopend"))
    opened_by = models.CharField(_("door"), max_length=40, blank=True)
    closed_at = models.DateTimeField(_("gesloten"), null=True, blank=True)

    class Meta:
        verbose_name = _("verwijderopdracht")
        verbose_name_plural = _("verwijderopdrachten")
        constraints = [
            models.UniqueConstraint(
                fields=["table_name", "row_key"],
                condition=Q(closed_at__isnull=True),
                name="one_open_order_per_row",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.table_name} {self.row_key}"


class Attempt(models.Model):
    """How often one address or account tried something in one hour (poging).

    ``source`` is a keyed fingerprint of the network address, mailbox or account; the table is emptied by the hour.
    """

    what = models.CharField(_("wat"), max_length=30)
    source = models.CharField(_("bron"), max_length=64)
    hour = models.DateTimeField(_("uur"))
    number = models.PositiveIntegerField(_("aantal"), default=0)

    class Meta:
        verbose_name = _("poging")
        verbose_name_plural = _("pogingen")
        constraints = [
            models.UniqueConstraint(fields=["what", "source", "hour"], name="one_tally_per_hour"),
        ]

    def __str__(self):
        return f"{self.what}: {self.number}"


class PreparedHandOver(models.Model):
    """What somebody who leaves lays ready: which cases go, what a colleague must know of them and from
    which day (voorbereide overdracht). Whoever hands over completes it, and then it is gone.
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="prepared_hand_over")
    cases = models.JSONField(_("zaken"), default=list)
    note = models.TextField(_("wat een collega moet weten"), max_length=4_000, blank=True)
    starts_on = models.DateField(_("vanaf"))
    prepared_at = models.DateTimeField(_("voorbereid"))

    class Meta:
        verbose_name = _("voorbereide overdracht")
        verbose_name_plural = _("voorbereide overdrachten")

    def __str__(self):
        return f"{self.person_id}: {self.starts_on}"
