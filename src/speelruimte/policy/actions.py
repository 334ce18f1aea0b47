"""Loading a policy as a version with a date of effect."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from speelruimte.journal.acting import action, record
from speelruimte.policy.models import PolicyVersion
from speelruimte.policy.queries import parsed_policy
from speelruimte.policy.reading import read_policy
from speelruimte.policy.schema import Policy
from speelruimte.shared.errors import RuleBroken
from speelruimte.shared.fingerprints import canonical, fingerprint
from speelruimte.shared.terms import local_day


class PolicyFaulty(RuleBroken):
    """The file has faults; `faults` holds them, one line each."""

    def __init__(self, faults):
        self.faults = faults
        sentence = _("Het beleid is niet ingelezen. Er staan %(number)s fouten in het bestand.")
        super().__init__(
            "\n".join([sentence % {"number": len(faults)}, *map(str, faults)]), code="faulty_file"
        )


@action
def load_policy(*, text: str, file: str, by, at: datetime, replace: bool = False) -> PolicyVersion:
    """Load a policy file as a version, all or nothing.

    The same content again gives the version that is there and changes nothing. With `replace` it
    takes the place of a version from the same day that does not hold yet; that one stays to be
    read. Raises PolicyFaulty with every fault, and RuleBroken when its date is taken by other
    content.

    Source: assen-2022#doorontwikkeling
    """
    reading = read_policy(text, file=file)
    if reading.policy is None:
        raise PolicyFaulty(reading.faults)
    policy = reading.policy
    earlier = PolicyVersion.objects.filter(effective_from=policy.effective_from).first()
    if earlier is not None and (earlier.source == text or parsed_policy(earlier) == policy):
        return earlier  # what it says, not under which shape and defaults it was kept
    if earlier is not None and not (replace and _holds_later(earlier, at)):
        raise _date_is_taken(policy, earlier, at)
    try:
        with transaction.atomic():
            version = _create(policy, text, at, edition=earlier.edition + 1 if earlier else 1)
    except IntegrityError as error:  # somebody loaded at the same instant
        raise RuleBroken(
            _("Iemand leest nu ook een beleid in. Probeer het opnieuw."), code="loading_meanwhile"
        ) from error
    record(
        "policy_loaded",
        about=f"policy:{version.key}",
        by=by,
        at=at,
        effective_from=version.effective_from,
        edition=version.edition,
        fingerprint=version.fingerprint,
        wrote=(version,),
    )
    return version


def _create(policy: Policy, text: str, at: datetime, *, edition: int) -> PolicyVersion:
    content = canonical(policy.as_data())
    return PolicyVersion.objects.create(
        effective_from=policy.effective_from,
        edition=edition,
        key=policy.slug,
        title=str(policy.name)[:200],
        source=text,
        content=content,
        fingerprint=fingerprint(content),
        loaded_at=at,
    )


def _holds_later(version: PolicyVersion, at: datetime) -> bool:
    """Whether its day is still to come, so that nothing was begun under it."""
    return version.effective_from > local_day(at)


def _date_is_taken(policy: Policy, version: PolicyVersion, at: datetime) -> RuleBroken:
    day = policy.effective_from.strftime("%d-%m-%Y")
    sentence = _(
        "Vanaf %(day)s geldt al een ander beleid: %(title)s. Een beleid dat geldt, verandert niet "
        "meer. Geef de nieuwe tekst een andere datum bij effective_from."
    )
    if _holds_later(version, at):
        sentence = _(
            "Vanaf %(day)s gaat al een ander beleid gelden: %(title)s. Komt dit bestand daarvoor "
            "in de plaats? Lees het dan in met --replace: speelruimte policy load --replace "
            "BESTAND. Of geef het een andere datum bij effective_from."
        )
    return RuleBroken(sentence, values={"day": day, "title": version.title}, code="date_is_taken")
