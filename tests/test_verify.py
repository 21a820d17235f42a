"""Verify: a tiny repository for every code, which has that fault and no other."""

import hashlib
import json
import pkgutil
from collections.abc import Callable
from pathlib import Path

import command
import pytest
import sample
from chronicle import (
    ISSUE,
    PEOPLE,
    PLACE,
    POLICY,
    Chronicle,
    codes,
    issue,
    pen,
    people,
    place,
    policy,
    rule,
)
from hosted import hosted, reviewed_on
from repository import CLERK, DIRECTOR, HOUR, START, STRANGER, Repository, Who
from rewritten import plain, retitled

import govgen.proofs
from govgen.fetched import address
from govgen.manual import manual, title
from govgen.verify import Outside, Verified, judged, verify

Make = Callable[[Path], Verified]
FAULTS: dict[str, tuple[Make, int]] = {}
"""Of each code what makes and verifies a repository that has it, and the exit code."""
QUIET = {"root", "before-policy"}
"""Codes that stand with a change and are no finding."""
OTHER = place(title="空地")
DAY = 24 * HOUR
GITHUB = Who("GitHub", "noreply@github.com")
CONSISTENT = (
    "consistent with itself, no more; add --anchor (a commit from a notice or an earlier "
    "provenance.json) to prove that the whole was not rewritten"
)


def fault(code: str, exit_code: int = 1) -> Callable[[Make], Make]:
    def registered(make: Make) -> Make:
        FAULTS[code] = make, exit_code
        return make

    return registered


@pytest.mark.parametrize("code", FAULTS_OF := sorted(
    module.name.replace("_", "-") for module in pkgutil.iter_modules(govgen.proofs.__path__)
))  # fmt: skip
def test_a_repository_with_one_fault_fails_with_its_code_and_no_other(code, tmp_path):
    if code in QUIET:
        assert code in quiet(tmp_path / "repo")
        return
    make, exit_code = FAULTS[code]
    found = make(tmp_path / "repo")
    assert codes(found) == [code]
    assert found.exit_code == exit_code
    assert found.findings[0].severity == {0: "warning", 1: "violation", 2: "unprovable"}[exit_code]


def test_every_proof_has_a_repository_and_a_page_in_both_languages():
    assert set(FAULTS) | QUIET == set(FAULTS_OF)
    for code in FAULTS_OF:
        assert title(code).zh
        assert title(code).en
        assert [part.count("\n\n") for part in (manual()[code].zh, manual()[code].en)] == [3, 3]


def quiet(root: Path) -> set[str]:
    """A register that begins without a policy: what is said of its first two commits."""
    made = Repository(root)
    first = made.main(made.commit({PLACE: place()}, "Begin"))
    made.merge(first, {PLACE: OTHER})
    with judged(root, "HEAD", None) as (_, found):
        return {code for it in found.by_record["PLC-yard"] for code in it.approval.doubts}


def test_a_register_that_is_well_passes(tmp_path):
    made = Chronicle(tmp_path / "repo")
    made.merge({PLACE: OTHER})
    made.merge({ISSUE: issue("submitted")})
    made.merge({POLICY: policy(rule(), legacy_until=made.tip)})
    found = made.verified(anchor=made.tip)
    assert (codes(found), found.exit_code, found.anchored, found.commits) == ([], 0, True, 4)


@fault("anchor-missing")
def anchor_missing(root: Path) -> Verified:
    return Chronicle(root).verified(anchor="0" * 40)


@fault("approver-role")
def approver_role(root: Path) -> Verified:
    return merged(root, by=CLERK, author=DIRECTOR)


@fault("approver-term")
def approver_term(root: Path) -> Verified:
    return merged(root, people=people(until="2025-12-31"))


@fault("approver-unknown")
def approver_unknown(root: Path) -> Verified:
    return merged(root, by=STRANGER, policy=policy(rule(unknown="refuse")))


@fault("attestation-refused", 0)
def attestation_refused(root: Path) -> Verified:
    made = hosted(root)
    made.merge({PLACE: OTHER})
    assert codes(reviewed_on(made, "0" * 40)) == []
    (told,) = (root.parent / "told").glob("*.json")
    told.write_text(told.read_text().replace("a/b", "a/c"))
    return made.verified(attestations=root.parent / "told")


