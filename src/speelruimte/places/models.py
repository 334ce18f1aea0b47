from django.db import models
from django.utils.translation import gettext_lazy as _


class InUse(models.Manager):
    """Those that are in use: without what went into another."""

    def get_queryset(self):
        return super().get_queryset().filter(merged_into=None)


class Area(models.Model):
    """A part of the municipality with a name that people use (gebied).

    One that went into another stays, so that its address and files that name it lead there: it is
    in ``everything`` and not in ``objects``.

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
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    everything = models.Manager()
    objects = InUse()
    held_columns = (
        *("key", "name", "kind", "inhabitants", "geometry", "west", "south", "east", "north"),
        "merged_into",
    )

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                name="an_area_goes_into_another", condition=~models.Q(merged_into=models.F("pk"))
            )
        ]
        ordering = ["position", "name"]
        verbose_name = _("gebied")
        verbose_name_plural = _("gebieden")

    def __str__(self):
        return self.name


class Subject(models.Model):
    """What something is about, in the municipality's own short list (onderwerp).

    One that went into another stays, as with areas.
    """

    key = models.SlugField(_("korte naam"), max_length=60, unique=True)
    name = models.CharField(_("naam"), max_length=120)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    everything = models.Manager()
    objects = InUse()
    held_columns = ("key", "name", "merged_into")

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                name="a_subject_goes_into_another",
                condition=~models.Q(merged_into=models.F("pk")),
            )
        ]
        ordering = ["position", "name"]
        verbose_name = _("onderwerp")
        verbose_name_plural = _("onderwerpen")

    def __str__(self):
        return self.name


class Street(models.Model):
    """A street by its name in one town or village (straat).

    ``sought`` is the name as it is looked for: without capitals, accents, spaces and signs.
    """

    key = models.SlugField(_("korte naam"), max_length=80, unique=True)
    name = models.CharField(_("naam"), max_length=80)
    town = models.CharField(_("woonplaats"), max_length=80, blank=True)
    sought = models.CharField(_("zoeknaam"), max_length=80, db_index=True)

    class Meta:
        ordering = ["name", "town"]
        verbose_name = _("straat")
        verbose_name_plural = _("straten")
        constraints = [
            models.UniqueConstraint(fields=["sought", "town"], name="one_street_of_a_name_per_town")
        ]

    def __str__(self):
        return f"{self.name}, {self.town}" if self.town else self.name


class Stretch(models.Model):
    """The numbers of a street that share a postcode and an area (stuk straat).

    Never a single address: who lives where is no business of this list. Without numbers it is the
    whole street.
    """

    street = models.ForeignKey(Street, models.CASCADE, related_name="stretches")
    area = models.ForeignKey(Area, models.PROTECT, related_name="stretches")
    postcode = models.CharField(_("postcode"), max_length=6, blank=True, db_index=True)
    first = models.PositiveIntegerField(_("eerste nummer"), null=True, blank=True)
    last = models.PositiveIntegerField(_("laatste nummer"), null=True, blank=True)

    class Meta:
        ordering = ["street", "postcode", "first"]
        verbose_name = _("stuk straat")
        verbose_name_plural = _("stukken straat")
        constraints = [
            models.UniqueConstraint(
                fields=["street", "area", "postcode"], name="one_stretch_per_postcode_and_area"
            ),
            models.CheckConstraint(
                name="a_stretch_begins_before_it_ends",
                condition=models.Q(first__isnull=True, last__isnull=True)
                | models.Q(first__lte=models.F("last")),
            ),
        ]

    def __str__(self):
        return f"{self.street} {self.postcode}"
