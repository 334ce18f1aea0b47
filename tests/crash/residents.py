"""Residents who send their words through the real form, and press again when no answer comes."""

import http.client
import re
from html import unescape
from threading import Thread
from urllib.parse import urlencode, urlsplit

CODE = re.compile(r"SR-[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")
HIDDEN = r'name="{}"[^>]*value="([^"]*)"'
NO_ANSWER = (OSError, http.client.HTTPException)


class Resident(Thread):
    """Writes on until told to stop. ``confirmed`` holds each code that stood on a page."""

    def __init__(self, number, address, form, stop):
        super().__init__(name=f"resident {number}", daemon=True)
        self.number, self.form, self.stop = number, form, stop
        self.server = urlsplit(address).netloc
        self.confirmed, self.sent, self.unanswered = {}, 0, 0
        self.fault = None

    def run(self):
        try:
            while not self.stop.is_set():
                self.sent += 1
                self._say(f"Bewoner {self.number} zegt iets, keer {self.sent}.")
        except AssertionError as fault:
            self.fault = fault

    def _say(self, text):
        """One text: the form, and the button until a page with a code comes back."""
        got = self._until_answered("GET", self.form)
        if got is None:
            return
        page, cookie, _next = got
        fields = {
            "csrfmiddlewaretoken": _hidden(page, "csrfmiddlewaretoken"),
            "idempotency_key": _hidden(page, "idempotency_key"),
            "trap": "",
            "text": text,
            "name": f"Bewoner {self.number}",
        }
        answer = self._until_answered("POST", self.form, urlencode(fields), {"Cookie": cookie})
        if answer and answer[2]:  # led to the page with the code
            answer = self._until_answered("GET", answer[2], headers={"Cookie": answer[1]})
        if answer is not None:
            match = CODE.search(answer[0])
            assert match, answer[0]
            self.confirmed[match.group()] = text

    def _until_answered(self, method, path, body=None, headers=None):
        while True:
            try:
                status, *came = self._ask(method, path, body, headers or {})
                # Something broke on the way: nothing was confirmed, so the button is pressed again.
                if status < 500:
                    assert status in (200, 302), (status, _complaints(came[0]))
                    return came
            except NO_ANSWER:
                pass
            self.unanswered += 1
            if self.stop.wait(0.05):
                return None

    def _ask(self, method, path, body, headers):
        connection = http.client.HTTPConnection(self.server, timeout=10)
        headers = headers | {"Origin": f"http://{self.server}"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            set_here = answer.headers.get_all("Set-Cookie") or ()
            cookies = "; ".join(one.partition(";")[0] for one in set_here)
            return answer.status, answer.read().decode(), cookies, answer.getheader("Location")
        finally:
            connection.close()


def _complaints(page):
    """What the page says is wrong with what was sent; all of its words where it says nothing."""
    block = re.search(r'<div[^>]* id="fouten".*?</ul>\s*</div>', page, re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", block.group() if block else page)).split())


def _hidden(page, name):
    return unescape(re.search(HIDDEN.format(name), page).group(1))
