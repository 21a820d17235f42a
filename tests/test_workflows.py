"""What `govgen init` writes for hosts: workflows, lock file, CODEOWNERS, and the policy behind them."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from repository import Repository, Who

from govgen import owners
from govgen.cli import cli
from govgen.people import People
from govgen.policy import Policy

GITHUB = ".github/workflows/register.yml"
GITEA = ".gitea/workflows/register.yml"
GITLAB = ".gitlab-ci.yml"
DIRECTOR = Who("Director", "director@community.example")
SHA = re.compile(r"[\w./:-]+@[0-9a-f]{40}")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "register"
    done = CliRunner().invoke(cli, ["init", str(folder), "--since", "2026-01-01"])
    assert done.exit_code == 0
    return folder


def read(path: Path) -> dict[str, Any]:
    return yaml.load(path.read_text("utf-8"), yaml.BaseLoader)


def steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("name", [GITHUB, GITEA])
def test_actions_run_on_pull_requests_with_the_least_rights(root: Path, name: str):
    workflow = read(root / name)
    assert "pull_request" in workflow["on"]
    assert "pull_request_target" not in (root / name).read_text("utf-8")
    assert workflow["permissions"] in ("", {}, {"contents": "read"})
    for job in workflow["jobs"].values():
        assert "permissions" in job
        assert "write-all" not in str(job["permissions"])
    assert "secrets." not in (root / name).read_text("utf-8")


def test_only_the_comment_and_the_pages_may_be_written(root: Path):
    jobs = read(root / GITHUB)["jobs"]
    rights = {
        (name, right)
        for name, job in jobs.items()
        for right, level in (job["permissions"] or {}).items()
        if level == "write"
    }
    assert rights == {
        ("review", "pull-requests"),
        ("publish", "pages"),
        ("publish", "id-token"),
    }


@pytest.mark.parametrize("name", [GITHUB, GITEA])
def test_actions_are_pinned_and_whole_histories_fetched(root: Path, name: str):
    lines = (root / name).read_text("utf-8").splitlines()
    for line in lines:
        if "uses:" in line:
            used, _, version = line.partition("uses:")[2].strip().partition(" # ")
            assert SHA.fullmatch(used), line
            assert version.startswith("v"), line
    fetched = [it["with"] for it in steps(read(root / name)) if "checkout" in it.get("uses", "")]
    assert fetched
    assert all(it["fetch-depth"] == "0" for it in fetched)
    assert all(it["persist-credentials"] == "false" for it in fetched)


@pytest.mark.parametrize("name", [GITHUB, GITEA])
def test_no_expression_stands_in_a_script(root: Path, name: str):
    for step in steps(read(root / name)):
        assert "${{" not in step.get("run", "")


@pytest.mark.parametrize("name", [GITHUB, GITEA, GITLAB])
def test_a_request_installs_what_the_target_branch_locks(root: Path, name: str):
    text = (root / name).read_text("utf-8")
    assert "--only-binary :all:" in text
    assert "python3 -m" not in text
    if name == GITLAB:
        request = read(root / name)[".request"]
        assert any("govgen-target:requirements.lock" in line for line in request["before_script"])
        return
    for job in read(root / name)["jobs"].values():
        runs = "\n".join(step.get("run", "") for step in job["steps"])
        if "pull_request'" in job.get("if", "") and "!=" not in job["if"]:
            assert re.search(r"git show \S+:requirements\.lock", runs)
            assert "-r requirements.lock" not in runs


def test_gitlab_runs_on_requests_and_the_default_branch_alone(root: Path):
    told = read(root / GITLAB)
    assert told["variables"]["GIT_DEPTH"] == "0"
    assert {rule["if"] for rule in told["workflow"]["rules"]} == {
        '$CI_PIPELINE_SOURCE == "merge_request_event"',
        "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH",
    }
    for name, job in told.items():
        if "script" in job:
            assert job["extends"] in (".request", ".published"), name


def test_the_time_zone_is_the_communitys(tmp_path: Path):
    folder = tmp_path / "x"
    asked = ["init", str(folder), "--timezone", "Asia/Urumqi"]
    assert CliRunner().invoke(cli, asked).exit_code == 0
    assert read(folder / GITHUB)["env"]["TZ"] == "Asia/Urumqi"
    assert read(folder / GITEA)["env"]["TZ"] == "Asia/Urumqi"
    assert read(folder / GITLAB)["variables"]["TZ"] == "Asia/Urumqi"


def test_the_lock_file_names_one_version_of_everything(root: Path):
    lines = (root / "requirements.lock").read_text("utf-8").splitlines()
    found = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z0-9-]+==[^ ]+", line) for line in found)
    assert {"govgen", "mkdocs-material", "pydantic"} <= {line.split("==")[0] for line in found}


class Register:
    """A new register in Git, whose director is known by an address."""

    def __init__(self, root: Path) -> None:
        self.root = root
        people = root / "records" / "people.yml"
        known = "from: 2026-01-01\n    emails_sha256: [{}]\n    roles: [director]"
        text = people.read_text("utf-8")
        text = text.replace("from: 2026-01-01\n    roles: [director]", known.format(digest()))
        people.write_text(text, "utf-8")
        self.repository = Repository(root)
        files = {
            path.relative_to(root).as_posix(): path.read_text("utf-8")
            for path in root.rglob("*")
            if path.is_file() and ".git/" not in path.as_posix()
        }
        self.first = self.repository.main(self.repository.commit(files, "登记册建立"))
        self.repository.git("reset", "--hard", "--quiet")

    def run(self, script: str, temp: Path) -> subprocess.CompletedProcess[str]:
        """Run a workflow's own script as the host would, with the govgen of these tests."""
        temp.mkdir(exist_ok=True)
        environment = {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "HOME": str(temp),
            "TZ": "Asia/Shanghai",
            "RUNNER_TEMP": str(temp),
            "GITHUB_STEP_SUMMARY": str(temp / "summary.md"),
            "GITHUB_OUTPUT": str(temp / "output"),
            "GITHUB_BASE_REF": "main",
            "CODE": "0",
        }
        return subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", script],
            cwd=self.root, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip


