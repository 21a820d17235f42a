"""What every test may ask for: the shared real data, a Chromium and a browser on it."""

import os
from collections.abc import Iterator
from pathlib import Path

import browser as chromiums
import pytest
import sample
from playwright.sync_api import Browser, sync_playwright

ABSENT = "real data not found at"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--real-data",
        metavar="DIR",
        help="folder of real data (default: GOVGEN_REAL_DATA, else ../shared/real)",
    )
    parser.addoption(
        "--bless", action="store_true", help="write what comes out as what is expected"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep a file's tests in one process, which makes its fixtures once; those in a browser fill up what is left."""
    for item in items:
        if "browser" not in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line what was not run for want of real data, and how much ran all the same."""
    stats = terminalreporter.stats
    missed = [report for report in stats.get("skipped", []) if ABSENT in str(report.longrepr)]
    if not missed:
        return
    ran = sum(len(stats.get(outcome, [])) for outcome in ("passed", "failed", "xfailed", "xpassed"))
    folder = _real_data_folder(terminalreporter.config)
    terminalreporter.write_line(f"{ABSENT} {folder}: {len(missed)} tests not run, {ran} run")


@pytest.fixture(scope="session")
def real_data(pytestconfig: pytest.Config) -> Path:
    """The folder of real data; tests that ask for it are not run where it is absent."""
    folder = _real_data_folder(pytestconfig)
    if not folder.is_dir():
        pytest.skip(f"{ABSENT} {folder}")
    return folder


@pytest.fixture(scope="session", autouse=True)
def engine(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let what MkDocs makes of one site serve every test that builds it."""
    folder = sample.shared_by_all(tmp_path_factory.getbasetemp()) / "engine"
    folder.mkdir(exist_ok=True)
    sample.SHARED["engine"] = folder


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The executable of a Chromium; its absence is a failure, not a skip."""
    path = chromiums.find()
    if path is None:
        pytest.fail(chromiums.how_to_install(), pytrace=False)
    return path


@pytest.fixture(scope="session", name="browser")
def headless_browser(chromium: Path) -> Iterator[Browser]:
    """One headless Chromium for the whole session of this process."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=chromium, args=list(chromiums.LAUNCH_ARGS)
        )
        yield launched
        launched.close()


def _real_data_folder(config: pytest.Config) -> Path:
    named = config.getoption("--real-data") or os.environ.get("GOVGEN_REAL_DATA")
    return Path(named) if named else config.rootpath.parent / "shared" / "real"
