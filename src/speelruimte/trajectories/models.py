from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from speelruimte.initiatives.models import Initiative
from speelruimte.people.roles import Role
from speelruimte.places.models import Area, Subject
from speelruimte.policy.models import PolicyVersion


class Step(models.TextChoices):
    """Where a trajectory is on the route (stap). Own words come from the policy."""

    EXPLORING = "exploring", _("verkennen")
    WEIGHING = "weighing", _("weging")
    PLAN = "plan", _("plan maken")
    ADOPTION = "adoption", _("vaststellen")
    TAKING_PART = "taking_part", _("meedoen")
    INFORMING = "informing", _("informeren")
    RESULT = "result", _("uitkomst")
    DECISION = "decision", _("besluit")
    FEEDBACK = "feedback", _("terug naar u")
    EVALUATION = "evaluation", _("leren")
    MEMORY = "memory", _("geheugen")
    STOPPED = "stopped", _("gestopt")


PRIVATE_STEPS = (Step.EXPLORING, Step.WEIGHING, Step.PLAN)
ENDED_STEPS = (Step.MEMORY, Step.STOPPED)
# Steps after taking part: the door is shut.
BEHIND_US = (Step.RESULT, Step.DECISION, Step.FEEDBACK, Step.EVALUATION, *ENDED_STEPS)


class TrajectoryQuerySet(models.QuerySet):
    def running(self):
        """Neither in memory nor stopped."""
        return self.exclude(step__in=ENDED_STEPS)

    def ended(self):
        return self.filter(step__in=ENDED_STEPS)

    def of_cases(self, case_numbers):
        """The trajectories of these cases: by their own number, or an initiative's."""
        joined = Trajectory.initiatives.through.objects.filter(
            initiative__case_number__in=case_numbers
        )
        own = Trajectory.objects.filter(case_number__in=case_numbers).order_by()
        # A union asks two indexes; an OR over both tables would read every trajectory.
        return self.filter(pk__in=own.values("pk").union(joined.values("trajectory")))

    def public(self):
        """What residents may see: everything that once got as far as an agreement or a waiver.

        What was sent back from there to the plan stays public. A trajectory that stopped before that
        was never public, and does not become so.
        """
        shown = Passage.objects.exclude(step__in=(*PRIVATE_STEPS, Step.STOPPED))
        return self.exclude(step__in=(Step.EXPLORING, Step.WEIGHING)).filter(
            models.Exists(shown.filter(trajectory=models.OuterRef("pk")))
        )


