"""A Chromium for the tests: the one that is there, else Debian's package, else Playwright's own.

Run as a script it prints the path of the executable, and installs one first where none is found.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
LAUNCH_ARGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def find() -> Path | None:
    """The first Chromium that starts; `CHROMIUM`, where it is set, is the only candidate."""
    return next(filter(_starts, _candidates()), None)


def how_to_install() -> str:
    """What to do where `find` finds nothing, in one sentence."""
    named = os.environ.get("CHROMIUM")
    if named:
        return f"CHROMIUM names `{named}`, which does not start: correct it or unset it"
    return (
        "the browser tests need Chromium and none was found: run `apt-get install chromium` as "
        "root or `.venv/bin/playwright install --with-deps chromium`, or set CHROMIUM to the path "
        "of a Chromium or Chrome executable"
    )


def install() -> None:
    """Try Debian's package, then Playwright's own download; talk goes to standard error."""
    _install_with_apt()
    if find() is None:
        _run(sys.executable, "-m", "playwright", "install", "chromium")


def _candidates() -> Iterator[Path]:
    if named := os.environ.get("CHROMIUM"):
        yield Path(named)
        return
    yield from (Path(found) for name in NAMES if (found := shutil.which(name)))
    yield MAC
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    yield Path(path)


def _starts(path: Path) -> bool:
    # Ubuntu's chromium-browser may be a stub that only says where the real one is.
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _install_with_apt() -> None:
    root = _root_command()
    if root is None or shutil.which("apt-get") is None:
        return
    apt = (*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq")
    _run(*apt, "update")
    _run(*apt, "install", "--no-install-recommends", "-y", "chromium")
    if not _run(*apt, "install", "--no-install-recommends", "-y", "fonts-noto-cjk"):
        print("fonts-noto-cjk is not to be had: screenshots may lack Chinese", file=sys.stderr)


def _root_command() -> tuple[str, ...] | None:
    if os.geteuid() == 0:
        return ()
    return ("sudo", "-n") if shutil.which("sudo") and _run("sudo", "-n", "true") else None


def _run(*command: str) -> bool:
    return subprocess.run(command, stdout=sys.stderr, check=False).returncode == 0


def main() -> int:
    """Print the executable's path; 1, with what to do, where none can be had."""
    if find() is None and not os.environ.get("CHROMIUM"):
        print("no Chromium found, installing one", file=sys.stderr)
        install()
    if (path := find()) is None:
        print(how_to_install(), file=sys.stderr)
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
