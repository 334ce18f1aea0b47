"""What people can do, what goes otherwise with it, and the files that were taken in."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from speelruimte.shared.codes import new_public_key
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.models import Trajectory


class ActivityQuerySet(models.QuerySet):
    def open_on(self, day):
        """Opened, not closed, and the last day has not passed (it counts)."""
        not_past = ~Q(kind="") | Q(held_on__isnull=True) | Q(held_on__gte=day)
        return self.filter(not_past, closed_at__isnull=True, closes_on__gte=day, opens_on__lte=day)


class Activity(models.Model):
    """Something people can do in a phase, opened under an adopted plan (activiteit).

    ``kind`` is the key of its way of taking part, or empty for what happens outside the website,
    such as an evening or a walk. ``phase`` and ``planned`` are the keys of phase and
    method in the agreement; ``version`` is the version it was opened under. ``cancelled_at`` says
    that it does not take place, and then it is closed; ``altered_at`` is of its last alteration.
    ``earlier_last_days`` are the last days that became later, each with the day ``until`` which it
    stood: who sent words by then, was promised an answer counted from it.
    """

    public_key = models.CharField(max_length=10, unique=True, default=new_public_key)
    trajectory = models.ForeignKey(Trajectory, models.PROTECT, related_name="activities")
    key = models.SlugField(_("naam in het adres"), max_length=60)
    version = models.PositiveSmallIntegerField(_("versie van de afspraken"))
    phase = models.CharField(_("fase"), max_length=60)
    planned = models.CharField(_("werkvorm in het plan"), max_length=60)
    method = models.CharField(_("werkvorm"), max_length=60)
    kind = models.CharField(_("manier"), max_length=20, blank=True)
    title = models.CharField(_("titel"), max_length=160)
    question = models.TextField(_("wat we vragen"), max_length=2_000, blank=True)
    opens_on = models.DateField(_("vanaf"))
    closes_on = models.DateField(_("tot en met"))
    earlier_last_days = models.JSONField(_("eerdere laatste dagen"), default=list, blank=True)
    opened_at = models.DateTimeField(_("geopend"))
    closed_at = models.DateTimeField(_("gesloten"), null=True, blank=True)
    closed_reason = models.TextField(_("waarom eerder gesloten"), max_length=4_000, blank=True)
    moderate_first = models.BooleanField(_("eerst bekijken, dan tonen"), default=False)
    held_on = models.DateField(_("op"), null=True, blank=True)
    held_at = models.CharField(_("tijd"), max_length=60, blank=True)
    place = models.CharField(_("plaats"), max_length=200, blank=True)
    cancelled_at = models.DateTimeField(_("afgelast"), null=True, blank=True)
    altered_at = models.DateTimeField(_("anders dan aangekondigd sinds"), null=True, blank=True)

    objects = ActivityQuerySet.as_manager()
    held_columns = (
        *("public_key", "trajectory", "key", "version", "phase", "planned", "method", "kind"),
        *("title", "question", "opens_on", "closes_on", "earlier_last_days", "opened_at"),
        *("closed_at", "closed_reason", "moderate_first", "held_on", "held_at", "place"),
        *("cancelled_at", "altered_at"),
    )

    class Meta:
        ordering = ["opens_on", "id"]
        verbose_name = _("activiteit")
        verbose_name_plural = _("activiteiten")
        indexes = [models.Index(fields=["held_on"], name="activity_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["trajectory", "key"], name="one_activity_per_key"),
            models.UniqueConstraint(
                fields=["trajectory", "phase", "planned"], name="a_planned_method_opens_once"
            ),
            models.CheckConstraint(
                name="activities_close_after_they_open",
                condition=Q(closes_on__gte=models.F("opens_on")),
            ),
            models.CheckConstraint(
                name="what_was_cancelled_is_closed",
                condition=Q(cancelled_at__isnull=True)
                | (Q(closed_at__isnull=False) & ~Q(closed_reason="")),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_held(self):
        """People come to it on a day of its own: an evening, a walk."""
        return not self.kind and self.held_on is not None

    @property
    def last_day(self):
        """The last day on which people can do it, or could: the promised one, or an earlier one on
        which it was closed."""
        if self.closed_at is None:
            return self.promised_until
        return min(self.promised_until, local_day(self.closed_at))

    @property
    def promised_until(self):
        """The last day as it was promised: of an evening or a walk, the day it is held."""
        return self.promised_in(self.closes_on)

    def promised_in(self, last_day):
        """The same, where that is its last day."""
        return min(self.held_on, last_day) if self.is_held else last_day

    def make_last_day(self, to, *, on):
        """Another last day, from this day on; an earlier one that people were told of is kept."""
        if to > self.closes_on:
            told = {"until": on.isoformat(), "closes_on": self.closes_on.isoformat()}
            self.earlier_last_days = [*self.earlier_last_days, told]
        self.closes_on = to

    def last_day_told(self, received_on):
        """The last day as it was told to who sent words on a day: one that became later since does
        not count for them.

        Source: sessie-2021-03-15#niet-eenzijdig
        """
        return last_day_told(self.closes_on, self.earlier_last_days, received_on)

    def last_day_in(self, phase_end):
        """Its last day in a phase that ends then: never before it opens, or is held."""
        days = [phase_end, self.opens_on]
        return max(*days, self.held_on) if self.is_held else max(days)

    @property
    def address(self):
        """How the journal names it."""
        return f"activity:{self.public_key}"


def last_day_told(closes_on, earlier_last_days, received_on):
    """As ``Activity.last_day_told``, from the values of its row."""
    told = [
        date.fromisoformat(earlier["closes_on"])
        for earlier in earlier_last_days
        if received_on <= date.fromisoformat(earlier["until"])
    ]
    return min([closes_on, *told])


class Alteration(models.Model):
    """Something goes otherwise than was announced, openly and with a reason (wat anders gaat).

    ``held_on``, ``held_at`` and ``place`` are as they were announced until then, ``closes_on`` the
    last day that was promised; of what was moved the new ones stand beside them, and ``to_day`` is the
    new last day of what a changed agreement closes sooner.

    Source: sessie-2021-03-15#niet-eenzijdig
    """

    class What(models.TextChoices):
        CANCELLED = "cancelled", _("gaat niet door")
        MOVED = "moved", _("verplaatst")
        CLOSED = "closed", _("eerder gesloten")
        REOPENED = "reopened", _("weer open")
        SOONER = "sooner", _("sluit eerder")

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="alterations")
    what = models.CharField(_("wat er anders gaat"), max_length=9, choices=What)
    reason = models.TextField(_("waarom"), max_length=4_000)
    made_at = models.DateTimeField(_("bekendgemaakt"))
    held_on = models.DateField(_("op"), null=True, blank=True)
    held_at = models.CharField(_("tijd"), max_length=60, blank=True)
    place = models.CharField(_("plaats"), max_length=200, blank=True)
    closes_on = models.DateField(_("tot en met"))
    to_day = models.DateField(_("nieuwe dag"), null=True, blank=True)
    to_time = models.CharField(_("nieuwe tijd"), max_length=60, blank=True)
    to_place = models.CharField(_("nieuwe plaats"), max_length=200, blank=True)

    held_columns = (
        *("activity", "what", "reason", "made_at", "held_on", "held_at", "place", "closes_on"),
        *("to_day", "to_time", "to_place"),
    )

    class Meta:
        ordering = ["made_at", "id"]
        verbose_name = _("wat anders gaat")
        verbose_name_plural = _("wat anders gaat")
        indexes = [models.Index(fields=["held_on"], name="alteration_by_day")]
        constraints = [
            models.CheckConstraint(name="an_alteration_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="what_was_moved_has_a_day",
                condition=~Q(what__in=["moved", "sooner"]) | Q(to_day__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.get_what_display()}: {self.activity_id}"

    @property
    def promised_until(self):
        """The last day as it was promised when this was said; ``Activity.promised_until`` says it now."""
        is_held = not self.activity.kind and self.held_on is not None
        return min(self.held_on, self.closes_on) if is_held else self.closes_on

    @property
    def key(self):
        """How the journal names it."""
        return f"alteration:{self.pk}"


class Import(models.Model):
    """A file of contributions or ballots, taken in once (invoer uit een bestand).

    ``columns`` says, by heading, what each column was taken for where somebody chose that; the next
    file from this origin is read the same way.
    """

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="imports")
    fingerprint = models.CharField(_("vingerafdruk van het bestand"), max_length=64)
    origin = models.CharField(_("herkomst"), max_length=120, blank=True)
    columns = models.JSONField(_("kolommen"), default=dict, blank=True)
    rows = models.PositiveIntegerField(_("rijen"), default=0)
    imported_at = models.DateTimeField(_("ingelezen"))

    held_columns = ("activity", "fingerprint", "origin", "columns", "rows", "imported_at")

    class Meta:
        verbose_name = _("invoer uit een bestand")
        verbose_name_plural = _("invoer uit bestanden")

    def __str__(self):
        return f"{self.rows} rijen in {self.activity_id}"
