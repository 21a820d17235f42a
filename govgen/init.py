"""A new community's repository: the files of `govgen/scaffold` with the community's own words in them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from govgen import owners, writing
from govgen.community import Community
from govgen.form import fill
from govgen.importing.staging import hinted
from govgen.lockfile import lockfile
from govgen.people import People
from govgen.policy import Policy
from govgen.problem import GovgenError
from govgen.source import Value, read
from govgen.tree import record_path

SCAFFOLD = Path(__file__).parent / "scaffold"
WORKFLOWS = {
    ".github/workflows/register.yml": "github",
    ".gitlab-ci.yml": "gitlab",
    ".gitea/workflows/register.yml": "gitea",
}
"""Where each host looks for its workflow."""
UNSAID = """\
# 登记册放在哪个平台就写哪个：github、gitlab、gitea、gitee、bitbucket、gerrit；不写按普通 Git 认。
# hosts:
#   - host: github\
"""
SQUASHED = """\
# 这份规则是给“压缩合并”（squash）用的：合并后只剩一个提交，历史里查不到是谁点的合并，
# 所以每条都写了 unknown: report，网页上如实写明“查不到”，govgen verify 只提醒、不算违规。
# 要证明是谁批的：从平台导出审批记录，由 attestors 里的岗位签名（govgen attest import），
# 再在规则里加上 evidence: {github: attested}，删去 unknown。
# attestors: [PER-clerk]\
"""
MERGED = """\
# 合并时请用“合并提交”（merge commit），历史里才看得到是谁合并的。平台只能“压缩合并”（squash）的，
# 每条规则加上 unknown: report，或用 govgen init --squash 生成的那份。\
"""


@dataclass(frozen=True)
class Choices:
    """What a community says of itself; all of it may be changed later."""

    name: str = "我们的社区"
    name_en: str = ""
    region_code: str = "000000000000"
    languages: tuple[str, ...] = ("zh", "en")
    timezone: str = "Asia/Shanghai"
    currency: str = "CNY"
    since: date = date(2026, 1, 1)
    host: str = ""
    squash: bool = False

    def words(self) -> dict[str, str]:
        """Return what is put into the scaffold's files, as YAML writes it."""
        name: Value = {"zh": self.name, "en": self.name_en} if self.name_en else self.name
        return {
            "name": writing.inline(name),
            "title": self.name,
            "region_code": json.dumps(self.region_code, ensure_ascii=False),
            "languages": writing.inline(list(self.languages)),
            "timezone": writing.inline(self.timezone),
            "currency": writing.inline(self.currency),
            "since": self.since.isoformat(),
            "hosts": f"hosts:\n  - host: {self.host}" if self.host else UNSAID,
            "unknown": "\n    unknown: report" if self.squash else "",
            "squash": SQUASHED if self.squash else MERGED,
        }


def files(choices: Choices) -> dict[str, str]:
    """Return every file of the new repository by path."""
    words = choices.words()
    made = {"README.md": filled("README.md", words), ".gitignore": scaffold("gitignore")}
    for name in ("community.yml", "people.yml", "policy.yml"):
        made[f"records/{name}"] = filled(name, words)
    made |= guarded(made, words["timezone"])
    for path in sorted((SCAFFOLD / "records").iterdir()):
        made[str(record_path(path.stem))] = filled(f"records/{path.name}", words)
    return made | site_sources()


def guarded(made: dict[str, str], timezone: str) -> dict[str, str]:
    """Return what hosts need: workflows, the lock file that they install, and whom to ask to look."""
    policy, people = (made[f"records/{name}.yml"].encode() for name in ("policy", "people"))
    rules = Policy.model_validate(read("policy.yml", policy).data)
    persons = People.model_validate(read("people.yml", people).data)
    workflows = {
        path: scaffold(f"workflows/{name}.yml").replace("@timezone@", timezone)
        for path, name in WORKFLOWS.items()
    }
    asked = {path: owners.owners(rules, persons, host) for host, path in owners.PATHS.items()}
    return {**workflows, **asked, "requirements.lock": lockfile()}


def site_sources() -> dict[str, str]:
    """Return the written pages of a new site and its configuration, by path."""
    pages = [
        path.relative_to(SCAFFOLD).as_posix()
        for path in sorted((SCAFFOLD / "site_src").rglob("*.md"))
    ]
    return {name: scaffold(name) for name in ("mkdocs.yml", *pages)}


def scaffold(name: str) -> str:
    """Return a file of the scaffold."""
    return (SCAFFOLD / name).read_text("utf-8")


def filled(name: str, words: dict[str, str]) -> str:
    """Return a file of the scaffold with the community's words in it."""
    return scaffold(name).format_map(words)


def write(root: Path, choices: Choices) -> tuple[str, ...]:
    """Write a new repository into `root` and return its files; GovgenError where it is not empty."""
    if root.exists() and any(path.name != ".git" for path in root.iterdir()):
        raise GovgenError(
            f"`{root}` 里已经有文件；换一个空文件夹",
            f"`{root}` is not empty; choose an empty folder",
        )
    made = files(choices)
    verified(made["records/community.yml"])
    for name, text in made.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tuple(made)


def verified(community: str) -> None:
    """Raise GovgenError where the choices make no community."""
    found = fill(Community, read("community.yml", community.encode()).data)
    if isinstance(found, tuple):
        reasons = hinted(found)
        raise GovgenError(reasons.zh, reasons.en)
