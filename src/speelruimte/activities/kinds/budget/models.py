"""Dividing a budget. Right to vote and ballot have nothing in common, on purpose."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from speelruimte.activities.models import Activity


class Vote(models.Model):
    """A vote on how to spend an amount (stemming over een budget).

    Rule and tie rule are chosen before it opens and do not change. Amounts in euro.
    """

    class Rule(models.TextChoices):
        EQUAL_SHARES_ADD1U = "equal-shares-add1u", _("gelijke delen, aangevuld tot het op is")
        EQUAL_SHARES_ADD1 = "equal-shares-add1", _("gelijke delen, aangevuld")
        EQUAL_SHARES = "equal-shares", _("gelijke delen")
        GREEDY = "greedy", _("meeste stemmen eerst")

    class Rest(models.TextChoices):
        """What happens with money that no plan gets."""

        RETURNS = "returns", _("gaat terug naar de kas van de gemeente")
        NEXT_TIME = (
            "next-time",
            _("blijft bewaard voor de volgende keer dat we samen geld verdelen"),
        )
        DECIDED = "decided", _("daarover beslist wie het besluit neemt, met een reden erbij")

    activity = models.OneToOneField(Activity, models.PROTECT, related_name="vote")
    budget = models.DecimalField(_("te verdelen (euro)"), max_digits=14, decimal_places=2)
    rule = models.CharField(_("telregel"), max_length=20, choices=Rule)
    tie_rule = models.CharField(_("bij gelijke stand"), max_length=100)
    rest = models.CharField(_("wat overblijft"), max_length=20, choices=Rest, blank=True)
    who = models.CharField(_("wie mag stemmen"), max_length=300, blank=True)
    minimum = models.PositiveSmallIntegerField(_("minstens"), default=1)
    maximum = models.PositiveSmallIntegerField(_("hoogstens"), null=True, blank=True)
    maximum_cost = models.DecimalField(
        _("samen hoogstens (euro)"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    opened_at = models.DateTimeField(_("geopend"), null=True, blank=True)
    closed_at = models.DateTimeField(_("gesloten"), null=True, blank=True)

    class Meta:
        verbose_name = _("stemming over een budget")
        verbose_name_plural = _("stemmingen over een budget")
        constraints = [
            models.CheckConstraint(name="a_budget_is_positive", condition=Q(budget__gt=0)),
            models.CheckConstraint(
                name="maximum_is_not_below_minimum",
                condition=Q(maximum__isnull=True) | Q(maximum__gte=models.F("minimum")),
            ),
            models.CheckConstraint(
                name="a_vote_closes_after_it_opened",
                condition=Q(closed_at__isnull=True) | Q(opened_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"Stemming bij {self.activity_id}"

    @property
    def key(self):
        """How the journal names it."""
        return f"vote:{self.pk}"

    @property
    def is_open(self):
        """Plans and rules are fixed and ballots come in."""
        return self.opened_at is not None and self.closed_at is None


class FixedRules(models.Model):
    """The rules of a vote as they stood when it opened (vaste regels).

    One text, with its fingerprint in the journal: kind of ballot, amount, plans with their cost, limits
    of a ballot, rule, ties, what is left, and the fingerprints of who may vote and of the words of each
    plan. It never changes, and the count reads nothing else.
    """

    vote = models.OneToOneField(Vote, models.PROTECT, related_name="fixed")
    text = models.TextField(_("tekst van de regels"))
    fingerprint = models.CharField(_("vingerafdruk"), max_length=64)
    fixed_at = models.DateTimeField(_("vastgelegd"))

    held_columns = ("vote", "fixed_at")

    class Meta:
        verbose_name = _("vaste regels van een stemming")
        verbose_name_plural = _("vaste regels van stemmingen")

    def __str__(self):
        return f"Regels van {self.vote_id}"


class Plan(models.Model):
    """A plan one can vote for, with its cost in euro (plan in een stemming)."""

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="plans")
    number = models.CharField(_("nummer"), max_length=60)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    name = models.CharField(_("naam"), max_length=200)
    text = models.TextField(_("uitleg"), max_length=4_000, blank=True)
    cost = models.DecimalField(_("kosten (euro)"), max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("plan in een stemming")
        verbose_name_plural = _("plannen in een stemming")
        constraints = [
            models.UniqueConstraint(fields=["vote", "number"], name="one_plan_per_number"),
            models.CheckConstraint(name="a_plan_costs_something", condition=Q(cost__gt=0)),
        ]

    def __str__(self):
        return f"{self.number} {self.name}"


class VotingRight(models.Model):
    """The right to vote once, by a single-use code (stemrecht).

    Kept only as a keyed hash. Marked used without a time, so that it cannot be laid beside a
    ballot. Written anew in random order when the vote closes.
    """

    class Used(models.TextChoices):
        NO = "no", _("nog niet gebruikt")
        DIGITAL = "digital", _("digitaal")
        PAPER = "paper", _("op papier")
        WITHDRAWN = "withdrawn", _("ingetrokken")

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="rights")
    code_hash = models.CharField(max_length=64, unique=True)
    used = models.CharField(_("gebruikt"), max_length=10, choices=Used, default=Used.NO)

    class Meta:
        verbose_name = _("stemrecht")
        verbose_name_plural = _("stemrechten")
        indexes = [models.Index(fields=["vote", "used"], name="budget_right_used")]

    def __str__(self):
        return f"Stemrecht {self.used}"


class Ballot(models.Model):
    """A secret vote: random key, no time, no address, no account (stembiljet).

    ``choices`` holds plan numbers in the order of the plans. An invalid sheet is kept with its
    reason and does not count: keys of `Spoilt`, with a space between. ``seal`` holds all of it
    to the random key (`seals.py`).
    """

    class Channel(models.TextChoices):
        DIGITAL = "digital", _("digitaal")
        PAPER = "paper", _("papier")
        FILE = "file", _("bestand")

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vote = models.ForeignKey(Vote, models.PROTECT, related_name="ballots")
    choices = models.JSONField(_("keuzes"), default=list)
    channel = models.CharField(_("kanaal"), max_length=8, choices=Channel)
    invalid_reason = models.CharField(_("ongeldig omdat"), max_length=80, blank=True)
    receipt_hash = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001
    seal = models.CharField(max_length=64, default="", blank=True)

    class Meta:
        verbose_name = _("stembiljet")
        verbose_name_plural = _("stembiljetten")
        indexes = [models.Index(fields=["vote", "channel"], name="budget_ballot_channel")]
        constraints = [
            models.CheckConstraint(
                name="only_paper_can_be_invalid",
                condition=Q(invalid_reason="") | ~Q(channel="digital"),
            ),
        ]

    def __str__(self):
        return f"Stembiljet ({self.channel})"


class Outcome(models.Model):
    """What the count came to, with the whole log (uitslag)."""

    vote = models.OneToOneField(Vote, models.PROTECT, related_name="outcome")
    text = models.TextField(_("uitslag en verloop"))
    fingerprint = models.CharField(_("vingerafdruk"), max_length=64)
    ballots_fingerprint = models.CharField(_("vingerafdruk van de stembiljetten"), max_length=64)
    valid = models.PositiveIntegerField(_("geldig"))
    invalid = models.PositiveIntegerField(_("ongeldig"))
    counted_at = models.DateTimeField(_("geteld"))

    held_columns = ("vote", "ballots_fingerprint", "valid", "invalid", "counted_at")

    class Meta:
        verbose_name = _("uitslag")
        verbose_name_plural = _("uitslagen")

    def __str__(self):
        return f"Uitslag van {self.vote_id}"


class FileBallotNumber(models.Model):
    """That a ballot with this number came in with a file (nummer uit een bestand).

    Beside no ballot and in random order: it tells that a number was there, not what was on it. Kept
    as a keyed hash while the vote is open, so that a file that has grown brings no ballot twice.
    """

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="file_numbers")
    number_hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("nummer uit een bestand")
        verbose_name_plural = _("nummers uit een bestand")
        constraints = [
            models.UniqueConstraint(
                fields=["vote", "number_hash"], name="a_ballot_of_a_file_comes_in_once"
            )
        ]

    def __str__(self):
        return f"Nummer bij {self.vote_id}"
