"""What went out comes back: an export read into an empty register says the same in public."""

import json
import shutil
from pathlib import Path

import overlay
import pytest
from click.testing import CliRunner, Result

from govgen import export
from govgen.cache import Cache
from govgen.cli import cli
from govgen.export import BASE
from govgen.load import load
from govgen.record import kinds

ISSUE = {
    "id": "ISS-2026-0900",
    "title": "路灯",
    "category": "facilities",
    "raised_by": {"kind": "resident"},
    "events": [{"to": "submitted", "at": "2026-03-05"}],
}


def govgen(root: Path, *words: object) -> Result:
    arguments = ["-C", str(root), "--cache-dir", str(root.parent / "cache"), "--lang", "en"]
    return CliRunner().invoke(cli, [*arguments, *map(str, words)])


def empty(root: Path, source: Path) -> Path:
    """Make a register that has the files of all, and no record."""
    (root / "records").mkdir(parents=True)
    for name in ("community", "people", "policy"):
        if (source / f"records/{name}.yml").exists():
            shutil.copy(source / f"records/{name}.yml", root / "records")
    return root


def files(root: Path) -> dict[str, bytes]:
    found = (it for it in root.rglob("*") if it.is_file())
    return {it.relative_to(root).as_posix(): it.read_bytes() for it in found}


def fetch(root: Path, source: Path) -> None:
    """Bring the documents of `source`: the site has them, the data has not."""
    for made in (source / "records").rglob("*"):
        if made.is_file() and made.suffix != ".yml":
            target = root / made.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(made, target)


def test_an_export_comes_back_byte_for_byte(tmp_path):
    first = overlay.register_of(None, tmp_path / "first")
    shutil.rmtree(first / "records/orders")  # how one was rated is withheld
    second = empty(tmp_path / "second", first)
    assert govgen(first, "export", tmp_path / "a", "--as-of", overlay.AS_OF).exit_code == 0
    back = govgen(second, "import", "register", tmp_path / "a")
    assert back.exit_code == 0, back.stderr
    fetch(second, first)
    again = govgen(second, "export", tmp_path / "b", "--as-of", overlay.AS_OF)
    assert again.exit_code == 0, again.stderr
    assert files(tmp_path / "b") == files(tmp_path / "a")
    twice = govgen(second, "import", "register", tmp_path / "a")
    assert (twice.exit_code, twice.stdout) == (0, "")


def test_of_the_sample_only_what_was_withheld_does_not_come_back_and_the_check_passes(
    pytestconfig, tmp_path
):
    def told(root: Path) -> dict[str, bytes]:
        return export.files(load(root, overlay.AS_OF, Cache(tmp_path / "cache")).register)

    def unsourced(record: dict[str, object]) -> dict[str, object]:
        return {key: value for key, value in record.items() if key != "source"}

    before, root = told(pytestconfig.rootpath), empty(tmp_path / "back", pytestconfig.rootpath)
    for path, content in before.items():
        target = tmp_path / "out" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    back = govgen(root, "import", "register", tmp_path / "out")
    assert back.exit_code == 0, back.stderr
    after, differ, sourced = told(root), [], []
    for model in kinds().values():
        path = f"{BASE}/{model.KIND.folder}.json"
        had, has = (json.loads(made[path])["records"] for made in (before, after))
        pairs = [(one, other) for one, other in zip(had, has, strict=True) if one != other]
        sourced += [other["source"] for _, other in pairs]
        differ += [one["id"] for one, other in pairs if unsourced(one) != unsourced(other)]
    # An owners' vote with a cell under three, and an opinion of fewer than five people.
    assert differ == ["DEC-2025-0003", "MTG-2025-0011"]
    for words in ("/owners): DEC-2025-0003", "opinions/1): MTG-2025-0011", "ORD-202602-0007"):
        assert words in back.stderr
    assert {"system": "data/v1/decisions.json", "id": "DEC-2025-0003", "steps": 7} in sourced
    fetch(root, pytestconfig.rootpath)
    for words in (("check",), ("export", tmp_path / "again")):
        done = govgen(root, *words, "--as-of", overlay.AS_OF)
        assert done.exit_code == 0, done.stdout + done.stderr
    assert (tmp_path / "again" / BASE / "orders.json").read_bytes() == after[f"{BASE}/orders.json"]
    cards = json.loads(before[f"{BASE}/orders.json"])["cards"]
    assert all(card["id"] in back.stderr for card in cards)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("x", "it is no export of records"),
        ({"kind": "person"}, "it is no export of records"),
        ({"records": {}}, "it is no export of records"),
        ({"format": "2"}, "its format `2` is not known"),
        ({"kind": "order"}, "it holds `order`, not `issue`"),
        ({"records": [{**ISSUE, "title": 1.5}]}, "amounts and decimals are text"),
        ({"records": [{**ISSUE, "id": "../../x"}]}, "it does not have the right form"),
        ({"records": [{**ISSUE, "category": None}]}, "`None` is no value of an export"),
        ({"records": [{**ISSUE, "summary": "13800138000"}]}, "`summary` holds"),
        ({"records": [{**ISSUE, "id": "ISS-2026-0001", "titel": "x"}]}, "did you mean `title`?"),
        ({"records": [{"id": "ISS-2026-0001"}]}, "is missing (add `title:` (Title));"),
        ({"records": [{"title": "x"}], "withheld": {"records[1]": []}}, "the required `id`"),
    ],
)
def test_what_is_no_export_is_refused_and_nothing_written(tmp_path, content, said):
    root = empty(tmp_path / "register", overlay.BASE)
    whole = {"format": "1", "kind": "issue", "records": [], "cards": [], "withheld": {}}
    text = content if isinstance(content, str) else json.dumps(whole | content)
    (tmp_path / "issues.json").write_text(text, "utf-8")
    result = govgen(root, "import", "issue", tmp_path / "issues.json")
    assert result.exit_code in (1, 2)
    assert said in result.stderr
    assert not list(root.rglob("*-*.yml"))


def test_a_record_that_is_there_and_says_something_else_is_kept(tmp_path):
    root = empty(tmp_path / "register", overlay.BASE)
    file = tmp_path / "issues.json"
    whole = {"format": "1", "kind": "issue", "cards": [], "withheld": {}}
    for title, expected in (("路灯", 0), ("路灯", 0), ("路灯坏了", 1)):
        file.write_text(json.dumps({**whole, "records": [{**ISSUE, "title": title}]}), "utf-8")
        assert govgen(root, "import", "issue", file).exit_code == expected
    assert "路灯坏了" not in (root / "records/issues/2026/ISS-2026-0900.yml").read_text("utf-8")
