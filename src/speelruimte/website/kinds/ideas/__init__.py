"""Own words: sent in on the website, or said elsewhere and written down here."""

from dataclasses import replace

from django.utils.translation import gettext_lazy

from speelruimte.activities.kind import ELSEWHERE
from speelruimte.activities.rules import may_enter_for_others
from speelruimte.website.kind_pages import ENTER_PAGE, IMPORT_PAGE, KindPages

# Colleagues write down here what came in by letter, by telephone or in a talk.
PAGES = KindPages(
    key="ideas",
    picture="list",
    named=gettext_lazy("Uw woorden sturen"),
    work=ENTER_PAGE,
    work_label=gettext_lazy("Inbreng invoeren"),
    may_work=may_enter_for_others,
    import_page=IMPORT_PAGE,
    paper_form="paper-form",
    addresses=("speelruimte.website.kinds.ideas.public",),
)
MEETING = replace(
    PAGES,
    key=ELSEWHERE,
    picture="meeting",
    named=gettext_lazy("Bijeenkomsten en gesprekken"),
    addresses=(),
)