@fault("attestation-unbound", 0)
def attestation_unbound(root: Path) -> Verified:
    """Main takes other content in than the request that is told of, and not as that request."""
    made = hosted(root)
    begun = made.tip
    made.merge({PLACE: place(title="广场")})
    reviewed_on(made, "0" * 40)
    made.tip = begun
    made.merge({PLACE: OTHER}, at=START + 100 * HOUR)
    return made.verified(attestations=root.parent / "told")


@fault("bad-signature")
def bad_signature(root: Path) -> Verified:
    made = Chronicle(root, people=people(keys=[pen().key()]))
    signed = made.merge({PLACE: OTHER}, sign=pen().sign)
    altered = made.repository.git("cat-file", "commit", signed).replace("branch 'work'", "it all")
    made.repository.main(
        made.repository.git("hash-object", "-t", "commit", "-w", "--stdin", given=altered + "\n")
    )
    return made.verified()


@fault("batch-owner")
def batch_owner(root: Path) -> Verified:
    nobodys = [{"to": "submitted", "at": "2026-01-01"}]
    return merged(
        root, {ISSUE: issue(events=nobodys)}, policy=policy(rule(batch=True, edit=False), rule())
    )


@fault("batch-twice")
def batch_twice(root: Path) -> Verified:
    made = Chronicle(root, policy=policy(rule(batch=True)))
    made.merge({PLACE: OTHER, ISSUE: issue("submitted")})
    made.merge({PLACE: place(), ISSUE: issue("submitted", "accepted")})
    return made.verified()


@fault("borrowed-objects", 2)
def borrowed_objects(root: Path) -> Verified:
    made = Chronicle(root)
    (root / ".git/objects/info/alternates").write_text("/nowhere/objects\n")
    return made.verified()


@fault("changed-id")
def changed_id(root: Path) -> Verified:
    return merged(root, {PLACE: place(id="PLC-other")})


