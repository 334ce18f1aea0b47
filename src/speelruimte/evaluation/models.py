from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from speelruimte.trajectories.models import Trajectory


class Evaluation(models.Model):
    """Looking back, by participants and by the team (evaluatie).

    Source: heemstede#evaluatie
    """

    trajectory = models.OneToOneField(Trajectory, models.CASCADE, related_name="evaluation")
    opened_at = models.DateTimeField(_("geopend"), null=True, blank=True)
    closed_at = models.DateTimeField(_("gesloten"), null=True, blank=True)
    no_lesson_reason = models.TextField(_("waarom geen les"), max_length=2_000, blank=True)

    held_columns = ("trajectory", "opened_at", "closed_at", "no_lesson_reason")

    class Meta:
        verbose_name = _("evaluatie")
        verbose_name_plural = _("evaluaties")
        constraints = [
            models.CheckConstraint(
                name="what_closed_was_open",
                condition=Q(closed_at__isnull=True) | Q(opened_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"Evaluatie van {self.trajectory_id}"

    @property
    def is_open(self) -> bool:
        """Participants and team can look back; the reason for no lesson alone opens nothing."""
        return self.opened_at is not None and self.closed_at is None


class EvaluationAnswer(models.Model):
    """One answer to one question of the policy (antwoord in de evaluatie)."""

    class Audience(models.TextChoices):
        PARTICIPANTS = "participants", _("deelnemers")
        TEAM = "team", _("het team")

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="answers")
    audience = models.CharField(_("wie"), max_length=12, choices=Audience)
    question = models.CharField(_("vraag"), max_length=60)
    score = models.PositiveSmallIntegerField(_("cijfer"), null=True, blank=True)
    text = models.TextField(_("antwoord"), max_length=4_000, blank=True)
    given_at = models.DateTimeField(_("gegeven"))
    sheet = models.CharField(_("formulier"), max_length=64)

    held_columns = ("evaluation", "audience", "question", "score", "text", "given_at", "sheet")

    class Meta:
        verbose_name = _("antwoord in de evaluatie")
        verbose_name_plural = _("antwoorden in de evaluatie")
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
    text = models.TextField(_("les"), max_length=2_000)
    went_well = models.BooleanField(_("ging goed"))
    drawn_at = models.DateTimeField(_("vastgelegd"))

    held_columns = ("trajectory", "text", "went_well", "drawn_at")

    class Meta:
        ordering = ["id"]
        verbose_name = _("les")
        verbose_name_plural = _("lessen")
        constraints = [
            models.CheckConstraint(name="a_lesson_says_something", condition=~Q(text=""))
        ]

    def __str__(self):
        return self.text[:60]


class EarlierLesson(models.Model):
    """What a lesson said before it was put right; it stays readable (eerdere tekst van een les)."""

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="earlier")
    text = models.TextField(_("les van eerst"), max_length=2_000)
    why = models.TextField(_("waarom verbeterd"), max_length=2_000)
    rectified_at = models.DateTimeField(_("verbeterd"))

    held_columns = ("lesson", "text", "why", "rectified_at")

    class Meta:
        ordering = ["id"]
        verbose_name = _("eerdere tekst van een les")
        verbose_name_plural = _("eerdere teksten van lessen")
        constraints = [
            models.CheckConstraint(name="a_better_lesson_says_why", condition=~Q(why=""))
        ]

    def __str__(self):
        return f"Eerdere les {self.lesson_id}"
