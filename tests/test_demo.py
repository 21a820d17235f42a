"""The demo: exactly its planted flaws; and a clean one that is tampered with is caught each time."""

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import tour
from chronicle import Pen, borrowed
from command import govgen
from repository import Repository, Who

from govgen.demo.offices import KEYS, OFFICES
from govgen.demo.replay import Line
from govgen.demo.steps import sources
from govgen.demo.store import Store
from govgen.demo.tour import Tour, begun
from govgen.verify import Outside, verify

PLATFORM = Who("GitHub", "noreply@github.com")
DAY = 86_400
WHO = {name: Who(it.name, it.email) for name, it in OFFICES.items()}
CLERK, DIRECTOR, SUPERVISOR, DEPUTY = (
    WHO[f"PER-{name}"]
    for name in ("clerk", "committee-director", "supervision-head", "deputy-director")
)
POLICY = "records/policy.yml"
PEOPLE = "records/people.yml"
COMMUNITY = "records/community.yml"


@pytest.fixture(scope="session", name="clean")
def clean_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tour.clean(tmp_path_factory.getbasetemp())


def test_the_demo_has_exactly_its_flaws_and_the_same_ids_each_time(tmp_path_factory, monkeypatch):
    found = verify(tour.made(tmp_path_factory.getbasetemp()), "HEAD")
    assert found.exit_code == 1
    assert [(it.code, it.severity) for it in found.findings] == [
        ("direct-change", "violation"),
        ("self-approval", "violation"),
        ("approver-unknown", "warning"),
    ]
    assert [it.code for it, _ in found.acknowledged] == ["direct-change"]
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert toured() == found.tip


def toured() -> str:
    """Take the tour in memory; return where it ends."""
    with tempfile.TemporaryDirectory() as work:
        taken = Tour(Line(Store(), Path(work)), sources(), clean=False)
        begun(taken.line, taken.files, tour.pages())
        taken.go()
    return taken.line.tip


def test_the_clean_demo_verifies(clean):
    done = govgen("-C", clean, "--lang", "en", "verify")
    assert done.returncode == 0
    assert "violation" not in done.stdout
    assert "warning" not in done.stdout


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "note").touch()
    assert govgen("demo", tmp_path).returncode == 2
    assert [path.name for path in tmp_path.iterdir()] == ["note"]


@dataclass
class Tampered:
    """A copy of the clean demo; `tip` is where main stands, `at` when the last commit was made."""

    repository: Repository
    tip: str
    at: int
    made: dict[str, str] = field(default_factory=dict)

    def text(self, path: str) -> str:
        """A file as it stands on main."""
        return self.repository.git("show", f"{self.tip}:{path}") + "\n"

    def commit(self, files: Mapping[str, str | None], who: Who, **more: object) -> str:
        """Write one commit an hour later than the last."""
        self.at += 3600
        told = {"message": "Work", "parents": (self.tip,), "at": self.at} | more
        return self.repository.commit(files, who=who, **told)

    def land(self, name: str, commit: str) -> None:
        """Let main stand on `commit`, and remember it."""
        self.tip = self.made[name] = self.repository.main(commit)

    def merge(
        self,
        name: str,
        files: Mapping[str, str | None],
        by: Who = DIRECTOR,
        author: Who = CLERK,
        **more: object,
    ) -> None:
        """Merge a branch on the platform."""
        side = self.commit(more.pop("reviewed", files), author)
        told = {"message": f"Merge pull request #{9000 + len(self.made)} from a/b\n\nWork"} | more
        told = {"committer": PLATFORM, "sign": pen("platform").sign} | told
        self.land(name, self.commit(files, by, parents=(self.tip, side), **told))


def pen(name: str) -> Pen:
    """One of the keys that ship with the demo."""
    return borrowed(KEYS / name)


@pytest.fixture(name="tampered")
def tampered_demo(clean: Path, tmp_path: Path) -> Tampered:
    root = tmp_path / "demo"
    shutil.copytree(clean / ".git", root / ".git")
    made = Repository(root)
    tip = made.git("rev-parse", "HEAD")
    return Tampered(made, tip, int(made.git("log", "-1", "--format=%ct", tip)))


def note(text: str, words: str) -> str:
    """A harmless edit of a file of the register."""
    return text.rstrip("\n") + f"\n# {words}\n"


