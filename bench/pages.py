"""The pages that are measured: where they are, who asks, and what one request costs."""

import os
import time
from dataclasses import dataclass

TURNS = 20


@dataclass(frozen=True)
class Page:
    """An address, and who asks for it; nobody is a visitor."""

    path: str
    person: object = None


@dataclass(frozen=True)
class Cost:
    """What a page that is made anew costs: its queries, and the milliseconds of processor time that
    Python and the database take together.
    """

    queries: int
    cpu_ms: float | None = None


def public_pages(made):
    """The public pages that are measured, by name."""
    from django.urls import reverse

    middle = made[10_000].trajectory
    some = middle.contributions.filter(state="published").order_by("id")[500]
    pages = {"home": reverse("home"), "process": reverse("process", kwargs={"slug": middle.slug})}
    for size, filled in sorted(made.items()):
        if size != 20_000:
            slug = filled.trajectory.slug
            pages[f"list_{size}"] = reverse("contributions", kwargs={"slug": slug})
    pages["contribution"] = reverse(
        "contribution", kwargs={"slug": middle.slug, "key": some.public_key}
    )
    pages["search_words"] = reverse("search") + "?q=regen+stenen&in=inbreng"
    pages["search_common_word"] = reverse("search") + "?q=zit&in=inbreng"
    return {name: Page(path) for name, path in pages.items()}


def staff_pages(made, cast):
    """Pages of the workbench, by name; the answers of the smallest process in a database of all."""
    from django.urls import reverse

    smallest = made[min(made)].trajectory
    answers = reverse("work-answers", kwargs={"case_number": smallest.case_number})
    return {
        "inbox_100000": Page(reverse("contribution-list"), cast.marleen),
        f"answers_{min(made)}": Page(answers, cast.marleen),
        "my_work": Page(reverse("my-work"), cast.marleen),
    }


def crowded_pages(number, cast):
    """Pages that could grow with the number of running processes, and may not."""
    from django.urls import reverse

    from speelruimte.people.models import Person

    # The newest copy: she leads as many as one person does.
    leader = Person.objects.filter(grants__role="project_leader").order_by("-pk").first()
    return {
        f"home_{number}": Page(reverse("home")),
        f"search_{number}": Page(reverse("search") + "?q=groen"),
        f"search_nothing_{number}": Page(reverse("search") + "?q=groeen+vaatrt"),
        f"trajectories_{number}": Page(reverse("trajectory-list") + "?q=vaart", cast.marleen),
        f"my_work_coach_{number}": Page(reverse("my-work"), cast.marleen),
        f"my_work_leader_{number}": Page(reverse("my-work"), leader),
        f"people_{number}": Page(reverse("work-people"), cast.marleen),
    }


def headers_of(page):
    """What a browser sends for this page: what it can read, and who is signed in."""
    headers = ["Accept-Encoding: br"]
    if page.person is not None:
        headers.append(f"Cookie: sessionid={session_of(page.person)}")
    return tuple(headers)


def cost_of(page):
    """What one request for this page costs when nothing is kept, measured in this process."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext, override_settings

    # As a new worker asks it: over a connection that asked before, the database goes by what plans
    # cost at the time.
    connection.close()
    with override_settings(PAGE_CACHE=False):
        client = Client(HTTP_HOST="127.0.0.1")
        if page.person is not None:
            client.cookies["sessionid"] = session_of(page.person)
        client.get(page.path)
        with CaptureQueriesContext(connection) as captured:
            response = client.get(page.path)
        queries = len(captured)
        if response.status_code != 200:
            raise RuntimeError(f"{page.path} antwoordt {response.status_code}")
        for _turn in range(TURNS):  # until the database knows the plan of every query
            client.get(page.path)
        before = time.process_time() + _cpu_of_database()
        for _turn in range(TURNS):
            client.get(page.path)
        spent = time.process_time() + _cpu_of_database() - before
    return Cost(queries, round(spent / TURNS * 1000, 1))


def _cpu_of_database():
    """Seconds that the server process of our connection has worked."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def session_of(person):
    """A signed-in session with a second factor, as a colleague has one."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    if not Authenticator.objects.filter(user=person, type="totp").exists():
        TOTP.activate(person, generate_totp_secret())
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "email": person.email},
        {"method": "mfa", "at": time.time(), "type": "totp"},
    ]
    session.create()
    return session.session_key
