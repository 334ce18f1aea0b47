"""What came out, what was decided, and what was told of it."""

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from speelruimte.decisions.models.words import Theme
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.models import Trajectory


class Result(models.Model):
    """What came out, offered to the body, and how far the agreement was kept (uitkomst).

    ``kept`` lists per promise: what, how far (yes, partly, no) and the explanation.

    Source: heemstede#resultaat
    """

    trajectory = models.OneToOneField(Trajectory, models.CASCADE, related_name="result")
    summary = models.TextField(_("wat eruit kwam"), max_length=20_000, blank=True)
    kept = models.JSONField(_("hoe de afspraken zijn nagekomen"), default=list, blank=True)
    edits = models.PositiveIntegerField(default=0)
    offered_to = models.CharField(_("aangeboden aan"), max_length=60, blank=True)
    offered_on = models.DateField(_("aangeboden op"), null=True, blank=True)

    held_columns = ("trajectory", "kept", "offered_to", "offered_on")

    class Meta:
        verbose_name = _("uitkomst")
        verbose_name_plural = _("uitkomsten")
        constraints = [
            models.CheckConstraint(
                name="an_offered_result_is_written",
                condition=Q(offered_on__isnull=True) | (~Q(summary="") & ~Q(offered_to="")),
            ),
        ]

    def __str__(self):
        return f"Uitkomst van {self.trajectory_id}"


class Decision(models.Model):
    """What was decided and why, and where it departs from the outcome (besluit).

    ``body`` is the key of the deciding body, or of the way (``officials``, ``initiators``) when
    no body decides. ``other_day`` says why it was not on the day that was promised. ``funded`` holds
    numbers of what people chose between. ``departure_frame`` is the number of the frame for which a
    binding outcome was departed from.

    Source: assen-visie-2021#uitleg-van-besluiten
    """

    trajectory = models.OneToOneField(Trajectory, models.PROTECT, related_name="decision")
    body = models.CharField(_("wie besloot"), max_length=60)
    decided_on = models.DateField(_("besloten op"))
    number = models.CharField(_("besluitnummer"), max_length=60, blank=True)
    document = models.CharField(_("document"), max_length=300, blank=True)
    what = models.TextField(_("wat is besloten"), max_length=20_000)
    reasons = models.TextField(_("waarom"), max_length=20_000)
    other_day = models.TextField(
        _("waarom op een andere dag dan beloofd"), max_length=4_000, blank=True
    )
    departs = models.BooleanField(_("wijkt af van de uitkomst"), default=False)
    departure = models.TextField(_("waar en waarom het afwijkt"), max_length=8_000, blank=True)
    departure_frame = models.PositiveSmallIntegerField(_("vanwege kader"), null=True, blank=True)
    funded = models.JSONField(_("gekozen"), default=list, blank=True)
    recorded_at = models.DateTimeField(_("vastgelegd"))
    text = models.TextField(_("tekst zoals vastgelegd"))
    fingerprint = models.CharField(_("vingerafdruk"), max_length=64)
    idempotency_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)  # noqa: DJ001

    held_columns = ("trajectory", "recorded_at")

    class Meta:
        verbose_name = _("besluit")
        verbose_name_plural = _("besluiten")
        constraints = [
            models.CheckConstraint(name="a_decision_has_reasons", condition=~Q(reasons="")),
            models.CheckConstraint(
                name="a_departure_is_explained", condition=Q(departs=False) | ~Q(departure="")
            ),
        ]

    def __str__(self):
        return f"Besluit over {self.trajectory_id}"

    @cached_property
    def standing(self):
        """The text as it stands: that of the newest rectification, or else its own."""
        return self.put_right[-1] if self.put_right else self

    @cached_property
    def put_right(self):
        """Its rectifications, the first one first."""
        return list(self.rectifications.order_by("version"))

    @property
    def decided_last(self):
        """What was decided as it stands: the newest other decision since, or else itself. It says
        whether it departs, because of which frame, and what it takes of what people chose between."""
        others = [rectified for rectified in self.put_right if rectified.decided_on]
        return others[-1] if others else self

    @property
    def departs_still(self):
        """Whether it departs as it stands. A departure is always explained: a correction that holds
        no explanation any more says that it never was one."""
        return self.decided_last.departs and bool(self.standing.departure)

    @property
    def departs_for(self):
        """The number of the frame because of which it departs as it stands, where it names one."""
        return self.decided_last.departure_frame if self.departs_still else None

    @property
    def standing_day(self):
        """The day of the decision as it stands: that of another decision since, or else its own."""
        return self.decided_last.decided_on


