from django.db import models
from django.utils.translation import gettext_lazy as _


class PolicyVersionQuerySet(models.QuerySet):
    def in_force(self, day):
        """The versions that hold on this day, newest first; the first is the one in force."""
        return self.filter(effective_from__lte=day).order_by("-effective_from", "-edition")


class PolicyVersion(models.Model):
    """A municipality's participation policy from a date on (versie van het beleid).

    Until that day a better file may take its place as the next ``edition``; the last one counts.
    ``source`` is the YAML as it was given, ``content`` the canonical JSON of what it says. Never
    changed: a trajectory stays bound to the version it started under.

    Source: assen-2022#doorontwikkeling
    """

    key = models.SlugField(_("korte naam"), max_length=60)
    title = models.CharField(_("titel"), max_length=200)
    effective_from = models.DateField(_("geldt vanaf"))
    edition = models.PositiveSmallIntegerField(_("uitgave"), default=1)
    source = models.TextField(_("bestand"))
    content = models.TextField(_("inhoud"))
    fingerprint = models.CharField(_("vingerafdruk"), max_length=64)
    loaded_at = models.DateTimeField(_("ingelezen"))

    objects = PolicyVersionQuerySet.as_manager()
    held_columns = ("key", "title", "source", "loaded_at")

    class Meta:
        ordering = ["-effective_from", "-edition"]
        verbose_name = _("versie van het beleid")
        verbose_name_plural = _("versies van het beleid")
        constraints = [
            models.UniqueConstraint(
                fields=["effective_from", "edition"], name="policy_one_edition_from_a_day"
            )
        ]

    def __str__(self):
        return str(_("{title} (vanaf {day})")).format(title=self.title, day=self.effective_from)


class Stated(models.TextChoices):
    """What the law asks every website to say of itself, and nobody but the municipality knows."""

    CONTROLLER = "controller", _("wie verantwoordelijk is voor de gegevens")
    OFFICER = "officer", _("hoe men de functionaris gegevensbescherming bereikt")
    GROUND = "ground", _("op welke grond gegevens bewaard worden")
    TERMS = "terms", _("hoe lang wat bewaard wordt")
    ACCESSIBILITY_STATUS = "accessibility_status", _("de status van de toegankelijkheid")
    ACCESSIBILITY_DAY = "accessibility_day", _("wanneer de toegankelijkheid is onderzocht")
    ACCESSIBILITY_REGISTER = "accessibility_register", _("waar de verklaring geregistreerd is")
    ACCESSIBILITY_COMPLAINT = "accessibility_complaint", _("waar men klaagt over toegankelijkheid")
    SECURITY = "security", _("waar men een zwakke plek meldt")


class Statement(models.Model):
    """One thing that the website says of itself because the law asks it (verklaring).

    Source: wet#avg
    """

    key = models.CharField(_("wat"), max_length=40, choices=Stated, primary_key=True)
    text = models.TextField(_("tekst"), max_length=4_000)
    changed_at = models.DateTimeField(_("gewijzigd"))

    held_columns = ("text", "changed_at")

    class Meta:
        verbose_name = _("verklaring")
        verbose_name_plural = _("verklaringen")
        constraints = [
            models.CheckConstraint(name="a_statement_says_something", condition=~models.Q(text="")),
            models.CheckConstraint(
                name="a_statement_is_a_known_one", condition=models.Q(key__in=Stated.values)
            ),
        ]

    def __str__(self):
        return self.get_key_display()


class Letterhead(models.Model):
    """What stands over and under every page, letter and paper form: contact, name, logo and colour
    (briefhoofd).

    Begins as the policy says it; each change is the next ``number`` and holds at once, for what
    runs under an older policy too. ``content`` holds texts by the names in
    ``policy.letterheads.Presented``. Only the newest names the coach.
    """

    number = models.PositiveIntegerField(_("uitgave"), primary_key=True)
    content = models.JSONField(_("inhoud"))
    since = models.DateTimeField(_("geldt vanaf"))

    class Meta:
        ordering = ["-number"]
        verbose_name = _("briefhoofd")
        verbose_name_plural = _("briefhoofden")

    def __str__(self):
        return f"{self.number}"


class Logo(models.Model):
    """A picture of the municipality as we wrote it anew (logo).

    Known by the fingerprint of its content, which a letterhead names.
    """

    class Kind(models.TextChoices):
        SVG = "svg", "SVG"
        PNG = "png", "PNG"

    fingerprint = models.CharField(_("vingerafdruk"), max_length=64, primary_key=True)
    kind = models.CharField(_("soort"), max_length=3, choices=Kind)
    content = models.BinaryField(_("inhoud"))

    class Meta:
        verbose_name = _("logo")
        verbose_name_plural = _("logo's")

    def __str__(self):
        return f"{self.kind} {self.fingerprint[:12]}"
