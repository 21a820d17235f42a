"""What was approved between two dates: `govgen diff` on real repositories."""

import json
from datetime import date, datetime
from pathlib import Path

import chronicle
import pytest
import sample
from chronicle import ISSUE, PEOPLE, PLACE, POLICY
from click.testing import CliRunner, Result
from dom import tree
from repository import CLERK, DIRECTOR, Repository

from govgen.cache import Cache
from govgen.cli import cli
from govgen.load import load
from govgen.pages import changes
from govgen.trail import Archive
from govgen.view import View

SECRET = "records/issues/2026/ISS-2026-0002.yml"
COMMITTEE = "records/organizations/ORG-committee.yml"
CARD = "records/issues/2026/ISS-2026-0003.yml"
HUSH = "谁家的事"
OLD = "records/places/PLC-old.yml"
PROJECT = "records/projects/2026/PRJ-2026-0001.yml"
BEGUN = {
    "records/community.yml": chronicle.yml(
        {
            "format": "1",
            "name": "清溪社区",
            "region_code": "990102003999",
            "timezone": "Asia/Shanghai",
        }
    ),
    PEOPLE: chronicle.people(),
    POLICY: chronicle.policy(),
    COMMITTEE: chronicle.yml(
        {
            "id": "ORG-committee",
            "title": "居委会",
            "type": "committee",
            "events": [{"to": "active", "at": "2020-01-01"}],
        }
    ),
}


def project(*payments: str) -> str:
    """A project whose money came from the street, with payments of so many yuan."""
    return chronicle.yml(
        {
            "id": "PRJ-2026-0001",
            "title": "换灯",
            "type": "renovation",
            "track": "simple",
            "funding": [{"source": "fiscal", "approved": "9000.50"}],
            "payments": [
                {
                    "kind": "progress", "source": "fiscal", "payee": "ORG-committee",
                    "no": number, "at": "2026-03-01", "amount": amount, "voucher_no": f"V{number}",
                    "handled_by": "PER-clerk", "approved_by": "PER-director",
                }
                for number, amount in enumerate(payments, 1)
            ],
            "events": [{"to": "applied", "at": "2026-02-01", "by": "ORG-committee"}],
        }
    )  # fmt: skip


def place(title: str, name: str = "PLC-yard") -> str:
    """A place by a title."""
    events = [{"to": "active", "at": "2020-01-01"}]
    return chronicle.place(id=name, title=title, level="courtyard", events=events)


def slipped(*states: str, **more: object) -> str:
    """An issue that was accepted, entered as declined by a slip that was put right, and went through `states`."""
    told = json.loads(chronicle.issue("submitted", "accepted", "declined", *states, **more))
    told["events"].insert(3, {"at": "2026-01-03", "voids": 3, "correction": "typo", "note": "笔误"})
    return chronicle.yml(told)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Repository, dict[str, str]]:
    """A register of six merges and two direct commits, checked out, and their ids by name."""
    repository = Repository(tmp_path_factory.mktemp("compared") / "register")
    commits: dict[str, str] = {}
    tip = ""

    def land(name: str, day: str, files: dict[str, str | None], *, merge: bool = True) -> None:
        nonlocal tip
        at = int(datetime.fromisoformat(f"{day}T23:30:00+08:00").timestamp())
        side = repository.commit(files, "Work", CLERK, parents=(tip,) if tip else (), at=at)
        if merge:
            message = "Merge branch 'work'"
            side = repository.commit(files, message, DIRECTOR, parents=(tip, side), at=at)
        tip = commits[name] = repository.main(side)

    land(
        "root",
        "2026-01-10",
        {**BEGUN, PLACE: place("院子"), OLD: place("旧", "PLC-old")},
        merge=False,
    )
    land("raised", "2026-01-31", {ISSUE: chronicle.issue("submitted"), PROJECT: project()})
    land("accepted", "2026-03-01", {ISSUE: slipped()})
    land("backwards", "2026-02-20", {ISSUE: slipped("handled", title="两盏路灯")})
    counted = {"id": "ISS-2026-0002", "category": "dispute", "visibility": "count", "title": HUSH}
    card = {"id": "ISS-2026-0003", "category": "hardship", "visibility": "card", "title": HUSH}
    land("secret", "2026-03-02", {SECRET: chronicle.issue("submitted", **counted)})
    land("paid", "2026-03-03", {PROJECT: project("1000.10", "2000"), PLACE: place("大院子")})
    land("back", "2026-03-04", {PLACE: place("院子")}, merge=False)
    more = chronicle.issue("submitted", "accepted", **counted)
    carded = chronicle.issue("submitted", **card)
    land("gone", "2026-03-05", {OLD: None, SECRET: more, CARD: carded})
    repository.git("reset", "--quiet", "--hard")
    return repository, commits


def run(root: Path, *words: str, lang: str = "en") -> Result:
    """Run `govgen diff`."""
    kept = ("--cache-dir", str(root.parent / "cache"))
    return CliRunner().invoke(cli, ["-C", str(root), *kept, "--lang", lang, "diff", *words])


def diff(root: Path, *words: str, lang: str = "en") -> str:
    """Return what it prints."""
    done = run(root, *words, lang=lang)
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout


def refused(root: Path, *words: str) -> str:
    """Return why it cannot tell."""
    done = run(root, *words)
    assert (done.exit_code, done.stdout) == (2, "")
    return done.stderr.strip()


