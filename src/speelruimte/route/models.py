"""What waits for whom, kept by the actions so that nobody has to ask every gate for it."""

from django.db import models
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
        indexes = [models.Index(fields=["role", "due_on"], name="open_task_of_role")]
        constraints = [
            models.UniqueConstraint(fields=["trajectory", "position"], name="open_tasks_in_order")
        ]

    def __str__(self):
        return f"{self.get_role_display()}: {self.page} van {self.trajectory_id}"
