"""Parties: whose agreement is asked, and what they say."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from speelruimte.agreements.actions.locking import ask, lock_version, record_version
from speelruimte.agreements.asking import parties_to_ask
from speelruimte.agreements.models import Party, PartyAsked, Stand
from speelruimte.agreements.queries import open_version
from speelruimte.agreements.rules import (
    NOT_FOR_YOU,
    check_can_take_a_stand,
    heard_by,
    may_record_stand,
    may_write,
)
from speelruimte.agreements.texts import text_etag
from speelruimte.journal.acting import action, record
from speelruimte.people.actions import leave_contact
from speelruimte.people.intake import Reach
from speelruimte.shared.edits import check_fits
from speelruimte.shared.errors import AlreadyDone, RuleBroken, check_may
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.shared.sentences import check_sentence
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.actions import lock_trajectory
from speelruimte.trajectories.models import ENDED_STEPS


@action
def name_party(trajectory, *, by, at, organisation=None, name="", email="", phone=""):
    """Name a party whose agreement is asked: an organisation, or somebody by name.

    Source: sessie-2021-03-15#beide-partijen-achter-de-kaders
    """
    trajectory_now = lock_trajectory(trajectory)
    check_may(may_write(by, trajectory_now, on=local_day(at)), str(NOT_FOR_YOU))
    if trajectory_now.step in ENDED_STEPS:
        raise RuleBroken(_("Dit traject is afgerond."), code="process_is_over")
    contact = None
    if organisation is None:
        if not name.strip():
            raise RuleBroken(
                _("Kies een organisatie of vul een naam in."), field="name", code="empty"
            )
        _refuse_person_twice(trajectory_now, name.strip(), email.strip())
        contact = leave_contact(Reach(name=name, email=email, phone=phone))
    try:
        with transaction.atomic():
            party = Party.objects.create(
                trajectory=trajectory_now, organisation=organisation, contact=contact
            )
    except IntegrityError as error:
        raise RuleBroken(
            _("Deze organisatie is al partij."), field="organisation", code="party_already"
        ) from error
    version = open_version(trajectory_now)
    asked = []
    if version is not None:
        asked = [ask(version, party, on_text=text_etag(version), at=at)]
    record(
        "party_named",
        about=trajectory_now.key,
        by=by,
        at=at,
        case_number=trajectory_now.case_number,
        party=party.pk,
        organisation=organisation.pk if organisation else None,
        wrote=(party, *asked),
    )
    return party


@action
def ask_parties_again(version, *, by, at) -> list[PartyAsked]:
    """The text lies before who adopts: organisations that said nothing yet of it as it reads now are
    asked about it, once for every text. Returns what was asked, for the letters. Part of offering
    and of changing a text that was offered: who may that may this.

    Source: sessie-2021-03-15#beide-partijen-achter-de-kaders
    """
    version = lock_version(version)
    on_text = text_etag(version)
    parties = parties_to_ask(version, on_text=on_text, on=local_day(at))
    asked = [ask(version, party, on_text=on_text, at=at) for party in parties]
    if asked:
        numbers = [party.pk for party in parties]
        record_version(
            "parties_asked_again", version, by=by, at=at, parties=numbers, wrote=tuple(asked)
        )
    return asked


def _refuse_person_twice(trajectory, name, email):
    """A second press names nobody twice. Two people with one name differ in their address."""
    existing = trajectory.parties.filter(contact__name=name, contact__email=email).first()
    if existing is not None:
        raise AlreadyDone(_("Deze persoon is al partij."), result=existing, code="party_already")


@action
def leave_party(party, *, by, at):
    """Take back a party that was named by mistake; not once it said what it thinks."""
    trajectory = lock_trajectory(party.trajectory)
    check_may(may_write(by, trajectory, on=local_day(at)), str(NOT_FOR_YOU))
    if party.stands.exists():
        raise RuleBroken(
            _("Deze partij heeft zich al uitgesproken en blijft staan."), code="spoke_already"
        )
    asked = list(party.askings.select_related("version"))
    if any(asking.version.is_adopted for asking in asked):
        raise RuleBroken(
            _("Deze partij is gevraagd over afspraken die vaststaan, en blijft staan."),
            code="asked_before_adoption",
        )
    key = party.pk
    party.askings.all().delete()
    Party.objects.filter(pk=key).delete()
    record(
        "party_taken_back",
        about=trajectory.key,
        by=by,
        at=at,
        case_number=trajectory.case_number,
        party=key,
        removed=(party, *asked),
    )


@action
def record_stand(version, *, party, agrees, by, at, note="", etag="", heard_on=None, heard_how=""):
    """A party agrees with this version, or does not; it may think again until it is adopted.

    By somebody who speaks for the organisation, or by the project leader on a party's behalf, who
    says when and how it was heard. Who does not agree says why, in a sentence that everyone reads.
    ``etag`` is the fingerprint of the text that was on the screen: nobody agrees with a text that
    changed while they were reading. When the text changes afterwards, the party is asked again.

    Source: sessie-2021-03-15#beide-partijen-achter-de-kaders
    """
    version = lock_version(version)
    check_can_take_a_stand(version)
    if party.trajectory_id != version.trajectory_id:
        raise RuleBroken(
            _("Deze partij hoort niet bij deze afspraken."), code="party_of_another_process"
        )
    check_may(
        may_record_stand(by, party, version.trajectory, on=local_day(at)),
        _("Alleen wie namens deze partij spreekt of de projectleider legt dit vast."),
    )
    check_fits(Stand, note=note, heard_how=heard_how)
    if not agrees:
        check_sentence(
            note,
            _("Schrijf op waarom deze partij niet akkoord gaat. Iedereen leest dit."),
            field="note",
        )
    heard = heard_by(by, party, heard_on=heard_on, heard_how=heard_how, on=local_day(at))
    on_text = text_etag(version)
    if etag and etag != on_text:
        raise RuleBroken(
            _(
                "De tekst is veranderd terwijl u las. Lees de tekst zoals die nu is, en leg het "
                "dan vast. Wat u invulde, staat er nog."
            ),
            code="text_changed_meanwhile",
        )
    organisation = party.organisation
    stand, _made = Stand.objects.update_or_create(
        version=version,
        party=party,
        defaults={
            "agrees": agrees,
            "note": note.strip(),
            "recorded_at": at,
            "as_name": organisation.name if organisation else "",
            "on_earlier_text": False,
            **heard,
        },
    )
    salted = fingerprint(f"{version.trajectory.case_number} {at.isoformat()} {on_text}")
    record_version(
        "stand_recorded",
        version,
        by=by,
        at=at,
        party=party.pk,
        agrees=agrees,
        on_text=salted,
        wrote=(stand,),
    )
    return stand