@fault("damaged-objects", 2)
def damaged_objects(root: Path) -> Verified:
    made = Chronicle(root)
    made.merge({"notes.txt": "notes\n"})
    blob = made.repository.git("rev-parse", "HEAD:notes.txt")
    (root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    return made.verified()


@fault("dates-backwards")
def dates_backwards(root: Path) -> Verified:
    return merged(root, at=START - 10 * DAY)


@fault("deleted-record")
def deleted_record(root: Path) -> Verified:
    return merged(root, {PLACE: None})


@fault("direct-change")
def direct_change(root: Path) -> Verified:
    made = Chronicle(root)
    made.land({PLACE: OTHER})
    return made.verified()


@fault("evil-merge")
def evil_merge(root: Path) -> Verified:
    made = Chronicle(root)
    side = made.side({PLACE: OTHER})
    made.land({PLACE: OTHER, ISSUE: issue("submitted")}, sides=[side])
    return made.verified()


@fault("grafts", 2)
def grafts(root: Path) -> Verified:
    made = Chronicle(root)
    (root / ".git/info").mkdir(exist_ok=True)
    (root / ".git/info/grafts").write_text(f"{made.tip}\n")
    return made.verified()


@fault("history-unreadable", 2)
def history_unreadable(root: Path) -> Verified:
    made = Chronicle(root)
    first = made.tip
    made.merge({PLACE: OTHER})
    (root / ".git/objects" / first[:2] / first[2:]).unlink()
    return made.verified()


@fault("illegal-step")
def illegal_step(root: Path) -> Verified:
    return merged(root, {ISSUE: issue("closed")})


@fault("key-compromised")
def key_compromised(root: Path) -> Verified:
    return signed_with(root, compromised_since="2025-12-01")


@fault("key-expired")
def key_expired(root: Path) -> Verified:
    return signed_with(root, valid_until="2025-12-31")


@fault("key-not-yet-valid")
def key_not_yet_valid(root: Path) -> Verified:
    return signed_with(root, valid_from="2026-02-01")


@fault("many-parents")
def many_parents(root: Path) -> Verified:
    made = Chronicle(root)
    sides = made.side({"a.txt": "a"}), made.side({"b.txt": "b"})
    made.land({"a.txt": "a", "b.txt": "b"}, sides=sides)
    return made.verified()


@fault("no-rule")
def no_rule(root: Path) -> Verified:
    return merged(root, policy=policy(rule(kinds=["policy", "issue"])))


@fault("notice-short")
def notice_short(root: Path) -> Verified:
    return merged(root, policy=policy(rule(notice=3)), at=START + 3 * DAY)


@fault("notice-unknown", 0)
def notice_unknown(root: Path) -> Verified:
    """A squash keeps no commit of the branch, and its own date is that of the merge."""
    made = Chronicle(root, policy=policy(rule(notice=3), hosts=[{"host": "gitea"}]))
    text = "Work (#1)\n\nReviewed-on: https://h/pulls/1\nReviewed-by: Director <director@community.example>"
    made.land({PLACE: OTHER}, CLERK, message=text)
    return made.verified()


@fault("number-twice", 0)
def number_twice(root: Path) -> Verified:
    made = Chronicle(root, policy=policy(rule(), hosts=[{"host": "gitlab"}]))
    for text in (OTHER, place()):
        made.merge({PLACE: text}, message="Merge\n\nSee merge request a/b!7")
    return made.verified()


@fault("odd-entry")
def odd_entry(root: Path) -> Verified:
    made = Chronicle(root)
    files, modes = {PLACE: OTHER}, {PLACE: "100755"}
    made.land(files, sides=[made.side(files, modes=modes)], modes=modes)
    return made.verified()


@fault("partial-clone", 2)
def partial_clone(root: Path) -> Verified:
    made = Chronicle(root)
    (root / ".git/objects/pack/pack-0.promisor").touch()
    return made.verified()


@fault("policy-with-records")
def policy_with_records(root: Path) -> Verified:
    return merged(root, {PLACE: OTHER, POLICY: policy(rule(persons=1))})


@fault("record-twice")
def record_twice(root: Path) -> Verified:
    return merged(root, {"records/places/again/PLC-yard.yml": place()})


@fault("replaced-objects", 2)
def replaced_objects(root: Path) -> Verified:
    made = Chronicle(root)
    first = made.tip
    made.repository.git("replace", made.merge({PLACE: OTHER}), first)
    return made.verified()


@fault("rewrite-forged")
def rewrite_forged(root: Path) -> Verified:
    made = plain(root)
    assert made.state() == (0, "")
    pen("stranger")
    made.alter("stranger")
    return made.verified()


@fault("rewrite-mismatch")
def rewrite_mismatch(root: Path) -> Verified:
    made = plain(root)
    assert made.state() == (0, "")
    made.alter(blobs=[])
    return made.verified()


@fault("rules-replaced", 0)
def rules_replaced(root: Path) -> Verified:
    made = retitled(root)
    assert made.state() == (0, "")
    return made.verified(made.old.tip)


@fault("rewritten-event")
def rewritten_event(root: Path) -> Verified:
    made = Chronicle(root)
    made.merge({ISSUE: issue("submitted")})
    made.merge({ISSUE: issue("submitted").replace("2026-01-01", "2026-01-02")})
    return made.verified()


@fault("rules-unreadable")
def rules_unreadable(root: Path) -> Verified:
    return merged(root, {POLICY: 'format: "1"\nrules: everybody\n'})


@fault("self-approval")
def self_approval(root: Path) -> Verified:
    return merged(root, author=DIRECTOR)


@fault("shallow-clone", 2)
def shallow_clone(root: Path) -> Verified:
    made = Chronicle(root)
    (root / ".git/shallow").write_text(f"{made.tip}\n")
    return made.verified()


@fault("site-altered")
def site_altered(root: Path) -> Verified:
    made = Chronicle(root)
    return made.verified(site=site(root.parent / "site", made.tip, "old"))


@fault("site-differs")
def site_differs(root: Path) -> Verified:
    """The page was altered, and the manifest with it."""
    sample.base(root)
    made = sample.build(root, root.parent / "site")
    told = json.loads((made / "provenance.json").read_bytes())
    (made / "robots.txt").write_text("altered")
    told["files"]["robots.txt"] = hashlib.sha256(b"altered").hexdigest()
    (made / "provenance.json").write_text(json.dumps(told))
    return verify(root, "HEAD", Outside(site=made))


@fault("site-not-rebuilt", 2)
def site_not_rebuilt(root: Path) -> Verified:
    made = Chronicle(root)
    return made.verified(site=site(root.parent / "site", made.tip, "new"))


@fault("site-unreachable", 2)
def site_unreachable(root: Path) -> Verified:
    """Port 9 is given to a service that nobody runs any more."""
    return Chronicle(root).verified(site=address("http://127.0.0.1:9/"))


@fault("stale-approval")
def stale_approval(root: Path) -> Verified:
    made = hosted(root)
    side = made.side({PLACE: OTHER})
    made.land({PLACE: OTHER}, STRANGER, sides=[side])
    return reviewed_on(made, side, ("zhuren", "APPROVED", "0" * 40))


@fault("too-few-approvers")
def too_few_approvers(root: Path) -> Verified:
    return merged(root, policy=policy(rule(persons=2, unknown="refuse")))


@fault("unknown-commit")
def unknown_commit(root: Path) -> Verified:
    return merged(root, {POLICY: policy(rule(), hosts=[{"host": "plain", "since": "1" * 40}])})


@fault("unknown-key")
def unknown_key(root: Path) -> Verified:
    return merged(root, policy=policy(rule(evidence={"*": "signed"})), sign=pen("other").sign)


@fault("unreadable-version")
def unreadable_version(root: Path) -> Verified:
    return merged(root, {PLACE: "id: [PLC-yard\n"})


@fault("weak-evidence")
def weak_evidence(root: Path) -> Verified:
    return merged(root, policy=policy(rule(evidence={"plain": "signed"})))


def merged(root: Path, files: dict[str, str | None] | None = None, **more: object) -> Verified:
    """Verify a register with one merge."""
    begun = {name: more.pop(name) for name in ("policy", "people") if name in more}
    made = Chronicle(root, **begun)
    made.merge(files or {PLACE: OTHER}, **more)
    return made.verified()


def signed_with(root: Path, **days: str) -> Verified:
    """Verify a register with a merge by a key that is held so."""
    return merged(root, people=people(keys=[pen().key(**days)]), sign=pen().sign)


@pytest.mark.parametrize("other", [("zhuren", "DISMISSED", ""), ("zhuren", "APPROVED", "0" * 40)])
def test_an_approval_that_does_not_count_is_told_where_enough_others_do(other, tmp_path):
    made = hosted(tmp_path / "repo")
    side = made.side({PLACE: OTHER})
    made.land({PLACE: OTHER}, STRANGER, sides=[side])
    found = reviewed_on(made, side, ("jiandu", "APPROVED", side), other)
    assert [(it.code, it.severity) for it in found.findings] == [("stale-approval", "warning")]


def test_a_review_of_a_branch_that_grew_before_its_merge_does_not_count(tmp_path):
    made = hosted(tmp_path / "repo")
    side = made.side({PLACE: place(title="广场")})
    more = made.repository.commit({PLACE: OTHER}, "More", CLERK, parents=(side,))
    made.land({PLACE: OTHER}, STRANGER, sides=[more])
    found = reviewed_on(made, side, ("zhuren", "APPROVED", side))
    assert (codes(found), found.exit_code) == (["stale-approval"], 1)


def test_a_statement_on_the_same_request_with_other_content_approves_nothing(tmp_path):
    made = hosted(tmp_path / "repo")
    begun, side = made.tip, made.side({PLACE: place(title="广场")})
    made.land({PLACE: place(title="广场")}, STRANGER, sides=[side])
    assert codes(reviewed_on(made, side, ("zhuren", "APPROVED", side))) == []
    made.tip = begun
    again = {"message": "Merge pull request #1 from a/work", "committer": GITHUB}
    made.land({PLACE: OTHER}, STRANGER, sides=[made.side({PLACE: OTHER})], **again)
    found = made.verified(attestations=tmp_path / "told")
    assert (codes(found), found.exit_code) == (["stale-approval"], 1)


def site(folder: Path, commit: str, text: str) -> Path:
    """A site of one page, whose manifest was made when the page read `old`, then `text`."""
    folder.mkdir()
    files = {"index.html": hashlib.sha256(b"new").hexdigest()}
    (folder / "provenance.json").write_text(json.dumps({"commit": commit, "files": files}))
    (folder / "index.html").write_text(text)
    return folder


def test_a_site_that_differs_from_its_manifest_or_is_from_elsewhere_does_not_pass(tmp_path):
    made = Chronicle(tmp_path / "repo")
    equal = made.verified(site=site(tmp_path / "a", made.tip, "new"))
    assert codes(equal) == ["site-not-rebuilt"]
    assert codes(made.verified(site=site(tmp_path / "b", "0" * 40, "new"))) == ["site-altered"]
    (tmp_path / "a/added.html").touch()
    assert [it.path for it in made.verified(site=tmp_path / "a").findings] == ["added.html"]
    (tmp_path / "a/provenance.json").write_text("[]")
    assert {it.code for it in made.verified(site=tmp_path / "a").findings} == {"site-altered"}


def govgen(root: Path, *words: str) -> tuple[int, str, str]:
    """Run the command itself."""
    done = command.govgen("-C", root, "--lang", "en", *words)
    return done.returncode, done.stdout, done.stderr


def test_the_command_exits_as_it_promises(tmp_path):
    made = Chronicle(tmp_path / "repo")
    assert govgen(made.root, "verify")[0] == 0
    made.land({PLACE: OTHER})
    assert govgen(made.root, "verify")[0] == 1
    assert govgen(made.root, "verify", "HEAD~1")[0] == 0
    (made.root / ".git/shallow").write_text(f"{made.tip}\n")
    assert govgen(made.root, "verify")[0] == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("--no-such-option",),
        ("--format", "xml"),
        ("--site", "no-such-folder"),
        ("HEAD", "HEAD~1"),
        ("no-such-branch",),
        ("--anchor", "HEAD"),
        ("--anchor", "abcdef1"),
        ("--anchor",),
        ("--policy", "no-such-file.yml"),
        ("--policy", "."),
    ],
)
def test_wrong_usage_exits_3_in_a_line_or_two(arguments, tmp_path):
    made = Chronicle(tmp_path / "repo")
    code, out, talk = govgen(made.root, "verify", *arguments)
    assert (code, out) == (3, "")
    assert talk
    assert "Traceback" not in talk


