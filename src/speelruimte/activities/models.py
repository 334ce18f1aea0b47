"""Taking part: what is open, and every word that came in."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from speelruimte.people.intake import Channel, Received
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
    last day that was promised; of what was moved the new ones stand beside them.

    Source: sessie-2021-03-15#niet-eenzijdig
    """

    class What(models.TextChoices):
        CANCELLED = "cancelled", _("gaat niet door")
        MOVED = "moved", _("verplaatst")
        CLOSED = "closed", _("eerder gesloten")
        REOPENED = "reopened", _("weer open")

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
                condition=~Q(what="moved") | Q(to_day__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.get_what_display()}: {self.activity_id}"

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

    class Meta:
        verbose_name = _("invoer uit een bestand")
        verbose_name_plural = _("invoer uit bestanden")

    def __str__(self):
        return f"{self.rows} rijen in {self.activity_id}"


class _InState(models.Func):
    """The state is one of these, written out in the query.

    SQLite uses an index with a condition only where the query holds the same words; a parameter
    will not do.
    """

    output_field = models.BooleanField()

    def __init__(self, *states):
        words = ", ".join(f"'{state}'" for state in states)
        super().__init__("state", template=f"%(expressions)s IN ({words})")


class ContributionQuerySet(models.QuerySet):
    def published(self):
        return self.filter(state=Contribution.State.PUBLISHED)

    def readable(self):
        """What everyone may read, some of it with words made unreadable."""
        return self.filter(_InState("published", "redacted"))

    def waiting(self):
        return self.filter(state=Contribution.State.WAITING)

    def refused(self):
        return self.filter(state=Contribution.State.REFUSED)

    def not_placed(self):
        """Refused, or not looked at before the process stopped."""
        return self.filter(state__in=[Contribution.State.REFUSED, Contribution.State.UNSEEN])

    def waiting_anywhere(self):
        """As waiting, for a queue over all trajectories."""
        return self.filter(_InState("waiting"))

    def owed_an_answer(self):
        """Words that stand and must be answered."""
        return self.filter(state__in=[Contribution.State.PUBLISHED, Contribution.State.REDACTED])


class Contribution(Received):
    """Somebody's own words, from whatever channel (inbreng). Never deleted, never without answer.

    ``timing`` is empty for what came while people could take part; what came before or after that
    has an answer of its own and lies in no theme. ``adds_to`` are the first words of the same writer,
    which stay as they were: what is added comes in, is looked at and is answered like any words.
    ``refusal_reason`` is the answer to what nobody had looked at when its process stopped, too.

    Source: sessie-2021-03-15#terugkoppelen
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("wacht op een blik")
        PUBLISHED = "published", _("te lezen")
        REFUSED = "refused", _("geweigerd")
        WITHDRAWN = "withdrawn", _("ingetrokken")
        REDACTED = "redacted", _("deels onleesbaar gemaakt")
        ERASED = "erased", _("gewist")
        UNSEEN = "unseen", _("niet bekeken: het plan stopte")

    class Timing(models.TextChoices):
        EARLY = "early", _("kwam vóór de eerste dag")
        LATE = "late", _("kwam na de laatste dag")
        MISSED = "missed", _("kwam op tijd, maar wij voerden het te laat in")

    Channel = Channel

    public_key = models.CharField(max_length=10, default=new_public_key)
    # Both are found by an index below that begins with them.
    trajectory = models.ForeignKey(
        Trajectory, models.PROTECT, related_name="contributions", db_index=False
    )
    activity = models.ForeignKey(
        Activity, models.PROTECT, related_name="contributions", db_index=False
    )
    state = models.CharField(_("stand"), max_length=10, choices=State)
    timing = models.CharField(_("te vroeg of te laat"), max_length=6, choices=Timing, blank=True)
    refusal_reason = models.TextField(_("waarom geweigerd"), max_length=4_000, blank=True)
    redaction_reason = models.TextField(
        _("waarom deels onleesbaar gemaakt"), max_length=4_000, blank=True
    )
    came_with = models.ForeignKey(
        Import, models.PROTECT, null=True, blank=True, related_name="contributions"
    )
    # Found by an index below that holds only these.
    adds_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="additions", db_index=False
    )
    origin = models.CharField(_("herkomst"), max_length=120, blank=True)
    origin_number = models.CharField(_("nummer bij de herkomst"), max_length=60, blank=True)
    origin_row = models.PositiveIntegerField(_("rij"), null=True, blank=True)
    origin_file = models.CharField(_("bestand"), max_length=64, blank=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("inbreng")
        verbose_name_plural = _("inbreng")
        indexes = [
            models.Index(
                fields=["trajectory", "-received_at", "-id"],
                condition=Q(state__in=["published", "redacted"]),
                name="contribution_shown_list",
            ),
            models.Index(
                fields=["trajectory", "area", "-received_at", "-id"],
                condition=Q(state__in=["published", "redacted"]),
                name="contribution_shown_area",
            ),
            models.Index(
                fields=["trajectory", "state", "received_at", "id"], name="contribution_inbox"
            ),
            models.Index(
                fields=["received_at", "id"],
                condition=Q(state__in=["waiting"]),
                name="contribution_waiting",
            ),
            models.Index(
                fields=["activity", "-created_at", "-id"], name="contribution_of_activity"
            ),
            models.Index(
                fields=["adds_to", "id"],
                condition=Q(adds_to__isnull=False),
                name="contribution_addition",
            ),
        ]
        constraints = [
            # Not ``unique`` on the field: that gives PostgreSQL a second index, for LIKE.
            models.UniqueConstraint(fields=["receipt_hash"], name="a_receipt_is_of_one"),
            models.UniqueConstraint(fields=["public_key"], name="one_contribution_per_public_key"),
            models.UniqueConstraint(fields=["idempotency_hash"], name="a_form_is_sent_once"),
            models.UniqueConstraint(
                fields=["activity", "origin", "origin_number"],
                condition=~Q(origin_number=""),
                name="a_numbered_row_comes_in_once",
            ),
            models.UniqueConstraint(
                fields=["activity", "origin_file", "origin_row"],
                condition=Q(origin_row__isnull=False, origin_number=""),
                name="a_row_of_a_file_comes_in_once",
            ),
            models.CheckConstraint(
                name="a_refusal_has_a_reason",
                condition=~Q(state__in=["refused", "unseen"]) | ~Q(refusal_reason=""),
            ),
            models.CheckConstraint(
                name="a_redaction_has_a_reason",
                condition=~Q(state="redacted") | ~Q(redaction_reason=""),
            ),
            models.CheckConstraint(
                name="words_are_there_unless_erased", condition=Q(state="erased") | ~Q(text="")
            ),
            models.CheckConstraint(
                name="a_number_has_an_origin", condition=Q(origin_number="") | ~Q(origin="")
            ),
        ]

    def __str__(self):
        return f"Inbreng {self.public_key}"

    @property
    def key(self):
        """How the journal names it."""
        return f"contribution:{self.public_key}"

    @property
    def hour_is_known(self):
        """A row of a file has a day at most, whichever channel it names."""
        return super().hour_is_known and not self.origin_file


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
