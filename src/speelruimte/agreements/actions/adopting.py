"""Adopting: the text lies before the bodies, they decide one after the other, and it is locked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from speelruimte.agreements.actions.copying import copied
from speelruimte.agreements.actions.framing import add_frame
from speelruimte.agreements.actions.locking import let_stands_lapse, lock_version, record_version
from speelruimte.agreements.models import Adoption, Section, Version
from speelruimte.agreements.queries import parties_lacking
from speelruimte.agreements.rules import (
    ADOPTING,
    check_can_decide,
    check_can_forward,
    check_changes_fit,
    may_amend,
    may_offer_text,
    may_record,
)
from speelruimte.agreements.texts import adoption_etag, canonical_version, text_etag
from speelruimte.journal.acting import action
from speelruimte.people.receipts import idempotency_hash
from speelruimte.policy.recording import recorder_of
from speelruimte.shared.edits import check_filled, check_fits
from speelruimte.shared.errors import AlreadyDone, RuleBroken, check_may
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.shared.sentences import check_sentence
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.actions import policy_of


@dataclass(frozen=True)
class Resolution:
    """What a body decided about the text that lies before it.

    ``frames`` are frames that the body adds (values as for state_frame) and ``changes`` texts that
    it changes, by (part, key); both only when it adopts with changes. A body that forwards names
    the body that adopts instead (``forwarded_to``); was it to decide in the end, then that body
    does so too.
    """

    outcome: str
    decided_on: date
    decision_number: str = ""
    document: str = ""
    reason: str = ""
    forwarded_to: str = ""
    frames: Sequence[Mapping[str, Any]] = ()
    changes: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @property
    def is_forwarded(self):
        return self.outcome == Adoption.Outcome.FORWARDED

    @property
    def changes_the_text(self):
        return bool(self.frames or self.changes)

    def texts(self) -> dict:
        """What was typed, as it is kept."""
        return {
            "decision_number": self.decision_number.strip(),
            "document": self.document.strip(),
            "reason": self.reason.strip(),
        }

    def columns(self) -> dict:
        """The columns of an ``Adoption`` that this fills."""
        return self.texts() | {
            "outcome": self.outcome,
            "decided_on": self.decided_on,
            "forwarded_to": self.forwarded_to if self.is_forwarded else "",
        }


_NEXT_STATE = {
    Adoption.Outcome.HELD_OVER: Version.State.HELD_OVER,
    Adoption.Outcome.WITHDRAWN: Version.State.WITHDRAWN,
    Adoption.Outcome.REJECTED: Version.State.REJECTED,
    Adoption.Outcome.FORWARDED: Version.State.OFFERED,
}


@action
def offer_version(version, *, by, at, one_sided_reason=""):
    """Lay the text before the bodies that adopt it; from now on nobody writes in it.

    ``one_sided_reason`` says why an amendment goes ahead although a party that agreed before does
    not agree now, or was not heard: obligatory then, and shown to everyone.

    Source: sessie-2021-03-15#niet-eenzijdig
    """
    version = lock_version(version)
    check_may(
        may_offer_text(by, version, on=local_day(at)),
        _("Alleen de projectleider of de coach legt de afspraken voor."),
    )
    if version.state == Version.State.OFFERED:
        raise AlreadyDone(
            _("Deze afspraken liggen al voor."), result=version, code="offered_already"
        )
    if version.state != Version.State.DRAFT:
        raise RuleBroken(
            _("De stand van deze tekst is ‘%(state)s’. Zo kan hij niet worden voorgelegd."),
            values={"state": version.get_state_display()},
            code="not_a_draft",
        )
    lacking = parties_lacking(version)
    if lacking:
        check_sentence(
            one_sided_reason,
            _(
                "%(number)s van de partijen die eerder akkoord gingen, is nu niet akkoord of niet "
                "gehoord. Vraag het hun, of leg uit waarom de wijziging toch nodig is."
            )
            % {"number": len(lacking)},
            field="one_sided_reason",
        )
    check_fits(Version, one_sided_reason=one_sided_reason)
    version.one_sided_reason = one_sided_reason.strip() if lacking else ""
    version.state, version.offered_at = Version.State.OFFERED, at
    version.save(update_fields=["one_sided_reason", "state", "offered_at"])
    record_version(
        "agreement_offered",
        version,
        by=by,
        at=at,
        one_sided=bool(lacking),
        offered_fingerprint=text_etag(version),
    )
    return version


@action
def take_back_version(version, *, reason, by, at):
    """Write again in a text that lay before the bodies.

    When a body had adopted it already, the text goes on as a next version: what that body
    adopted stays as it was, and it will be asked again.
    """
    version = lock_version(version)
    check_may(
        may_amend(by, version.trajectory, on=local_day(at)),
        _("Alleen de projectleider of de coach haalt de afspraken terug."),
    )
    if version.state == Version.State.DRAFT:
        return version
    if version.state not in Version.OPEN:
        raise RuleBroken(
            _("Over deze afspraken is al besloten. Ze gaan niet meer terug."),
            code="decided_already",
        )
    check_sentence(reason, _("Zeg waarom de tekst teruggaat."), field="reason")
    adopted = version.adoptions.filter(outcome__in=ADOPTING).exists()
    version.state = Version.State.WITHDRAWN if adopted else Version.State.DRAFT
    version.save(update_fields=["state"])
    wrote = (version,)
    if adopted:
        version = copied(version, reason=reason, amends=version.amends)
    record_version(
        "agreement_taken_back", version, by=by, at=at, after_an_adoption=adopted, wrote=wrote
    )
    return version


@action
def record_adoption(version, *, body, bodies, resolution, by, at, idempotency_key="", etag=""):
    """Record what a body decided about the text that lies before it.

    ``bodies`` are the keys of those that must adopt, in order, or ``("",)`` where the project
    leader records the agreement. Only the body's secretary records. When the last body has
    adopted, the text is frozen and the database refuses any change. ``etag`` is that of what
    was on the screen (``adoption_etag``): what was offered anew or recorded in the meantime is read
    first. Returns the adoption, with its version as it is afterwards.

    Source: heemstede#vaststellen
    """
    version = lock_version(version)
    if idempotency_key and (
        done := Adoption.objects.filter(idempotency_hash=idempotency_hash(idempotency_key)).first()
    ):
        raise AlreadyDone(_("Dit besluit is al vastgelegd."), result=done, code="recorded_already")
    policy = policy_of(version.trajectory)
    check_can_decide(
        version,
        body=body,
        bodies=bodies,
        outcome=resolution.outcome,
        decided_on=resolution.decided_on,
        reason=resolution.reason,
        today=local_day(at),
    )
    _check_recorder(version, policy, body, by=by, at=at)
    _check_first_press(version, body, resolution)
    _check_etag(version, etag)
    _check_form(body, resolution)
    if resolution.is_forwarded:
        check_can_forward(version, policy, body=body, to=resolution.forwarded_to)
    check_changes_fit(policy, body=body, parts=[part for part, _key in resolution.changes])
    _check_changes_something(version, resolution)
    check_fits(Adoption, **resolution.texts())
    lapsed = _change(version, body, resolution)
    adoption = _adoption(
        version=version,
        body=body,
        **resolution.columns(),
        recorded_at=at,
        idempotency_hash=idempotency_hash(idempotency_key),
    )
    if _decides_elsewhere(version, adoption):
        lapsed += _let_decide(version, adoption.forwarded_to)
    is_adopted = _follow(version, adoption, bodies)
    record_version(
        "adoption_recorded",
        version,
        by=by,
        at=at,
        body=body,
        outcome=str(resolution.outcome),
        forwarded_to=adoption.forwarded_to,
        decided_on=resolution.decided_on,
        frames_added=len(resolution.frames),
        amends=version.amends,
        offered_fingerprint=text_etag(version),
        wrote=(adoption, *lapsed),
    )
    if is_adopted:
        freeze(version, on=adoption.decided_on, by=by, at=at)
    return adoption


def _check_recorder(version, policy, body, *, by, at):
    who = recorder_of(policy.body(body)) if body else _("projectleider")
    check_may(
        may_record(by, version.trajectory, policy, body, on=local_day(at)),
        _("Dit besluit wordt vastgelegd door: %(role)s.") % {"role": who},
    )


def _check_etag(version, etag):
    if etag and etag != adoption_etag(version):
        raise RuleBroken(
            _(
                "De tekst die voorligt is veranderd, of er is iets over vastgelegd, sinds u deze "
                "bladzijde opende. Lees dat eerst en kijk of uw besluit nog klopt. Wat u invulde, staat "
                "er nog."
            ),
            code="text_changed_meanwhile",
        )


def _check_first_press(version, body, resolution):
    """What a body held over and somebody holds over once more, for the same day, was pressed twice."""
    if resolution.outcome != Adoption.Outcome.HELD_OVER or version.state != Version.State.HELD_OVER:
        return
    last = version.adoptions.last()
    if last is not None and (last.body, last.decided_on) == (body, resolution.decided_on):
        raise AlreadyDone(
            _("Dat dit orgaan het aanhield, is al vastgelegd."),
            result=last,
            code="recorded_already",
        )


def _check_form(body, resolution):
    outcome = resolution.outcome
    if outcome not in Adoption.Outcome.values:
        raise RuleBroken(_("Kies wat er is besloten."), field="outcome", code="unknown_choice")
    if body and outcome in ADOPTING:
        check_filled(
            resolution.decision_number,
            _("Vul het nummer van het besluit in."),
            field="decision_number",
        )
    if resolution.changes_the_text and outcome != Adoption.Outcome.WITH_CHANGES:
        raise RuleBroken(
            _("U hebt wijzigingen ingevuld. Kies dan ‘vastgesteld met wijzigingen’."),
            field="outcome",
            code="changes_without_with_changes",
        )


def _check_changes_something(version, resolution):
    """Adopted with changes says what changed: a frame, or a text that reads differently."""
    if resolution.outcome != Adoption.Outcome.WITH_CHANGES or resolution.frames:
        return
    before = {(section.part, section.key): section.text for section in version.sections.all()}
    if all(
        text.split() == before.get(place, "").split() for place, text in resolution.changes.items()
    ):
        raise RuleBroken(
            _(
                "U koos ‘vastgesteld met wijzigingen’, maar er is niets gewijzigd. Pas de tekst aan "
                "of voeg een kader toe. Is er niets gewijzigd? Kies dan ‘vastgesteld’."
            ),
            field="outcome",
            code="with_changes_without_changes",
        )


def _adoption(**values):
    try:
        with transaction.atomic():
            return Adoption.objects.create(**values)
    except IntegrityError as error:
        raise AlreadyDone(
            _("Een collega heeft dit besluit net vastgelegd."),
            result=values["version"].adoptions.filter(body=values["body"]).last(),
            code="recorded_already",
        ) from error


def _change(version, body, resolution):
    """Frames and texts as the body wants them. Who agreed before is asked again: what they said."""
    for values in resolution.frames:
        add_frame(version, body=body, values=values)
    _change_texts(version, resolution.changes)
    return let_stands_lapse(version) if resolution.changes_the_text else []


def _change_texts(version, changes):
    for (part, key), text in changes.items():
        check_fits(Section, text=text)
        if not version.sections.filter(part=part, key=key).update(text=text.strip()):
            raise RuleBroken(
                _("Dit onderdeel staat niet in de tekst die voorligt."), code="not_in_the_text"
            )


def _follow(version, adoption, bodies) -> bool:
    """What the decision means for the state of the version. Whether all bodies have adopted it now."""
    if adoption.outcome in ADOPTING:
        done = version.adoptions.filter(outcome__in=ADOPTING).values_list("body", flat=True)
        if set(bodies) <= set(done):
            return True
        if version.state == Version.State.HELD_OVER:
            _put_in(version, Version.State.OFFERED)
        return False
    _put_in(version, _NEXT_STATE[adoption.outcome])
    return False


def _decides_elsewhere(version, adoption):
    return adoption.forwarded_to and version.decided_by == adoption.body


def _let_decide(version, body):
    """Another body decides than the text said: who agreed to that, agreed to an earlier text."""
    version.decided_by = body
    version.save(update_fields=["decided_by"])
    return let_stands_lapse(version)


def _put_in(version, state):
    version.state = state
    version.save(update_fields=["state"])


def freeze(version, *, on, by, at, wrote=()):
    """Lock the text for ever: canonical, with its fingerprint in the journal. Part of adopting, of
    which ``wrote`` are rows that were written with it."""
    version.adopted_at, version.adopted_on = at, on
    version.state = Version.State.ADOPTED
    version.text = canonical_version(version)
    version.fingerprint = fingerprint(version.text)
    version.save(update_fields=["adopted_at", "adopted_on", "state", "text", "fingerprint"])
    record_version(
        "agreement_adopted",
        version,
        by=by,
        at=at,
        pk=version.pk,
        adopted_on=on,
        text_fingerprint=version.fingerprint,
        wrote=wrote,
    )
