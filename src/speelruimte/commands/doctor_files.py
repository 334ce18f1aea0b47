"""`speelruimte doctor`, the folder: who can read it, is there room, are the style sheets ready?"""

import shutil
from pathlib import Path

from speelruimte.shared.messages import gettext as _

TOO_LITTLE, LITTLE = 200_000_000, 1_000_000_000


def look_at_files():
    """A mark and a sentence for the folder, the room in it, and the style sheets."""
    return [_closed_to_others(), _room(), _static_files()]


def _closed_to_others():
    from django.conf import settings

    secret = [settings.DATA, *settings.DATA.glob("*.sqlite3*"), *settings.DATA.glob("keys/*")]
    if open_to_others := [path for path in secret if path.exists() and path.stat().st_mode & 0o077]:
        folders = " ".join(str(path) for path in open_to_others if path.is_dir())
        files = " ".join(str(path) for path in open_to_others if path.is_file())
        advice = [f"chmod 700 {folders}" if folders else "", f"chmod 600 {files}" if files else ""]
        return "fout", _(
            "Bestanden: andere gebruikers van deze machine kunnen de gegevens of sleutels lezen. "
            "Doe: {advice}"
        ).format(advice=" && ".join(filter(None, advice)))
    return "goed", _("Bestanden: alleen voor ons leesbaar. Neem keys mee in elke reservekopie.")


def _room():
    from django.conf import settings

    folder = next(path for path in (settings.DATA, *settings.DATA.parents) if path.exists())
    free = shutil.disk_usage(folder).free
    said = _("Schijf: {free} MB vrij.").format(free=free // 1_000_000)
    if free < TOO_LITTLE:
        return "fout", said + " " + _("Straks kan niemand meer iets insturen. Maak ruimte vrij.")
    return "let op" if free < LITTLE else "goed", said


def _static_files():
    from django.contrib.staticfiles import finders

    if not finders.find("build/site.css"):
        return "fout", _("Opmaak: niet gebouwd. Doe: bin/build-assets")
    behind = list(_not_collected())
    if behind:
        return "fout", _(
            "Opmaak: {path} staat niet of verouderd klaar voor de webserver (in totaal: {number}). "
            "Doe: speelruimte setup"
        ).format(number=len(behind), path=behind[0])
    return "goed", _("Opmaak: gebouwd, en klaar voor de webserver.")


def _not_collected():
    """Static files that the web server lacks, or has in an older form."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders

    for finder in get_finders():
        for path, storage in finder.list([]):
            source = Path(storage.path(path))
            collected = Path(settings.STATIC_ROOT, getattr(storage, "prefix", None) or "", path)
            if not collected.exists() or collected.stat().st_mtime < source.stat().st_mtime:
                yield path
