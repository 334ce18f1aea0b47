"""What was promised: description, plan, frames, phases and moments."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from speelruimte.toolbox.methods import Method
from speelruimte.trajectories.models import Trajectory


class VersionQuerySet(models.QuerySet):
    def adopted(self):
        return self.filter(adopted_at__isnull=False)

    def open(self):
        """Being written, offered or held over: not yet decided about."""
        return self.filter(state__in=Version.OPEN)


class Version(models.Model):
    """One version of the agreement with the people who take part (versie van de afspraken).

    Description, plan, frames, phases, moments and parties hang on it. Once adopted, nothing of it
    changes: the database refuses. A change is a new version with its reason; ``amends`` is the
    number of the adopted version that it would replace. ``edits`` counts changes of
    ``how_weighed``, so that two people never overwrite each other unseen.

    A light version mends spelling or makes a last day later, and no body adopts it; a party can
    object until ``objections_until``. Then the text from before it is put back, as a version too.

    Source: sessie-2021-03-15#kaders-schriftelijk
    """

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", _("gewone versie")
        LIGHT = "light", _("kleine wijziging")
        PUT_BACK = "put_back", _("teruggezet")

    class State(models.TextChoices):
        DRAFT = "draft", _("in de maak")
        OFFERED = "offered", _("ligt voor")
        HELD_OVER = "held_over", _("aangehouden")
        ADOPTED = "adopted", _("vastgesteld")
        WITHDRAWN = "withdrawn", _("ingetrokken")
        REJECTED = "rejected", _("afgewezen")

    OPEN = ("draft", "offered", "held_over")

    trajectory = models.ForeignKey(Trajectory, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("versie"), default=1)
    amends = models.PositiveSmallIntegerField(_("wijzigt versie"), null=True, blank=True)
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.DRAFT)
    kind = models.CharField(_("soort"), max_length=8, choices=Kind, default=Kind.ORDINARY)
    objections_until = models.DateField(_("nee mogelijk tot en met"), null=True, blank=True)
    reason_for_change = models.TextField(_("waarom gewijzigd"), max_length=8_000, blank=True)
    one_sided_reason = models.TextField(_("waarom zonder instemming"), max_length=8_000, blank=True)
    how_weighed = models.TextField(_("hoe inbreng meeweegt"), max_length=4_000, blank=True)
    decided_by = models.CharField(_("wie beslist"), max_length=60, blank=True)
    edits = models.PositiveIntegerField(default=0)
    offered_at = models.DateTimeField(_("voorgelegd"), null=True, blank=True)
    adopted_at = models.DateTimeField(_("op slot sinds"), null=True, blank=True)
    adopted_on = models.DateField(_("vastgesteld op"), null=True, blank=True)
    text = models.TextField(_("vastgestelde tekst"), blank=True)
    fingerprint = models.CharField(_("vingerafdruk"), max_length=64, blank=True)

    objects = VersionQuerySet.as_manager()
    held_columns = (
        *("trajectory", "number", "amends", "state", "kind", "objections_until", "offered_at"),
        *("adopted_at", "adopted_on", "reason_for_change", "one_sided_reason", "how_weighed"),
        "decided_by",
    )

    class Meta:
        ordering = ["number"]
        verbose_name = _("versie van de afspraken")
        verbose_name_plural = _("versies van de afspraken")
        constraints = [
            models.UniqueConstraint(fields=["trajectory", "number"], name="one_text_per_version"),
            models.UniqueConstraint(
                fields=["trajectory"],
                condition=Q(state__in=["draft", "offered", "held_over"]),
                name="one_open_version_at_a_time",
            ),
            models.CheckConstraint(
                name="later_versions_say_why", condition=Q(number=1) | ~Q(reason_for_change="")
            ),
            models.CheckConstraint(
                name="only_a_change_is_light",
                condition=Q(kind="ordinary") | Q(amends__isnull=False),
            ),
            models.CheckConstraint(
                name="objections_are_to_light_changes",
                condition=Q(kind="light") | Q(objections_until__isnull=True),
            ),
            models.CheckConstraint(
                name="adopted_versions_are_complete",
                condition=Q(adopted_at__isnull=True, adopted_on__isnull=True, fingerprint="")
                | (
                    Q(adopted_at__isnull=False, adopted_on__isnull=False, state="adopted")
                    & ~Q(text="")
                    & ~Q(fingerprint="")
                ),
            ),
        ]

    def __str__(self):
        return f"Afspraken {self.trajectory_id}, versie {self.number}"

    @property
    def is_adopted(self):
        return self.adopted_at is not None


class Section(models.Model):
    """The answer to one question of the description or the plan (onderdeel van de tekst)."""

    class Part(models.TextChoices):
        DESCRIPTION = "description", _("planomschrijving")
        PLAN = "plan", _("participatieplan")

    version = models.ForeignKey(Version, models.CASCADE, related_name="sections")
    part = models.CharField(_("deel"), max_length=12, choices=Part)
    key = models.CharField(_("vraag"), max_length=60)
    text = models.TextField(_("tekst"), max_length=20_000, blank=True)
    edits = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("onderdeel van de tekst")
        verbose_name_plural = _("onderdelen van de tekst")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "part", "key"], name="one_answer_per_question"
            ),
        ]

    def __str__(self):
        return f"{self.part}: {self.key}"


class Phase(models.Model):
    """A stretch of time in which people take part in one question (fase van het meedoen).

    ``key`` stays the same from version to version. The last day counts ("tot en met").
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="phases")
    key = models.SlugField(_("korte naam"), max_length=60)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    policy_phase = models.CharField(_("beleidsfase"), max_length=60, blank=True)
    name = models.CharField(_("naam"), max_length=120)
    question = models.TextField(_("wat we vragen"), max_length=2_000)
    starts_on = models.DateField(_("vanaf"))
    ends_on = models.DateField(_("tot en met"))
    purposes = models.JSONField(_("doelen"), default=list, blank=True)
    government_role = models.CharField(_("rol van de gemeente"), max_length=60, blank=True)
    edits = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "starts_on"]
        verbose_name = _("fase van het meedoen")
        verbose_name_plural = _("fasen van het meedoen")
        indexes = [models.Index(fields=["starts_on"], name="phase_by_first_day")]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="one_phase_per_key"),
            models.CheckConstraint(
                name="phases_end_after_they_start", condition=Q(ends_on__gte=models.F("starts_on"))
            ),
        ]

    def __str__(self):
        return self.name