def test_between_two_days(made):
    repository, commits = made
    told = json.loads(diff(repository.root, "2026-01-31..2026-03-04", "--format", "json"))
    none = dict.fromkeys(("new", "changed", "gone", "restored", "finished", "ended"), 0)
    assert told["from"] == {"day": "2026-01-31", "commit": commits["raised"]}
    assert told["to"] == {"day": "2026-03-04", "commit": commits["back"]}
    assert told["totals"] == {
        "kinds": {
            "issue": none | {"changed": 1},
            "place": none | {"restored": 1},
            "project": none | {"changed": 1},
        },
        "approvals": 4,
        "words": {"recorded": 3, "unverified": 1},
        "classes": {"direct": 1, "merge": 3},
        "changes": 5,
        "late": 2,
        "hidden": 1,
        "money": {"approved": {}, "paid": {"CNY": "3000.10"}},
    }
    assert [
        (
            it["id"],
            it["act"],
            it["state"],
            [change["route"] for change in it["changes"]],
            [one["commit"] for one in it["versions"]],
        )
        for it in told["records"]
    ] == [
        (
            "ISS-2026-0001",
            "changed",
            {"before": "submitted", "after": "handled"},
            ["/title", "/events/1", "/events/2", "/events/3", "/events/4"],
            [commits["accepted"], commits["backwards"]],
        ),
        (
            "PLC-yard",
            "restored",
            {"before": "active", "after": "active"},
            [],
            [commits["paid"], commits["back"]],
        ),
        (
            "PRJ-2026-0001",
            "changed",
            {"before": "applied", "after": "applied"},
            ["/payments/no=1", "/payments/no=2"],
            [commits["paid"]],
        ),
    ]


def test_a_date_that_goes_backwards_cuts_nothing_out(made):
    repository, commits = made
    before, after = (
        json.loads(diff(repository.root, f"..{day}", "--format", "json"))["to"]["commit"]
        for day in ("2026-02-20", "2026-03-01")
    )
    assert (before, after) == (commits["raised"], commits["backwards"])


def test_an_auditor_reads_it_in_plain_words(made):
    repository, commits = made
    first, last = commits["accepted"][:10], commits["backwards"][:10]
    assert diff(repository.root, f"{first}..{last}", lang="zh") == (
        f"截至2026年3月1日批准的登记册（{last}），与截至2026年3月1日批准的登记册（{first}）相比\n"
        "  议题：有改动 1\n"
        "  批准 1 次（平台记录 1；合并 1）\n"
        "  补录 1 处\n"
        "议题\n"
        "  ISS-2026-0001  两盏路灯  有改动：已受理 → 直接办理\n"
        "    标题：路灯 → 两盏路灯\n"
        f"    2026年2月20日  {last}  平台记录  合并  登记：Director  直接办理\n"
    )
    english = diff(repository.root, f"{commits['back']}..", "--format", "markdown")
    assert "- PLC-old · deleted: Active\n" in english
    assert "changes of records that are only counted, not listed: 1" in english


@pytest.mark.parametrize("shape", ["text", "markdown", "json"])
def test_what_no_page_shows_is_not_told(made, shape):
    told = diff(made[0].root, "..", "--format", shape)
    assert "ISS-2026-0003" in told
    assert "ISS-2026-0002" not in told
    assert HUSH not in told


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("2026-03-01", "`2026-03-01` is no stretch of time; write it like 2026-01-01..2026-06-30"),
        ("2026-02-30..", "there is no day 2026-02-30"),
        ("..2026-3-1", "`2026-3-1` is neither a day nor a commit or tag of this repository; write days like 2026-03-05"),
        ("2026-03-01..2026-02-01", "`2026-03-01..2026-02-01` is the wrong way round; write 2026-02-01..2026-03-01"),
        ("2026-01-09..", "there was no register on 2026-01-09: the first approval is of 2026-01-10; leave the earlier end out to begin with nothing"),
        ("..2026-03-06", "2026-03-06 cannot be seen yet: the last approval in this repository is of 2026-03-05; run git pull first, or leave the later end out"),
        ("HEAD^2..", "`HEAD^2` is no commit of the approval branch, so nothing was approved by it; name the commit that merged it"),
    ],
)  # fmt: skip
def test_what_names_no_stretch_is_refused(made, asked, why):
    assert refused(made[0].root, asked) == why


def test_without_a_whole_history_nothing_is_told(made, tmp_path):
    repository, _ = made
    repository.git(
        "clone", "--quiet", "--depth", "2", f"file://{repository.root}", tmp_path / "cut"
    )
    assert "only a part of the history was cloned" in refused(tmp_path / "cut", "..")
    assert "is in no Git repository" in refused(sample.copied(tmp_path / "bare"), "..")


def test_a_year_of_hundreds_is_cut_into_pages_and_each_record_stands_once(tmp_path):
    root, cache = tmp_path / "register", Cache(tmp_path / "cache")
    names = [f"PLC-{number:03}" for number in range(250)]
    files = {f"records/places/{name}.yml": place(name, name) for name in names}
    for path, text in {**BEGUN, **files, ISSUE: chronicle.issue("submitted")}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    commit = sample.git(sample.committed(root), "rev-parse", "HEAD").strip()
    register = load(root, date(2026, 11, 20), cache).register
    assert register is not None
    view = View(register, "en", Archive(root, commit, cache, {}))
    pages = {draft.path: tree(draft.write().body) for draft in changes.drafts(view)}
    listed = [
        it.one("small").text.partition(",")[0]
        for page in pages.values()
        for it in page.select(".gg-changes li")
    ]
    assert [*pages] == ["approvals/2026/", "approvals/2026/2/"]
    assert [it for it in listed if it.startswith("PLC")] == names
    first, second = pages.values()
    assert [it.attributes["href"] for it in first.select(".gg-meter a")] == [
        "~/approvals/2026/#issues",
        "~/approvals/2026/#organizations",
        "~/approvals/2026/#places",
    ]
    assert [len(it.select(".gg-meter")) for it in (first, second)] == [3, 0]