@pytest.mark.parametrize("shape", ["text", "json"])
def test_no_repository_and_no_commit_cannot_be_verified(shape, tmp_path):
    empty = Repository(tmp_path / "empty").root
    (tmp_path / "none").mkdir()
    for root in (empty, tmp_path / "none"):
        code, out, talk = govgen(root, "verify", "--format", shape)
        assert (code, talk) == (2, "")
        assert "history-unreadable" in out


def test_json_says_what_was_found(tmp_path):
    made = Chronicle(tmp_path / "repo")
    first = made.tip
    wrong = made.land({ISSUE: issue("submitted"), PLACE: OTHER})
    known = made.merge({POLICY: policy(rule(), acknowledged=[acknowledged(wrong)])})
    direct = made.land({PLACE: place()})
    code, out, talk = govgen(made.root, "verify", "--format", "json", "--anchor", known)
    said = {"code": "direct-change", "severity": "violation"}
    message = {"zh": "没有经过合并的直接提交", "en": "A direct commit, not a merge"}
    assert (code, talk) == (1, "")
    assert json.loads(out) == {
        "range": {"root": first, "tip": direct, "commits": 4, "anchored": True},
        "findings": [{**said, "commit": direct, "path": PLACE, "message": message}],
        "acknowledged": [
            {
                **said,
                "commit": wrong,
                "path": ISSUE,
                "message": message,
                "reason": {"zh": "停机", "en": "停机"},
            }
        ],
        "rewritten": None,
        "policy": None,
        "coverage": {
            area: {"changes": 0, "approved": 0, "self": 0, "direct": 0, "unknown": 0}
            for area in ("decisions", "projects", "orders")
        },
    }