def test_every_tampering_on_the_line_is_caught_where_it_was_done(tampered):
    records = sorted(tampered.repository.git("ls-files", "--with-tree=HEAD", "records").split("\n"))
    one, two, three = [it for it in records if it.startswith("records/issues/")][:3]
    old = tampered.text(one)
    tampered.merge("well", {one: note(old, "well")})
    tampered.land("direct push", tampered.commit({one: note(old, "pushed")}, DEPUTY))
    tampered.land("fast-forward", tampered.commit({one: note(old, "forward")}, DIRECTOR))
    tampered.merge("evil merge", {one: old, two: note(tampered.text(two), "evil")},
                   reviewed={one: old})  # fmt: skip
    tampered.merge("self-approval", {one: note(old, "alone")}, author=DIRECTOR)
    tampered.merge("no office", {one: old}, by=CLERK, author=DEPUTY)
    tampered.merge("policy too", {POLICY: note(tampered.text(POLICY), "x"), one: note(old, "y")})
    forged = "Merge pull request #1 from a/b\n\nApproved-by: Lu Jingyi <director@wutongli.example>"
    tampered.merge("forged title", {one: old}, by=CLERK, author=DEPUTY, message=forged)
    tampered.land("forged mark", tampered.commit(
        {one: note(old, "mark")}, CLERK, committer=PLATFORM,
        message="Reviewed-by: Lu Jingyi <director@wutongli.example> (#77)",
    ))  # fmt: skip
    tampered.merge("deleted", {three: None})
    wrong = (
        tampered.text(two).replace("\nid: ISS-", "\nid: ISX-").replace("id: ISS-", "id: ISX-", 1)
    )
    tampered.merge("changed id", {two: wrong})
    people = tampered.text(PEOPLE)
    ended = people.replace(
        "    from: 2022-03-25\n", "    from: 2022-03-25\n    until: 2023-01-01\n"
    )
    tampered.merge("terms", {PEOPLE: ended}, by=DIRECTOR)
    tampered.merge("term ended", {one: old}, by=DEPUTY)
    key = f"public: {pen('supervisor').public}"
    expiring = people.replace(key, f"{key}, valid_until: 2026-01-01")
    assert expiring != people != ended
    secretary = WHO["PER-party-secretary"]
    tampered.merge("expiry", {PEOPLE: expiring}, by=secretary)
    tampered.merge("backdated", {one: note(old, "back")}, SUPERVISOR, at=1_766_000_000,
                   committer=None, sign=pen("supervisor").sign)  # fmt: skip
    names = {commit: name for name, commit in tampered.made.items()}
    found: dict[str, set[str]] = {}
    verdict = verify(tampered.repository.root, "HEAD")
    for it in verdict.findings:
        found.setdefault(names[it.commit], set()).add(it.code)
    assert verdict.exit_code == 1
    assert found == {
        "direct push": {"direct-change"},
        "fast-forward": {"direct-change"},
        "evil merge": {"evil-merge"},
        "self-approval": {"self-approval"},
        "no office": {"approver-role"},
        "policy too": {"policy-with-records"},
        "forged title": {"approver-role"},
        "forged mark": {"direct-change"},
        "deleted": {"deleted-record"},
        "changed id": {"changed-id"},
        "term ended": {"approver-term"},
        "backdated": {"dates-backwards", "key-expired"},
    }


def test_what_makes_git_see_another_history_is_caught(tampered):
    root = tampered.repository.root
    parent = tampered.repository.git("rev-parse", "HEAD~1")
    tampered.repository.git("replace", tampered.tip, parent)
    assert verdict(root) == (2, ["replaced-objects"])
    tampered.repository.git("replace", "-d", tampered.tip)
    (root / ".git/info").mkdir(exist_ok=True)
    (root / ".git/info/grafts").write_text(f"{tampered.tip}\n")
    assert verdict(root) == (2, ["grafts"])
    (root / ".git/info/grafts").unlink()
    tampered.repository.git("clone", "--quiet", "--depth=3", root.as_uri(), str(root / "shallow"))
    assert verdict(root / "shallow") == (2, ["shallow-clone"])


@pytest.mark.parametrize("lost", ["HEAD^2", "HEAD^2^{tree}", f"HEAD:{COMMUNITY}"])
def test_a_missing_object_is_caught(lost, tampered):
    tampered.merge("well", {COMMUNITY: note(tampered.text(COMMUNITY), "well")})
    side = tampered.repository.git("rev-parse", lost)
    (tampered.repository.root / ".git/objects" / side[:2] / side[2:]).unlink()
    code, found = verdict(tampered.repository.root)
    assert code == 2
    assert found in (["history-unreadable"], ["damaged-objects"])


def test_what_is_rewritten_as_a_whole_takes_an_anchor(tampered):
    root, start, at = tampered.repository.root, tampered.tip, tampered.at
    text = tampered.text(COMMUNITY)
    tampered.merge("middle", {COMMUNITY: note(text, "middle")})
    tampered.merge("last", {COMMUNITY: note(text, "last")})
    anchor, middle = tampered.tip, tampered.made["middle"]
    assert verdict(root, anchor) == (0, [])
    tampered.tip, tampered.at = middle, at
    tampered.merge("amended", {COMMUNITY: note(text, "amended")})
    assert verdict(root, anchor) == (1, ["anchor-missing"])
    tampered.tip, tampered.at = start, at
    tampered.merge("other middle", {COMMUNITY: note(text, "other")})
    tampered.merge("last again", {COMMUNITY: note(text, "last")})
    assert verdict(root, anchor) == (1, ["anchor-missing"])


def test_a_foxtrot_takes_an_anchor(tampered):
    anchor = tampered.tip
    fork = tampered.repository.git("rev-parse", "HEAD~1")
    text = tampered.text(COMMUNITY)
    tampered.tip = fork
    side = tampered.commit({COMMUNITY: note(text, "fox")}, CLERK)
    tampered.land("foxtrot", tampered.commit({}, DIRECTOR, parents=(side, anchor)))
    code, found = verdict(tampered.repository.root, anchor)
    assert code == 1
    assert "anchor-missing" in found


def verdict(root: Path, anchor: str | None = None) -> tuple[int, list[str]]:
    """The exit code and the codes of what was found."""
    found = verify(root, "HEAD", Outside(anchor))
    return found.exit_code, [it.code for it in found.findings]
