from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from speelruimte.trajectories.models import Trajectory


class Weighing(models.Model):
    """Whether and how to let people take part (weging).

    It can change as long as the trajectory is in this step, and becomes public after it. ``facts``
    are those of the policy that the door did not ask, ``obligations`` the keys of the policy's
    obligations without a condition that somebody found to hold here.

    Source: assen-visie-2021#check-in-elk-traject
    """

    trajectory = models.OneToOneField(Trajectory, models.CASCADE, related_name="weighing")
    impact = models.CharField(_("impact"), max_length=60, blank=True)
    influence_space = models.CharField(_("ruimte voor invloed"), max_length=60, blank=True)
    how_early = models.TextField(_("hoe vroeg zijn we"), max_length=4_000, blank=True)
    spoken_to = models.TextField(_("met wie is al gesproken"), max_length=4_000, blank=True)
    wishes = models.TextField(_("hoe willen mensen betrokken worden"), max_length=4_000, blank=True)
    facts = models.JSONField(_("gegevens"), default=dict, blank=True)
    obligations = models.JSONField(_("plichten die hier gelden"), default=list, blank=True)
    edits = models.PositiveIntegerField(default=0)

    held_columns = (
        *("trajectory", "impact", "influence_space", "how_early", "spoken_to", "wishes"),
        *("facts", "obligations", "edits"),
    )

    class Meta:
        verbose_name = _("weging")
        verbose_name_plural = _("wegingen")

    def __str__(self):
        return f"Weging van {self.trajectory_id}"


