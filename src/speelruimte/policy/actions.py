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


class PolicyFaulty(RuleBroken):
    """The file has faults; `faults` holds them, one line each."""

    def __init__(self, faults):
        self.faults = faults
        sentence = _("Het beleid is niet ingelezen. Er staan %(number)s fouten in het bestand.")
        super().__init__(
            "\n".join([sentence % {"number": len(faults)}, *map(str, faults)]), code="faulty_file"
        )


@action
def load_policy(*, text: str, file: str, by, at: datetime) -> PolicyVersion:
    """Load a policy file as a version, all or nothing.

    The same content again gives the version that is there and changes nothing. Raises
    PolicyFaulty with every fault, and RuleBroken when its date is taken by other content.

    Source: assen-2022#doorontwikkeling
    """
    reading = read_policy(text, file=file)
    if reading.policy is None:
        raise PolicyFaulty(reading.faults)
    policy = reading.policy
    content = canonical(policy.as_data())
    mark = fingerprint(content)
    try:
        with transaction.atomic():
            version, is_new = PolicyVersion.objects.get_or_create(
                effective_from=policy.effective_from,
                defaults={
                    "key": policy.slug,
                    "title": str(policy.name)[:200],
                    "source": text,
                    "content": content,
                    "fingerprint": mark,
                    "loaded_at": at,
                },
            )
    except IntegrityError as error:  # somebody loaded at the same instant
        raise RuleBroken(
            _("Iemand leest nu ook een beleid in. Probeer het opnieuw."), code="loading_meanwhile"
        ) from error
    if parsed_policy(version) != policy:  # what it says, not under which shape it was kept
        raise _date_is_taken(policy, version)
    if is_new:
        record(
            "policy_loaded",
            about=f"policy:{version.key}",
            by=by,
            at=at,
            effective_from=version.effective_from,
            fingerprint=mark,
        )
    return version


def _date_is_taken(policy: Policy, version: PolicyVersion) -> RuleBroken:
    sentence = _(
        "Vanaf %(day)s geldt al een ander beleid: %(title)s. Een beleid dat is ingelezen, "
        "verandert niet meer. Geef de nieuwe tekst een andere datum bij effective_from."
    )
    day = policy.effective_from.strftime("%d-%m-%Y")
    return RuleBroken(sentence, values={"day": day, "title": version.title}, code="date_is_taken")
