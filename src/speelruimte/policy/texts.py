"""What the journal holds a fingerprint of: the content of a version of the policy."""

from speelruimte.policy.models import PolicyVersion


def canonical_text_of(key) -> str:
    """The content of the version with this day and edition (YYYY-MM-DD/1), as its row has it."""
    return _version(key).content


def frozen_text_of(key) -> tuple:
    """The content of that version and the fingerprint that its row keeps."""
    version = _version(key)
    return version.content, version.fingerprint


def _version(key: str) -> PolicyVersion:
    day, _slash, edition = key.partition("/")
    return PolicyVersion.objects.get(effective_from=day, edition=edition)
