"""From own words to theme, answer and decision, and back."""

from django.db import models
from django.db.models import Q

from speelruimte.activities.models import Contribution
from speelruimte.trajectories.models import Trajectory


class Theme(models.Model):
    """Contributions that are about the same thing, grouped by a person (thema).

    ``placed`` is how many lie in it: kept, because pages show it, and not counted for each page.
    """

    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="themes")
    title = models.CharField("naam", max_length=160)
    text = models.TextField("waar het over gaat", max_length=2_000, blank=True)
    position = models.PositiveSmallIntegerField("volgorde", default=0)
    placed = models.PositiveIntegerField("hoe vaak genoemd", default=0)
    answer = models.ForeignKey(
        "Answer", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="antwoord"
    )

    class Meta:
        ordering = ["position", "id"]
        verbose_name = "thema"
        verbose_name_plural = "thema's"
        constraints = [
            models.UniqueConstraint(fields=["trajectory", "title"], name="one_theme_per_title"),
        ]

    def __str__(self):
        return self.title


class Answer(models.Model):
    """What was done with a theme or a single contribution, with the reason (terugkoppeling).

    Never rewritten: a better answer is a new one, and the old one stays readable. An answer
    "outside the frames" names the frame by its number.

    Source: sessie-2021-03-15#terugkoppelen
    """

    class Verdict(models.TextChoices):
        TAKEN_OVER = "taken_over", "overgenomen"
        PARTLY = "partly", "deels overgenomen"
        NOT = "not", "niet overgenomen"
        ALREADY = "already", "was al zo"
        OUTSIDE = "outside", "valt buiten de kaders"

    trajectory = models.ForeignKey(Trajectory, models.PROTECT, related_name="answers")
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="answers")
    contribution = models.ForeignKey(
        Contribution, models.PROTECT, null=True, blank=True, related_name="answers"
    )
    number = models.PositiveSmallIntegerField("versie", default=1)
    verdict = models.CharField("wat we ermee deden", max_length=10, choices=Verdict)
    reason = models.TextField("uitleg", max_length=8_000)
    frame = models.PositiveSmallIntegerField("kader", null=True, blank=True)
    given_at = models.DateTimeField("gegeven")
    given_by = models.CharField("door", max_length=40, blank=True)
    text = models.TextField("tekst zoals vastgelegd")
    fingerprint = models.CharField("vingerafdruk", max_length=64)

    class Meta:
        ordering = ["id"]
        verbose_name = "antwoord"
        verbose_name_plural = "antwoorden"
        constraints = [
            models.CheckConstraint(
                name="an_answer_has_one_subject",
                condition=Q(theme__isnull=False, contribution__isnull=True)
                | Q(theme__isnull=True, contribution__isnull=False),
            ),
            models.CheckConstraint(name="an_answer_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="outside_names_the_frame",
                condition=~Q(verdict="outside") | Q(frame__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["theme", "number"],
                condition=Q(theme__isnull=False),
                name="theme_answer_number",
            ),
            models.UniqueConstraint(
                fields=["contribution", "number"],
                condition=Q(contribution__isnull=False),
                name="contribution_answer_number",
            ),
        ]

    def __str__(self):
        return f"{self.get_verdict_display()} ({self.trajectory_id})"


class Placement(models.Model):
    """Where a contribution was put, and its own answer when it has one (plaatsing bij een thema)."""

    contribution = models.OneToOneField(
        Contribution, models.CASCADE, primary_key=True, related_name="placement"
    )
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="placements"
    )
    answer = models.ForeignKey(
        Answer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="eigen antwoord",
    )

    class Meta:
        verbose_name = "plaatsing bij een thema"
        verbose_name_plural = "plaatsingen bij thema's"
        indexes = [
            models.Index(fields=["theme", "-contribution"], name="placement_newest_of_theme"),
        ]

    def __str__(self):
        return f"Inbreng {self.contribution_id} bij {self.theme_id}"