class Trajectory(models.Model):
    """One participation process, from weighing to memory (traject).

    Bound to the version of the policy that was in force when it started. ``forwarded_to`` is the
    body that decides since the one that was to do so forwarded it.

    Source: assen-visie-2021#asser-aanpak
    """

    case_number = models.CharField(_("zaaknummer"), max_length=20, unique=True)
    slug = models.SlugField(_("naam in het adres"), max_length=60, unique=True)
    title = models.CharField(_("titel"), max_length=160)
    summary = models.TextField(_("in het kort"), max_length=600)
    policy = models.ForeignKey(PolicyVersion, models.PROTECT, verbose_name=_("beleid"))
    initiatives = models.ManyToManyField(
        Initiative, related_name="trajectories", verbose_name=_("initiatieven")
    )
    areas = models.ManyToManyField(Area, related_name="trajectories", verbose_name=_("gebieden"))
    subject = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, verbose_name=_("onderwerp")
    )
    step = models.CharField(_("stap"), max_length=12, choices=Step, default=Step.WEIGHING)
    started_on = models.DateField(_("begonnen"))
    decision_route = models.CharField(_("wie beslist"), max_length=60)
    forwarded_to = models.CharField(_("doorgestuurd naar"), max_length=60, blank=True)
    explores_until = models.DateField(_("verkennen tot en met"), null=True, blank=True)
    explores_for = models.DecimalField(
        _("budget om te verkennen (euro)"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    stopped_reason = models.TextField(_("waarom gestopt"), max_length=4_000, blank=True)
    # Whether a LaterDay was ever said here, so that a page of a process that keeps its days asks none.
    becomes_later = models.BooleanField(_("iets wordt later"), default=False)

    objects = TrajectoryQuerySet.as_manager()
    held_columns = (
        *("case_number", "slug", "title", "summary", "policy", "step", "started_on"),
        *("decision_route", "forwarded_to", "explores_until", "explores_for", "stopped_reason"),
        "subject",
    )

    class Meta:
        ordering = ["-started_on", "-id"]
        verbose_name = _("traject")
        verbose_name_plural = _("trajecten")
        indexes = [
            models.Index(fields=["step", "-started_on", "-id"], name="trajectory_step"),
            models.Index(fields=["-started_on", "-id"], name="trajectory_newest"),
        ]
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
    step = models.CharField(_("stap"), max_length=12, choices=Step)
    entered_at = models.DateTimeField(_("begonnen"))
    reason = models.TextField(_("waarom"), max_length=4_000, blank=True)

    held_columns = ("trajectory", "step", "entered_at", "reason")

    class Meta:
        ordering = ["entered_at", "id"]
        verbose_name = _("doorgang")
        verbose_name_plural = _("doorgangen")

    def __str__(self):
        return f"{self.trajectory_id}: {self.step}"


class Tally(models.Model):
    """What pages count, kept and not counted (telling). Raised last in a transaction."""

    trajectory = models.OneToOneField(
        Trajectory, models.CASCADE, primary_key=True, related_name="tally"
    )
    received = models.IntegerField(_("ontvangen"), default=0)
    waiting = models.IntegerField(_("wacht op een blik"), default=0)
    published = models.IntegerField(_("te lezen"), default=0)
    answered = models.IntegerField(_("beantwoord"), default=0)
    unseen = models.IntegerField(_("niet bekeken toen het stopte"), default=0)
    answered_gone = models.IntegerField(_("beantwoord, en daarna verdwenen"), default=0)

    class Meta:
        verbose_name = _("telling")
        verbose_name_plural = _("tellingen")

    def __str__(self):
        return f"Telling van {self.trajectory_id}"

    @property
    def all_answered(self):
        """Nothing that came in is still owed an answer, looked at or not."""
        return self.published + self.waiting <= self.answered

    @property
    def is_less_than_came(self):
        """Something that came in was refused, or taken back."""
        return self.published + self.waiting + self.unseen < self.received


class HeldBack(models.Model):
    """That a trajectory is being prepared is not shown to residents for a while (nog niet getoond).

    Up to and with ``until``, unless it is lifted before. The ground is for everyone to read later.
    """

    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="held_back")
    ground = models.TextField(_("waarom"), max_length=2_000)
    until = models.DateField(_("tot en met"))
    at = models.DateTimeField(_("sinds"))
    lifted_at = models.DateTimeField(_("opgeheven"), null=True, blank=True)

    class Meta:
        ordering = ["at", "id"]
        verbose_name = _("nog niet getoond")
        verbose_name_plural = _("nog niet getoond")
        constraints = [
            models.UniqueConstraint(
                fields=["trajectory"],
                condition=Q(lifted_at__isnull=True),
                name="held_back_once_at_a_time",
            ),
            models.CheckConstraint(name="held_back_on_a_ground", condition=~Q(ground="")),
        ]

    def __str__(self):
        return f"{self.trajectory_id}: {self.until}"


class CaseNote(models.Model):
    """What colleagues tell one another about a case (notitie). No resident ever reads it.

    ``contribution`` is the key of the words that it is about, or empty; ``written_by`` the reference
    of who wrote it. It stays with the case, so that it goes along to the archive; put right it is
    another note, that names the one which it ``corrects``.
    """

    trajectory = models.ForeignKey(Trajectory, models.PROTECT, related_name="notes")
    contribution = models.CharField(_("over inbreng"), max_length=10, blank=True)
    text = models.TextField(_("notitie"), max_length=4_000)
    written_by = models.CharField(_("door"), max_length=40, blank=True)
    written_at = models.DateTimeField(_("geschreven"))
    corrects = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrected_by",
        verbose_name=_("verbetert"),
    )

    # The text, its case and its moment have a fingerprint of their own: a text can be wiped.
    held_columns = ("contribution", "written_by", "corrects")

    class Meta:
        ordering = ["-written_at", "-id"]
        verbose_name = _("notitie")
        verbose_name_plural = _("notities")
        constraints = [
            models.CheckConstraint(name="a_note_says_something", condition=~Q(text="")),
        ]

    def __str__(self):
        return f"Notitie bij {self.trajectory_id}"


