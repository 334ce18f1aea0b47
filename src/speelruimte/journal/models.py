from django.db import models
from django.utils.translation import gettext_lazy as _


class EntryQuerySet(models.QuerySet):
    def about(self, key):
        return self.filter(about=key)

    def of_case(self, case_number):
        return self.filter(case_number=case_number)


class Revised(models.TextChoices):
    """What visitors see and no entry tells of: the municipality's own pages, and its house style."""

    PAGES = "pages", _("bladzijden")
    HOUSE_STYLE = "house_style", _("huisstijl")


class Revision(models.Model):
    """How often something changed that is no part of any process (revisie).

    Raised in the transaction of the change itself; kept pages ask for it.
    """

    what = models.CharField(_("wat"), max_length=20, choices=Revised, primary_key=True)
    number = models.BigIntegerField(_("nummer"), default=0)

    class Meta:
        verbose_name = _("revisie")
        verbose_name_plural = _("revisies")

    def __str__(self):
        return f"{self.what} {self.number}"


class Entry(models.Model):
    """What happened, once, for ever (regel in het logboek).

    No names of people and no typed sentences: keys, days, counts and fingerprints. ``by`` is a
    mark that follows from a random reference and the case, so that two cases do not show one person;
    the link to a person lives in ``people`` and can be cut. ``text`` is the
    canonical JSON of all other columns and is what the chain hashes. The database refuses to
    change or remove an entry.

    Source: assen-visie-2021#transparantie
    """

    number = models.BigIntegerField(_("nummer"), primary_key=True)
    verb = models.CharField(_("wat"), max_length=60)
    about = models.CharField(_("waarover"), max_length=80)
    case_number = models.CharField(_("zaaknummer"), max_length=20, blank=True)
    by = models.CharField(_("door"), max_length=40, blank=True)
    at = models.DateTimeField(_("wanneer"))
    recorded_at = models.DateTimeField(_("opgeschreven"))
    text = models.TextField(_("tekst"))
    previous = models.CharField(_("vorige vingerafdruk"), max_length=64, blank=True)
    fingerprint = models.CharField(_("vingerafdruk"), max_length=64, unique=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        db_table = "journal_entry"
        ordering = ["number"]
        verbose_name = _("logboekregel")
        verbose_name_plural = _("logboek")
        indexes = [
            models.Index(fields=["about", "number"], name="journal_about"),
            models.Index(fields=["case_number", "number"], name="journal_case"),
            # The timeline of a case asks for a few verbs among very many contributions.
            models.Index(fields=["case_number", "verb", "number"], name="journal_case_verb"),
        ]

    def __str__(self):
        return f"{self.number} {self.verb} {self.about}"

    @property
    def facts(self) -> dict:
        """The keys, days, counts and fingerprints that this entry holds."""
        import json

        return json.loads(self.text)["facts"]


class Subtree(models.Model):
    """The hash over a full stretch of the journal: 256 entries, 65,536, and so on (deelboom).

    ``level`` is 1 for 256 entries, 2 for 256 of those. It follows from the entries and never
    changes; kept, so that a proof reads a few hundred hashes instead of all.

    Source: techniek#c2sp-tlog-tiles
    """

    level = models.PositiveSmallIntegerField(_("hoogte"))
    position = models.BigIntegerField(_("plaats"))
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("deelboom")
        verbose_name_plural = _("deelbomen")
        constraints = [
            models.UniqueConstraint(fields=["level", "position"], name="one_hash_per_subtree"),
        ]

    def __str__(self):
        return f"{self.level}/{self.position}"


class Checkpoint(models.Model):
    """How large the journal was and the root over its entries, signed (controlepunt).

    ``note`` is what everybody may read and nobody without the key can write.

    Source: techniek#c2sp-tlog-checkpoint
    """

    size = models.BigIntegerField(_("aantal regels"), primary_key=True)
    note = models.TextField(_("tekst"))
    made_at = models.DateTimeField(_("gemaakt"))

    class Meta:
        ordering = ["size"]
        verbose_name = _("controlepunt")
        verbose_name_plural = _("controlepunten")

    def __str__(self):
        return f"{self.size}"


class Cosignature(models.Model):
    """An outside party saw a checkpoint, and that it only adds to what it saw before
    (medeondertekening).

    ``line`` stands below the checkpoint; ``moment`` is what the witness signed along.

    Source: techniek#c2sp-tlog-cosignature
    """

    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, related_name="cosignatures")
    witness = models.CharField(_("getuige"), max_length=200)
    line = models.TextField(_("regel"))
    moment = models.DateTimeField(_("getekend"))

    class Meta:
        ordering = ["checkpoint", "witness"]
        verbose_name = _("medeondertekening")
        verbose_name_plural = _("medeondertekeningen")
        constraints = [
            models.UniqueConstraint(
                fields=["checkpoint", "witness"], name="a_witness_signs_a_checkpoint_once"
            ),
        ]

    def __str__(self):
        return f"{self.checkpoint_id} {self.witness}"


class KeyMark(models.Model):
    """By what a key is known again: a fingerprint of it, never the key itself (sleutelmerk).

    Kept when the key was made. With another key codes and second steps mean nothing, so nothing
    starts with it.
    """

    name = models.CharField(_("sleutel"), max_length=40, primary_key=True)
    fingerprint = models.CharField(_("vingerafdruk"), max_length=64)
    kept_at = models.DateTimeField(_("bewaard"))

    class Meta:
        ordering = ["name"]
        verbose_name = _("sleutelmerk")
        verbose_name_plural = _("sleutelmerken")

    def __str__(self):
        return self.name
