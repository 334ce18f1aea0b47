"""Names in the cache that all web processes share."""

from django.conf import settings

from speelruimte.shared.fingerprints import keyed_fingerprint


def hashed_key(key, key_prefix, version):
    """A name in the shared cache says nothing: neither an address nor a code that was used.

    The libraries put both in the names they use; here only keyed fingerprints of these are kept.
    """
    return keyed_fingerprint(f"{key_prefix}:{version}:{key}", key=settings.SECRET_KEY.encode())