class Rectification(models.Model):
    """A decision was written down wrong and is put right: a new text, the first stays (rectificatie).

    ``version`` counts from 2: the decision itself is the first. What was decided does not change,
    only how it was written down; ``why`` says what was wrong. With a day of its own, ``decided_on``,
    it is another decision: what was decided is something else since, and only then it says anew
    whether it departs, from which frame, and what is funded. A correction with an empty
    ``departure`` of a decision that departs says that it was wrong to say so.
    """

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="rectifications")
    version = models.PositiveSmallIntegerField(_("versie"))
    number = models.CharField(_("besluitnummer"), max_length=60, blank=True)
    what = models.TextField(_("wat is besloten"), max_length=20_000)
    reasons = models.TextField(_("waarom"), max_length=20_000)
    departure = models.TextField(_("waar en waarom het afwijkt"), max_length=8_000, blank=True)
    why = models.TextField(_("waarom verbeterd"), max_length=4_000)
    decided_on = models.DateField(_("anders besloten op"), null=True, blank=True)
    departs = models.BooleanField(_("wijkt af van de uitkomst"), default=False)
    departure_frame = models.PositiveSmallIntegerField(_("vanwege kader"), null=True, blank=True)
    funded = models.JSONField(_("gekozen"), default=list, blank=True)
    rectified_at = models.DateTimeField(_("verbeterd"))
    text = models.TextField(_("tekst zoals vastgelegd"))
    fingerprint = models.CharField(_("vingerafdruk"), max_length=64)

    held_columns = (
        *("decision", "version", "decided_on", "departs", "departure_frame", "funded"),
        "rectified_at",
    )

    class Meta:
        ordering = ["version"]
        verbose_name = _("rectificatie")
        verbose_name_plural = _("rectificaties")
        constraints = [
            models.UniqueConstraint(fields=["decision", "version"], name="one_rectified_version"),
            models.CheckConstraint(
                name="a_rectification_says_why", condition=~Q(why="") & ~Q(reasons="")
            ),
            models.CheckConstraint(
                name="only_another_decision_departs_anew",
                condition=Q(departs=False, departure_frame__isnull=True)
                | (Q(departs=True, decided_on__isnull=False) & ~Q(departure="")),
            ),
        ]

    def __str__(self):
        return f"Rectificatie {self.version} van besluit {self.decision_id}"


class WeightQuerySet(models.QuerySet):
    """Weights of the first decision, and of every other that came in its place."""

    def standing(self):
        """Those of the decision as it stands: of the newest other one, or else of the first."""
        others = Rectification.objects.filter(
            decision=OuterRef("decision"), decided_on__isnull=False
        )
        rows = self.annotate(newest=Subquery(others.order_by("-version").values("pk")[:1]))
        first = Q(newest__isnull=True, rectification__isnull=True)
        return rows.filter(Q(rectification=F("newest")) | first)


class Weight(models.Model):
    """How a theme weighed in the decision: the thread from words to decision (gewicht in het besluit).

    In the first decision, or in another one that came in its place: ``rectification``.
    """

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="weights")
    rectification = models.ForeignKey(
        Rectification,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="weights",
        verbose_name=_("in het andere besluit"),
    )
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="weights")
    how = models.TextField(_("hoe dit meewoog"), max_length=4_000)

    objects = WeightQuerySet.as_manager()

    class Meta:
        ordering = ["theme__position", "id"]
        verbose_name = _("gewicht in het besluit")
        verbose_name_plural = _("gewichten in het besluit")
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "theme"],
                condition=Q(rectification__isnull=True),
                name="a_theme_weighs_once",
            ),
            models.UniqueConstraint(
                fields=["rectification", "theme"],
                condition=Q(rectification__isnull=False),
                name="a_theme_weighs_once_in_another",
            ),
            models.CheckConstraint(name="a_weight_is_explained", condition=~Q(how="")),
        ]

    def __str__(self):
        return f"Thema {self.theme_id} in besluit {self.decision_id}"


