"""`speelruimte doctor`, the environment: settings with which a website runs and is not safe."""

from speelruimte.shared.messages import gettext as _

SHORTEST_KEY = 32


def look_at_settings():
    """A mark and a sentence for each setting that is wrong, or one that all is well."""
    from django.conf import settings

    faults = [fault for check in _CHECKS if (fault := check(settings))]
    return faults or [("goed", _("Instellingen: passen bij elkaar."))]


def _demo(settings):
    if settings.DEMO or settings.DEBUG:
        return "let op", _("Instellingen: dit is een proef. Iedereen kan alles lezen.")
    return None


def _hosts(settings):
    if any(host in ("*", ".") for host in settings.ALLOWED_HOSTS):
        return "fout", _(
            "Instellingen: ALLOWED_HOSTS laat elke naam toe. Zet er de namen van uw website in: "
            "links in mail gaan anders naar een ander."
        )
    return None


def _weak_keys(settings):
    from speelruimte.journal.key_marks import present_key
    from speelruimte.shared.key_files import KEYS

    keys = {name: present_key(name) for name in KEYS}
    weak = [name for name, key in keys.items() if key and _is_weak(key)]
    if weak:
        return "fout", _(
            "Instellingen: deze sleutels zijn te raden: {names}. Haal ze uit de omgeving en doe "
            "speelruimte setup --new-key NAAM."
        ).format(names=", ".join(name.lower() for name in weak))
    return None


def _is_weak(key):
    return len(key) < SHORTEST_KEY or len(set(key)) < 8


def _https(settings):
    is_https = settings.SITE_ADDRESS.startswith("https://")
    if settings.IS_HTTPS and not is_https:
        return "fout", _(
            "Instellingen: IS_HTTPS staat aan, maar SITE_ADDRESS begint niet met https://. Links in "
            "mail kloppen dan niet."
        )
    if is_https and not settings.IS_HTTPS:
        return "fout", _(
            "Instellingen: SITE_ADDRESS is https, maar IS_HTTPS staat uit. Inloggen is dan af te "
            "luisteren. Zet IS_HTTPS=1."
        )
    return None


def _proxies(settings):
    if settings.IS_HTTPS and not settings.TRUSTED_PROXY_COUNT:
        return "fout", _(
            "Instellingen: IS_HTTPS staat aan en TRUSTED_PROXY_COUNT is 0. Alle bezoekers lijken dan "
            "één adres te hebben, en één grappenmaker sluit iedereen buiten. Zet het op het aantal "
            "eigen proxy’s, meestal 1."
        )
    return None


_CHECKS = (_demo, _hosts, _weak_keys, _https, _proxies)
