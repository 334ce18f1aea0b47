from django.db import models


class PolicyVersionQuerySet(models.QuerySet):
    def in_force(self, day):
        """The versions that hold on this day, newest first; the first is the one in force."""
        return self.filter(effective_from__lte=day).order_by("-effective_from")


class PolicyVersion(models.Model):
    """A municipality's participation policy from a date on (versie van het beleid).

    ``source`` is the YAML as it was given, ``content`` the canonical JSON of what it says. Never
    changed: a trajectory stays bound to the version it started under.

    Source: assen-2022#doorontwikkeling
    """

    key = models.SlugField("korte naam", max_length=60)
    title = models.CharField("titel", max_length=200)
    effective_from = models.DateField("geldt vanaf", unique=True)
    source = models.TextField("bestand")
    content = models.TextField("inhoud")
    fingerprint = models.CharField("vingerafdruk", max_length=64)
    loaded_at = models.DateTimeField("ingelezen")

    objects = PolicyVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_from"]
        verbose_name = "versie van het beleid"
        verbose_name_plural = "versies van het beleid"

    def __str__(self):
        return f"{self.title} (vanaf {self.effective_from})"