def test_text_says_what_was_found(tmp_path):
    made = Chronicle(tmp_path / "repo")
    wrong = made.land({PLACE: OTHER})
    made.merge({POLICY: policy(rule(), acknowledged=[acknowledged(wrong)])})
    direct = made.land({PLACE: place()})
    code, out, talk = govgen(made.root, "verify")
    assert (code, talk) == (1, "")
    assert out == "".join(
        f"{line}\n"
        for line in (
            f"violation [direct-change] {direct[:10]} {PLACE} A direct commit, not a merge",
            f"violation [direct-change] {wrong[:10]} {PLACE} A direct commit, not a merge",
            "  acknowledged: 停机",
            CONSISTENT,
        )
    )


def by_policy(made: Chronicle, told: str, *more: str) -> tuple[int, str, str]:
    """Verify by a policy that lies outside the repository."""
    (made.root.parent / "auditor.yml").write_text(told)
    return govgen(made.root, "verify", "--policy", str(made.root.parent / "auditor.yml"), *more)


def test_a_policy_from_outside_stands_in_the_place_of_the_repositorys_own(tmp_path):
    made = Chronicle(tmp_path / "repo")
    wrong = made.merge({PLACE: OTHER}, by=CLERK, author=DIRECTOR)
    direct = made.land({PLACE: place()})
    own = json.loads(govgen(made.root, "verify", "--format", "json")[1])
    lenient = policy(rule(offices=["clerk"]), acknowledged=[acknowledged(direct)])
    code, out, _ = by_policy(made, lenient, "--format", "json")
    theirs = json.loads(out)
    assert [(it["code"], it["commit"]) for it in own["findings"]] == [
        ("approver-role", wrong),
        ("direct-change", direct),
    ]
    assert (code, theirs["findings"]) == (0, [])
    assert [it["commit"] for it in theirs["acknowledged"]] == [direct]
    assert theirs["policy"] == {
        "source": "outside",
        "file": str(tmp_path / "auditor.yml"),
        "sha256": hashlib.sha256(lenient.encode()).hexdigest(),
    }


