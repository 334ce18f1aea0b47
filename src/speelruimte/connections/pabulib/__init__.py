"""Pabulib: the public file format for votes on a budget (.pb). Reading, counting, writing.

Format: https://pabulib.org/format. A file is UTF-8 text with three blocks, META, PROJECTS and
VOTES, each with a row of column names, separated by semicolons.
"""

from .faults import PabulibError, PabulibFault
from .file import PabulibFile, PabulibVote, Project
from .reading import parse, read_pabulib
from .writing import write_pabulib

__all__ = [
    "PabulibFault",
    "PabulibError",
    "PabulibFile",
    "Project",
    "PabulibVote",
    "parse",
    "read_pabulib",
    "write_pabulib",
]
