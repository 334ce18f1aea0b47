"""Whose agreement is asked, and what they say; and what bodies decide about a text."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from speelruimte.agreements.models.text import Version
from speelruimte.people.models import Contact, Organisation
from speelruimte.trajectories.models import Trajectory


class Party(models.Model):
    """Somebody, or an organisation, whose agreement is asked (partij)."""

    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, blank=True)

    held_columns = ("trajectory", "organisation", "contact")

    class Meta:
        verbose_name = _("partij")
        verbose_name_plural = _("partijen")
        constraints = [
            models.CheckConstraint(
                name="a_party_is_one_or_the_other",
                condition=Q(organisation__isnull=False, contact__isnull=True)
                | Q(organisation__isnull=True, contact__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["trajectory", "organisation"],
                condition=Q(organisation__isnull=False),
                name="an_organisation_is_party_once",
            ),
        ]

    def __str__(self):
        return str(self.organisation or self.contact)


class Stand(models.Model):
    """A party agrees with this version, or does not (standpunt van een partij).

    ``as_name`` is the organisation's name at that moment, for the text that is frozen; a person is
    only ever counted. ``on_earlier_text`` says that the text changed after the party spoke: it is
    asked again, and what it said is shown as said about another text. ``heard_on`` and
    ``heard_how`` are where a colleague has it from who records it on a party's behalf.

    Source: sessie-2021-03-15#beide-partijen-achter-de-kaders
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="stands")
    party = models.ForeignKey(Party, models.PROTECT, related_name="stands")
    as_name = models.CharField(_("onder de naam"), max_length=160, blank=True)
    agrees = models.BooleanField(_("gaat akkoord"))
    note = models.TextField(_("toelichting"), max_length=4_000, blank=True)
    heard_on = models.DateField(_("gehoord op"), null=True, blank=True)
    heard_how = models.CharField(_("hoe gehoord"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(_("vastgelegd"))
    on_earlier_text = models.BooleanField(_("over een eerdere tekst"), default=False)

    held_columns = (
        *("version", "party", "as_name", "agrees", "note", "heard_on", "heard_how"),
        *("recorded_at", "on_earlier_text"),
    )

    class Meta:
        verbose_name = _("standpunt van een partij")
        verbose_name_plural = _("standpunten van partijen")
        constraints = [
            models.UniqueConstraint(fields=["version", "party"], name="one_stand_per_party"),
            models.CheckConstraint(
                name="heard_says_when_and_how",
                condition=Q(heard_on__isnull=True, heard_how="")
                | Q(heard_on__isnull=False) & ~Q(heard_how=""),
            ),
        ]

    def __str__(self):
        return f"{self.party_id}: {'akkoord' if self.agrees else 'niet akkoord'}"


class PartyAsked(models.Model):
    """That a party was asked whether it agrees with this version (vraag om akkoord).

    ``as_name`` as for a stand; ``asked_at`` is when it was last asked, and ``on_text`` the
    fingerprint of the text about which. Whoever spoke since then has answered.

    Source: sessie-2021-03-15#beide-partijen-achter-de-kaders
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="askings")
    party = models.ForeignKey(Party, models.PROTECT, related_name="askings")
    as_name = models.CharField(_("onder de naam"), max_length=160, blank=True)
    asked_at = models.DateTimeField(_("gevraagd"))
    on_text = models.CharField(max_length=64)

    held_columns = ("version", "party", "as_name", "asked_at", "on_text")

    class Meta:
        verbose_name = _("vraag om akkoord")
        verbose_name_plural = _("vragen om akkoord")
        constraints = [
            models.UniqueConstraint(fields=["version", "party"], name="one_asking_per_party"),
        ]

    def __str__(self):
        return f"{self.party_id}: gevraagd op {self.asked_at:%Y-%m-%d}"


class Adoption(models.Model):
    """What a body decided about a version, recorded by that body's secretary (vaststelling).

    Source: heemstede#vaststellen
    """

    class Outcome(models.TextChoices):
        ADOPTED = "adopted", _("vastgesteld")
        WITH_CHANGES = "with_changes", _("vastgesteld met wijzigingen")
        HELD_OVER = "held_over", _("aangehouden")
        WITHDRAWN = "withdrawn", _("ingetrokken")
        REJECTED = "rejected", _("afgewezen")
        FORWARDED = "forwarded", _("doorgestuurd")

    version = models.ForeignKey(Version, models.PROTECT, related_name="adoptions")
    body = models.CharField(_("orgaan"), max_length=60)
    outcome = models.CharField(_("uitkomst"), max_length=12, choices=Outcome)
    decided_on = models.DateField(_("besloten op"))
    forwarded_to = models.CharField(_("doorgestuurd naar"), max_length=60, blank=True)
    decision_number = models.CharField(_("besluitnummer"), max_length=60, blank=True)
    document = models.CharField(_("document"), max_length=300, blank=True)
    reason = models.TextField(_("toelichting"), max_length=8_000, blank=True)
    recorded_at = models.DateTimeField(_("vastgelegd"))
    idempotency_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)  # noqa: DJ001

    held_columns = (
        *("version", "body", "outcome", "decided_on", "forwarded_to", "decision_number"),
        *("document", "reason", "recorded_at"),
    )

    class Meta:
        ordering = ["recorded_at", "id"]
        verbose_name = _("vaststelling")
        verbose_name_plural = _("vaststellingen")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "body"],
                condition=Q(outcome__in=["adopted", "with_changes"]),
                name="a_body_adopts_once",
            ),
            models.UniqueConstraint(
                fields=["version", "body"],
                condition=Q(outcome="forwarded"),
                name="a_body_forwards_once",
            ),
            models.CheckConstraint(
                name="what_is_forwarded_says_to_whom",
                condition=(Q(outcome="forwarded") & ~Q(forwarded_to=""))
                | (~Q(outcome="forwarded") & Q(forwarded_to="")),
            ),
            models.CheckConstraint(
                name="other_outcomes_say_why", condition=Q(outcome="adopted") | ~Q(reason="")
            ),
        ]

    def __str__(self):
        return f"{self.body}: {self.outcome}"


class Objection(models.Model):
    """A party does not agree with a light change (nee van een partij). One is enough.

    From then on the text holds again as it was before. ``as_name`` and ``heard_…`` as for a stand.

    Source: sessie-2021-03-15#niet-eenzijdig
    """

    version = models.OneToOneField(Version, models.PROTECT, related_name="objection")
    party = models.ForeignKey(Party, models.PROTECT, related_name="objections")
    as_name = models.CharField(_("onder de naam"), max_length=160, blank=True)
    reason = models.TextField(_("waarom"), max_length=4_000)
    heard_on = models.DateField(_("gehoord op"), null=True, blank=True)
    heard_how = models.CharField(_("hoe gehoord"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(_("vastgelegd"))

    held_columns = (
        *("version", "party", "as_name", "reason", "heard_on"),
        *("heard_how", "recorded_at"),
    )

    class Meta:
        verbose_name = _("nee tegen een kleine wijziging")
        verbose_name_plural = _("nee tegen kleine wijzigingen")
        constraints = [
            models.CheckConstraint(name="objections_say_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="an_objection_heard_says_when_and_how",
                condition=Q(heard_on__isnull=True, heard_how="")
                | Q(heard_on__isnull=False) & ~Q(heard_how=""),
            ),
        ]

    def __str__(self):
        return f"Nee tegen {self.version_id}"
