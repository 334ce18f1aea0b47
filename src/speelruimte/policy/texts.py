"""What the journal holds a fingerprint of: the content of a version of the policy."""

from speelruimte.policy.models import PolicyVersion


def canonical_text_of(day) -> str:
    """The content of the version that holds from this day (YYYY-MM-DD), as its row has it now."""
    return PolicyVersion.objects.values_list("content", flat=True).get(effective_from=day)


def frozen_text_of(day) -> tuple:
    """The content of that version and the fingerprint that its row keeps."""
    return PolicyVersion.objects.values_list("content", "fingerprint").get(effective_from=day)
