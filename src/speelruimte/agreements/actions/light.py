"""Light changes: spelling and a later last day, recorded without a body; and objecting to them."""

from django.utils.translation import gettext as _

from speelruimte.agreements.actions.adopting import freeze
from speelruimte.agreements.actions.copying import copied
from speelruimte.agreements.actions.locking import lock_version, record_version
from speelruimte.agreements.light import Mended, what_is_not_light
from speelruimte.agreements.light_rules import (
    check_can_change_lightly,
    check_can_object,
    check_last_days,
    may_change_lightly,
    may_object,
    objections_until,
)
from speelruimte.agreements.light_texts import (
    guarded_names,
    guarded_titles,
    put_text,
    spelled_right,
    texts_to_mend,
)
from speelruimte.agreements.models import Objection, Version
from speelruimte.agreements.queries import last_ordinary_version, version_in_force
from speelruimte.agreements.rules import AMENDABLE, heard_by
from speelruimte.journal.acting import action
from speelruimte.shared.edits import check_fits, plain_lines
from speelruimte.shared.errors import AlreadyDone, Clash, RuleBroken, check_may
from speelruimte.shared.fingerprints import fingerprint
from speelruimte.shared.sentences import check_sentence
from speelruimte.shared.terms import local_day
from speelruimte.trajectories.actions import policy_of


@action
def change_lightly(version, *, texts, last_days, reason, by, at, etag=""):
    """Mend spelling, or let phases end later: a version that holds at once and that no body adopts.

    ``texts`` are by their place (``texts_to_mend``), ``last_days`` by the key of the phase; what is
    the same is no change; ``etag`` is the fingerprint of the text that its writer saw, and raises
    Clash with the version that holds now where that is another one. Everything is measured from the
    last version that a body adopted, so that many light changes are no heavy one. Parties can object
    for as long as the policy says.

    Source: sessie-2021-03-15#kaders-schriftelijk
    """
    version = lock_version(version)
    trajectory, today = version.trajectory, local_day(at)
    policy = policy_of(trajectory)
    check_may(
        may_change_lightly(by, trajectory, policy, on=today),
        _("Een kleine wijziging wordt vastgelegd door: %(role)s.")
        % {"role": policy.light_changes.recorded_by.label},
    )
    newest = version_in_force(trajectory) or version
    check_can_change_lightly(version, newest=newest, reason=reason, today=today)
    check_fits(Version, reason_for_change=reason)
    _check_seen(newest, etag)
    standing = texts_to_mend(version)
    texts = {place: plain_lines(text) for place, text in texts.items() if place in standing}
    texts = {place: text for place, text in texts.items() if text != standing[place].text}
    later = _later(version, last_days)
    if not texts and not later:
        raise RuleBroken(_("Er is nog niets veranderd."), code="nothing_changed")
    adopted = last_ordinary_version(trajectory)
    _check_spelling(version, adopted, {place: row.text for place, row in standing.items()} | texts)
    check_last_days(version, adopted, later, policy=policy, today=today)
    fresh, stands = _light_copy(version, reason=reason, today=today)
    for place, text in texts.items():
        put_text(fresh, place, text)
    for key, day in later.items():
        fresh.phases.filter(key=key).update(ends_on=day)
    freeze(fresh, on=today, by=by, at=at, wrote=stands)
    return fresh


def _check_seen(newest, etag):
    if etag and etag != newest.fingerprint:
        raise Clash(
            _("De afspraken zijn intussen gewijzigd. Lees ze eerst. Wat u invulde, staat er nog."),
            theirs=newest,
            etag=newest.fingerprint,
            code="text_changed_meanwhile",
        )


def _later(version, last_days):
    ends = dict(version.phases.values_list("key", "ends_on"))
    return {key: day for key, day in last_days.items() if day and day != ends.get(key, day)}


def _check_spelling(version, adopted, texts):
    before = texts_to_mend(adopted)
    refused = what_is_not_light(
        [Mended(place, before[place].text, text) for place, text in texts.items()],
        names=guarded_names(version),
        titles=guarded_titles(version),
        spelled=spelled_right(version.trajectory),
    )
    if refused:
        first = refused[0]
        raise RuleBroken(first.sentence, field=first.place or None, code="not_light")