class CheckAnswer(models.Model):
    """An answer with a reason to one check of the policy (antwoord in de weging).

    Source: assen-visie-2021#vinkjes-op-groen
    """

    class Verdict(models.TextChoices):
        YES = "yes", _("ja")
        PARTLY = "partly", _("deels")
        NO = "no", _("nee")

    weighing = models.ForeignKey(Weighing, models.CASCADE, related_name="answers")
    check_key = models.CharField(_("vraag"), max_length=60)
    verdict = models.CharField(_("antwoord"), max_length=6, choices=Verdict)
    reason = models.TextField(_("reden"), max_length=4_000)
    answered_by = models.CharField(_("door"), max_length=40, blank=True)
    answered_as = models.CharField(_("in de rol van"), max_length=20)
    answered_at = models.DateTimeField(_("wanneer"))
    edits = models.PositiveIntegerField(default=0)

    held_columns = (
        *("weighing", "check_key", "verdict", "reason", "answered_by", "answered_as"),
        *("answered_at", "edits"),
    )

    class Meta:
        verbose_name = _("antwoord in de weging")
        verbose_name_plural = _("antwoorden in de weging")
        constraints = [
            models.UniqueConstraint(fields=["weighing", "check_key"], name="one_answer_per_check"),
            models.CheckConstraint(name="every_check_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self):
        return f"{self.check_key}: {self.verdict}"


class EarlierCheckAnswer(models.Model):
    """What was answered to a check before it was answered otherwise; it stays to be read (eerder
    antwoord in de weging)."""

    weighing = models.ForeignKey(Weighing, models.CASCADE, related_name="earlier_answers")
    check_key = models.CharField(_("vraag"), max_length=60)
    verdict = models.CharField(_("antwoord"), max_length=6, choices=CheckAnswer.Verdict)
    reason = models.TextField(_("reden"), max_length=4_000)
    answered_by = models.CharField(_("door"), max_length=40, blank=True)
    answered_as = models.CharField(_("in de rol van"), max_length=20)
    answered_at = models.DateTimeField(_("wanneer"))

    held_columns = (
        *("weighing", "check_key", "verdict", "reason", "answered_by", "answered_as"),
        "answered_at",
    )

    class Meta:
        ordering = ["answered_at", "id"]
        verbose_name = _("eerder antwoord in de weging")
        verbose_name_plural = _("eerdere antwoorden in de weging")
        constraints = [
            models.CheckConstraint(
                name="every_earlier_answer_has_a_reason", condition=~Q(reason="")
            ),
        ]

    def __str__(self):
        return f"{self.check_key}: {self.verdict}"


class ParticipationDecision(models.Model):
    """What a body decided about whether people take part, with its reasons (besluit over meedoen).

    Only where the policy gives that to the body that decides. It stays as it was recorded.
    """

    trajectory = models.OneToOneField(
        Trajectory, models.CASCADE, related_name="participation_decision"
    )
    body = models.CharField(_("orgaan"), max_length=60)
    people_take_part = models.BooleanField(_("mensen kunnen meedoen"))
    reason = models.TextField(_("reden"), max_length=8_000)
    decided_on = models.DateField(_("besloten op"))
    decision_number = models.CharField(_("besluitnummer"), max_length=60, blank=True)
    recorded_at = models.DateTimeField(_("vastgelegd"))

    held_columns = (
        *("trajectory", "body", "people_take_part", "reason", "decided_on", "decision_number"),
        "recorded_at",
    )

    class Meta:
        verbose_name = _("besluit over meedoen")
        verbose_name_plural = _("besluiten over meedoen")
        constraints = [
            models.CheckConstraint(
                name="a_body_says_why_people_take_part", condition=~Q(reason="")
            ),
        ]

    def __str__(self):
        return f"{self.body} over {self.trajectory_id}"


class FreshLook(models.Model):
    """Who decides, looked at again because the weighing says another thing than was filled in at the
    beginning (opnieuw bekeken wie beslist). Everyone reads the reason.

    ``follows`` is the key of the decision route that follows from what is known now; ``before`` the
    one that held until this look, ``chosen`` the one since.
    """

    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="fresh_looks")
    follows = models.CharField(_("volgens het beleid"), max_length=60)
    before = models.CharField(_("was"), max_length=60)
    chosen = models.CharField(_("gekozen"), max_length=60)
    reason = models.TextField(_("reden"), max_length=4_000)
    looked_at = models.DateTimeField(_("bekeken"))

    held_columns = ("trajectory", "follows", "before", "chosen", "reason", "looked_at")

    class Meta:
        ordering = ["looked_at", "id"]
        verbose_name = _("opnieuw bekeken wie beslist")
        verbose_name_plural = _("opnieuw bekeken wie beslist")
        constraints = [
            models.CheckConstraint(name="a_fresh_look_says_why", condition=~Q(reason="")),
        ]

    def __str__(self):
        return f"{self.trajectory_id}: {self.chosen}"


class Waiver(models.Model):
    """A reasoned no: people do not take part here, and are informed (onderbouwd afzien).

    ``exclusion`` is the policy's case in which taking part is never possible, when that is why;
    otherwise a check of the weighing was answered with no.

    Source: assen-visie-2021#vinkjes-op-groen
    """

    trajectory = models.OneToOneField(Trajectory, models.CASCADE, related_name="waiver")
    exclusion = models.CharField(_("grond uit het beleid"), max_length=60, blank=True)
    reason = models.TextField(_("reden"), max_length=8_000)
    inform_how = models.TextField(_("hoe mensen het horen"), max_length=4_000)
    inform_by = models.DateField(_("uiterlijk op"))
    published_at = models.DateTimeField(_("gepubliceerd"))
    informed_on = models.DateField(_("verteld op"), null=True, blank=True)
    informed_how = models.TextField(_("hoe het is verteld"), max_length=4_000, blank=True)

    held_columns = (
        *("trajectory", "exclusion", "reason", "inform_how", "inform_by", "published_at"),
        *("informed_on", "informed_how"),
    )

    class Meta:
        verbose_name = _("onderbouwd afzien")
        verbose_name_plural = _("onderbouwd afzien")
        constraints = [
            models.CheckConstraint(name="a_waiver_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="informing_is_shown_to_be_done",
                condition=Q(informed_on__isnull=True) | ~Q(informed_how=""),
            ),
        ]

    def __str__(self):
        return f"Afgezien bij {self.trajectory_id}"
