"""Personal data that slipped in: once policy.yml lists the content, nothing that is published shows it."""

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
import sample
from repository import CLERK, DIRECTOR, Repository

from govgen.formats import FORMATS
from govgen.git import blob_id

AT = 1_795_140_000
"""20 November 2026, in the morning."""
ISSUE = "records/issues/2026/ISS-2026-0054.yml"
PAGE = "issues/ISS-2026-0054/index.html"
POLICY = "records/policy.yml"
PEOPLE = "records/people.yml"
COMMUNITY = "records/community.yml"
RULES = """format: "1"
rules:
  - {kinds: "*", edit: true, means: record, offices: [director]}
"""
TEXT = """id: ISS-2026-0054
title: {zh: 雨水井盖松动, en: Loose drain cover}
category: facilities
raised_by: {kind: resident}
place: PLC-yard
events:
  - {to: submitted, at: 2026-11-18}
"""
SECRET = "七号院旧病历"
ZH, EN = "因个人信息已遮蔽", "redacted for personal data"


@dataclass
class Leaked:
    """A small register, in which a merge (`leak`) put a secret into an issue, the policy lists the content, and a merge mended it.

    In `faulty` the secret stands in a field that there is not, in `renamed` (listed in `mended`, too) in the
    id; in `broken` the policy cannot be read, and in `named` community.yml is listed.
    """

    root: Path
    leak: str
    listed: str = ""
    mended: str = ""
    faulty: str = ""
    broken: str = ""
    renamed: str = ""
    named: str = ""

    def govgen(self, *words: object, lang: str = "zh") -> tuple[int, str, str]:
        done = sample.govgen(self.root, "--lang", lang, *words)
        assert "Traceback" not in done.stderr
        assert SECRET not in done.stdout + done.stderr
        return done.returncode, done.stdout, done.stderr

    def out(self, commit: str) -> None:
        """Let the work tree stand at `commit`."""
        Repository.git(self, "checkout", "--quiet", "--force", "--detach", commit)

    def built(self, name: str, *words: str) -> Path:
        """Build a site whose files are all without the secret."""
        site = self.root.parent / name
        code, _, _ = self.govgen("build", "--site-dir", site, *words)
        assert code == 0
        assert holding(site) == []
        return site


def holding(folder: Path) -> list[Path]:
    return [
        it
        for it in folder.rglob("*")
        if it.is_file() and SECRET in it.read_bytes().decode("utf-8", "replace")
    ]


def staff(text: str) -> str:
    """Let the director and the clerk of a people.yml be known by their addresses."""
    for who, role, since in ((DIRECTOR, "director", "2024-03-20"), (CLERK, "clerk", "2024-04-01")):
        known = hashlib.sha256(who.email.encode()).hexdigest()
        line = f"    from: {since}\n"
        text = text.replace(line, f"{line}    roles: [{role}]\n    emails_sha256: [{known}]\n")
    return text


@pytest.fixture(scope="module")
def leaked(tmp_path_factory: pytest.TempPathFactory) -> Leaked:
    root = sample.base(tmp_path_factory.mktemp("leaked") / "register")
    made = Repository(root)

    def merged(onto: str, files: dict[str, str]) -> str:
        side = made.commit(files, "Work", CLERK, parents=(onto,), at=AT)
        return made.commit(files, "Merge branch 'work'", DIRECTOR, parents=(onto, side), at=AT)

    begun = made.commit(
        {POLICY: RULES, PEOPLE: staff((root / PEOPLE).read_text("utf-8"))},
        parents=(made.git("rev-parse", "HEAD"),),
        at=AT,
    )
    leak = merged(begun, {ISSUE: f"{TEXT}tags: [{SECRET}]\n"})
    blob = made.git("rev-parse", f"{leak}:{ISSUE}")
    wrong = f"{TEXT}secret: {SECRET}\n"
    named = TEXT.replace("id: ISS-2026-0054", f"id: {SECRET}")
    whole = (root / COMMUNITY).read_text("utf-8").replace("清溪社区", SECRET)
    others = (blob_id(it.encode(), blob) for it in (wrong, named, whole))
    entry = "redacted:\n" + "".join(
        f"  - {{blob: {it}, reason: 写进了个人信息, date: 2026-11-20, record: ISS-2026-0054}}\n"
        for it in (blob, *others)
    )
    listed = merged(leak, {POLICY: RULES + entry})
    mended = made.main(merged(listed, {ISSUE: TEXT}))
    return Leaked(
        root,
        leak,
        listed,
        mended,
        faulty=merged(mended, {ISSUE: wrong}),
        broken=merged(mended, {POLICY: RULES + entry + "redacted: []\n"}),
        renamed=merged(mended, {ISSUE: named}),
        named=merged(mended, {COMMUNITY: whole}),
    )


def test_a_content_that_is_still_in_the_register_is_off_the_site_at_once(leaked: Leaked):
    leaked.out(leaked.leak)
    site = leaked.root.parent / "shown"
    leaked.govgen("build", "--site-dir", site)
    assert holding(site) != []
    leaked.out(leaked.listed)
    site = leaked.built("shown")
    assert not (site / PAGE).exists()


