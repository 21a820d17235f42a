"""Receipts and the ledger on the site: what they say, and what they must never say."""

import json
import re
import shlex
import subprocess
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import overlay
import pytest
import sample
import tour
from click.testing import CliRunner
from dom import Node, tree
from markupsafe import Markup

from govgen import trail
from govgen.cache import Cache
from govgen.cli import cli
from govgen.community import Community
from govgen.drafts import drafts
from govgen.excerpt import excerpt
from govgen.form import fill
from govgen.hosted import address, listing, records
from govgen.load import load
from govgen.source import read
from govgen.view import View

ZERO = date(2026, 11, 20)
SHANGHAI = ZoneInfo("Asia/Shanghai")
AREAS = {
    **dict.fromkeys(("decision", "fund", "round", "ledger"), "decisions"),
    **dict.fromkeys(("project", "evaluation"), "projects"),
    "order": "orders",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tour.made(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tour.built(tmp_path_factory.getbasetemp())


def page(site: Path, path: str) -> Node:
    """Read a page of the site."""
    return tree((site / path / "index.html").read_text("utf-8"))


def receipts(site: Path, path: str) -> list[Node]:
    """Return the receipts of a record's page, the newest first."""
    return page(site, path).select("#receipts .gg-receipt")


def counted(root: Path) -> set[str]:
    """Return the ids of records that are only counted."""
    register = load(root, ZERO, Cache(root.parent / "reading")).register
    assert register is not None
    return {r.id for r in register.records.values() if r.visibility == "count"}


def test_no_page_holds_an_address_a_digest_a_key_or_a_name_of_git(root, site):
    secrets = tour.secrets(root)
    assert len(secrets) > 12
    for path in site.rglob("*"):
        if path.suffix in (".html", ".json", ".csv", ".xml"):
            text = path.read_text("utf-8")
            assert [secret for secret in secrets if secret in text] == [], path


def test_a_decision_tells_who_decided_and_who_published(site):
    passed = next(it for it in receipts(site, f"decisions/{tour.RECEIPT}") if "表决通过" in it.text)
    assert passed.text.startswith("已核验")
    terms = {it.one("dt").text: it.one("dd").text for it in passed.select(".gg-inline div")}
    assert terms["谁决定"].startswith("梧桐里社区居民代表会议")
    assert terms["核对发布"] == "社区党委书记"
    dates = passed.one(".gg-receipt__dates").text
    assert re.fullmatch(r"发生 2026年5月16日 录入 2026年5月16日 批准 2026年5月16日", dates)


def test_what_was_changed_after_approval_is_marked_on_heading_and_receipt(site):
    path = f"decisions/{tour.RECEIPT}"
    assert "批准后变更" in page(site, path).one("h1").text
    changed = next(it for it in receipts(site, path) if it.select("ins"))
    assert "批准后变更" in changed.text
    assert (changed.one("del").text, changed.one("ins").text) == ("五", "七")
    english = receipts(site, f"en/{path}")[0]
    assert english.text.startswith("Verified 1 change Changed after approval")


def test_the_command_on_a_receipt_shows_the_change(root, site):
    newest = receipts(site, f"decisions/{tour.RECEIPT}")[0]
    command = next(c.text for c in newest.select("code") if c.text.startswith("git show"))
    shown = subprocess.run(shlex.split(command), cwd=root, capture_output=True, check=True)
    told = shown.stdout.decode()
    assert re.search(r"(?m)^-.*五日内", told)
    assert re.search(r"(?m)^\+.*七日内", told)


def test_a_timeline_tells_beside_each_step_who_approved(site):
    steps = page(site, f"projects/{tour.LAMPS}").select("#story .gg-step__seal")
    assert "核对发布：社区党委书记，已核验" in {step.text for step in steps}


def test_what_broke_the_policy_is_named_on_every_page_and_leads_to_the_ledger(site):
    projects, written = f"projects/{tour.LAMPS}", ("about", "en/about")
    for path in ("", "issues", projects, "en/approvals/2026-06", *written):
        alarm = page(site, path).one(".gg-alarm a")
        root = "../" * (path.count("/") + bool(path) - path.startswith("en/")) or "./"
        assert alarm.attributes["href"] == f"{root}approvals/#violations"
    front = page(site, "approvals")
    assert "2 处" in front.one("#violations h2").text
    assert "永安里5栋2单元加装电梯工程" in front.one("#violations").text
    assert "平台停机当天" in front.one("#acknowledged").text


def test_the_ledger_holds_every_change_once_a_month_and_once_a_word(site):
    front = page(site, "approvals")
    links = {
        it.attributes["href"].rstrip("/").rpartition("/")[2]: int(it.text.rstrip(")").split("(")[1])
        for it in front.select(".gg-pager a")
        if "(" in it.text
    }
    months = sum(n for name, n in links.items() if re.fullmatch(r"\d{4}-\d\d", name))
    words = sum(links[name] for name in ("verified", "recorded", "unverified"))
    assert months == words > 700
    for name, number in links.items():
        entries = page(site, f"approvals/{name}").select(".gg-receipts li.gg-receipt")
        assert len(entries) == min(number, 200)


def test_links_of_the_ledger_lead_to_receipts_that_are_there(site):
    for link in page(site, "approvals/2026-06").select(".gg-landed a"):
        path, _, anchor = link.attributes["href"].partition("#")
        target = path.replace("../", "").strip("/")
        assert len(page(site, target).select(f"#{anchor}")) == 1, link.attributes["href"]


def test_a_year_tells_record_by_record_what_diff_tells(root, site):
    year = page(site, "approvals/2025")
    command = next(it.text for it in year.select("#check code") if "diff" in it.text)
    assert command == "govgen diff 2024-12-31..2025-12-31"
    kept = ("--cache-dir", str(root.parent / "cache"))
    asked = ["-C", str(root), *kept, *command.split()[1:], "--format", "json"]
    told = json.loads(CliRunner().invoke(cli, asked).stdout)
    files = ("community", "people", "policy")
    records = [it for it in told["records"] if it["id"] not in files]
    lines = [it.one("small").text.split("，") for it in year.select(".gg-changes li")]
    assert [it for it in lines if len(it) == 2] == [
        [it["id"], f"{len(it['versions'])} 次批准"] for it in records if it["kind"] != "order"
    ]
    ends = [it["end"] or it["act"] for it in records]
    assert [int(it.text) for it in year.select(".gg-figures strong")] == [
        sum(it["act"] == "new" for it in records),
        ends.count("finished"),
        ends.count("ended"),
        ends.count("changed"),
        told["totals"]["approvals"],
    ]
    assert [it.text for it in year.select("#check code")[1:]] == [
        f"govgen build --at {told[end]['commit']}" for end in ("from", "to")
    ]


def test_records_that_are_only_counted_are_nowhere_in_ledger_and_data(root, site):
    hidden = counted(root)
    assert hidden
    texts = [path.read_text("utf-8") for path in (site / "approvals").rglob("*.html")]
    texts.append((site / "data/v1/approvals.json").read_text("utf-8"))
    assert [name for name in hidden for text in texts if name in text] == []


def test_approvals_as_data_tell_each_version_with_its_approval(site):
    told = json.loads((site / "data/v1/approvals.json").read_text("utf-8"))
    found = {record["id"]: record["versions"] for record in told["records"]}
    passed = found[tour.RECEIPT][1]
    assert passed["events"][0]["to"] == "passed"
    assert passed["approval"] == {
        "word": "verified",
        "meaning": "certify",
        "approvers": [
            {
                "id": "PER-party-secretary",
                "title": {"zh": "社区党委书记", "en": "Secretary of the community Party committee"},
                "evidence": "host",
                "source": "merger",
            }
        ],
        "authors": ["PER-clerk"],
        "reasons": [],
    }
    assert all(version["changes"] == [] for version in found["people"])


def test_the_year_in_figures_counts_what_was_approved_as_the_changes_themselves_tell(site):
    changes = json.loads((site / "data/v1/approvals.json").read_text("utf-8"))
    counted: dict[tuple[str, str], list[bool]] = {}
    for record in changes["records"]:
        area = AREAS.get(record["kind"])
        for it in record["versions"] if area else ():
            if not {"root", "before-policy"} & set(it["approval"]["reasons"]):
                year = str(datetime.fromisoformat(it["time"]).astimezone(SHANGHAI).year)
                approved = it["approval"]["word"] != "unverified"
                counted.setdefault((year, f"approved-{area}"), []).append(approved)
    figures = json.loads((site / "data/v1/measures.json").read_text("utf-8"))
    told = {
        (year, it["code"]): (int(it["numerator"]), int(it["denominator"]))
        for year, measures in figures["years"].items()
        for it in measures
        if it["code"].startswith("approved-")
    }
    assert told == {key: (sum(found), len(found)) for key, found in counted.items()}
    assert {code for _, code in told} >= {"approved-decisions", "approved-projects"}


def test_an_unchanged_site_is_kept_without_reading_the_history(root, site, monkeypatch):
    monkeypatch.setattr(trail, "read", lambda *_: pytest.fail("the history was read"))
    kept = ("--cache-dir", str(root.parent / "cache"))
    where = ("--as-of", sample.AS_OF, "--site-dir", str(site))
    done = CliRunner().invoke(cli, ["-C", str(root), *kept, "build", *where])
    assert done.exit_code == 0, done.output
    assert "新写 0 个文件" in done.output or "0 files written" in done.output


def test_without_git_nothing_is_claimed(tmp_path):
    register = load(overlay.register_of(None, tmp_path), ZERO, Cache(tmp_path / "cache")).register
    assert register is not None
    pages = {draft.path: draft.write().body for draft in drafts(View(register, "zh"))}
    assert "这份登记册不在 Git 里" in pages["approvals/"]
    assert not any('id="receipts"' in body or "gg-alarm" in body for body in pages.values())
    assert not any(path.startswith("approvals/2") for path in pages)


def test_a_clone_that_was_cut_off_claims_nothing_and_says_why(root, tmp_path):
    clone = tmp_path / "clone"
    sample.git(root, "clone", "--quiet", "--depth=3", root.as_uri(), str(clone))
    site = sample.build(clone, tmp_path / "site")
    assert "只克隆了一段历史" in page(site, "approvals").text
    assert receipts(site, f"decisions/{tour.RECEIPT}") == []


def test_a_new_merge_writes_its_receipt_and_work_in_hand_has_none(tmp_path):
    root = sample.base(tmp_path / "register")
    sample.build(root, tmp_path / "site")
    record = next((root / "records/decisions").rglob("DEC-2026-0001.yml"))
    path = "decisions/DEC-2026-0001"
    assert len(receipts(tmp_path / "site", path)) == 1
    record.write_text(record.read_text("utf-8") + "tags: [试]\n", "utf-8")
    found = page(sample.build(root, tmp_path / "site"), path)
    assert "尚未入库" in found.one("h1").text
    assert len(found.select("#receipts .gg-receipt")) == 1
    assert "还没有审批记录" in found.one("#receipts").text
    sample.git(root, "commit", "--quiet", "--no-gpg-sign", "--all", "--message", "More")
    sample.build(root, tmp_path / "site")
    newest = receipts(tmp_path / "site", path)
    assert len(newest) == 2
    assert "直接提交" in newest[0].text
    assert "新增：试" in newest[0].text


def test_what_differs_in_a_long_text_is_cut_out():
    head, tail = "甲" * 30, "乙" * 30
    found = excerpt(Markup(f"{head}五日{tail}"), Markup(f"{head}七日{tail}"))
    assert found == (f"…{'甲' * 14}", "五", "七", f"日{'乙' * 13}…")
    assert excerpt(Markup("a &lt; b"), Markup("a &lt; c")) == ("a < ", "b", "c", "")
    assert excerpt(Markup("<span>a</span>"), Markup("b")) is None


@pytest.mark.parametrize(
    ("host", "lines", "shown"),
    [
        ("github", "repo_url: https://git.example/a/b", ("commit/c0", "tree/c0/records")),
        ("gitlab", "edit_uri: https://git.example/a/b/-/edit/main/", ("-/commit/c0", "-/tree/c0/records")),
        ("gitea", "repo_url: https://git.example/a/b/", ("commit/c0", "src/commit/c0/records")),
        ("bitbucket", "repo_url: https://git.example/a/b.git", ("commits/c0", "src/c0/records")),
        ("plain", "repo_url: https://git.example/a/b", ()),
        ("github", "repo_url: git@git.example:a/b", ()),
        ("github", "repo_url: javascript:alert(1)", ()),
    ],
)  # fmt: skip
def test_a_commit_is_linked_only_where_its_address_is_known(host, lines, shown):
    text = f'format: "1"\nname: 测\nregion_code: "110101001001"\n{lines}\n'
    found = fill(Community, read("community.yml", text.encode()).data)
    assert isinstance(found, Community), found
    base = "https://git.example/a/b/"
    told = address(found, host, "c0"), listing(found, host, "c0", records("records/people.yml"))
    assert told == (tuple(f"{base}{way}" for way in shown) or ("", ""))


def test_the_records_of_a_register_below_its_repository_are_found():
    assert records("town/records/issues/2026/ISS-2026-0001.yml") == "town/records"
