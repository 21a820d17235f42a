"""Every rule at its line: a marker comment says where, `expected.txt` says what.

A case is a folder `cases/<code>/` with `bad/` (files laid over the base register, each faulty line
marked `# ! <code>`), `expected.txt` (the report; `--bless` writes it), and where wanted `good/`
(must be clean) and `recorded/` (the irregularity is recorded: the marked lines warn).
"""

import re
from pathlib import Path

import pytest
from overlay import BASE, CASES, judge, marked, register_of

from govgen import check, record, report
from govgen.words import LANGS

FOLDERS = sorted(path for path in CASES.iterdir() if path.is_dir() and path != BASE)
RULES = {rule.code: rule for rule in check.rules()}
PACKAGE = Path(check.__file__).parent

CODE = re.compile(
    r"""(?:code=|(?:Refused|refused|Fault)\(\s*|"error",\s*|Misplaced\(\s*\w+,\s*)"([a-z]+(?:-[a-z]+)+)\""""
)
PARAGRAPHS = {
    "zh": ("规则：", "为什么：", "怎么改："),
    "en": ("Rule:", "Why:", "Mend:"),
}


def having(name: str) -> list[Path]:
    return [folder / name for folder in FOLDERS if (folder / name).is_dir()]


def ids(folder: Path) -> str:
    return folder.parent.name


def test_the_base_register_is_clean(tmp_path):
    found, _ = judge(register_of(None, tmp_path))
    assert [f"{one.file}:{one.line} [{one.code}] {one.message.en}" for one in found] == []


def test_the_base_register_has_a_record_of_every_kind():
    folders = {path.name for path in (BASE / "records").iterdir() if path.is_dir()}
    assert {kind.KIND.folder for kind in record.kinds().values()} <= folders


@pytest.mark.parametrize("folder", having("bad"), ids=ids)
def test_marked_lines_and_only_those_are_reported(folder, tmp_path, pytestconfig):
    root = register_of(folder, tmp_path)
    found, sources = judge(root)
    assert {(one.file, one.line, one.code) for one in found} == marked(folder, root)
    assert folder.parent.name in {one.code for one in found}
    written = "\n".join(f"{report.text(found, sources, lang)}" for lang in LANGS)
    expected = folder.parent / "expected.txt"
    if pytestconfig.getoption("--bless"):
        expected.write_text(written, encoding="utf-8")
    assert written == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", having("good"), ids=ids)
def test_nothing_is_wrong_where_the_rule_is_kept(folder, tmp_path):
    found, _ = judge(register_of(folder, tmp_path))
    assert [f"{one.file}:{one.line} [{one.code}] {one.message.en}" for one in found] == []


@pytest.mark.parametrize("folder", having("recorded"), ids=ids)
def test_a_recorded_irregularity_warns(folder, tmp_path):
    root = register_of(folder, tmp_path)
    found, _ = judge(root)
    assert {(one.file, one.line, one.code) for one in found} == marked(folder, root)
    assert {one.severity for one in found} == {"warning"}


@pytest.mark.parametrize("code", sorted({*RULES, *check.WHOLE}))
def test_every_rule_has_a_case(code):
    assert (CASES / code / "bad").is_dir()


@pytest.mark.parametrize("code", sorted(code for code, rule in RULES.items() if rule.irregular))
def test_every_irregular_rule_has_a_case_where_it_is_recorded(code):
    assert (CASES / code / "recorded").is_dir()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_case_is_of_a_known_code(folder):
    assert folder.name in check.manual()


def emitted() -> set[str]:
    """Codes that stand in the source of the package."""
    return {
        one[1]
        for path in PACKAGE.rglob("*.py")
        for one in CODE.finditer(path.read_text(encoding="utf-8"))
    }


def test_codes_are_found_in_the_source():
    assert {"yaml-syntax", "duplicate-key", "id-path", "missing-file", "stray-file"} <= emitted()


@pytest.mark.parametrize("code", sorted({*emitted(), *check.manual()}))
def test_every_code_has_a_manual_page_in_both_languages(code):
    page = check.manual()[code]
    for lang in LANGS:
        title, blank, *paragraphs = page[lang].splitlines()
        assert title
        assert not blank
        starts = [
            next((p for p in PARAGRAPHS[lang] if line.startswith(p)), "") for line in paragraphs
        ]
        assert [start for start in starts if start] == list(PARAGRAPHS[lang])
        assert all(len(line) > 8 for line in paragraphs)
