"""Signed statements on a host's approvals: imported, bound to what landed, believed only from an attestor."""

import hashlib
import json
import shlex
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from chronicle import PEOPLE as EVERYBODY
from chronicle import PLACE as YARD
from chronicle import SUPERVISOR, Chronicle, codes, pen, people, person, place, policy, rule
from click.testing import CliRunner
from hosted import SETTING, attested, hosted, reviewed_on
from repository import STRANGER, Repository, Who
from sample import IDENTITY

from govgen import attesting
from govgen.cli import cli
from govgen.statement import Statement
from govgen.verify import Verified

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


@pytest.mark.parametrize(
    "content", ["", "[1]", "{}", '[{"number": "../x"}]', "[[]]", "[" * 100_000]
)
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


def test_an_approval_does_not_hold_for_the_same_change_landed_again(tmp_path: Path):
    made = hosted(tmp_path / "register")
    lit = {YARD: place(title="路灯")}
    side = made.side(lit)
    made.land(lit, STRANGER, sides=[side])
    told = attested(made, side, ("zhuren", "APPROVED", side))
    made.merge({YARD: place()})
    assert codes(made.verified(attestations=told)) == []
    again = made.land(lit, STRANGER)
    found = made.verified(attestations=told)
    assert [(it.code, it.commit) for it in found.findings] == [("direct-change", again)]


def test_an_attestor_whose_term_ended_attests_nothing(tmp_path: Path):
    made = supervised(tmp_path / "register", until="2025-12-31")
    assert codes(landed_by_a_stranger(made)) == ["approver-unknown", "attestation-refused"]


def test_a_key_that_leaked_attests_nothing_though_its_holder_is_gone(tmp_path: Path):
    made = supervised(tmp_path / "register")
    assert codes(landed_by_a_stranger(made)) == []
    leaked = pen("supervisor").key(compromised_since="2025-01-01")
    made.merge({EVERYBODY: attestor(keys=[leaked])})
    made.merge({EVERYBODY: people(hosts={"github": "zhuren"})})
    found = made.verified(attestations=tmp_path / "told")
    assert codes(found) == ["approver-unknown", "attestation-refused"]


def attestor(**more: object) -> str:
    told = {"keys": [pen("supervisor").key()]} | more
    return people(person(SUPERVISOR, "auditor", **told), hosts={"github": "zhuren"})


def supervised(root: Path, **more: object) -> Chronicle:
    return Chronicle(root, policy(rule(), **SETTING), attestor(**more))


def landed_by_a_stranger(made: Chronicle) -> Verified:
    side = made.side({YARD: place(title="路灯")})
    made.land({YARD: place(title="路灯")}, STRANGER, sides=[side])
    return reviewed_on(made, side, ("zhuren", "APPROVED", side))


def noted(squashed: Squashed, content: str = "", commit: str = "") -> None:
    """Import, let a person run the commands that are printed, and take the folder away."""
    done = squashed.govgen("attest", "import", squashed.export, "--key", squashed.key, "--notes")
    (command,) = done.stdout.splitlines()
    words = shlex.split(command)
    assert words[:4] == ["git", "notes", "--ref=govgen", "append"]
    assert words[-1] == squashed.landed
    if content or commit:
        path = squashed.root / "attestations" / "altered"
        files = [Path(words[5]), Path(words[7])]
        path.write_text(content or "\n".join(it.read_text("utf-8") for it in files), "utf-8")
        words[4:] = ["-F", str(path), commit or squashed.landed]
    squashed.repository.git(*words[1:], **IDENTITY)
    shutil.rmtree(squashed.root / "attestations")


def findings(squashed: Squashed, *more: object) -> list[tuple[str, str]]:
    done = squashed.govgen("verify", "--format", "json", *more)
    return [(it["code"], it["commit"]) for it in json.loads(done.stdout)["findings"]]


def approvers(squashed: Squashed, *more: object) -> list[dict[str, object]]:
    done = squashed.govgen("history", "PLC-community", "--format", "json", *more)
    return json.loads(done.stdout)["versions"][-1]["approval"]["approvers"]


DIRECTOR = {
    "id": "PER-director",
    "title": "主任",
    "claimed": "shequ-zhuren",
    "evidence": "attested",
    "source": "attestation",
}


def test_a_note_counts_like_a_file(squashed: Squashed):
    assert findings(squashed) == [("approver-unknown", squashed.landed)]
    noted(squashed)
    assert findings(squashed) == []
    assert DIRECTOR in approvers(squashed)


def test_history_counts_the_statements_of_a_folder(squashed: Squashed, tmp_path: Path):
    assert DIRECTOR not in approvers(squashed)
    squashed.govgen("attest", "import", squashed.export, "--key", squashed.key)
    assert DIRECTOR in approvers(squashed)
    (squashed.root / "attestations").rename(tmp_path / "elsewhere")
    assert DIRECTOR not in approvers(squashed)
    assert DIRECTOR in approvers(squashed, "--attestations", tmp_path / "elsewhere")


def test_a_statement_is_proved_once_for_history_and_each_time_to_verify(
    squashed: Squashed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    noted(squashed)
    words = ("--cache-dir", tmp_path / "cache")
    assert DIRECTOR in approvers(squashed, *words)
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "git").symlink_to(shutil.which("git"))
    monkeypatch.setenv("PATH", str(tools))
    assert DIRECTOR in approvers(squashed, *words)
    done = squashed.govgen("verify", *words)
    assert (done.exit_code, "ssh-keygen" in done.stdout) == (2, True)


