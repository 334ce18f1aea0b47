"""Known passwords, a bar that switches roles, codes on request: in the demo, and nowhere else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from demo.cast import CAST
from demo.folder import MARKER, is_filled, mark, mark_filled
from demo.second_factor import PASSWORD, code_of, secret_of
from django.conf import settings
from django.urls import NoReverseMatch, reverse

from speelruimte.commands.main import COMMANDS, commands, main
from tests.template_database import give_migrated_file

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def no_demo(monkeypatch, tmp_path):
    monkeypatch.delenv("SPEELRUIMTE_DEMO", raising=False)
    monkeypatch.setenv("SPEELRUIMTE_DATA", str(tmp_path))


def test_a_mark_that_was_not_written_to_the_end_says_of_no_folder_that_it_was_filled(tmp_path):
    (tmp_path / MARKER).touch()
    assert not is_filled(tmp_path)
    assert not mark(tmp_path)

    mark_filled(tmp_path, "basis")
    assert is_filled(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == [MARKER]


def test_these_tests_run_without_demo():
    assert settings.DEMO is False


@pytest.mark.parametrize("name", ["demo-switch", "demo-roles", "demo-vote", "demo-styleguide"])
def test_its_pages_have_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize(
    "address", ["/demo/bekijk-als/", "/demo/rollen/", "/demo/stem-mee/", "/en/demo/rollen/"]
)
def test_its_addresses_are_not_there(client, db, address):
    assert client.get(address).status_code == 404
    assert client.post(address, {"who": "wim"}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_no_page_has_its_bar(client, browser_of, cast):
    for page in (
        client.get(reverse("home")),
        client.get(reverse("account_login")),
        browser_of(cast.wim).get(reverse("my-work")),
    ):
        assert page.status_code == 200
        assert "sr-demo-bar" not in page.content.decode()
        assert "Bekijk als" not in page.content.decode()


def test_its_templates_cannot_be_found():
    from django.template import TemplateDoesNotExist
    from django.template.loader import get_template

    for name in ("demo/bar.html", "demo/switch.html", "demo/roles.html", "demo/try_vote.html"):
        with pytest.raises(TemplateDoesNotExist):
            get_template(name)


def test_its_command_is_not_listed_and_not_run(no_demo, capsys):
    assert commands() == COMMANDS
    with pytest.raises(SystemExit):
        main(["demo", "code", "wim"])
    assert not any(character.isdigit() for character in capsys.readouterr().out)


def test_its_command_is_there_in_a_demo(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("SPEELRUIMTE_DATA", str(tmp_path))
    monkeypatch.delenv("SPEELRUIMTE_DEMO", raising=False)
    (tmp_path / "demo.txt").write_text("")

    before = code_of("wim")[0]
    assert main(["demo", "code", "wim"]) == 0
    assert capsys.readouterr().out.split()[0] in {before, code_of("wim")[0]}
    assert main(["demo", "code", "niemand"]) == 1


def test_its_secrets_stand_nowhere_in_the_product():
    for file in (ROOT / "src").rglob("*"):
        if file.suffix in {".py", ".html", ".txt", ".yaml"}:
            text = file.read_text()
            assert PASSWORD not in text, file
            assert not any(secret_of(member.key) in text for member in CAST), file


def test_codes_are_those_of_every_authenticator_app():
    """Compared with the code that allauth computes for the same secret and moment."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    moment = 1_800_000_015
    assert code_of("wim", at=moment) == (
        format_hotp_value(hotp_value(secret_of("wim"), moment // 30)),
        15,
    )


IN_A_DEMO = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.test import Client
from django.test.utils import setup_test_environment
from django.utils import timezone
from demo.cast import welcome_cast
from demo.getting_in import open_the_doors
from demo.folder import mark
from demo.second_factor import PASSWORD, code_of
from speelruimte.people.models import Person
setup_test_environment()
now, today = timezone.now(), timezone.localdate()
welcome_cast(by=None, at=now, on=today)
open_the_doors(at=now, on=today)
open_the_doors(at=now, on=today)
visitor = Client()
home = visitor.get("/").content.decode()
assert "U kijkt als bezoeker" in home and "<form" not in home.split("sr-demo-bar")[1].split("</div>")[0]
sheet = visitor.get("/demo/rollen/").content.decode()
assert "Er is nu geen stemming open" in visitor.get("/demo/stem-mee/").content.decode()
assert PASSWORD in sheet and "wim@lindewold.example" in sheet
assert visitor.post("/demo/bekijk-als/", {"who": "wim"}).url == "/werk/"
assert "U kijkt als Wim Dekker" in visitor.get("/werk/").content.decode()
assert visitor.post("/demo/bekijk-als/", {"who": "henk"}).url == "/"
assert visitor.post("/demo/bekijk-als/", {"who": "visitor"}).url == "/"
assert "U kijkt als bezoeker" in visitor.get("/").content.decode()
assert visitor.post("/demo/bekijk-als/", {"who": "niemand"}).status_code == 404
real = Client()
step = real.post("/account/inloggen/", {"login": "wim@lindewold.example", "password": PASSWORD})
assert step.url == "/account/inloggen/tweede-stap/", step
done = real.post(step.url, {"code": code_of("wim")[0]})
assert done.url == "/werk/", done
print("alles gedaan")
"""


def test_in_the_demo_one_switches_roles_and_signs_in_with_the_sheet(tmp_path):
    mark(tmp_path)
    give_migrated_file(tmp_path / "demo.sqlite3")
    environment = os.environ | {
        "SPEELRUIMTE_DEMO": "1",
        "SPEELRUIMTE_DATA": str(tmp_path),
        "DEBUG": "1",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'demo.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "speelruimte.config.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "ALLOWED_HOSTS": "testserver",
    }

    done = subprocess.run(
        [sys.executable, "-c", IN_A_DEMO],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert "alles gedaan" in done.stdout, done.stderr[-3000:]
