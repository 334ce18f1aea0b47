"""What belongs together in own words, and what was done with it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from speelruimte.activities.models import Contribution
from speelruimte.people.models import Person
from speelruimte.shared.codes import new_public_key
from speelruimte.trajectories.models import Trajectory


class Theme(models.Model):
    """Contributions that are about the same thing, grouped by a person (thema).

    ``placed`` is how often somebody wrote about it: kept, because pages show it, and not counted for
    each page. ``in_points`` of these are words of which only a point, or some, lie in it.
    """

    public_key = models.CharField(max_length=10, unique=True, default=new_public_key)
    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="themes")
    title = models.CharField(_("naam"), max_length=160)
    text = models.TextField(_("waar het over gaat"), max_length=2_000, blank=True)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    placed = models.PositiveIntegerField(_("hoe vaak genoemd"), default=0)
    in_points = models.PositiveIntegerField(_("waarvan in een punt"), default=0)
    answer = models.ForeignKey(
        "Answer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("antwoord"),
    )

    held_columns = ("public_key", "trajectory", "title", "text")

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("thema")
        verbose_name_plural = _("thema's")
        constraints = [
            models.UniqueConstraint(fields=["trajectory", "title"], name="one_theme_per_title"),
        ]

    def __str__(self):
        return self.title

    @property
    def key(self):
        """How the journal names it."""
        return f"theme:{self.public_key}"


class Answer(models.Model):
    """What was done with a theme or a single contribution, with the reason (terugkoppeling).

    Never rewritten: a better answer is a new one, and the old one stays readable. An answer
    "outside the frames" names the frame by its number. ``point`` is the number of the point of the
    contribution that it answers; empty where it answers all of it.

    Source: sessie-2021-03-15#terugkoppelen
    """

    class Verdict(models.TextChoices):
        TAKEN_OVER = "taken_over", _("overgenomen")
        PARTLY = "partly", _("deels overgenomen")
        NOT = "not", _("niet overgenomen")
        ALREADY = "already", _("was al zo")
        OUTSIDE = "outside", _("valt buiten de kaders")

    trajectory = models.ForeignKey(Trajectory, models.PROTECT, related_name="answers")
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="answers")
    contribution = models.ForeignKey(
        Contribution, models.PROTECT, null=True, blank=True, related_name="answers"
    )
    point = models.PositiveSmallIntegerField(_("punt"), null=True, blank=True)
    number = models.PositiveSmallIntegerField(_("versie"), default=1)
    verdict = models.CharField(_("wat we ermee deden"), max_length=10, choices=Verdict)
    reason = models.TextField(_("uitleg"), max_length=8_000)
    frame = models.PositiveSmallIntegerField(_("kader"), null=True, blank=True)
    given_at = models.DateTimeField(_("gegeven"))
    given_by = models.CharField(_("door"), max_length=40, blank=True)
    text = models.TextField(_("tekst zoals vastgelegd"))
    fingerprint = models.CharField(_("vingerafdruk"), max_length=64)

    held_columns = ("trajectory", "given_by")

    class Meta:
        ordering = ["id"]
        verbose_name = _("antwoord")
        verbose_name_plural = _("antwoorden")
        constraints = [
            models.CheckConstraint(
                name="an_answer_has_one_subject",
                condition=Q(theme__isnull=False, contribution__isnull=True, point__isnull=True)
                | Q(theme__isnull=True, contribution__isnull=False),
            ),
            models.CheckConstraint(name="an_answer_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="outside_names_the_frame",
                condition=~Q(verdict="outside") | Q(frame__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["theme", "number"],
                condition=Q(theme__isnull=False),
                name="theme_answer_number",
            ),
            models.UniqueConstraint(
                fields=["contribution", "number"],
                condition=Q(contribution__isnull=False, point__isnull=True),
                name="contribution_answer_number",
            ),
            models.UniqueConstraint(
                fields=["contribution", "point", "number"],
                condition=Q(point__isnull=False),
                name="point_answer_number",
            ),
        ]

    def __str__(self):
        return f"{self.get_verdict_display()} ({self.trajectory_id})"


class Lying(models.Model):
    """What own words and points of them have in common: a theme, or an answer of their own (plaats).

    ``came_under_at`` is when they were put with a theme that had its answer already; empty where the
    answer came after them.
    """

    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )
    answer = models.ForeignKey(
        Answer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("eigen antwoord"),
    )
    came_under_at = models.DateTimeField(_("onder het antwoord sinds"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def given_answer(self):
        """Its own answer, or that of its theme."""
        return self.answer or (self.theme.answer if self.theme else None)

    @property
    def answered_at(self):
        """When that answer became theirs: not before they were put under it."""
        answer = self.given_answer
        if answer is None:
            return None
        if self.answer is not None or self.came_under_at is None:
            return answer.given_at
        return max(answer.given_at, self.came_under_at)


class Placement(Lying):
    """Where a contribution was put, and its own answer when it has one (plaatsing bij een thema).

    Of what was split into points, theme and answer are those of its points. How many there are, and
    how many have no answer yet, is kept here: lists of words ask no other table.
    """

    contribution = models.OneToOneField(
        Contribution, models.CASCADE, primary_key=True, related_name="placement"
    )
    points = models.PositiveSmallIntegerField(_("punten"), default=0)
    points_open = models.PositiveSmallIntegerField(_("punten zonder antwoord"), default=0)

    class Meta:
        verbose_name = _("plaatsing bij een thema")
        verbose_name_plural = _("plaatsingen bij thema's")
        indexes = [
            models.Index(fields=["theme", "-contribution"], name="placement_newest_of_theme"),
        ]
        constraints = [
            models.CheckConstraint(
                name="what_was_split_lies_in_its_points",
                condition=Q(points=0, points_open=0)
                | Q(
                    points__gte=2,
                    points_open__lte=F("points"),
                    theme__isnull=True,
                    answer__isnull=True,
                ),
            ),
        ]

    def __str__(self):
        return f"Inbreng {self.contribution_id} bij {self.theme_id}"


class Point(Lying):
    """A part of a contribution that is about one thing, with its own theme and answer (punt).

    From ``start`` to ``end`` in the own words, which stand nowhere else: what is made unreadable
    there is unreadable here. The points of a contribution together hold all of it (ADR 58).
    ``answerer`` writes its answer, by ``answer_by``, where somebody was asked to.
    """

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="points")
    number = models.PositiveSmallIntegerField(_("nummer"))
    start = models.PositiveIntegerField(_("begin"))
    end = models.PositiveIntegerField(_("einde"))
    answerer = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("wie antwoordt"),
    )
    answer_by = models.DateField(_("antwoord uiterlijk op"), null=True, blank=True)

    held_columns = ("contribution", "number", "start", "end")

    class Meta:
        ordering = ["contribution_id", "number"]
        verbose_name = _("punt")
        verbose_name_plural = _("punten")
        constraints = [
            models.UniqueConstraint(fields=["contribution", "number"], name="one_point_per_number"),
            models.CheckConstraint(
                name="a_point_holds_words", condition=Q(start__lt=F("end"), number__gte=1)
            ),
        ]

    def __str__(self):
        return f"Punt {self.number} van inbreng {self.contribution_id}"

    @property
    def key(self):
        """How pages and the journal name it, beside its contribution."""
        return f"{self.contribution.public_key}-{self.number}"

    @property
    def words(self):
        """The own words of this point, as they can be read now."""
        return self.contribution.text[self.start : self.end].strip()