class Result(models.Model):
    """What came out, offered to the body, and how far the agreement was kept (uitkomst).

    ``kept`` lists per promise: what, how far (yes, partly, no) and the explanation.

    Source: heemstede#resultaat
    """

    trajectory = models.OneToOneField(Trajectory, models.CASCADE, related_name="result")
    summary = models.TextField("wat eruit kwam", max_length=20_000, blank=True)
    kept = models.JSONField("hoe de afspraken zijn nagekomen", default=list, blank=True)
    edits = models.PositiveIntegerField(default=0)
    offered_to = models.CharField("aangeboden aan", max_length=60, blank=True)
    offered_on = models.DateField("aangeboden op", null=True, blank=True)

    class Meta:
        verbose_name = "uitkomst"
        verbose_name_plural = "uitkomsten"
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
    no body decides. ``funded`` holds numbers of plans of the budget vote. ``departure_frame`` is
    the number of the frame for which a binding outcome was departed from.

    Source: assen-visie-2021#uitleg-van-besluiten
    """

    trajectory = models.OneToOneField(Trajectory, models.PROTECT, related_name="decision")
    body = models.CharField("wie besloot", max_length=60)
    decided_on = models.DateField("besloten op")
    number = models.CharField("besluitnummer", max_length=60, blank=True)
    document = models.CharField("document", max_length=300, blank=True)
    what = models.TextField("wat is besloten", max_length=20_000)
    reasons = models.TextField("waarom", max_length=20_000)
    departs = models.BooleanField("wijkt af van de uitkomst", default=False)
    departure = models.TextField("waar en waarom het afwijkt", max_length=8_000, blank=True)
    departure_frame = models.PositiveSmallIntegerField("vanwege kader", null=True, blank=True)
    funded = models.JSONField("betaalde plannen", default=list, blank=True)
    recorded_at = models.DateTimeField("vastgelegd")
    text = models.TextField("tekst zoals vastgelegd")
    fingerprint = models.CharField("vingerafdruk", max_length=64)
    one_time_key = models.CharField(max_length=64, unique=True, null=True, blank=True)  # noqa: DJ001

    class Meta:
        verbose_name = "besluit"
        verbose_name_plural = "besluiten"
        constraints = [
            models.CheckConstraint(name="a_decision_has_reasons", condition=~Q(reasons="")),
            models.CheckConstraint(
                name="a_departure_is_explained", condition=Q(departs=False) | ~Q(departure="")
            ),
        ]

    def __str__(self):
        return f"Besluit over {self.trajectory_id}"


class Weight(models.Model):
    """How a theme weighed in the decision: the thread from words to decision (gewicht in het besluit)."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="weights")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="weights")
    how = models.TextField("hoe dit meewoog", max_length=4_000)

    class Meta:
        ordering = ["theme__position", "id"]
        verbose_name = "gewicht in het besluit"
        verbose_name_plural = "gewichten in het besluit"
        constraints = [
            models.UniqueConstraint(fields=["decision", "theme"], name="a_theme_weighs_once"),
            models.CheckConstraint(name="a_weight_is_explained", condition=~Q(how="")),
        ]

    def __str__(self):
        return f"Thema {self.theme_id} in besluit {self.decision_id}"


class Feedback(models.Model):
    """What was done with it all, told to everyone who took part (terug naar u)."""

    trajectory = models.OneToOneField(Trajectory, models.CASCADE, related_name="feedback")
    text = models.TextField("wat we deden met uw inbreng", max_length=8_000)
    told_at = models.DateTimeField("verteld", null=True, blank=True)
    told = models.PositiveIntegerField("aantal berichten", default=0)

    class Meta:
        verbose_name = "terug naar u"
        verbose_name_plural = "terug naar u"

    def __str__(self):
        return f"Terug naar u over {self.trajectory_id}"
