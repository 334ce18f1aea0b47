"""`make demo`: fill a municipality once, then serve it. Ctrl-C ends everything."""

import argparse
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main():
    """Prepare the folder, fill it when it is new, and run web and worker as one group."""
    arguments = parsed()
    folder = data_folder(arguments.policy)
    os.environ["SPEELRUIMTE_DEMO"] = "1"
    os.environ["SPEELRUIMTE_DATA"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "speelruimte.config.settings")
    os.environ["SITE_ADDRESS"] = f"http://127.0.0.1:{arguments.port}"
    from demo.folder import is_filled, mark, unmark

    marked = mark(folder)
    from demo.filling.witness import free_port, witness_in

    griffie, port_of_griffie = witness_in(folder / "getuige"), free_port()
    os.environ["SPEELRUIMTE_WITNESSES"] = (
        f"http://127.0.0.1:{port_of_griffie} {griffie.key().verifier}"
    )
    try:
        prepare(arguments.policy, griffie)
    except BaseException:
        if marked and not is_filled(folder):
            unmark(folder)
        raise
    if arguments.fill_only:
        return 0
    return serve(arguments.port, folder / "getuige", port_of_griffie)


def parsed():
    parser = argparse.ArgumentParser(prog="make demo", description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--policy", default="basis")
    parser.add_argument("--fill-only", action="store_true", help="vul de map en stop")
    return parser.parse_args()


def data_folder(policy):
    """`var/` for the neutral policy, a folder of its own for another; SPEELRUIMTE_DATA wins."""
    if given := os.environ.get("SPEELRUIMTE_DATA"):
        return Path(given).resolve()
    return ROOT / "var" if policy == "basis" else ROOT / "var" / f"demo-{Path(policy).stem}"


def prepare(policy, griffie):
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from demo.fill import check_folder_is_ours, check_policy, fill, is_filled
    from demo.filling.witness import signed_along
    from speelruimte.commands.setup_keys import keep_keys
    from speelruimte.journal.witnessing import witnesses

    check_policy(policy)
    check_folder_is_ours()
    say("De database wordt klaargezet …")
    call_command("migrate", verbosity=0)
    keep_keys()
    if not is_filled():
        fill(policy=policy, say=say)
    # Also when it stopped between the two.
    if not any(witness.size for witness in witnesses()):
        size = signed_along(griffie, at=timezone.now())
        say(f"Het logboek van {size} regels is ondertekend, en de griffie tekende mee.")
    call_command("collectstatic", verbosity=0, interactive=False)


def say(sentence):
    print(f"  {sentence}", flush=True)


def serve(port, folder_of_griffie, port_of_griffie):
    """Web, worker and the griffie as witness as one group. When one of them stops, the other does too."""
    binaries = Path(sys.executable).parent
    commands = {
        "web": [
            str(binaries / "gunicorn"),
            "speelruimte.config.wsgi:application",
            "--bind",
            f"127.0.0.1:{port}",
            "--workers",
            "2",
            "--preload",
            "--log-level",
            "warning",
            "--timeout",
            "60",
        ],
        "werk": [str(binaries / "speelruimte"), "work"],
        "griffie": [
            *(str(binaries / "speelruimte"), "witness", "serve", str(folder_of_griffie)),
            *("--port", str(port_of_griffie)),
        ],
    }
    group = {name: subprocess.Popen(command) for name, command in commands.items()}
    stopping = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_args: stopping.append(True))
    print(
        f"\n  Speelruimte staat klaar: http://127.0.0.1:{port}\n"
        f"  Wie is wie, met wachtwoord en code: http://127.0.0.1:{port}/demo/rollen/\n"
        f"  Stoppen: Ctrl-C\n",
        flush=True,
    )
    while not stopping and all(process.poll() is None for process in group.values()):
        time.sleep(0.3)
    return stop(group, asked=bool(stopping))


def stop(group, *, asked):
    ended = [name for name, process in group.items() if process.poll() is not None]
    for process in group.values():
        if process.poll() is None:
            process.terminate()
    for process in group.values():
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
    if asked:
        print("  Gestopt.", flush=True)
        return 0
    print(
        f"  Onverwacht gestopt: {', '.join(ended)}. Kijk naar de melding hierboven.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
