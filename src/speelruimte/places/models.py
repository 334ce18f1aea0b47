from django.db import models
from django.utils.translation import gettext_lazy as _


class Area(models.Model):
    """A part of the municipality with a name that people use (gebied).

    ``geometry`` is GeoJSON (Polygon or MultiPolygon, longitude and latitude in WGS84); the box
    around it is kept beside it so that a point finds its area without reading every drawing.
    """

    key = models.SlugField(_("korte naam"), max_length=60, unique=True)
    name = models.CharField(_("naam"), max_length=120)
    kind = models.CharField(_("soort"), max_length=40, blank=True)
    inhabitants = models.PositiveIntegerField(_("inwoners"), null=True, blank=True)
    geometry = models.JSONField(_("vorm"), null=True, blank=True)
    west = models.FloatField(null=True)
    south = models.FloatField(null=True)
    east = models.FloatField(null=True)
    north = models.FloatField(null=True)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("gebied")
        verbose_name_plural = _("gebieden")

    def __str__(self):
        return self.name


class Subject(models.Model):
    """What something is about, in the municipality's own short list (onderwerp)."""

    key = models.SlugField(_("korte naam"), max_length=60, unique=True)
    name = models.CharField(_("naam"), max_length=120)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("onderwerp")
        verbose_name_plural = _("onderwerpen")

    def __str__(self):
        return self.name
