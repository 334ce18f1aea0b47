"""The living style guide: every component with made-up data of the fictional Lindewold.

`samples()` feeds templates/styleguide.html; `sample_pages()` feeds the four example pages. The
levels here have words of Lindewold's own; a real page takes them from the policy in force.
"""

from .components import samples
from .pages import sample_pages

__all__ = ["sample_pages", "samples"]
