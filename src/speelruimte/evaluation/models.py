from django.db import models
from django.db.models import Q

from speelruimte.trajectories.models import Trajectory


class Evaluation(models.Model):
    """Looking back, by participants and by the team (evaluatie).

    Source: heemstede#evaluatie
    """

    trajectory = models.OneToOneField(Trajectory, models.CASCADE, related_name="evaluation")
    opened_at = models.DateTimeField("geopend")
    closed_at = models.DateTimeField("gesloten", null=True, blank=True)
    no_lesson_reason = models.TextField("waarom geen les", max_length=2_000, blank=True)

    class Meta:
        verbose_name = "evaluatie"
        verbose_name_plural = "evaluaties"

    def __str__(self):
        return f"Evaluatie van {self.trajectory_id}"


class EvaluationAnswer(models.Model):
    """One answer to one question of the policy (antwoord in de evaluatie)."""

    class Audience(models.TextChoices):
        PARTICIPANTS = "participants", "deelnemers"
        TEAM = "team", "het team"

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="answers")
    audience = models.CharField("wie", max_length=12, choices=Audience)
    question = models.CharField("vraag", max_length=60)
    score = models.PositiveSmallIntegerField("cijfer", null=True, blank=True)
    text = models.TextField("antwoord", max_length=4_000, blank=True)
    given_at = models.DateTimeField("gegeven")
    sheet = models.CharField("formulier", max_length=64)

    class Meta:
        verbose_name = "antwoord in de evaluatie"
        verbose_name_plural = "antwoorden in de evaluatie"
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "sheet", "question"], name="one_answer_per_sheet"
            ),
            models.CheckConstraint(
                name="scores_run_from_1_to_10",
                condition=Q(score__isnull=True) | Q(score__range=(1, 10)),
            ),
        ]

    def __str__(self):
        return f"{self.audience}: {self.question}"


class Lesson(models.Model):
    """What to do again, or to do differently (les)."""

    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="lessons")
    text = models.TextField("les", max_length=2_000)
    went_well = models.BooleanField("ging goed")
    drawn_at = models.DateTimeField("vastgelegd")

    class Meta:
        ordering = ["id"]
        verbose_name = "les"
        verbose_name_plural = "lessen"
        constraints = [
            models.CheckConstraint(name="a_lesson_says_something", condition=~Q(text=""))
        ]

    def __str__(self):
        return self.text[:60]
