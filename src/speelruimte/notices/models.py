from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from speelruimte.people.models import Contact, Person
from speelruimte.places.models import Area, Street
from speelruimte.trajectories.models import Trajectory


class MessageQuerySet(models.QuerySet):
    def unsent(self):
        return self.filter(sent_at__isnull=True, dropped_at__isnull=True)

    def given_up(self):
        """Refused too often. What had nothing to say any more was not tried."""
        return self.filter(sent_at__isnull=True, dropped_at__isnull=False, attempts__gt=1)


class Message(models.Model):
    """A mail that is owed, written in the same transaction as what it is about (bericht).

    Holds keys, never the text: that is made when it is sent, with a link that is made for it and
    kept nowhere. ``idempotency_key`` names kind, subject and reader: nobody hears the same twice.
    """

    idempotency_key = models.CharField(_("sleutel"), max_length=160, unique=True)
    kind = models.CharField(_("soort"), max_length=40)
    contact = models.ForeignKey(Contact, models.CASCADE, null=True, blank=True)
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True)
    case_number = models.CharField(_("zaaknummer"), max_length=20, blank=True)
    about = models.CharField(_("waarover"), max_length=80, blank=True)
    facts = models.JSONField(_("gegevens"), default=dict, blank=True)
    created_at = models.DateTimeField(_("geschreven"))
    try_after = models.DateTimeField(_("niet eerder dan"))
    attempts = models.PositiveSmallIntegerField(_("pogingen"), default=0)
    last_error = models.CharField(_("laatste fout"), max_length=300, blank=True)
    sent_at = models.DateTimeField(_("verstuurd"), null=True, blank=True)
    dropped_at = models.DateTimeField(_("opgegeven"), null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = _("bericht")
        verbose_name_plural = _("berichten")
        indexes = [
            models.Index(
                fields=["try_after"],
                condition=Q(sent_at__isnull=True, dropped_at__isnull=True),
                name="message_waiting",
            ),
            models.Index(fields=["case_number"], name="message_case"),
        ]
        constraints = [
            models.CheckConstraint(
                name="a_message_has_one_reader",
                condition=Q(contact__isnull=False, person__isnull=True)
                | Q(contact__isnull=True, person__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.kind} over {self.about}"


_SUBJECTS = ("trajectory", "area", "street")


def _only(subject):
    """It is about this subject and no other."""
    others = {f"{other}__isnull": True for other in _SUBJECTS if other != subject}
    return Q(**{f"{subject}__isnull": False}, **others)


def with_its_address(collector, field, notices, using):
    """What was asked about is gone: the notice goes, and the address that was left for it alone."""
    models.CASCADE(collector, field, notices, using)
    collector.collect(Contact.objects.using(using).filter(asked_notices__in=notices))


class AskedNotice(models.Model):
    """Somebody asked for one mail when people can join (gevraagd bericht).

    About a process, an area or a street. Made when the link in a mail was confirmed, and gone with
    its contact once the mail was sent. ``reader`` is one short key per address (``reader_of``).
    """

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="asked_notices")
    reader = models.CharField(_("lezer"), max_length=32)
    trajectory = models.ForeignKey(Trajectory, with_its_address, null=True, blank=True)
    area = models.ForeignKey(Area, with_its_address, null=True, blank=True)
    street = models.ForeignKey(Street, with_its_address, null=True, blank=True)
    asked_at = models.DateTimeField(_("gevraagd"))

    class Meta:
        ordering = ["asked_at", "id"]
        verbose_name = _("gevraagd bericht")
        verbose_name_plural = _("gevraagde berichten")
        constraints = [
            models.CheckConstraint(
                name="asked_notice_is_about_one_thing",
                condition=_only("trajectory") | _only("area") | _only("street"),
            ),
            *(
                models.UniqueConstraint(
                    fields=["reader", subject],
                    condition=Q(**{f"{subject}__isnull": False}),
                    name=f"asked_once_about_a_{subject}",
                )
                for subject in _SUBJECTS
            ),
        ]

    def __str__(self):
        return f"{self.subject}"

    @property
    def subject(self) -> Trajectory | Area | Street:
        """What it is about."""
        return self.trajectory or self.area or self.street


class LeftNotice(models.Model):
    """Somebody said no to one such mail: the link to say yes from before then works no more (nee).

    ``print`` is one short key for an address and what the mail was about; it shows neither, and goes
    when no link from before can be used any more.
    """

    print = models.CharField(_("afdruk"), max_length=32, unique=True)
    left_at = models.DateTimeField(_("gestopt"))

    class Meta:
        verbose_name = _("gestopt bericht")
        verbose_name_plural = _("gestopte berichten")

    def __str__(self):
        return self.print


class WorkMail(models.Model):
    """When somebody who works here hears by mail what waits (post over werk).

    The overview comes at ``digest_hour``; after ``until_hour`` nothing is sent until the next day.
    ``at_once`` where new work is told when it lands, and not only in the overview. ``looked_on`` is
    the last day for which the overview was made, or had nothing to say.
    """

    FIRST, LAST, AT_ONCE = 8, 18, True

    person = models.OneToOneField(Person, models.CASCADE, related_name="work_mail")
    digest_hour = models.PositiveSmallIntegerField(_("overzicht om"), default=FIRST)
    until_hour = models.PositiveSmallIntegerField(_("geen post na"), default=LAST)
    at_once = models.BooleanField(_("ook meteen"), default=AT_ONCE)
    looked_on = models.DateField(_("laatste overzicht"), null=True, blank=True)

    class Meta:
        verbose_name = _("post over werk")
        verbose_name_plural = _("post over werk")
        constraints = [
            models.CheckConstraint(
                name="work_mail_within_a_day",
                condition=Q(digest_hour__lt=F("until_hour")) & Q(until_hour__lte=23),
            ),
        ]

    def __str__(self):
        return f"{self.digest_hour}-{self.until_hour}"


class ToldWork(models.Model):
    """Something that waits, and that somebody was told of (verteld werk).

    ``thing`` names case, page and body; the row goes once it waits no more, so that it is told
    again when it comes back.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="told_work")
    thing = models.CharField(_("wat"), max_length=120)
    told_at = models.DateTimeField(_("verteld"))

    class Meta:
        verbose_name = _("verteld werk")
        verbose_name_plural = _("verteld werk")
        constraints = [
            models.UniqueConstraint(fields=["person", "thing"], name="work_is_told_once"),
        ]

    def __str__(self):
        return self.thing


class Reminder(models.Model):
    """A promised day that comes near or has passed, for who does something about it (herinnering).

    It is told in the overview of the day, once; ``told_at`` says when. ``what`` is the thing that was
    promised, ``page`` where it waits and ``thing`` the name of that work.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="reminders")
    kind = models.CharField(_("soort"), max_length=24)
    case_number = models.CharField(_("zaaknummer"), max_length=20)
    what = models.CharField(_("wat"), max_length=40)
    page = models.CharField(_("bladzijde"), max_length=40)
    thing = models.CharField(_("werk"), max_length=120)
    day = models.DateField(_("beloofd voor"))
    told_at = models.DateTimeField(_("verteld"), null=True, blank=True)

    class Meta:
        ordering = ["day", "id"]
        verbose_name = _("herinnering")
        verbose_name_plural = _("herinneringen")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "case_number", "what", "day"],
                name="reminded_of_once",
            ),
        ]

    def __str__(self):
        return f"{self.kind}: {self.thing}"