class Feedback(models.Model):
    """What was done with it all, told to everyone who took part (terug naar u).

    ``replaced_on`` is the day of another decision that was taken after this was told: the text is about
    the decision from before until everybody is ``told_again_at``.
    """

    trajectory = models.OneToOneField(Trajectory, models.CASCADE, related_name="feedback")
    text = models.TextField(_("wat we deden met uw inbreng"), max_length=8_000)
    told_at = models.DateTimeField(_("verteld"))
    told = models.PositiveIntegerField(_("aantal berichten"), default=0)
    replaced_on = models.DateField(_("daarna anders besloten op"), null=True, blank=True)
    told_again_at = models.DateTimeField(_("opnieuw verteld"), null=True, blank=True)

    held_columns = ("trajectory", "told_at", "told", "replaced_on", "told_again_at")

    class Meta:
        verbose_name = _("terug naar u")
        verbose_name_plural = _("terug naar u")
        constraints = [
            models.CheckConstraint(
                name="only_of_another_decision_is_told_again",
                condition=Q(told_again_at__isnull=True) | Q(replaced_on__isnull=False),
            ),
        ]

    def __str__(self):
        return f"Terugkoppeling {self.trajectory_id}"

    @property
    def is_owed_again(self):
        """There is another decision since, and nobody was told what that means."""
        return self.replaced_on is not None and self.told_again_at is None

    @property
    def told_on(self):
        """The day on which everybody was told of the decision as it stands; None while that is owed."""
        return None if self.is_owed_again else local_day(self.told_again_at or self.told_at)


class EarlierFeedback(models.Model):
    """What was told before it was put right; it stays readable (eerdere tekst van terug naar u).

    With ``of_the_first`` nothing was wrong: it is about a decision that another one came for.
    """

    feedback = models.ForeignKey(Feedback, models.CASCADE, related_name="earlier")
    text = models.TextField(_("tekst van eerst"), max_length=8_000)
    why = models.TextField(_("waarom verbeterd"), max_length=4_000)
    rectified_at = models.DateTimeField(_("verbeterd"))
    of_the_first = models.BooleanField(_("bij het besluit van eerst"), default=False)

    held_columns = ("feedback", "text", "why", "rectified_at", "of_the_first")

    class Meta:
        ordering = ["id"]
        verbose_name = _("eerdere tekst van terug naar u")
        verbose_name_plural = _("eerdere teksten van terug naar u")
        constraints = [
            models.CheckConstraint(name="better_feedback_says_why", condition=~Q(why=""))
        ]

    def __str__(self):
        return f"Eerdere terugkoppeling {self.feedback_id}"


class StopQuestion(models.Model):
    """Whether a process may stop, asked of a body that adopted its agreement, and what was decided
    (vraag om te stoppen). Only where the policy lets those bodies decide about it.

    ``agrees`` is empty until the body decided. ``reason`` is of who leads, ``answer`` of the body.

    Source: sessie-2021-03-15#niet-eenzijdig
    """

    trajectory = models.ForeignKey(Trajectory, models.PROTECT, related_name="stop_questions")
    body = models.CharField(_("orgaan"), max_length=60)
    reason = models.TextField(_("waarom stoppen"), max_length=4_000)
    asked_at = models.DateTimeField(_("gevraagd"))
    agrees = models.BooleanField(_("mag stoppen"), null=True, blank=True)
    answer = models.TextField(_("reden van het orgaan"), max_length=8_000, blank=True)
    decided_on = models.DateField(_("besloten op"), null=True, blank=True)
    decision_number = models.CharField(_("besluitnummer"), max_length=60, blank=True)
    recorded_at = models.DateTimeField(_("vastgelegd"), null=True, blank=True)

    held_columns = (
        *("trajectory", "body", "reason", "asked_at", "agrees", "answer", "decided_on"),
        *("decision_number", "recorded_at"),
    )

    class Meta:
        ordering = ["asked_at", "id"]
        verbose_name = _("vraag om te stoppen")
        verbose_name_plural = _("vragen om te stoppen")
        constraints = [
            models.UniqueConstraint(
                fields=["trajectory", "body"],
                condition=Q(agrees__isnull=True),
                name="a_body_is_asked_to_stop_once_at_a_time",
            ),
            models.CheckConstraint(name="stopping_is_asked_for_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="who_decides_on_stopping_says_why",
                condition=Q(agrees__isnull=True)
                | (Q(decided_on__isnull=False, recorded_at__isnull=False) & ~Q(answer="")),
            ),
        ]

    def __str__(self):
        return f"{self.body}: {self.agrees}"