def digest() -> str:
    import hashlib

    return hashlib.sha256(DIRECTOR.email.encode()).hexdigest()


def scripts(root: Path, job: str) -> list[str]:
    """Return the scripts of a job that use govgen, without those that install it."""
    found = read(root / GITHUB)["jobs"][job]["steps"]
    return [it["run"] for it in found if "govgen " in it.get("run", "") and "venv" not in it["run"]]


def test_the_scripts_for_a_pull_request_run_as_they_are(root: Path, tmp_path: Path):
    register = Register(root)
    place = "records/places/PLC-community.yml"
    text = (root / place).read_text("utf-8") + "households: 800\n"
    side = register.repository.commit({place: text}, parents=(register.first,))
    merge = register.repository.commit({place: text}, parents=(register.first, side))
    register.repository.git("checkout", "--quiet", "--detach", merge)
    for job in ("review", "preview"):
        assert scripts(root, job)
        for script in scripts(root, job):
            done = register.run(script, tmp_path / "temp")
            assert done.returncode == 0, done.stderr
    assert (
        (tmp_path / "temp" / "summary.md").read_text("utf-8").startswith("<!-- govgen:review -->")
    )
    assert (tmp_path / "temp" / "output").read_text("utf-8") == "code=0\n"
    assert (tmp_path / "temp" / "site" / "index.html").is_file()


def test_a_new_register_verifies_and_builds_as_the_workflow_does(root: Path, tmp_path: Path):
    register = Register(root)
    for script in scripts(root, "build"):
        done = register.run(script, tmp_path / "temp")
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "temp" / "output").read_text("utf-8") == "code=0\n"


def test_a_merge_by_the_director_verifies(root: Path):
    register = Register(root)
    place = "records/places/PLC-community.yml"
    text = (root / place).read_text("utf-8") + "households: 800\n"
    register.repository.merge(register.first, {place: text}, by=DIRECTOR)
    done = CliRunner().invoke(cli, ["-C", str(root), "verify"])
    assert (done.exit_code, "违规" in done.stdout) == (0, False), done.stdout


def test_a_host_that_can_only_squash_has_a_policy_it_can_keep(tmp_path: Path):
    folder = tmp_path / "squashed"
    asked = ["init", str(folder), "--since", "2026-01-01", "--squash"]
    assert CliRunner().invoke(cli, asked).exit_code == 0
    register = Register(folder)
    place = "records/places/PLC-community.yml"
    text = (folder / place).read_text("utf-8") + "households: 800\n"
    hub = Who("GitHub", "noreply@github.com")
    landed = register.repository.commit(
        {place: text}, "Households (#1)", parents=(register.first,), committer=hub
    )
    register.repository.main(landed)
    done = CliRunner().invoke(cli, ["-C", str(folder), "--lang", "en", "verify"])
    assert done.exit_code == 0, done.stdout
    assert "approver-unknown" in done.stdout


def test_an_unknown_host_is_refused(tmp_path: Path):
    done = CliRunner().invoke(cli, ["init", str(tmp_path / "x"), "--host", "nowhere"])
    assert done.exit_code == 2
    assert not (tmp_path / "x").exists()


def test_owners_are_accounts_where_known_and_comments_where_not():
    people = People.model_validate({
        "format": "1",
        "people": [
            {"id": "PER-a", "title": "主任", "org": "ORG-x", "standing": "elected",
             "from": "2026-01-01", "roles": ["director"], "hosts": {"github": "zhuren"}},
            {"id": "PER-b", "title": "监委会主任", "org": "ORG-x", "standing": "elected",
             "from": "2026-01-01", "roles": ["supervision"]},
        ],
    })  # fmt: skip
    policy = Policy.model_validate({
        "format": "1",
        "rules": [
            {"kinds": ["ledger"], "means": "certify", "offices": ["supervision"]},
            {"kinds": ["*"], "edit": "true", "means": "record", "offices": ["director"]},
        ],
    })  # fmt: skip
    github = owners.owners(policy, people, "github").splitlines()
    assert "/records/ @zhuren" in github
    assert "# /records/ledgers/ 监委会主任" in github
    assert github.index("/records/ @zhuren") < github.index("# /records/ledgers/ 监委会主任")
    assert "# records/ledgers/.* 监委会主任" in owners.owners(policy, people, "gitea")


def test_the_hook_for_pre_commit_runs_the_check(pytestconfig: pytest.Config):
    (hook,) = yaml.safe_load((pytestconfig.rootpath / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hook["entry"] == "govgen check"
    assert hook["pass_filenames"] is False
    assert re.match(hook["files"], "records/community.yml")
