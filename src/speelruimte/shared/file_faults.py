"""Why a file cannot be opened or written, in words instead of those of the operating system."""

import errno

from .messages import gettext, gettext_noop

_WHY = {
    errno.ENOENT: gettext_noop("staat er niet"),
    errno.EISDIR: gettext_noop("is een map"),
    errno.ENOTDIR: gettext_noop("staat in iets dat geen map is"),
    errno.EACCES: gettext_noop("daar hebt u geen toegang toe"),
    errno.EPERM: gettext_noop("daar hebt u geen toegang toe"),
    errno.ENOSPC: gettext_noop("de schijf is vol"),
    errno.EROFS: gettext_noop("op deze schijf kan niets worden geschreven"),
    errno.ENAMETOOLONG: gettext_noop("de naam is te lang"),
}


def why_not(error: OSError) -> str:
    """The reason in a few words; the number of the fault where it is a rare one."""
    known = _WHY.get(error.errno or 0)
    if known:
        return gettext(known)
    return gettext("fout {number} van het systeem").format(number=error.errno)
