"""A step written down long after it happened is marked, against what the last commit holds."""

from pathlib import Path

import pytest
import sample

ISSUE = Path("records/issues/2026/ISS-2026-0001.yml")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return sample.base(tmp_path / "register")


def late(root: Path, *options: str) -> list[str]:
    """Return the lines of the report that speak of late entries."""
    done = sample.govgen(root, "check", "--as-of", sample.AS_OF, *options)
    return [line for line in done.stdout.splitlines() if "[late-entry]" in line]


def add_step(root: Path, extra: str = "") -> int:
    """Append a note that happened long ago to an issue; return its line."""
    path = root / ISSUE
    text = path.read_text("utf-8").rstrip("\n")
    at = text.rindex("at: ") + 4
    path.write_text(f"{text}\n  - {{at: {text[at : at + 10]}, note: 当时漏记{extra}}}\n", "utf-8")
    return text.count("\n") + 2


def test_a_step_written_down_late_is_named_with_its_line(desk):
    line = add_step(desk)
    (found,) = late(desk)
    assert found.startswith(f"{ISSUE}:{line}:")


def test_a_step_marked_as_omitted_is_well(desk):
    add_step(desk, ", correction: omission")
    assert late(desk) == []


def test_what_the_commit_holds_is_not_late(desk):
    assert late(desk) == []


def test_a_base_tells_of_all_that_came_since(desk):
    add_step(desk)
    sample.git(desk, "commit", "-aqm", "later")
    assert late(desk) == []
    assert len(late(desk, "--base", "HEAD~1")) == 1