class RolesTogether(models.Model):
    """That one person has two roles in a case which the policy keeps apart, with the reason that
    everybody reads (rollen bij één persoon). It names no person.
    """

    trajectory = models.ForeignKey(Trajectory, models.PROTECT, related_name="roles_together")
    role = models.CharField(_("rol"), max_length=20, choices=Role)
    beside = models.CharField(_("naast"), max_length=20, choices=Role)
    reason = models.TextField(_("reden"), max_length=2_000)
    given_at = models.DateTimeField(_("sinds"))

    class Meta:
        ordering = ["given_at", "id"]
        verbose_name = _("rollen bij één persoon")
        verbose_name_plural = _("rollen bij één persoon")
        constraints = [
            models.CheckConstraint(name="roles_together_for_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(name="two_roles_together", condition=~Q(role=F("beside"))),
        ]

    def __str__(self):
        return f"{self.role} naast {self.beside}"


class LaterDay(models.Model):
    """That what was promised for a day comes later, with the reason that everybody reads (wordt later).

    About a trajectory or an initiative. The promised day stays what it was: what was kept is
    measured against that one. Where the body that decides held the decision over, ``body`` is its key
    and ``held_over_on`` the day on which it did; else both are empty.
    """

    class What(models.TextChoices):
        """What people wait for."""

        FIRST_ANSWER = "first_answer", _("ons antwoord op uw idee")
        ANSWERS = "answers", _("het antwoord op uw inbreng")
        DECISION = "decision", _("het besluit")
        FEEDBACK = "feedback", _("wat wij met alle inbreng deden")
        EVALUATION = "evaluation", _("terugkijken op hoe het ging")

    trajectory = models.ForeignKey(
        Trajectory, models.PROTECT, null=True, blank=True, related_name="later_days"
    )
    initiative = models.ForeignKey(
        Initiative, models.PROTECT, null=True, blank=True, related_name="later_days"
    )
    what = models.CharField(_("wat"), max_length=12, choices=What)
    promised_on = models.DateField(_("beloofd voor"))
    later_on = models.DateField(_("nu uiterlijk op"))
    reason = models.TextField(_("reden"), max_length=2_000)
    body = models.CharField(_("orgaan"), max_length=60, blank=True)
    held_over_on = models.DateField(_("aangehouden op"), null=True, blank=True)
    said_at = models.DateTimeField(_("gezegd"))

    class Meta:
        ordering = ["said_at", "id"]
        verbose_name = _("wordt later")
        verbose_name_plural = _("wordt later")
        constraints = [
            models.CheckConstraint(name="later_for_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="later_than_promised", condition=Q(later_on__gt=F("promised_on"))
            ),
            models.CheckConstraint(
                name="later_in_one_case",
                condition=Q(trajectory__isnull=True, initiative__isnull=False, what="first_answer")
                | Q(trajectory__isnull=False, initiative__isnull=True) & ~Q(what="first_answer"),
            ),
            models.CheckConstraint(
                name="held_over_by_a_body_on_a_day",
                condition=Q(body="", held_over_on__isnull=True)
                | Q(what="decision", held_over_on__isnull=False) & ~Q(body=""),
            ),
        ]

    def __str__(self):
        return f"{self.what}: {self.later_on}"
