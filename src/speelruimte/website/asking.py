"""What a page knows before anything else: who asks, and when."""

from django.conf import settings
from django.utils import timezone

from speelruimte.policy.queries import parsed_policy, policy_in_force


def now():
    """This moment. Only pages and commands look at the clock; everything below is told."""
    return timezone.now()


def today():
    """This day, in the municipality."""
    return timezone.localdate()


def the_policy(request):
    """What the policy in force says, asked once for a request. RuleBroken where there is none."""
    if not hasattr(request, "policy_in_force"):
        request.policy_in_force = parsed_policy(policy_in_force(on=today()))
    return request.policy_in_force


def the_person(request):
    """Who is signed in, or None for a visitor without account."""
    return request.user if request.user.is_authenticated else None


def the_address(request):
    """The network address somebody comes from.

    Each of our own proxies (``TRUSTED_PROXY_COUNT``) adds to the header who it was asked by: with
    two, the visitor is the last but one. What a visitor wrote there stands before that, and is not
    believed. Without proxies the header is not read at all.
    """
    proxies = settings.TRUSTED_PROXY_COUNT
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if proxies and len(forwarded) >= proxies and forwarded[-proxies]:
        return forwarded[-proxies]
    return request.META.get("REMOTE_ADDR", "")
