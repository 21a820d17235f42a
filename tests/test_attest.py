"""Signed statements on a host's approvals: imported, bound to what landed, believed only from an attestor."""

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from repository import Repository, Who

from govgen.cli import cli

EXPORT = Path(__file__).parent / "attest" / "github.json"
HUB = Who("GitHub", "noreply@github.com")
CLERK = Who("shequ-wenshu", "1+shequ-wenshu@users.noreply.github.com")
PLACE = "records/places/PLC-community.yml"
PEOPLE = """format: "1"
people:
  - {{id: PER-director, title: 主任, org: ORG-juweihui, standing: elected, from: 2026-01-01, roles: [director], hosts: {{github: shequ-zhuren}}}}
  - {{id: PER-clerk, title: 文书, org: ORG-juweihui, standing: appointed, from: 2026-01-01, roles: [clerk], hosts: {{github: shequ-wenshu}}, keys: [{{type: ssh, public: {key}}}]}}
"""
POLICY = """format: "1"
hosts: [{host: github}]
attestors: [PER-clerk]
rules:
  - {kinds: "*", edit: true, means: record, offices: [director], evidence: {github: attested}, unknown: refuse, notice: 2}
"""


@dataclass
class Squashed:
    """A register on a host that squashes, an attestor's key, and the host's export."""

    root: Path
    repository: Repository
    key: Path
    export: Path
    landed: str

    def govgen(self, *words: object):
        return CliRunner().invoke(cli, ["-C", str(self.root), "--lang", "en", *map(str, words)])

    def verify(self):
        return self.govgen("verify", "--attestations", self.root / "attestations")


def new_key(path: Path) -> Path:
    words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(path)]
    subprocess.run(words, check=True)
    return path


@pytest.fixture
def squashed(tmp_path: Path) -> Squashed:
    root = tmp_path / "register"
    made = CliRunner().invoke(cli, ["init", str(root), "--since", "2026-01-01", "--squash"])
    assert made.exit_code == 0
    key = new_key(tmp_path / "attestor")
    repository = Repository(root)
    files = {
        path.relative_to(root).as_posix(): path.read_text("utf-8")
        for path in (root / "records").rglob("*.yml")
    }
    files["records/people.yml"] = PEOPLE.format(key=key.with_suffix(".pub").read_text().strip())
    files["records/policy.yml"] = POLICY
    first = repository.main(repository.commit(files, "Register"))
    text = files[PLACE] + "households: 800\n"
    landed = repository.commit(
        {PLACE: text}, "Households (#1)", CLERK, parents=(first,), committer=HUB
    )
    repository.main(landed)
    export = tmp_path / "export.json"
    told = EXPORT.read_text("utf-8").replace("@landed@", landed).replace("@head@", "a" * 40)
    export.write_text(told, "utf-8")
    return Squashed(root, repository, key, export, landed)


def test_without_a_statement_the_merger_is_unknown(squashed: Squashed):
    done = squashed.govgen("verify")
    assert (done.exit_code, "approver-unknown" in done.stdout) == (1, True)


def test_a_statement_names_who_merged_and_whose_approval_stands(squashed: Squashed):
    done = squashed.govgen("attest", "import", squashed.export, "--key", squashed.key)
    assert done.exit_code == 0, done.output
    told = json.loads(Path(done.stdout.strip()).read_text("utf-8"))
    assert told["merged_by"] == "shequ-zhuren"
    assert told["approved_by"] == ["shequ-jiandu"]
    assert squashed.verify().exit_code == 0


