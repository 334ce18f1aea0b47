"""What others need to check the journal without us: checkpoint, tiles, and the checker to read.

Plain text and bytes, for programs as much as for people. Tiles and bundles hold hashes only.

Source: techniek#c2sp-tlog-tiles
"""

import re
from pathlib import Path

from django.http import Http404, HttpResponse
from django.urls import path
from django.views.decorators.cache import cache_control, never_cache

from speelruimte.journal import checker
from speelruimte.journal.growing import WIDTH, read_fingerprints, read_tile
from speelruimte.journal.proof import cosigned
from speelruimte.journal.signing import newest_checkpoint

PLAIN = "text/plain; charset=utf-8"
# x001/x234/067 is tile 1234067; .p/12 behind it asks for its first twelve hashes.
_PLACE = re.compile(r"((?:x\d{3}/)*\d{3})(?:\.p/([1-9]\d{0,2}))?")
FOR_EVER = {"public": True, "max_age": 31_536_000, "immutable": True}


@never_cache
def checkpoint(request):
    """The newest checkpoint, with the signatures of all who signed along."""
    newest = newest_checkpoint()
    if newest is None:
        raise Http404
    return HttpResponse(cosigned(newest), content_type=PLAIN)


@cache_control(public=True, max_age=3600)
def checker_file(request):
    """The checker, to read and to run elsewhere."""
    response = HttpResponse(Path(checker.__file__).read_text(), content_type=PLAIN)
    response["Content-Disposition"] = 'attachment; filename="nakijken.py"'
    return response


@cache_control(**FOR_EVER)
def tile(request, level, place):
    """Up to 256 hashes beside each other, as far as a checkpoint covers them."""
    number, width = _asked(level, place)
    hashes = read_tile(level, number)[:width]
    return HttpResponse(b"".join(hashes), content_type="application/octet-stream")


@cache_control(**FOR_EVER)
def bundle(request, place):
    """What the leaves are hashes of: the fingerprints of up to 256 entries, each behind its length."""
    number, width = _asked(0, place)
    entries = read_fingerprints(number)[:width]
    data = b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)
    return HttpResponse(data, content_type="application/octet-stream")


def _asked(level, place):
    """Which tile, and how many of its hashes. Http404 for what no checkpoint covers."""
    asked = _PLACE.fullmatch(place)
    newest = newest_checkpoint()
    if asked is None or newest is None or level > 7:
        raise Http404
    number = int(asked[1].replace("x", "").replace("/", ""))
    width = int(asked[2] or WIDTH)
    if width > WIDTH or number * WIDTH + width > newest.size >> (8 * level):
        raise Http404
    return number, width


urlpatterns = [
    path("logboek/checkpoint", checkpoint, name="checkpoint"),
    path("logboek/nakijken.py", checker_file, name="checker"),
    path("logboek/tile/entries/<path:place>", bundle, name="bundle"),
    path("logboek/tile/<int:level>/<path:place>", tile, name="tile"),
]