def test_receipts_say_that_what_changed_is_redacted(leaked: Leaked):
    leaked.out(leaked.mended)
    site = leaked.built("mended")
    for page, said in ((site / PAGE, ZH), (site / "en" / PAGE, EN)):
        text = page.read_text("utf-8")
        assert text.lower().count(said) >= 2
        assert f"git show --no-patch {leaked.leak}" in text
    told = json.loads((site / "data/v1/approvals.json").read_text("utf-8"))
    issue = next(it for it in told["records"] if it["id"] == "ISS-2026-0054")
    hidden = [it for it in issue["versions"] if it["redacted"]]
    assert [it["commit"] for it in hidden] == [leaked.leak, leaked.mended]
    assert [(it["events"], it["changes"]) for it in hidden] == [([], []), ([], [])]


def test_a_site_of_the_past_leaves_it_out_and_says_so(leaked: Leaked):
    leaked.out(leaked.mended)
    site = leaked.built("past", "--at", leaked.leak)
    assert not (site / PAGE).exists()
    assert f"有 1 份文件{ZH}" in (site / "index.html").read_text("utf-8")


@pytest.mark.parametrize("commit", ["listed", "mended"])
def test_exports_and_histories_are_without_it(leaked: Leaked, commit: str):
    leaked.out(getattr(leaked, commit))
    folder = leaked.root.parent / f"export-{commit}"
    code, _, talk = leaked.govgen("export", folder)
    assert (code, f"ISS-2026-0054 {ZH}" in talk) == (0, commit == "listed")
    assert holding(folder) == []
    for shape in ("text", "json"):
        for revision in ("HEAD", leaked.leak):
            code, out, _ = leaked.govgen(
                "history", "ISS-2026-0054", "--at", revision, "--format", shape, lang="en"
            )
            assert code == 0
            assert (EN if shape == "text" else '"redacted": true') in out
        stretch = f"{leaked.leak}^..{leaked.leak}"
        code, out, _ = leaked.govgen("diff", stretch, "--format", shape, lang="en")
        assert (code, EN in out or '"redacted": true' in out) == (0, True)


def test_an_attachment_is_withheld_by_its_content(leaked: Leaked, tmp_path: Path):
    leaked.out(leaked.mended)
    root = tmp_path / "register"
    shutil.copytree(leaked.root, root)
    made = Leaked(root, leaked.leak)
    folder = root / ISSUE.removesuffix(".yml")
    folder.mkdir()
    (folder / "list.csv").write_text(f"名单\n{SECRET}\n", "utf-8")
    blob = Repository.git(made, "hash-object", str(folder / "list.csv"))
    with (root / ISSUE).open("a", encoding="utf-8") as issue:
        issue.write("attachments: [{kind: report, title: 汇总, path: list.csv}]\n")
    with (root / POLICY).open("a", encoding="utf-8") as policy:
        policy.write(f"  - {{blob: {blob}, reason: 名单, date: 2026-11-20}}\n")
    site = made.built("attached")
    assert f"不公开：{ZH}" in (site / PAGE).read_text("utf-8")
    assert not (site / "issues/ISS-2026-0054/list.csv").exists()


@pytest.mark.parametrize("shape", FORMATS)
def test_a_check_quotes_nothing_of_a_file_that_is_redacted(leaked: Leaked, shape: str):
    leaked.out(leaked.faulty)
    code, out, _ = leaked.govgen("check", "--format", shape)
    assert (code, "unknown-field" in out, ZH in out) == (1, True, True)
    code, _, talk = leaked.govgen("build", "--site-dir", leaked.root.parent / "faulty")
    assert (code, ZH in talk) == (1, True)


@pytest.mark.parametrize("policy", [None, "redacted: []\nredacted: []\n"])
def test_a_policy_that_is_gone_or_broken_in_the_work_tree_shows_nothing(
    leaked: Leaked, tmp_path: Path, policy: str | None
):
    leaked.out(leaked.mended)
    made = Leaked(tmp_path / "register", leaked.leak)
    shutil.copytree(leaked.root, made.root)
    (made.root / POLICY).unlink()
    if policy:
        (made.root / POLICY).write_text(policy, "utf-8")
    code, out, _ = made.govgen("history", "ISS-2026-0054")
    assert (code, ZH in out) == (0, True)
    made.built("past", "--at", leaked.leak)


def test_a_policy_that_was_merged_broken_shows_nothing(leaked: Leaked, tmp_path: Path):
    made = Leaked(tmp_path / "register", leaked.leak)
    shutil.copytree(leaked.root, made.root)
    made.out(leaked.broken)
    for words in (("history", "ISS-2026-0054"), ("build", "--at", leaked.leak)):
        code, _, talk = made.govgen(*words)
        assert (code, "policy.yml 读不成" in talk) == (2, True)
    assert made.govgen("check")[0] == 1


@pytest.mark.parametrize("shape", ["text", "markdown", "json"])
@pytest.mark.parametrize("commit", ["faulty", "renamed"])
def test_a_review_quotes_nothing_that_comes_back(leaked: Leaked, commit: str, shape: str):
    span = f"{leaked.mended}..{getattr(leaked, commit)}"
    code, out, _ = leaked.govgen("review", span, "--format", shape)
    assert (code, ZH in out) == (1, True)


def test_verify_does_not_quote_a_wrong_id(leaked: Leaked):
    code, out, _ = leaked.govgen("verify", leaked.renamed)
    assert (code, "[changed-id]" in out) == (1, True)


def test_nothing_is_published_while_what_every_page_is_made_from_is_redacted(leaked: Leaked):
    leaked.out(leaked.named)
    for words in (("build", "--site-dir"), ("export",)):
        folder = leaked.root.parent / "named"
        code, _, talk = leaked.govgen(*words, folder)
        assert (code, f"{COMMUNITY} {ZH}" in talk, folder.exists()) == (2, True, False)