class GroupSay(models.Model):
    """How much say one group has in one phase (invloed van een groep).

    ``level`` and ``role`` are keys of the policy; ``say`` runs from 0 (informed) to 4 (decides) as
    the policy gives it, and is empty for what is no say, such as carrying out together.
    """

    phase = models.ForeignKey(Phase, models.CASCADE, related_name="says")
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    group = models.CharField(_("groep"), max_length=160)
    role = models.CharField(_("rol"), max_length=60, blank=True)
    level = models.CharField(_("invloed"), max_length=60, blank=True)
    say = models.PositiveSmallIntegerField(_("mate van invloed"), null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("invloed van een groep")
        verbose_name_plural = _("invloed van groepen")
        constraints = [
            models.UniqueConstraint(fields=["phase", "group"], name="one_say_per_group"),
            models.CheckConstraint(
                name="say_runs_from_0_to_4", condition=Q(say__isnull=True) | Q(say__lte=4)
            ),
            models.CheckConstraint(
                name="a_group_has_a_level_or_a_role", condition=~Q(role="") | ~Q(level="")
            ),
        ]

    def __str__(self):
        return f"{self.group}: {self.level or self.role}"


class PlannedMethod(models.Model):
    """A method that the plan names for a phase; nothing else may be opened (werkvorm in het plan).

    ``meaning`` is what the toolbox said about the method when the plan named it: part of what is
    adopted, so that a toolbox that changes changes no agreement.
    """

    phase = models.ForeignKey(Phase, models.CASCADE, related_name="methods")
    key = models.SlugField(_("korte naam"), max_length=60)
    method = models.CharField(_("werkvorm"), max_length=60)
    meaning = models.JSONField(_("wat die inhoudt"))
    title = models.CharField(_("naam"), max_length=160)
    note = models.TextField(_("toelichting"), max_length=2_000, blank=True)
    held_on = models.DateField(_("op"), null=True, blank=True)
    held_at = models.CharField(_("tijd"), max_length=60, blank=True)
    place = models.CharField(_("plaats"), max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("werkvorm in het plan")
        verbose_name_plural = _("werkvormen in het plan")
        indexes = [models.Index(fields=["held_on"], name="planned_method_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["phase", "key"], name="one_method_per_key"),
            models.CheckConstraint(
                name="an_hour_is_of_a_day", condition=Q(held_at="") | Q(held_on__isnull=False)
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def tool(self) -> Method:
        """The method as this plan means it."""
        return Method.from_data(self.method, self.meaning)


class Frame(models.Model):
    """One statement on what is fixed, what is open or what is not known yet (kader).

    ``number`` stays the same from version to version, so that an answer can name its frame.

    Source: sessie-2021-03-15#kaders-schriftelijk
    """

    class Status(models.TextChoices):
        FIXED = "fixed", _("staat vast")
        OPEN = "open", _("is open")
        UNKNOWN = "unknown", _("weten we nog niet")

    version = models.ForeignKey(Version, models.CASCADE, related_name="frames")
    number = models.PositiveSmallIntegerField(_("nummer"))
    kind = models.CharField(_("soort"), max_length=60, blank=True)
    status = models.CharField(_("stand"), max_length=8, choices=Status)
    title = models.CharField(_("in het kort"), max_length=160)
    text = models.TextField(_("uitleg"), max_length=4_000, blank=True)
    origin = models.CharField(_("waar dit vandaan komt"), max_length=300)
    phase_key = models.CharField(_("fase"), max_length=60, blank=True)
    known_on = models.DateField(_("bekend op"), null=True, blank=True)
    added_by_body = models.CharField(_("toegevoegd door"), max_length=60, blank=True)
    say = models.PositiveSmallIntegerField(_("mate van invloed"), null=True, blank=True)
    level = models.CharField(_("invloed"), max_length=60, blank=True)
    edits = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["number"]
        verbose_name = _("kader")
        verbose_name_plural = _("kaders")
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="one_frame_per_number"),
            models.CheckConstraint(name="frames_name_their_source", condition=~Q(origin="")),
        ]

    def __str__(self):
        return f"Kader {self.number}: {self.title}"


class MomentQuerySet(models.QuerySet):
    def in_force(self):
        """Of the newest adopted version of what runs: what a change left out is gone."""
        return self.of_newest().filter(version__trajectory__in=Trajectory.objects.running())

    def of_newest(self):
        """Of the newest adopted version, also of what ended."""
        newest = (
            Version.objects.adopted()
            .filter(trajectory=models.OuterRef("version__trajectory"))
            .order_by("-number")
            .values("number")[:1]
        )
        return self.filter(version__number=models.Subquery(newest))


class Moment(models.Model):
    """When college or council is due, or people will be contacted (moment).

    ``held_at`` and ``place`` are there where people come together, and it is known already.
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="moments")
    body = models.CharField(_("orgaan"), max_length=60, blank=True)
    day = models.DateField(_("dag"))
    what = models.CharField(_("wat"), max_length=200)
    held_at = models.CharField(_("tijd"), max_length=60, blank=True)
    place = models.CharField(_("plaats"), max_length=200, blank=True)
    is_decision = models.BooleanField(_("het besluit"), default=False)

    objects = MomentQuerySet.as_manager()

    class Meta:
        ordering = ["day", "id"]
        verbose_name = _("moment")
        verbose_name_plural = _("momenten")
        indexes = [models.Index(fields=["day"], name="moment_by_day")]

    def __str__(self):
        return f"{self.day}: {self.what}"
