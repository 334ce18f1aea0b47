"""Pabulib: the public file format for votes on a budget (.pb). Reading, counting, writing.

Format: https://pabulib.org/format. A file is UTF-8 text with three blocks, META, PROJECTS and
VOTES, each with a row of column names, separated by semicolons.
"""

from .faults import Fault, PabulibError
from .file import PabulibFile, Project, Vote
from .reading import parse, read
from .writing import write

__all__ = ["Fault", "PabulibError", "PabulibFile", "Project", "Vote", "parse", "read", "write"]
