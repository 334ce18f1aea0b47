"""Own words: the pages that most ways share are those of ideas."""

from speelruimte.activities.kind import ELSEWHERE
from speelruimte.website.kind_pages import KindPages

PAGES = KindPages(key="ideas", picture="list")
MEETING = KindPages(key=ELSEWHERE, picture="meeting")
