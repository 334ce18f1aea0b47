"""What waits for whom, kept by the actions so that nobody has to ask every gate for it; and what was
laid ready for a co-signature."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from speelruimte.people.roles import Role
from speelruimte.trajectories.models import Trajectory


class OpenTask(models.Model):
    """What waits on one page of a trajectory for whoever holds a role there (openstaande taak).

    Follows from the gates and is written anew at the end of every action on the trajectory
    (``route.tasks``). ``body`` is the key of the body for which something is to be recorded, where
    that is what waits. ``sentences`` holds what is missing, a list for each language of the screens;
    ``number`` is how many that are. ``waits_from`` is the day from which it waits, where that is
    not at once: so a day that goes by changes no row.
    """

    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="open_tasks")
    role = models.CharField(_("voor wie"), max_length=20, choices=Role)
    body = models.CharField(_("orgaan"), max_length=60, blank=True)
    page = models.CharField(_("bladzijde"), max_length=30)
    sentences = models.JSONField(_("wat er nog moet"))
    number = models.PositiveSmallIntegerField(_("hoeveel dingen"))
    position = models.PositiveSmallIntegerField(_("volgorde"))
    due_on = models.DateField(_("uiterlijk op"), null=True, blank=True)
    waits_from = models.DateField(_("wacht vanaf"), null=True, blank=True)

    class Meta:
        ordering = ["trajectory", "position"]
        verbose_name = _("openstaande taak")
        verbose_name_plural = _("openstaande taken")
        indexes = [
            models.Index(fields=["role", "due_on"], name="open_task_of_role"),
            models.Index(fields=["page", "due_on"], name="open_task_of_page"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["trajectory", "position"], name="open_tasks_in_order")
        ]

    def __str__(self):
        return f"{self.get_role_display()}: {self.page} van {self.trajectory_id}"


class LaidReady(models.Model):
    """An act of a leader, laid ready by who came with the idea, until who leads signs (klaargelegd).

    ``about`` says what of the trajectory it is about: a theme, words, a way of the plan, a step.
    ``said`` holds every word that was typed, also after it was sent back for a ``reason``.
    ``laid_by`` and ``settled_by`` are references of people.
    """

    class Act(models.TextChoices):
        """What is done once it is signed."""

        OPEN = "open", _("iets openen")
        CLOSE = "close", _("iets sluiten")
        ANSWER_THEME = "answer_theme", _("antwoord op een thema")
        ANSWER_WORDS = "answer_words", _("antwoord op één inbreng")
        OFFER = "offer", _("de uitkomst aanbieden")
        OF_WAY = "of_way", _("iets openen of sluiten dat een eigen werkwijze heeft")
        DECIDE = "decide", _("het besluit vastleggen")
        TELL = "tell", _("iedereen vertellen wat er is gedaan")
        LOOK_BACK = "look_back", _("deelnemers vragen om terug te kijken")
        LESSON = "lesson", _("een les opschrijven")
        NO_LESSON = "no_lesson", _("uitleggen waarom er geen les is")
        LATER = "later", _("zeggen dat iets later wordt")
        GO_ON = "go_on", _("het traject verder laten gaan")

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", _("wacht op de projectleider")
        SIGNED = "signed", _("getekend")
        RETURNED = "returned", _("teruggestuurd")
        TAKEN_BACK = "taken_back", _("teruggehaald")

    trajectory = models.ForeignKey(Trajectory, models.PROTECT, related_name="laid_ready")
    act = models.CharField(_("wat"), max_length=12, choices=Act)
    about = models.CharField(_("waarover"), max_length=130, blank=True)
    said = models.JSONField(_("wat er is getypt"), default=dict)
    laid_by = models.CharField(_("klaargelegd door"), max_length=40)
    laid_at = models.DateTimeField(_("klaargelegd"))
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.WAITING)
    settled_by = models.CharField(_("afgehandeld door"), max_length=40, blank=True)
    settled_at = models.DateTimeField(_("afgehandeld"), null=True, blank=True)
    reason = models.TextField(_("wat er anders moet"), max_length=2_000, blank=True)

    held_columns = (
        *("trajectory", "act", "about", "said", "laid_by", "laid_at"),
        *("state", "settled_by", "settled_at", "reason"),
    )

    class Meta:
        ordering = ["laid_at", "id"]
        verbose_name = _("klaargelegd")
        verbose_name_plural = _("klaargelegd")
        constraints = [
            models.UniqueConstraint(
                fields=["trajectory", "act", "about"],
                condition=Q(state="waiting"),
                name="laid_ready_once_at_a_time",
            ),
            models.CheckConstraint(
                name="laid_ready_is_settled_by_somebody",
                condition=Q(state="waiting", settled_at__isnull=True)
                | ~Q(state="waiting") & Q(settled_at__isnull=False),
            ),
            models.CheckConstraint(
                name="laid_ready_goes_back_for_a_reason",
                condition=~Q(state="returned") | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="nobody_signs_what_they_laid_ready",
                condition=~Q(state="signed") | ~Q(settled_by=models.F("laid_by")),
            ),
        ]

    def __str__(self):
        return f"{self.get_act_display()}: {self.get_state_display()}"