def test_text_says_first_that_the_policy_came_from_outside(tmp_path):
    made = Chronicle(tmp_path / "repo")
    made.merge({PLACE: OTHER})
    told = policy(rule(offices=["supervisor"]))
    code, out, _ = by_policy(made, told)
    digest = hashlib.sha256(told.encode()).hexdigest()
    first, second, *_ = out.splitlines()
    assert code == 1
    assert first == (
        "judged by a policy from outside, not by the repository's own: "
        f"{tmp_path / 'auditor.yml'} (sha256 {digest})"
    )
    assert second.startswith(f"violation [approver-role] {made.tip[:10]} ")


def test_a_policy_from_outside_leaves_hosts_and_keys_as_the_repository_lists_them(tmp_path):
    signed = {"evidence": {"plain": "signed"}}
    made = Chronicle(tmp_path / "repo", people=people(keys=[pen().key()]))
    made.merge({PLACE: OTHER}, sign=pen().sign)
    assert by_policy(made, policy(rule(**signed)))[0] == 0
    hub = hosted(tmp_path / "hub")
    hub.merge({PLACE: OTHER})
    assert by_policy(hub, policy(rule(**signed)))[0] == 0
    assert by_policy(hub, policy(rule(**signed), hosts=[{"host": "plain"}]))[0] == 1


def test_a_policy_from_outside_holds_where_the_repository_has_none(tmp_path):
    made = Repository(tmp_path / "repo")
    first = made.main(made.commit({PLACE: place(), PEOPLE: people()}, "Begin"))
    merged = made.merge(first, {PLACE: OTHER}, by=CLERK, author=DIRECTOR)
    assert govgen(made.root, "verify")[0] == 0
    code, out, _ = by_policy(made, policy())
    assert (code, f"[approver-role] {merged[:10]}" in out) == (1, True)
    assert by_policy(made, policy(legacy_until=merged))[0] == 0
    assert "[unknown-commit]" in by_policy(made, policy(legacy_until="1" * 40))[1]


@pytest.mark.parametrize(
    ("told", "at"),
    [
        ("format: '1'\nrules: everybody\n", "2:1: error [wrong-value]"),
        ("format: '1'\nformat: '1'\n", "2:1: error [duplicate-key]"),
        ("format: '1'\nrule: []\n", "2:1: error [unknown-field]"),
    ],
)
def test_a_policy_from_outside_that_is_none_exits_3_and_says_where(told, at, tmp_path):
    code, out, talk = by_policy(Chronicle(tmp_path / "repo"), told)
    assert (code, out) == (3, "")
    assert talk.startswith(f"{tmp_path / 'auditor.yml'}:{at}")


def acknowledged(commit: str, code: str = "direct-change") -> dict[str, str]:
    return {"commit": commit, "code": code, "reason": "停机"}
