from django.db import models
from django.db.models import Q

from speelruimte.initiatives.models import Initiative
from speelruimte.places.models import Area, Subject
from speelruimte.policy.models import PolicyVersion


class Step(models.TextChoices):
    """Where a trajectory is on the route (stap). Own words come from the policy."""

    EXPLORING = "exploring", "verkennen"
    WEIGHING = "weighing", "weging"
    PLAN = "plan", "plan maken"
    ADOPTION = "adoption", "vaststellen"
    TAKING_PART = "taking_part", "meedoen"
    INFORMING = "informing", "informeren"
    RESULT = "result", "uitkomst"
    DECISION = "decision", "besluit"
    FEEDBACK = "feedback", "terug naar u"
    EVALUATION = "evaluation", "leren"
    MEMORY = "memory", "geheugen"
    STOPPED = "stopped", "gestopt"


PRIVATE_STEPS = (Step.EXPLORING, Step.WEIGHING, Step.PLAN)
ENDED_STEPS = (Step.MEMORY, Step.STOPPED)


class TrajectoryQuerySet(models.QuerySet):
    def running(self):
        """Neither in memory nor stopped."""
        return self.exclude(step__in=ENDED_STEPS)

    def ended(self):
        return self.filter(step__in=ENDED_STEPS)

    def public(self):
        """What residents may see: everything that got as far as an agreement or a waiver.

        A trajectory that stopped before that was never public, and does not become so.
        """
        shown = Passage.objects.exclude(step__in=(*PRIVATE_STEPS, Step.STOPPED))
        return self.exclude(step__in=PRIVATE_STEPS).filter(
            models.Exists(shown.filter(trajectory=models.OuterRef("pk")))
        )


class Trajectory(models.Model):
    """One participation process, from weighing to memory (traject).

    Bound to the version of the policy that was in force when it started.

    Source: assen-visie-2021#asser-aanpak
    """

    case_number = models.CharField("zaaknummer", max_length=20, unique=True)
    slug = models.SlugField("naam in het adres", max_length=60, unique=True)
    title = models.CharField("titel", max_length=160)
    summary = models.TextField("in het kort", max_length=600)
    policy = models.ForeignKey(PolicyVersion, models.PROTECT, verbose_name="beleid")
    initiatives = models.ManyToManyField(
        Initiative, related_name="trajectories", verbose_name="initiatieven"
    )
    areas = models.ManyToManyField(Area, related_name="trajectories", verbose_name="gebieden")
    subject = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, verbose_name="onderwerp"
    )
    step = models.CharField("stap", max_length=12, choices=Step, default=Step.WEIGHING)
    started_on = models.DateField("begonnen")
    decision_route = models.CharField("wie beslist", max_length=60)
    explores_until = models.DateField("verkennen tot en met", null=True, blank=True)
    explores_for = models.DecimalField(
        "budget om te verkennen (euro)", max_digits=12, decimal_places=2, null=True, blank=True
    )
    stopped_reason = models.TextField("waarom gestopt", max_length=4_000, blank=True)

    objects = TrajectoryQuerySet.as_manager()

    class Meta:
        ordering = ["-started_on", "-id"]
        verbose_name = "traject"
        verbose_name_plural = "trajecten"
        indexes = [models.Index(fields=["step", "-started_on", "-id"], name="trajectory_step")]
        constraints = [
            models.CheckConstraint(
                name="stopping_says_why", condition=~Q(step="stopped") | ~Q(stopped_reason="")
            ),
            models.CheckConstraint(
                name="exploring_has_limits",
                condition=~Q(step="exploring")
                | Q(explores_until__isnull=False, explores_for__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.case_number} {self.title}"

    @property
    def key(self):
        """How the journal names it."""
        return f"trajectory:{self.case_number}"


class Passage(models.Model):
    """A trajectory came into a step on a day (doorgang). Sent back, it passes again."""

    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="passages")
    step = models.CharField("stap", max_length=12, choices=Step)
    entered_at = models.DateTimeField("begonnen")
    reason = models.TextField("waarom", max_length=4_000, blank=True)

    class Meta:
        ordering = ["entered_at", "id"]
        verbose_name = "doorgang"
        verbose_name_plural = "doorgangen"

    def __str__(self):
        return f"{self.trajectory_id}: {self.step}"


class Tally(models.Model):
    """What pages count, kept and not counted (telling). Raised last in a transaction."""

    trajectory = models.OneToOneField(
        Trajectory, models.CASCADE, primary_key=True, related_name="tally"
    )
    received = models.IntegerField("ontvangen", default=0)
    waiting = models.IntegerField("wacht op een blik", default=0)
    published = models.IntegerField("te lezen", default=0)
    answered = models.IntegerField("beantwoord", default=0)

    class Meta:
        verbose_name = "telling"
        verbose_name_plural = "tellingen"

    def __str__(self):
        return f"Telling van {self.trajectory_id}"
