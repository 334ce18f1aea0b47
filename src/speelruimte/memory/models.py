from django.db import models
from django.utils.translation import gettext_lazy as _

from speelruimte.trajectories.models import Trajectory


class Remembered(models.Model):
    """A finished process as it can be found later, also by people who were not there (geheugen).

    Source: assen-visie-2021#collectief-geheugen
    """

    trajectory = models.OneToOneField(Trajectory, models.CASCADE, related_name="remembered")
    remembered_on = models.DateField(_("in het geheugen sinds"))
    outcome = models.TextField(_("wat eruit kwam"), max_length=20_000, blank=True)

    held_columns = ("trajectory", "remembered_on", "outcome")

    class Meta:
        ordering = ["-remembered_on", "-id"]
        verbose_name = _("geheugen")
        verbose_name_plural = _("geheugen")

    def __str__(self):
        return f"Geheugen van {self.trajectory_id}"


class SearchText(models.Model):
    """What a process is found by, while it runs and afterwards (zoektekst).

    ``words`` is what full-text search looks in; ``stems`` holds the same in Dutch word stems, so
    that other forms of a word are found on every database. On PostgreSQL the table has one more
    column, the text vector of ``stems``, which the database keeps itself.
    """

    trajectory = models.OneToOneField(Trajectory, models.CASCADE, related_name="search_text")
    words = models.TextField(_("zoektekst"))
    stems = models.TextField(_("woordstammen"))

    class Meta:
        verbose_name = _("zoektekst")
        verbose_name_plural = _("zoekteksten")

    def __str__(self):
        return f"Zoektekst van {self.trajectory_id}"


class KnownWord(models.Model):
    """A word by which some process is found, to know what somebody meant who wrote it otherwise
    (bekend woord).

    ``skeleton`` is what is left of it in the ear: its consonants, each once.
    """

    word = models.CharField(_("woord"), max_length=60, unique=True)
    skeleton = models.CharField(_("geraamte"), max_length=60, db_index=True)

    class Meta:
        verbose_name = _("bekend woord")
        verbose_name_plural = _("bekende woorden")

    def __str__(self):
        return self.word