@pytest.mark.parametrize(
    ("opened", "expected"),
    [
        ("2025-12-28T02:00:00Z", []),
        ("2025-12-29T16:00:00Z", ["notice-short"]),
        ("", ["notice-unknown"]),
    ],
)
def test_a_statement_says_how_long_a_squashed_change_stood(squashed: Squashed, opened, expected):
    """The register's days are those of Shanghai, where 16:00 in UTC is the next day."""
    text = squashed.export.read_text("utf-8").replace("2025-12-28T02:00:00Z", opened)
    squashed.export.write_text(text, "utf-8")
    squashed.govgen("attest", "import", squashed.export, "--key", squashed.key)
    done = squashed.govgen(
        "verify", "--attestations", squashed.root / "attestations", "--format", "json"
    )
    assert [it["code"] for it in json.loads(done.stdout)["findings"]] == expected


def test_a_statement_holds_for_what_landed_and_nothing_else(squashed: Squashed):
    squashed.govgen("attest", "import", squashed.export, "--key", squashed.key)
    text = (squashed.repository.git("show", f"{squashed.landed}:{PLACE}") + "\n").replace(
        "800", "9"
    )
    other = squashed.repository.commit(
        {PLACE: text}, "Households (#1)", CLERK, parents=(squashed.landed,), committer=HUB
    )
    squashed.repository.main(other)
    done = squashed.verify()
    assert done.exit_code == 1
    assert f"[approver-unknown] {other[:10]}" in done.stdout
    assert f"[approver-unknown] {squashed.landed[:10]}" not in done.stdout


def test_a_statement_that_was_altered_proves_nothing(squashed: Squashed):
    done = squashed.govgen("attest", "import", squashed.export, "--key", squashed.key)
    path = Path(done.stdout.strip())
    path.write_text(path.read_text("utf-8").replace("shequ/register", "shequ/other"), "utf-8")
    assert squashed.verify().exit_code == 1


def test_another_key_attests_nothing(squashed: Squashed, tmp_path: Path):
    other = new_key(tmp_path / "other")
    refused = squashed.govgen("attest", "import", squashed.export, "--key", other)
    assert refused.exit_code == 2
    assert not (squashed.root / "attestations").exists()
    path = Path(
        squashed.govgen("attest", "import", squashed.export, "--key", squashed.key).stdout.strip()
    )
    words = ["ssh-keygen", "-q", "-Y", "sign", "-n", "govgen-attestation", "-f", str(other)]
    made = subprocess.run(words, input=path.read_bytes(), capture_output=True, check=True)
    Path(f"{path}.sig").write_bytes(made.stdout)
    assert squashed.verify().exit_code == 1


def test_a_signature_for_another_purpose_attests_nothing(squashed: Squashed):
    done = squashed.govgen("attest", "import", squashed.export, "--key", squashed.key)
    path = Path(done.stdout.strip())
    words = ["ssh-keygen", "-q", "-Y", "sign", "-n", "git", "-f", str(squashed.key)]
    made = subprocess.run(words, input=path.read_bytes(), capture_output=True, check=True)
    Path(f"{path}.sig").write_bytes(made.stdout)
    assert squashed.verify().exit_code == 1


def test_a_merge_that_is_not_on_the_chain_is_named_and_left_out(squashed: Squashed):
    text = squashed.export.read_text("utf-8").replace(squashed.landed, "b" * 40)
    squashed.export.write_text(text, "utf-8")
    done = squashed.govgen("attest", "import", squashed.export, "--key", squashed.key)
    assert done.exit_code == 1
    assert "#1" in done.stderr
    assert not (squashed.root / "attestations").exists()


@pytest.mark.parametrize("content", ["", "[1]", "{}", '[{"number": "../x"}]', "[[]]"])
def test_what_is_no_export_is_refused(squashed: Squashed, content: str):
    squashed.export.write_text(content, "utf-8")
    done = squashed.govgen("attest", "import", squashed.export, "--key", squashed.key)
    assert (done.exit_code, "no export" in done.stderr) == (2, True)


def test_a_damaged_statement_cannot_be_verified(squashed: Squashed):
    folder = squashed.root / "attestations"
    folder.mkdir()
    (folder / "github-1.json").write_text("{", "utf-8")
    assert squashed.verify().exit_code == 2
    shutil.rmtree(folder)
