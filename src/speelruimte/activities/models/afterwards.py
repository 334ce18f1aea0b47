"""What was done with own words: made unreadable, read again, objected to, moved."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .activity import Activity
from .words import Contribution


class Original(models.Model):
    """Words as they came in, before a part of them was made unreadable (oorspronkelijke tekst).

    Only who made them unreadable, the archive and erasure read this table (``activities/originals.py``),
    and each reading is written down. ``kept_until`` is the last day that it is there.
    """

    contribution = models.OneToOneField(
        Contribution, models.PROTECT, primary_key=True, related_name="+"
    )
    title = models.CharField(_("titel"), max_length=160, blank=True)
    text = models.TextField(_("tekst"), max_length=20_000)
    place = models.CharField(_("plek"), max_length=200, blank=True)
    kept_at = models.DateTimeField(_("bewaard"))
    kept_until = models.DateField(_("bewaard tot en met"))

    held_columns = ("title", "place", "kept_at", "kept_until")

    class Meta:
        verbose_name = _("oorspronkelijke tekst")
        verbose_name_plural = _("oorspronkelijke teksten")
        indexes = [models.Index(fields=["kept_until"], name="original_kept_until")]

    def __str__(self):
        return f"Oorspronkelijke tekst {self.contribution_id}"


class OriginalReading(models.Model):
    """Somebody read an original, and why (inzage in een oorspronkelijke tekst)."""

    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="+")
    read_at = models.DateTimeField(_("gelezen"))
    read_by = models.CharField(_("door"), max_length=40, blank=True)
    reason = models.TextField(_("waarom"), max_length=2_000)

    held_columns = ("contribution", "read_at", "read_by", "reason")

    class Meta:
        verbose_name = _("inzage in een oorspronkelijke tekst")
        verbose_name_plural = _("inzagen in oorspronkelijke teksten")
        constraints = [
            models.CheckConstraint(name="a_reading_has_a_reason", condition=~Q(reason=""))
        ]

    def __str__(self):
        return f"Inzage {self.contribution_id}"


class Disagreement(models.Model):
    """A contributor does not agree that words were refused, made unreadable or moved (niet eens).

    Looked at by somebody else than who decided: ``decided_by`` is who that was.
    """

    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="disagreements")
    text = models.TextField(_("waarom niet eens"), max_length=4_000)
    said_at = models.DateTimeField(_("gezegd"))
    decided_by = models.CharField(_("wie besliste"), max_length=40, blank=True)
    looked_at = models.DateTimeField(_("opnieuw bekeken"), null=True, blank=True)
    looked_by = models.CharField(_("wie opnieuw keek"), max_length=40, blank=True)
    answer = models.TextField(_("antwoord"), max_length=4_000, blank=True)

    held_columns = (
        *("contribution", "text", "said_at", "decided_by", "looked_at", "looked_by", "answer"),
    )

    class Meta:
        ordering = ["said_at", "id"]
        verbose_name = _("niet eens")
        verbose_name_plural = _("niet eens")
        constraints = [
            models.UniqueConstraint(
                fields=["contribution"],
                condition=Q(looked_at__isnull=True),
                name="one_open_disagreement",
            ),
            models.CheckConstraint(
                name="a_look_has_an_answer", condition=Q(looked_at__isnull=True) | ~Q(answer="")
            ),
        ]

    def __str__(self):
        return f"Niet eens {self.contribution_id}"


class Move(models.Model):
    """Own words went to another process, or another way of taking part (verplaatsing).

    The writer may say no until ``answer_by``; then they go back, ``went_back_at``. ``state_before``
    is the state in which they left.
    """

    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="moves")
    came_from = models.ForeignKey(Activity, models.PROTECT, related_name="+")
    went_to = models.ForeignKey(Activity, models.PROTECT, related_name="+")
    reason = models.TextField(_("waarom verplaatst"), max_length=4_000)
    moved_at = models.DateTimeField(_("verplaatst"))
    answer_by = models.DateField(_("nee zeggen kan tot en met"))
    state_before = models.CharField(_("stand ervoor"), max_length=10, choices=Contribution.State)
    went_back_at = models.DateTimeField(_("teruggezet"), null=True, blank=True)

    held_columns = (
        *("contribution", "came_from", "went_to", "reason", "moved_at", "answer_by"),
        *("state_before", "went_back_at"),
    )

    class Meta:
        ordering = ["moved_at", "id"]
        verbose_name = _("verplaatsing")
        verbose_name_plural = _("verplaatsingen")
        constraints = [
            models.CheckConstraint(name="a_move_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="a_move_goes_elsewhere", condition=~Q(came_from=models.F("went_to"))
            ),
        ]

    def __str__(self):
        return f"Verplaatsing {self.contribution_id}"