def _light_copy(version, *, reason, today):
    """The next version, with what parties said as said about the text before it."""
    trajectory = version.trajectory
    fresh = copied(version, reason=reason, amends=version.number)
    fresh.kind = Version.Kind.LIGHT
    fresh.objections_until = objections_until(trajectory, policy_of(trajectory), today=today)
    fresh.save(update_fields=["kind", "objections_until"])
    return fresh, _keep_stands(version, fresh, earlier=True)


def _keep_stands(version, fresh, *, earlier):
    """What parties said and who was asked, beside the next version too. Returns the rows."""
    stands, askings = list(version.stands.order_by("pk")), list(version.askings.order_by("pk"))
    for stand in stands:
        stand.on_earlier_text = stand.on_earlier_text or earlier
    for row in (*stands, *askings):
        row.pk, row.version = None, fresh
        row.save(force_insert=True)
    return [*stands, *askings]


@action
def object_to(version, *, party, reason, by, at, heard_on=None, heard_how=""):
    """A party objects to a light change: the text from before holds again, and what it changed goes
    on as an ordinary change, with all its steps. One objection is enough.

    By who speaks for the party, by the party itself, or by who leads, who says when and how it was
    heard. Returns the objection, with the version that was put back as ``put_back``.

    Source: sessie-2021-03-15#niet-eenzijdig
    """
    version = lock_version(version)
    trajectory, today = version.trajectory, local_day(at)
    if done := Objection.objects.filter(version=version).first():
        raise AlreadyDone(
            _("Tegen deze wijziging is al nee gezegd. Zij geldt niet meer."),
            result=done,
            code="objected_already",
        )
    check_can_object(version, party=party, newest=version_in_force(trajectory), today=today)
    check_may(
        may_object(by, party, trajectory, on=today),
        _("Alleen wie namens deze partij spreekt of de projectleider legt dit vast."),
    )
    check_sentence(
        reason,
        _("Schrijf op waarom deze partij het er niet mee eens is. Iedereen leest dit."),
        field="reason",
    )
    check_fits(Objection, reason=reason, heard_how=heard_how)
    heard = {"heard_on": None, "heard_how": ""}
    if by != party.contact:
        heard = heard_by(by, party, heard_on=heard_on, heard_how=heard_how, on=today)
    name = party.organisation.name if party.organisation else ""
    objection = Objection.objects.create(
        version=version,
        party=party,
        as_name=name,
        reason=reason.strip(),
        recorded_at=at,
        **heard,
    )
    salted = fingerprint(f"{trajectory.case_number} {at.isoformat()} {objection.reason}")
    record_version(
        "light_change_objected",
        version,
        by=by,
        at=at,
        party=party.pk,
        objection=objection.pk,
        reason_fingerprint=salted,
        wrote=(objection,),
    )
    objection.put_back = _put_back(version, objection, by=by, at=at)
    return objection


def _put_back(version, objection, *, by, at):
    """The text from before as a version; what was changed as a draft that amends it."""
    trajectory = version.trajectory
    before = trajectory.versions.get(number=version.amends)
    before.trajectory = trajectory
    written = trajectory.versions.open().first()
    if written is not None:
        written.trajectory, written.state = trajectory, Version.State.WITHDRAWN
        written.save(update_fields=["state"])
        record_version("agreement_lapsed", written, by=by, at=at, amends=written.amends)
    who = objection.as_name or _("een partij")
    back = copied(
        before,
        reason=_("%(who)s zei nee: %(reason)s")
        % {"who": who[:1].upper() + who[1:], "reason": objection.reason},
        amends=version.number,
    )
    back.kind = Version.Kind.PUT_BACK
    back.save(update_fields=["kind"])
    stands = _keep_stands(before, back, earlier=False)
    freeze(back, on=local_day(at), by=by, at=at, wrote=stands)
    if trajectory.step in AMENDABLE:
        source = written or version
        draft = copied(source, reason=source.reason_for_change, amends=back.number)
        record_version(
            "amendment_started",
            draft,
            by=by,
            at=at,
            amends=back.number,
            reason_fingerprint=fingerprint(
                f"{trajectory.case_number} {at.isoformat()} {draft.reason_for_change}"
            ),
        )
    return back
