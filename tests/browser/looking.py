"""What is wrong with a page: axe at two widths, nothing from elsewhere, nothing wider than the screen."""

from pathlib import Path
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from tests.browser.conftest import Visitor

WIDTHS = (1280, 320)
# Where letters are made twice as large too: what fits on a narrow phone may not on a wider one.
PHONES = (390,)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# None of these rules reads the style sheets as files, so they are not fetched once more.
ASKED = {
    "runOnly": {"type": "tag", "values": TAGS},
    "resultTypes": ["violations"],
    "preload": False,
}
# Letters on a background that axe found good once in this run are not measured again: contrast.js.
CONTRAST = Path(__file__).with_name("contrast.js").read_text()
RUN_AXE = f"""async ([options, measured]) => {{
    ({CONTRAST})(measured);
    const said = await axe.run(document, options);
    const faults = said.violations.map(one => `${{one.id}}: ${{one.nodes[0].html.slice(0, 160)}}`);
    return [faults, axe.goodContrast()];
}}"""
_measured = set()
# With letters twice as large no word may be broken that fits on a line of a phone (WCAG 1.4.4).
LARGE_TEXT, FITS_A_LINE = "200%", 200  # of the size of letters; pixels
BROKEN_WORDS = """([size, fits]) => {
    const root = document.documentElement, before = root.style.fontSize;
    root.style.fontSize = size;
    const broken = new Set(), range = document.createRange();
    const unseen = "svg, script, style, select, .sr-visually-hidden, .sr-trap, "
        + ".sr-path li:last-child, .sr-table--sheets :is(thead, caption)";
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        if (text.parentElement.closest(unseen)) continue;
        const told = (from, length) => {
            range.setStart(text, from);
            range.setEnd(text, from + length);
            const parts = [...range.getClientRects()].filter(part => part.width > 1);
            const lines = new Set(parts.map(part => Math.round(part.top)));
            const wide = parts.reduce((sum, part) => sum + part.width, 0);
            return lines.size > 1 && wide <= fits;
        };
        for (const word of text.data.matchAll(/\\S+/g)) {
            if (!told(word.index, word[0].length)) continue;
            for (const part of word[0].matchAll(/[^-]+/g))  // after a dash a line may end
                if (told(word.index + part.index, part[0].length)) broken.add(part[0]);
        }
    }
    const isWide = root.scrollWidth > window.innerWidth;
    root.style.fontSize = before;
    return [[...broken].slice(0, 8), isWide];
}"""


def holds_large_text(window):
    """What does not hold on a phone with letters twice as large, in words; empty when all does."""
    broken, is_wide = window.page.evaluate(BROKEN_WORDS, [LARGE_TEXT, FITS_A_LINE])
    said = [f"breekt woorden bij grote letters: {', '.join(broken)}"] if broken else []
    return said + (["is te breed bij grote letters"] if is_wide else [])


# In a table a number stands on one line, and a word of a button or an action on one, too.
BROKEN_IN_TABLES = """() => {
    const broken = new Set(), range = document.createRange();
    const inside = "table :is(.is-number, .utrecht-button, .sr-action-link), .sr-scroll td a";
    for (const part of document.querySelectorAll(inside)) {
        const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
        for (let text = texts.nextNode(); text; text = texts.nextNode()) {
            if (text.parentElement.closest(".sr-visually-hidden")) continue;
            for (const word of text.data.matchAll(/[^ \\n]+/g)) {
                range.setStart(text, word.index);
                range.setEnd(text, word.index + word[0].length);
                const parts = [...range.getClientRects()].filter(part => part.width > 1);
                if (new Set(parts.map(part => Math.round(part.top))).size > 1) broken.add(word[0]);
            }
        }
    }
    return [...broken].slice(0, 8);
}"""


def breaks_in_tables(window):
    """What is broken in a table, in words; empty when nothing is."""
    broken = window.page.evaluate(BROKEN_IN_TABLES)
    return [f"breekt in een tabel: {', '.join(broken)}"] if broken else []


def _for_staff(window):
    return urlsplit(window.page.url).path.startswith(("/werk", "/account", "/demo"))


def look(window, path, who, axe_at=WIDTHS):
    """What is wrong with a page, at each width; it begins at the first one where axe is asked."""
    window.resized(axe_at[0])
    answer = window.go(path)
    if answer.status >= 400:
        return [f"{who}: {path} antwoordt {answer.status}"]
    return look_here(window, f"{who}: {path}", axe_at)


def look_here(window, what, axe_at=WIDTHS):
    """What is wrong with the page that is shown now, such as the answer to a form."""
    faults = []
    phones = () if _for_staff(window) else (*PHONES, min(WIDTHS))
    # From where the window is to the other end: each time it is resized the page is laid out anew.
    for width in sorted({*WIDTHS, *phones}, reverse=window.width != min(WIDTHS)):
        window.resized(width)
        if width in WIDTHS and window.is_wider_than_the_screen():
            faults.append(f"{what} is breder dan {width} px")
        if width == min(WIDTHS):
            faults += [f"{what} ({width} px) {said}" for said in breaks_in_tables(window)]
        if width in phones:
            faults += [f"{what} ({width} px) {said}" for said in holds_large_text(window)]
        if width in axe_at:
            faults += [f"{what} ({width} px) {fault}" for fault in not_accessible(window)]
    faults += [f"{what} meldt {complaint}" for complaint in window.complaints]
    window.complaints.clear()
    return faults


def not_accessible(window):
    """What axe finds on the page that is shown, at the width it has now."""
    faults, measured = window.page.evaluate(RUN_AXE, [ASKED, sorted(_measured)])
    _measured.update(measured)
    return faults


class WindowOn(Visitor):
    """A window on what a test has in its own database: its client answers, and no server runs.

    The page is asked for before the browser wants it: what the browser calls runs elsewhere, with
    another connection to the database.
    """

    def __init__(self, browser, client):
        super().__init__(browser, "http://localhost")
        self.client, self.answer = client, None
        self.page.route("**/*", self._give)

    def go(self, path):
        self.answer = self.client.get(path)
        return super().go(path)

    def send(self, path, typed):
        """Show the answer to a form at its address, also where it led to another page."""
        self.answer = self.client.post(path, typed, follow=True)
        return super().go(path)

    def _give(self, route):
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            route.fulfill(path=finders.find(path.removeprefix("/static/")))
            return
        route.fulfill(
            status=self.answer.status_code,
            headers=dict(self.answer.items()),
            body=self.answer.content,
        )
