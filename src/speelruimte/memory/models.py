from django.db import models

from speelruimte.trajectories.models import Trajectory


class Remembered(models.Model):
    """A finished process as it can be found later, also by people who were not there (geheugen).

    ``words`` is what full-text search looks in; ``stems`` holds the same in Dutch word stems, so
    that other forms of a word are found on every database.

    Source: assen-visie-2021#collectief-geheugen
    """

    trajectory = models.OneToOneField(Trajectory, models.CASCADE, related_name="remembered")
    remembered_on = models.DateField("in het geheugen sinds")
    outcome = models.TextField("wat eruit kwam", max_length=20_000, blank=True)
    words = models.TextField("zoektekst", blank=True)
    stems = models.TextField("woordstammen", blank=True)

    class Meta:
        ordering = ["-remembered_on", "-id"]
        verbose_name = "geheugen"
        verbose_name_plural = "geheugen"

    def __str__(self):
        return f"Geheugen van {self.trajectory_id}"
