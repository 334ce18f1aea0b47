"""What a page knows before anything else: who asks, from where, and when."""

import re
from ipaddress import IPv4Address, ip_address, ip_network

from django.conf import settings
from django.utils import timezone

from speelruimte.policy.letterheads import presented
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
        version = policy_in_force(on=today())
        request.policy_in_force = parsed_policy(version)
        request.presented = presented(request.policy_in_force, version.letterhead)
    return request.policy_in_force


def the_letterhead(request):
    """How the municipality presents itself now; asked along with the policy."""
    the_policy(request)
    return request.presented


def the_person(request):
    """Who is signed in, or None for a visitor without account."""
    return request.user if request.user.is_authenticated else None


def the_address(request):
    """The network address somebody comes from, as it is counted: the one answer for every limit.

    Each of our own proxies (``TRUSTED_PROXY_COUNT``) adds to the header who it was asked by: with
    two, the visitor is the last but one. What a visitor wrote there stands before that, and is not
    believed. Without proxies the header is not read at all. One home has 2^64 addresses of IPv6
    (a /64): they count as one.
    """
    proxies = settings.TRUSTED_PROXY_COUNT
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if proxies and len(forwarded) >= proxies and (address := _home_of(forwarded[-proxies])):
        return address
    return _home_of(request.META.get("REMOTE_ADDR", ""))


# As a proxy may write it: an address of IPv4 with a port, or one of IPv6 between brackets.
_WITH_PORT = re.compile(r"(?:\[(?P<six>[^\]]+)\]|(?P<four>[\d.]+))(?::\d+)?")


def _home_of(written) -> str:
    """An address without port, of IPv6 the /64 it lies in; empty for what is no address."""
    parts = _WITH_PORT.fullmatch(written)
    try:
        address = ip_address((parts["six"] or parts["four"]) if parts else written)
    except ValueError:
        return ""
    if isinstance(address, IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ip_network((int(address), 64), strict=False))
