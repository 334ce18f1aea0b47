"""Style and pictures by their fingerprinted name, and a page without them where they are not there."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ForgivingStaticFiles(CompressedManifestStaticFilesStorage):
    """A file that was not put ready keeps its plain name: a page without its style is better than
    no page. `speelruimte doctor` misses it too."""

    manifest_strict = False

    def hashed_name(self, name, content=None, filename=None):
        """The name with a fingerprint; the plain one when there is no such file."""
        try:
            return super().hashed_name(name, content, filename)
        except ValueError:
            if content is not None or filename is not None:
                raise  # while files are put ready it must be there
            return name
