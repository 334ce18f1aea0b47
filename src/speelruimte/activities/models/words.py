"""Every word that came in."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from speelruimte.people.intake import Channel, Received
from speelruimte.shared.codes import new_public_key
from speelruimte.trajectories.models import Trajectory

from .activity import Activity, Import


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
    ``was_answered``: it had its answer when it was withdrawn or erased, and its writer still reads that.
    ``promised_by`` is the first day by which an answer was promised elsewhere, of words that were moved.

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
    was_answered = models.BooleanField(_("had antwoord toen het verdween"), default=False)
    came_with = models.ForeignKey(
        Import, models.PROTECT, null=True, blank=True, related_name="contributions"
    )
    # Found by an index below that holds only these.
    adds_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="additions", db_index=False
    )
    promised_by = models.DateField(_("elders antwoord beloofd uiterlijk op"), null=True, blank=True)
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
            models.Index(
                fields=["activity", "promised_by"],
                condition=Q(promised_by__isnull=False),
                name="contribution_promised_by",
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
