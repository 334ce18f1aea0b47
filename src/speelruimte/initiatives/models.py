from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from speelruimte.people.intake import Channel, Received
from speelruimte.people.models import Organisation, Person
from speelruimte.places.models import Area, Subject
from speelruimte.policy.models import PolicyVersion


class InitiativeQuerySet(models.QuerySet):
    def open(self):
        return self.filter(ended_at__isnull=True)

    def going_on(self):
        """At the door still, or in a process that it opened or joined."""
        outcomes = (Initiative.Outcome.OPENED, Initiative.Outcome.JOINED)
        return self.filter(Q(ended_at__isnull=True) | Q(outcome__in=outcomes))


class Initiative(Received):
    """What comes in at the door: an idea, a development, a request (initiatief).

    It walks signal, quickscan (where the policy asks for it) and who decides, and ends by being
    answered, left to its initiators, passed on, joined to a trajectory, or opening one or more.

    ``facts`` are what the policy's rules ask (closed list in ``policy.facts``), as far as known;
    ``criteria`` are the signs of complexity that were ticked. ``more_areas`` holds the keys of areas
    beside the first: only the municipality's own plans name more than one. ``entered_by`` is the
    reference of the colleague who entered such a plan. ``resumed_at`` is of an idea that ended as
    entered twice and was not: what was answered then stays to be read.

    Source: heemstede#wie-beslist
    """

    class Kind(models.TextChoices):
        """Who starts it; the same closed list as a policy's scope."""

        RESIDENT = "resident", _("inwoner")
        ENTREPRENEUR = "entrepreneur", _("ondernemer")
        DEVELOPER = "developer", _("ontwikkelaar")
        ORGANISATION = "organisation", _("organisatie of vereniging")
        MUNICIPALITY = "municipality", _("gemeente")
        OTHER_GOVERNMENT = "other_government", _("andere overheid")

    class Step(models.TextChoices):
        SIGNAL = "signal", _("signaal")
        QUICKSCAN = "quickscan", _("eerste blik")
        WHO_DECIDES = "who_decides", _("wie beslist?")
        ENDED = "ended", _("afgerond")

    class Outcome(models.TextChoices):
        OUT_OF_SCOPE = "out_of_scope", _("valt buiten het beleid")
        HANDLED = "handled", _("door de gemeente beantwoord")
        LEFT = "left", _("initiatiefnemers gaan zelf verder")
        PASSED_ON = "passed_on", _("doorgestuurd")
        JOINED = "joined", _("gaat mee in een lopend plan")
        OPENED = "opened", _("er is een plan gestart")
        DUPLICATE = "duplicate", _("dubbel ingevoerd")
        WITHDRAWN = "withdrawn", _("ingetrokken door wie ermee kwam")

    Channel = Channel

    case_number = models.CharField(_("zaaknummer"), max_length=20, unique=True)
    policy = models.ForeignKey(PolicyVersion, models.PROTECT, verbose_name=_("beleid"))
    kind = models.CharField(_("van wie"), max_length=20, choices=Kind)
    title = models.CharField(_("titel"), max_length=160)
    text = models.TextField(_("omschrijving"), max_length=20_000)
    already_involved = models.TextField(_("wie doet al mee"), max_length=4_000, blank=True)
    requirements = models.JSONField(_("wat nodig is bij de start"), default=dict, blank=True)
    more_areas = models.JSONField(_("ook in deze gebieden"), default=list, blank=True)
    subject = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, verbose_name=_("onderwerp")
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)
    step = models.CharField(_("stap"), max_length=12, choices=Step, default=Step.SIGNAL)
    facts = models.JSONField(_("gegevens"), default=dict, blank=True)
    criteria = models.JSONField(_("kenmerken van complexiteit"), default=list, blank=True)
    entered_by = models.CharField(_("ingevoerd door"), max_length=40, blank=True)
    assessed_at = models.DateTimeField(_("bekeken"), null=True, blank=True)
    outcome = models.CharField(_("uitkomst"), max_length=14, choices=Outcome, blank=True)
    outcome_reason = models.TextField(
        _("antwoord aan de initiatiefnemer"), max_length=8_000, blank=True
    )
    passed_to = models.CharField(_("doorgestuurd naar"), max_length=200, blank=True)
    ended_at = models.DateTimeField(_("afgerond"), null=True, blank=True)
    resumed_at = models.DateTimeField(_("weer opgepakt"), null=True, blank=True)
    resumed_reason = models.TextField(_("waarom weer opgepakt"), max_length=4_000, blank=True)

    objects = InitiativeQuerySet.as_manager()
    held_columns = (
        *("case_number", "policy", "kind", "title", "text", "already_involved", "requirements"),
        *("place", "longitude", "latitude", "channel", "received_at", "created_at"),
        *("step", "facts", "criteria", "entered_by", "assessed_at", "outcome", "outcome_reason"),
        *("passed_to", "ended_at", "resumed_at", "resumed_reason"),
        *("area", "more_areas", "subject", "organisation", "receipt_hash"),
        "contact",
    )

    class Meta:
        ordering = ["-received_at", "-id"]
        verbose_name = _("initiatief")
        verbose_name_plural = _("initiatieven")
        indexes = [models.Index(fields=["step", "received_at"], name="initiative_step")]
        constraints = [
            models.UniqueConstraint(fields=["receipt_hash"], name="an_initiative_has_a_receipt"),
            models.UniqueConstraint(fields=["idempotency_hash"], name="an_initiative_is_sent_once"),
            models.CheckConstraint(
                name="ended_initiatives_say_how",
                condition=Q(
                    ended_at__isnull=True,
                    outcome="",
                    step__in=["signal", "quickscan", "who_decides"],
                )
                | Q(ended_at__isnull=False, step="ended") & ~Q(outcome=""),
            ),
            models.CheckConstraint(
                name="initiators_hear_the_reason",
                condition=Q(outcome__in=["", "opened", "joined"]) | ~Q(outcome_reason=""),
            ),
        ]

    def __str__(self):
        return f"{self.case_number} {self.title}"

    @property
    def key(self):
        """How the journal names it."""
        return f"initiative:{self.case_number}"

    @property
    def is_own(self):
        """The municipality's own plan: nobody outside came with it, waits for a letter or an answer."""
        return self.kind == self.Kind.MUNICIPALITY

    @property
    def area_keys(self):
        """The areas that it is about, the first one first."""
        first = (self.area.key,) if self.area_id else ()
        return tuple(dict.fromkeys((*first, *self.more_areas)))