def test_a_site_tells_of_a_note_as_soon_as_it_is_there(squashed: Squashed, tmp_path: Path):
    def told() -> str:
        folder = tmp_path / "out"
        words = ("export", folder, "--as-of", "2026-02-01", "--cache-dir", tmp_path / "cache")
        assert squashed.govgen(*words).exit_code == 0
        found = json.loads((folder / "data/v1/approvals.json").read_bytes())
        (record,) = [it for it in found["records"] if it["id"] == "PLC-community"]
        return record["versions"][-1]["approval"]["word"]

    squashed.repository.git("reset", "--hard", "--quiet")
    before = told()
    noted(squashed)
    assert (before, told()) == ("unverified", "verified")


def test_a_note_counts_by_its_content_and_not_by_its_place(squashed: Squashed):
    root = squashed.repository.git("rev-parse", f"{squashed.landed}~1")
    noted(squashed, commit=root)
    assert findings(squashed) == []


def test_a_note_that_is_no_statement_is_told_and_not_counted(squashed: Squashed):
    noted(squashed, content="Looks good to me\n")
    both = {("approver-unknown", squashed.landed), ("attestation-refused", squashed.landed)}
    assert set(findings(squashed)) == both


ARMOUR = "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n"


@pytest.mark.parametrize(
    "text",
    [
        '{\n"a": ' + "[" * 100_000 + "\n}\n" + ARMOUR,
        '{"approved_by": [], "format": {}}\n' + ARMOUR,
        "{\n" * 300_000,
        ARMOUR * 5_000,
        "{}\n" * 400_000,
    ],
    ids=["nested", "shapeless", "opened", "armour", "large"],
)
def test_a_note_that_somebody_spoiled_takes_no_other_with_it(squashed: Squashed, text: str):
    root = squashed.repository.git("rev-parse", f"{squashed.landed}~1")
    noted(squashed)
    noted(squashed, content=text, commit=root)
    began = time.process_time()
    assert findings(squashed) == [("attestation-refused", root)]
    assert time.process_time() - began < 5


def test_words_behind_a_statement_are_told_and_leave_it_as_it_is(squashed: Squashed):
    noted(squashed)
    squashed.repository.git(
        "notes", "--ref=govgen", "append", "-m", "Well done", squashed.landed, **IDENTITY
    )
    assert findings(squashed) == [("attestation-refused", squashed.landed)]
    assert DIRECTOR in approvers(squashed)


def test_a_note_that_is_no_file_is_told(squashed: Squashed):
    git = squashed.repository.git
    tree = git("mktree", given=f"160000 commit {squashed.landed}\t{squashed.landed}\n")
    git("update-ref", "refs/notes/govgen", git("commit-tree", tree, "-m", "Notes", **IDENTITY))
    assert ("attestation-refused", squashed.landed) in findings(squashed)


def test_the_configuration_of_the_repository_names_no_other_notes(squashed: Squashed):
    noted(squashed)
    squashed.repository.git("config", "core.notesRef", "refs/notes/other")
    squashed.repository.git("config", "notes.displayRef", "refs/notes/other")
    before = squashed.repository.git("for-each-ref"), squashed.repository.git("count-objects")
    assert findings(squashed) == []
    after = squashed.repository.git("for-each-ref"), squashed.repository.git("count-objects")
    assert before == after


def test_a_review_counts_the_statements_on_just_what_it_would_merge(squashed: Squashed):
    text = squashed.repository.git("show", f"{squashed.landed}:{PLACE}") + "\nfloors: 6\n"
    head = squashed.repository.commit({PLACE: text}, "Floors", CLERK, parents=(squashed.landed,))
    raw = squashed.repository.git("diff-tree", "--raw", "--no-abbrev", "-r", squashed.landed, head)
    _, _, old, new, _ = raw.partition("\t")[0].split()
    changes = hashlib.sha256(f"{PLACE}\0{old}\0{new}\n".encode()).hexdigest()

    def reviewed() -> tuple[list[str], str, list[str]]:
        words = ("review", f"main..{head}", "--as-of", "2026-01-06", "--format", "json")
        told = json.loads(squashed.govgen(*words).stdout)
        (need,) = told["approvals"]
        return [it["id"] for it in need["given"]], need["earliest"], codes(told)

    def codes(told: dict[str, list[dict[str, str]]]) -> list[str]:
        return [it["code"] for it in told["blocking"] if it["code"] == "notice-short"]

    def stated(changes: str) -> None:
        opened = "2026-01-05T00:00:00Z"
        said = Statement(
            "github", "a/b", "2", changes, "shequ-wenshu", "", ("shequ-zhuren",), "", opened
        )
        path = squashed.root / "attestations" / "github-2.json"
        attesting.keep(path, said.written(), attesting.sign(said.written(), squashed.key))

    assert reviewed() == ([], "2026-01-04", [])
    stated("0" * 64)
    assert reviewed() == ([], "2026-01-04", [])
    stated(changes)
    assert reviewed() == (["PER-director"], "2026-01-08", ["notice-short"])