class IdeaAdditionQuerySet(models.QuerySet):
    def waiting(self):
        """What somebody still looks at: words that were wiped nobody reads."""
        return self.filter(state=IdeaAddition.State.WAITING).exclude(text="")


class IdeaAddition(models.Model):
    """What somebody added to an own idea, with the code or by way of a colleague (toevoeging aan een idee).

    It has a day and a fingerprint of its own, and is looked at before it belongs to the idea.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("wacht op een blik")
        TAKEN = "taken", _("hoort bij het idee")
        REFUSED = "refused", _("niet meegenomen")

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="additions")
    text = models.TextField(_("tekst"), max_length=20_000, blank=True)
    channel = models.CharField(_("kanaal"), max_length=8, choices=Channel, default=Channel.WEBSITE)
    received_at = models.DateTimeField(_("ontvangen"))
    state = models.CharField(_("stand"), max_length=8, choices=State, default=State.WAITING)
    refusal_reason = models.TextField(_("waarom niet meegenomen"), max_length=4_000, blank=True)
    looked_at = models.DateTimeField(_("bekeken"), null=True, blank=True)
    idempotency_hash = models.CharField(max_length=64)
    salt = models.CharField(max_length=32)

    objects = IdeaAdditionQuerySet.as_manager()
    held_columns = (
        *("initiative", "text", "channel", "received_at", "state", "refusal_reason"),
        "looked_at",
    )

    class Meta:
        ordering = ["received_at", "id"]
        verbose_name = _("toevoeging aan een idee")
        verbose_name_plural = _("toevoegingen aan een idee")
        constraints = [
            models.UniqueConstraint(
                fields=["idempotency_hash"], name="an_idea_is_added_to_once_a_form"
            ),
            models.CheckConstraint(
                name="what_is_not_taken_along_says_why",
                condition=~Q(state="refused") | ~Q(refusal_reason=""),
            ),
            models.CheckConstraint(
                name="what_was_looked_at_has_its_moment",
                condition=Q(state="waiting", looked_at__isnull=True)
                | (~Q(state="waiting") & Q(looked_at__isnull=False)),
            ),
        ]

    def __str__(self):
        return f"Toevoeging {self.pk} aan {self.initiative_id}"

    @property
    def key(self):
        """How the journal names it."""
        return f"addition:{self.pk}"

    @property
    def is_waiting(self):
        """Nobody looked at it yet, and there are words to look at."""
        return self.state == self.State.WAITING and self.text != ""


class Quickscan(models.Model):
    """A first look by the municipality, so that the initiator is soon on the way (quickscan).

    Source: heemstede#quickscan
    """

    held_columns = (
        *("initiative", "account_holder", "proposal_reason", "due_on", "sent_at"),
        *("chances", "challenges", "route_ahead", "who_does_what", "read_on"),
    )

    initiative = models.OneToOneField(Initiative, models.CASCADE, related_name="quickscan")
    account_holder = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    proposal_reason = models.CharField(_("waarom voorgesteld"), max_length=300, blank=True)
    due_on = models.DateField(_("brief uiterlijk op"), null=True)
    chances = models.TextField(_("kansen"), max_length=4_000, blank=True)
    challenges = models.TextField(_("uitdagingen"), max_length=4_000, blank=True)
    route_ahead = models.TextField(_("de route die volgt"), max_length=4_000, blank=True)
    who_does_what = models.TextField(_("wie doet wat"), max_length=4_000, blank=True)
    read_on = models.TextField(_("waar meer te lezen is"), max_length=2_000, blank=True)
    sent_at = models.DateTimeField(_("brief verstuurd"), null=True)

    class Meta:
        verbose_name = _("quickscan")
        verbose_name_plural = _("quickscans")
        constraints = [
            models.CheckConstraint(
                name="a_letter_is_complete",
                condition=Q(sent_at__isnull=True)
                | (
                    ~Q(chances="")
                    & ~Q(route_ahead="")
                    & ~Q(who_does_what="")
                    & Q(account_holder__isnull=False)
                ),
            ),
        ]

    def __str__(self):
        return f"Quickscan van {self.initiative_id}"


class FirstViewQuerySet(models.QuerySet):
    def asked(self):
        """Those that can still be given: asked for, and the initiative is in its first look."""
        return self.filter(
            given_at__isnull=True,
            called_off_at__isnull=True,
            quickscan__initiative__step=Initiative.Step.QUICKSCAN,
        )


class FirstView(models.Model):
    """What a colleague sees at first sight, asked within a term (eerste blik).

    One that was called off says why, and can be asked again.
    """

    held_columns = (
        *("quickscan", "colleague", "due_on", "text", "given_at"),
        *("called_off_at", "called_off_reason"),
    )

    quickscan = models.ForeignKey(Quickscan, models.CASCADE, related_name="views")
    colleague = models.ForeignKey(Person, models.PROTECT, related_name="+")
    due_on = models.DateField(_("uiterlijk op"))
    text = models.TextField(_("eerste blik"), max_length=4_000, blank=True)
    given_at = models.DateTimeField(_("gegeven"), null=True)
    called_off_at = models.DateTimeField(_("niet meer nodig sinds"), null=True, blank=True)
    called_off_reason = models.TextField(_("waarom niet meer nodig"), max_length=4_000, blank=True)

    objects = FirstViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("eerste blik")
        verbose_name_plural = _("eerste blikken")
        constraints = [
            models.UniqueConstraint(
                fields=["quickscan", "colleague"], name="one_view_per_colleague"
            ),
            models.CheckConstraint(
                name="a_given_view_says_something", condition=Q(given_at__isnull=True) | ~Q(text="")
            ),
        ]

    def __str__(self):
        return f"Eerste blik van {self.colleague_id}"

    @property
    def is_owed(self) -> bool:
        """It was asked, and neither given nor called off."""
        return self.given_at is None and self.called_off_at is None


class Ruling(models.Model):
    """Who decides about this, and why (wie beslist).

    ``proposed`` is the key of the decision route that follows from the policy; ``chosen`` may
    differ, with a reason that everyone reads.

    Source: heemstede#wie-beslist
    """

    initiative = models.OneToOneField(Initiative, models.CASCADE, related_name="ruling")
    is_complex = models.BooleanField(_("complex"), default=False)
    proposed = models.CharField(_("volgens het beleid"), max_length=60)
    chosen = models.CharField(_("gekozen"), max_length=60)
    deviation_reason = models.TextField(_("waarom anders"), max_length=4_000, blank=True)
    ruled_at = models.DateTimeField(_("vastgelegd"))

    held_columns = (
        *("initiative", "is_complex", "proposed", "chosen", "deviation_reason", "ruled_at"),
    )

    class Meta:
        verbose_name = _("wie beslist")
        verbose_name_plural = _("wie beslist")
        constraints = [
            models.CheckConstraint(
                name="other_route_says_why",
                condition=Q(chosen=models.F("proposed")) | ~Q(deviation_reason=""),
            ),
        ]

    def __str__(self):
        return f"{self.initiative_id}: {self.chosen}"


class EarlierAssessment(models.Model):
    """What an assessment said before it was corrected, and why it was (eerdere blik).

    ``facts`` and ``criteria`` are keys of the policy, as on the initiative.
    """

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="earlier_assessments")
    facts = models.JSONField(_("wat er stond"), default=dict)
    criteria = models.JSONField(_("kenmerken"), default=list)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, verbose_name=_("gebied"))
    more_areas = models.JSONField(_("ook in deze gebieden"), default=list, blank=True)
    subject = models.ForeignKey(
        Subject,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("onderwerp"),
    )
    reason = models.TextField(_("waarom verbeterd"), max_length=4_000)
    corrected_at = models.DateTimeField(_("verbeterd"))

    held_columns = (
        *("initiative", "facts", "criteria", "area", "more_areas", "subject"),
        *("reason", "corrected_at"),
    )

    class Meta:
        ordering = ["-corrected_at", "-id"]
        verbose_name = _("eerdere invulling")
        verbose_name_plural = _("eerdere invullingen")
        constraints = [
            models.CheckConstraint(name="a_corrected_assessment_says_why", condition=~Q(reason="")),
        ]

    def __str__(self):
        return f"Eerdere invulling van {self.initiative_id}"


class EarlierLetter(models.Model):
    """A letter of a first look as it was sent, before it was put right (eerdere brief)."""

    held_columns = (
        *("quickscan", "chances", "challenges", "route_ahead", "who_does_what", "read_on"),
        *("reason", "sent_at", "corrected_at"),
    )

    quickscan = models.ForeignKey(Quickscan, models.CASCADE, related_name="earlier_letters")
    chances = models.TextField(_("kansen"), max_length=4_000)
    challenges = models.TextField(_("uitdagingen"), max_length=4_000, blank=True)
    route_ahead = models.TextField(_("de route die volgt"), max_length=4_000)
    who_does_what = models.TextField(_("wie doet wat"), max_length=4_000)
    read_on = models.TextField(_("waar meer te lezen is"), max_length=2_000, blank=True)
    reason = models.TextField(_("waarom verbeterd"), max_length=4_000)
    sent_at = models.DateTimeField(_("verstuurd"))
    corrected_at = models.DateTimeField(_("verbeterd"))

    class Meta:
        ordering = ["-corrected_at", "-id"]
        verbose_name = _("eerdere brief")
        verbose_name_plural = _("eerdere brieven")
        constraints = [
            models.CheckConstraint(name="a_corrected_letter_says_why", condition=~Q(reason="")),
        ]

    def __str__(self):
        return f"Eerdere brief van {self.quickscan_id}"
