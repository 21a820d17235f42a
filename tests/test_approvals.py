"""Approvals as somebody would attack them: who grants themselves the right, counts twice, hides, or excuses it."""

import json
import struct
from hashlib import sha1
from pathlib import Path

import pytest
from chronicle import (
    ISSUE,
    PEOPLE,
    PLACE,
    POLICY,
    SUPERVISOR,
    Chronicle,
    codes,
    issue,
    pen,
    people,
    person,
    place,
    policy,
    rule,
)
from hosted import SETTING, hosted, reviewed_on, staff
from repository import CLERK, DIRECTOR, HOUR, START, STRANGER, Repository, Who

from govgen import accounts
from govgen.approvals import shown
from govgen.verify import judged, verify

OTHER = place(title="空地")
THIRD = place(title="广场")
GITHUB = Who("GitHub", "noreply@github.com")
MALLORY = Who("Mallory", "mallory@elsewhere.example")
EVERYBODY = rule(offices=["director", "clerk", "mallory"], author=True)


def found(made: Chronicle) -> list[tuple[int, str]]:
    """What was found: at which place of the chain, from 1 on, and the code."""
    chain = made.repository.git("rev-list", "--first-parent", "--reverse", "HEAD").split()
    return sorted((chain.index(it.commit) + 1, it.code) for it in made.verified().findings)


def excuse(commit: str, code: str = "direct-change") -> dict[str, str]:
    return {"commit": commit, "code": code, "reason": "说明"}


def test_a_change_of_the_policy_is_judged_by_the_policy_before_it(tmp_path):
    made = Chronicle(tmp_path / "repo")
    made.merge({POLICY: policy(EVERYBODY)}, by=CLERK)
    made.merge({PLACE: OTHER}, by=CLERK)
    assert found(made) == [(2, "approver-role"), (2, "self-approval")]


def test_nobody_unknown_changes_the_rules(tmp_path):
    made = Chronicle(tmp_path / "repo")
    told = people(person(MALLORY, "director"))
    made.merge({PEOPLE: told}, by=MALLORY)
    made.merge({PLACE: OTHER}, by=STRANGER)
    assert found(made) == [(2, "approver-unknown"), (3, "approver-unknown")]
    assert [it.severity for it in made.verified().findings] == ["violation", "warning"]


def test_who_took_the_power_to_approve_cannot_excuse_that_they_took_it(tmp_path):
    made = Chronicle(tmp_path / "repo")
    taken = made.land({PEOPLE: people(person(MALLORY, "director"))}, by=MALLORY)
    made.merge({POLICY: policy(acknowledged=[excuse(taken)])}, by=MALLORY)
    assert found(made) == [(2, "direct-change")]


def test_who_put_their_key_in_the_place_of_anothers_cannot_excuse_it(tmp_path):
    signed = rule(evidence={"*": "signed"})
    made = Chronicle(tmp_path / "repo", policy(signed), people(keys=[pen().key()]))
    taken = made.land({PEOPLE: people(keys=[pen("mallory").key()])}, by=MALLORY)
    told = policy(signed, acknowledged=[excuse(taken)])
    made.merge({POLICY: told}, by=DIRECTOR, sign=pen("mallory").sign)
    assert found(made) == [(2, "direct-change")]


def test_who_made_themselves_an_attestor_cannot_attest_that_it_was_excused(tmp_path):
    needs = {"evidence": {"github": "attested"}, "unknown": "refuse"}
    made = hosted(tmp_path / "repo", **needs)
    crony = person(MALLORY, "clerk", keys=[pen("mallory").key()])
    told = {**SETTING, "attestors": ["PER-supervisor", "PER-mallory"]}
    taken = made.land({POLICY: policy(rule(**needs), **told), PEOPLE: staff(crony)}, MALLORY)
    excused = {POLICY: policy(rule(**needs), **told, acknowledged=[excuse(taken)])}
    side = made.side(excused)
    made.land(excused, STRANGER, sides=[side])
    approved = ("zhuren", "APPROVED", side)
    found = reviewed_on(made, side, approved, key="mallory")
    assert (codes(found), found.acknowledged) == (["direct-change"], ())
    honest = reviewed_on(made, side, approved)
    assert (codes(honest), [it.commit for it, _ in honest.acknowledged]) == ([], [taken])


def test_who_had_the_right_before_may_excuse_what_was_done_to_the_rules(tmp_path):
    made = Chronicle(tmp_path / "repo")
    done = made.land({PEOPLE: people(person(SUPERVISOR, "supervisor"))})
    made.merge({POLICY: policy(acknowledged=[excuse(done)])})
    verdict = made.verified()
    assert (verdict.exit_code, codes(verdict)) == (0, [])
    assert [it.commit for it, _ in verdict.acknowledged] == [done]


@pytest.mark.parametrize("by", [CLERK, STRANGER])
def test_an_excuse_that_was_not_approved_counts_for_nothing(by, tmp_path):
    made = Chronicle(tmp_path / "repo")
    wrong = made.land({PLACE: OTHER})
    made.merge({POLICY: policy(acknowledged=[excuse(wrong)])}, by=by)
    assert (2, "direct-change") in found(made)


def test_an_excuse_pushed_directly_neither_counts_nor_excuses_itself(tmp_path):
    made = Chronicle(tmp_path / "repo")
    wrong = made.land({PLACE: OTHER})
    pushed = made.land({POLICY: policy(acknowledged=[excuse(wrong)])})
    assert found(made) == [(2, "direct-change"), (3, "direct-change")]
    made.merge({POLICY: policy(acknowledged=[excuse(wrong), excuse(pushed)])})
    assert found(made) == [(2, "direct-change")]


def test_an_excuse_that_was_withdrawn_excuses_no_more(tmp_path):
    made = Chronicle(tmp_path / "repo")
    wrong = made.land({PLACE: OTHER})
    made.merge({POLICY: policy(acknowledged=[excuse(wrong)])})
    assert found(made) == []
    made.merge({POLICY: policy()})
    assert found(made) == [(2, "direct-change")]


def test_nothing_excuses_a_history_without_its_anchor(tmp_path):
    made = Chronicle(tmp_path / "repo")
    lost = "1" * 40
    made.merge({POLICY: policy(acknowledged=[excuse(lost, "anchor-missing")])})
    assert codes(made.verified(anchor=lost)) == ["anchor-missing", "unknown-commit"]


def test_history_before_govgen_is_told_and_no_policy_is_excused_by_it(tmp_path):
    made = Repository(tmp_path / "repo")
    first = made.main(made.commit({PLACE: place()}, "Begin"))
    gone = made.merge(first, {PLACE: None})
    before = made.merge(gone, {POLICY: policy(legacy_until=gone), PEOPLE: people()})
    verdict = verify(made.root, "HEAD")
    assert [(it.code, it.severity) for it in verdict.findings] == [("deleted-record", "warning")]
    wrong = made.main(made.commit({PLACE: OTHER}, "Pushed", parents=(before,)))
    made.merge(wrong, {POLICY: policy(legacy_until=wrong)})
    verdict = verify(made.root, "HEAD")
    assert [(it.code, it.severity) for it in verdict.findings] == [
        ("deleted-record", "warning"),
        ("direct-change", "violation"),
    ]


@pytest.mark.parametrize(
    ("files", "also"),
    [
        ({POLICY: "rules: ["}, "unreadable-version"),
        ({POLICY: 'format: "9"\n'}, None),
        ({POLICY: None}, "deleted-record"),
        ({PEOPLE: None}, "deleted-record"),
        ({PEOPLE: 'format: "1"\npeople: none\n'}, None),
    ],
)
def test_without_rules_that_can_be_read_nobody_approves(files, also, tmp_path):
    made = Chronicle(tmp_path / "repo")
    made.merge(files)
    made.merge({PLACE: OTHER})
    made.merge({POLICY: policy(), PEOPLE: people()})
    made.merge({PLACE: THIRD})
    expected = {(2, "rules-unreadable"), (3, "rules-unreadable"), (4, "rules-unreadable")}
    assert set(found(made)) == expected | ({(2, also)} if also else set())


def test_a_policy_that_nobody_can_read_from_the_first_commit_on_is_not_history_before_it(tmp_path):
    made = Chronicle(tmp_path / "repo", policy="rules: everybody\n")
    made.merge({PLACE: OTHER}, by=STRANGER)
    assert {code for _, code in found(made)} == {"rules-unreadable"}


def test_a_policy_link_or_submodule_is_no_policy(tmp_path):
    made = Chronicle(tmp_path / "repo")
    side = made.side({POLICY: policy(EVERYBODY)}, modes={POLICY: "120000"})
    made.land({POLICY: policy(EVERYBODY)}, sides=[side], modes={POLICY: "120000"})
    made.merge({PLACE: OTHER}, by=CLERK, author=DIRECTOR)
    assert set(found(made)) >= {(2, "odd-entry"), (2, "rules-unreadable"), (3, "rules-unreadable")}


def test_a_submodule_in_the_place_of_a_record_is_an_odd_entry(tmp_path):
    made = Chronicle(tmp_path / "repo")
    tree = made.repository.git("rev-parse", f"{made.tip}^{{tree}}")
    index = {"GIT_INDEX_FILE": str(tmp_path / "index")}
    made.repository.git("read-tree", tree, **index)
    entry = f"160000,{'1' * 40},{ISSUE}"
    made.repository.git("update-index", "--add", "--cacheinfo", entry, **index)
    made.tip = made.repository.git(
        "-c", "user.name=x", "-c", "user.email=x", "commit-tree",
        made.repository.git("write-tree", **index), "-p", made.tip, "-m", "Module",
    )  # fmt: skip
    made.repository.main(made.tip)
    assert "odd-entry" in codes(made.verified())


def test_one_person_with_two_entries_counts_once(tmp_path):
    signed = rule(persons=2, unknown="refuse")
    twin = person(DIRECTOR, "director", id="PER-secretary")
    told = "Merge\n\nReviewed-on: https://h/pulls/1\nReviewed-by: Director <director@community.example>"
    made = Chronicle(tmp_path / "repo", policy(signed, hosts=[{"host": "gitea"}]), people(twin))
    made.merge({PLACE: OTHER}, message=told)
    assert found(made) == [(2, "too-few-approvers")]


def test_one_person_with_two_accounts_and_a_key_counts_once_and_two_persons_twice(tmp_path):
    both = people(
        person(SUPERVISOR, "director"),
        keys=[pen().key()],
        hosts={"gitea": "director"},
    )
    rules = policy(rule(persons=2, unknown="refuse"), hosts=[{"host": "gitea"}])
    made = Chronicle(tmp_path / "repo", rules, both)
    close = "Merge\n\nReviewed-on: https://h/pulls/{}\nReviewed-by: {} <{}>"
    own = close.format(1, DIRECTOR.name, DIRECTOR.email)
    other = close.format(2, SUPERVISOR.name, SUPERVISOR.email)
    made.merge({PLACE: OTHER}, message=own, sign=pen().sign)
    made.merge({PLACE: THIRD}, message=other, sign=pen().sign)
    assert found(made) == [(2, "too-few-approvers")]


def test_two_entries_that_share_an_identity_hold_both_offices_each_in_its_term(tmp_path):
    former = person(DIRECTOR, "supervisor", id="PER-former", until="2024-12-31")
    rules = policy(rule(kinds="issue", offices=["supervisor"]), rule())
    made = Chronicle(tmp_path / "repo", rules, people(former))
    made.merge({PLACE: OTHER})
    made.merge({ISSUE: issue("submitted")})
    assert found(made) == [(3, "approver-term")]


def test_an_author_under_another_entry_of_theirs_is_the_author_still(tmp_path):
    other = Who("Alias", "alias@community.example")
    twin = person(other, "clerk", hosts={"github": "lu"})
    made = Chronicle(tmp_path / "repo", people=people(twin, hosts={"github": "lu"}))
    made.merge({PLACE: OTHER}, author=other)
    assert found(made) == [(2, "self-approval")]


def test_a_direct_commit_under_a_borrowed_authors_name_is_its_signers_own(tmp_path):
    made = Chronicle(tmp_path / "repo", people=people(keys=[pen().key()]))
    made.land({PLACE: OTHER}, by=CLERK, committer=DIRECTOR, sign=pen().sign)
    assert found(made) == [(2, "self-approval")]


def test_an_author_may_record_alone_where_the_rule_says_so_and_they_sign(tmp_path):
    made = Chronicle(tmp_path / "repo", policy(rule(author=True)), people(keys=[pen().key()]))
    made.land({PLACE: OTHER}, by=DIRECTOR, sign=pen().sign)
    made.land({PLACE: THIRD}, by=DIRECTOR)
    assert found(made) == [(3, "direct-change")]


def test_co_authors_may_not_approve(tmp_path):
    made = Chronicle(tmp_path / "repo")
    side = made.repository.commit(
        {PLACE: OTHER}, f"Work\n\nCo-authored-by: D <{DIRECTOR.email}>", CLERK, parents=(made.tip,)
    )
    made.land({PLACE: OTHER}, sides=[side])
    assert found(made) == [(2, "self-approval")]


@pytest.mark.parametrize(
    "name",
    ["lu@example.org", "lu＠example.org", "张 13800138000", "138-0013-8000", "٠١٢٣٤٥٦٧", "+86 (28) 8555 1234"],
)  # fmt: skip
def test_a_name_that_holds_an_address_or_a_number_is_not_shown(name, tmp_path):
    assert shown(name) == ""
    made = Chronicle(tmp_path / "repo")
    made.merge({PLACE: OTHER}, by=Who(name, "x@elsewhere.example"))
    with judged(made.root, "HEAD", None) as (_, told):
        receipts = told.by_record["PLC-yard"]
        text = accounts.history_json("PLC-yard", receipts)
        text += accounts.history_text(receipts, receipts[0].time.tzinfo, "en")
    assert name not in text
    assert "elsewhere" not in text


def test_a_name_cannot_move_a_terminals_cursor():
    assert shown("Lu \x1b[2J\u202eJingyi\x07") == "Lu [2JJingyi"


def test_history_of_people_shows_no_account_address_or_key(tmp_path):
    made = Chronicle(tmp_path / "repo", people=people(hosts={"github": "lu-jingyi"}))
    made.merge({PEOPLE: people(keys=[pen().key()], hosts={"github": "lu-new"})})
    with judged(made.root, "HEAD", None) as (_, told):
        receipts = told.by_record["people"]
        text = accounts.history_json("people", receipts)
        text += accounts.history_text(receipts, receipts[0].time.tzinfo, "en")
    assert "Director" in text
    assert "PER-director" in text
    hidden = (json.loads(people())["people"][1]["emails_sha256"][0], "lu-", pen().public)
    assert [it for it in hidden if it in text] == []


def test_a_path_of_any_bytes_is_told(tmp_path):
    made = Chronicle(tmp_path / "repo")
    path = "records/\udcff\x1b/PLC-yard.yml"
    entry = made.repository.git("hash-object", "-w", "--stdin", given=place())
    tree = made.repository.git(
        "mktree", "-z", given=f"100644 blob {entry}\tPLC-yard.yml\0".encode()
    )
    inner = f"040000 tree {tree}\t\udcff\x1b\0".encode("utf-8", "surrogateescape")
    records = made.repository.git("mktree", "-z", given=inner)
    whole = made.repository.git("mktree", "-z", given=f"040000 tree {records}\trecords\0".encode())
    made.repository.main(
        made.repository.git(
            "-c",
            "user.name=x",
            "-c",
            "user.email=x",
            "commit-tree",
            whole,
            "-p",
            made.tip,
            "-m",
            "x",
        )
    )
    verdict = made.verified()
    assert path in {it.path for it in verdict.findings}
    for text in (accounts.verified_json(verdict), accounts.verified_text(verdict, "en")):
        assert "\\udcff\\\\x1b" in text or "\\udcff\\x1b" in text
        text.encode()


def test_a_host_whose_span_does_not_exist_serves_nothing_and_is_told(tmp_path):
    spans = [{"host": "gitlab", "until": "2" * 40}, {"host": "github", "since": "1" * 40}]
    made = Chronicle(tmp_path / "repo", policy(hosts=spans))
    made.merge({PLACE: OTHER})
    assert found(made) == [(1, "unknown-commit"), (1, "unknown-commit")]
    with judged(made.root, "HEAD", None) as (_, told):
        assert {it.host for it in told.settings} == {"plain"}


def test_a_host_that_nobody_knows_is_read_as_none(tmp_path):
    made = Chronicle(tmp_path / "repo", policy(hosts=[{"host": "githug"}]))
    made.merge({PLACE: OTHER})
    assert found(made) == []


def test_the_mark_of_a_host_that_signs_is_worth_nothing_without_its_signature(tmp_path):
    spans = [{"host": "github", "keys": [pen("github").key()]}]
    made = Chronicle(tmp_path / "repo", policy(hosts=spans), people(hosts={"github": "lu"}))
    words = "Merge pull request #{} from a/b\n\nTitle"
    for number, sign in enumerate([pen("github").sign, (), pen("other").sign], 1):
        side = made.side({PLACE: place(title=f"{number}")})
        made.land(
            {PLACE: place(title=f"{number}")}, DIRECTOR, sides=[side], committer=GITHUB,
            message=words.format(number), sign=sign,
        )  # fmt: skip
    made.land({PLACE: OTHER}, CLERK, committer=GITHUB, message="Title (#4)")
    made.land(
        {PLACE: THIRD}, CLERK, committer=GITHUB, message="Title (#5)", sign=pen("github").sign
    )
    assert found(made) == [
        (3, "direct-change"),
        (4, "direct-change"),
        (5, "direct-change"),
        (6, "approver-unknown"),
    ]


def test_an_expired_key_gains_nothing_from_an_early_date_within_the_slack(tmp_path):
    ends = "2026-01-01"
    made = Chronicle(tmp_path / "repo", people=people(keys=[pen().key(valid_until=ends)]))
    made.merge({PLACE: OTHER}, at=START + 36 * HOUR)
    made.merge({PLACE: THIRD}, at=START + 2 * HOUR, sign=pen().sign)
    assert found(made) == [(3, "key-expired")]


def test_a_term_that_ended_gains_nothing_from_an_early_date_within_the_slack(tmp_path):
    told = people(person(SUPERVISOR, "director"), until="2026-01-01")
    made = Chronicle(tmp_path / "repo", people=told)
    made.merge({PLACE: OTHER}, by=SUPERVISOR, at=START + 36 * HOUR)
    made.merge({PLACE: THIRD}, by=DIRECTOR, at=START + 2 * HOUR)
    assert found(made) == [(3, "approver-term")]


@pytest.mark.parametrize("dropped", [False, True])
def test_a_key_that_leaked_is_distrusted_back_to_that_day_however_it_is_written_later(
    dropped, tmp_path
):
    key = pen().key()
    made = Chronicle(tmp_path / "repo", people=people(keys=[key]))
    made.merge({PLACE: OTHER}, sign=pen().sign)
    leaked = {
        **key,
        "public": f"{key['public']} of the director",
        "compromised_since": "2025-12-01",
    }
    made.merge({PEOPLE: people(keys=[leaked])})
    if dropped:
        made.merge({PEOPLE: people()})
    assert found(made) == [(2, "key-compromised")]


def test_a_hosts_key_that_leaked_is_distrusted_too(tmp_path):
    key = pen("github").key()
    made = Chronicle(tmp_path / "repo", policy(hosts=[{"host": "gitlab", "keys": [key]}]))
    made.merge({PLACE: OTHER}, sign=pen("github").sign)
    leaked = {**key, "compromised_since": "2025-12-01"}
    made.merge({POLICY: policy(hosts=[{"host": "gitlab", "keys": [leaked]}])})
    assert found(made) == [(2, "key-compromised")]


def test_a_rule_whose_offices_nobody_holds_lets_nobody(tmp_path):
    made = Chronicle(tmp_path / "repo", policy(rule(offices=["nobody"])))
    made.merge({PLACE: OTHER})
    assert found(made) == [(2, "approver-role")]


def test_a_rule_cannot_ask_for_nobody(tmp_path):
    made = Chronicle(tmp_path / "repo", policy(rule(persons=0)))
    made.land({PLACE: OTHER})
    assert {code for _, code in found(made)} == {"rules-unreadable"}


def test_a_decoy_of_the_same_name_does_not_hide_a_change(tmp_path):
    made = Chronicle(tmp_path / "repo")
    made.merge({ISSUE: issue("submitted")})
    made.merge(
        {"records/a/ISS-2026-0001.yml": issue("submitted"), ISSUE: issue("submitted", "closed")}
    )
    assert (3, "record-twice") in found(made)


def test_rules_in_another_folder_are_none(tmp_path):
    made = Chronicle(tmp_path / "repo")
    made.merge({"records/a/policy.yml": policy(EVERYBODY)})
    made.merge({PLACE: OTHER}, by=CLERK)
    assert found(made) == [(2, "record-twice"), (3, "approver-role"), (3, "self-approval")]


def test_a_record_that_moved_is_one_change_and_no_deletion(tmp_path):
    made = Chronicle(tmp_path / "repo")
    moved = "records/places/inner/PLC-yard.yml"
    made.merge({PLACE: None, moved: place()})
    made.merge({moved: OTHER})
    assert found(made) == []
    made.merge({moved: None})
    assert found(made) == [(4, "deleted-record")]


def test_files_beside_a_record_need_an_approval_like_the_record(tmp_path):
    made = Chronicle(tmp_path / "repo")
    paper = "records/issues/2026/ISS-2026-0001/plan.txt"
    made.merge({ISSUE: issue("submitted"), paper: "one"})
    made.merge({paper: "two"})
    made.land({paper: "three"})
    made.land({"records/stray.txt": "anything"})
    assert found(made) == [(4, "direct-change"), (5, "direct-change")]
    made.land({"site_src/page.md": "no matter of the register"})
    assert len(found(made)) == 2


def test_a_merge_that_undoes_what_main_had_is_evil_though_it_takes_a_parents_version(tmp_path):
    made = Chronicle(tmp_path / "repo")
    side = made.side({ISSUE: issue("submitted")})
    made.merge({PLACE: OTHER})
    made.land({ISSUE: issue("submitted"), PLACE: place()}, sides=[side])
    assert found(made) == [(3, "evil-merge")]


def test_a_merge_of_what_main_already_has_hides_no_change(tmp_path):
    made = Chronicle(tmp_path / "repo")
    first = made.tip
    made.merge({PLACE: OTHER})
    made.land({PLACE: place()}, sides=[first])
    assert (3, "evil-merge") in found(made)


def lines(*names: str) -> str:
    return "id: PLC-yard\ntitle: 院子\n" + "".join(f"{name}: x\n" for name in names)


@pytest.mark.parametrize(
    ("solution", "severity"), [(lines("a", "b"), "warning"), (lines("a", "evil"), "violation")]
)
def test_a_conflict_is_solved_with_lines_of_both_sides_alone(solution, severity, tmp_path):
    made = Chronicle(tmp_path / "repo")
    side = made.side({PLACE: lines("b")})
    made.merge({PLACE: lines("a")})
    made.land({PLACE: solution}, sides=[side])
    assert [(it.code, it.severity) for it in made.verified().findings] == [("evil-merge", severity)]


def test_a_branch_that_took_main_in_is_merged_without_a_word(tmp_path):
    made = Chronicle(tmp_path / "repo")
    side = made.side({ISSUE: issue("submitted")})
    made.merge({PLACE: OTHER})
    files = {ISSUE: issue("submitted"), PLACE: OTHER}
    caught_up = made.repository.commit(files, "Take main in", CLERK, parents=(side, made.tip))
    made.land(files, sides=[caught_up])
    assert found(made) == []


def test_history_without_a_common_root_is_merged_under_the_rules_like_any_other(tmp_path):
    made = Chronicle(tmp_path / "repo")
    strange = made.repository.commit({ISSUE: issue("submitted")}, "Another root", DIRECTOR)
    made.land({ISSUE: issue("submitted")}, sides=[strange])
    assert found(made) == [(2, "self-approval")]


def test_another_root_on_the_chain_leaves_the_anchor_out(tmp_path):
    made = Chronicle(tmp_path / "repo")
    anchor = made.merge({PLACE: OTHER})
    files = {POLICY: policy(EVERYBODY), PEOPLE: people(), PLACE: OTHER}
    root = made.repository.commit(files, "Begin anew", DIRECTOR)
    made.repository.main(made.repository.commit(files, "Merge", DIRECTOR, parents=(root, anchor)))
    assert codes(made.verified(anchor=anchor)) == ["anchor-missing"]


def test_an_octopus_is_never_an_approval(tmp_path):
    made = Chronicle(tmp_path / "repo")
    sides = made.side({PLACE: OTHER}), made.side({ISSUE: issue("submitted")})
    made.land({PLACE: OTHER, ISSUE: issue("submitted")}, sides=sides)
    assert found(made) == [(2, "direct-change"), (2, "many-parents")]


def test_tags_branches_and_places_before_them_are_verified(tmp_path):
    made = Chronicle(tmp_path / "repo")
    first = made.tip
    made.merge({PLACE: OTHER})
    made.repository.git("-c", "user.name=x", "-c", "user.email=x@x", "tag", "-a", "-m", "v", "v1")
    made.repository.git("branch", "other", first)
    names = {"v1": made.tip, "refs/heads/other": first, "main~1": first, made.tip[:12]: made.tip}
    assert {name: verify(made.root, name).tip for name in names} == names


def test_a_sha256_register_and_one_in_a_folder_of_a_bare_repository_are_verified(tmp_path):
    made = Repository(tmp_path / "repo", sha256=True)
    begun = {POLICY: policy(), PEOPLE: people(), PLACE: place()}
    first = made.main(made.commit(begun, "Begin"))
    made.merge(first, {PLACE: OTHER})
    made.main(made.commit({PLACE: THIRD}, "Push", parents=(made.git("rev-parse", "HEAD"),)))
    made.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    for root in (made.root, tmp_path / "bare.git"):
        assert codes(verify(root, "HEAD")) == ["direct-change"]


def test_a_register_in_a_folder_of_its_repository_is_verified(tmp_path):
    made = Repository(tmp_path / "repo")
    names = {POLICY: policy(), PEOPLE: people(), PLACE: place()}
    begun = made.commit({f"town/{name}": text for name, text in names.items()}, "Begin")
    made.merge(made.main(begun), {f"town/{PLACE}": OTHER}, by=CLERK, author=DIRECTOR)
    (made.root / "town").mkdir()
    assert codes(verify(made.root / "town", "HEAD")) == ["approver-role"]


def test_a_forged_commit_graph_is_not_believed(tmp_path):
    made = Chronicle(tmp_path / "repo")
    first = made.tip
    made.land({PLACE: OTHER})
    made.merge({PLACE: THIRD})
    made.repository.git("commit-graph", "write", "--reachable")
    without_the_second(made.root / ".git/objects/info/commit-graph", made.tip, first)
    chain = made.repository.git("rev-list", "--first-parent", "HEAD").split()
    assert len(chain) == 2, "Git itself believes the forgery"
    assert found_codes(made.root) == ["direct-change"]


def found_codes(root: Path) -> list[str]:
    return codes(verify(root, "HEAD"))


def without_the_second(path: Path, child: str, parent: str) -> None:
    """Write into a commit-graph that `parent` is the first parent of `child`; gitformat-commit-graph."""
    data = bytearray(path.read_bytes())
    places = {
        bytes(data[at : at + 4]): struct.unpack(">Q", data[at + 4 : at + 12])[0]
        for at in range(8, 8 + 12 * data[6], 12)
    }
    count = struct.unpack(">I", data[places[b"OIDF"] + 1020 :][:4])[0]
    start = places[b"OIDL"]
    ids = [data[start + 20 * n : start + 20 * n + 20].hex() for n in range(count)]
    row = places[b"CDAT"] + 36 * ids.index(child) + 20
    data[row : row + 4] = struct.pack(">I", ids.index(parent))
    data[-20:] = sha1(data[:-20], usedforsecurity=False).digest()
    path.chmod(0o644)
    path.write_bytes(data)


def test_hostile_attributes_and_configuration_run_nothing_when_merges_are_made_again(tmp_path):
    made = Chronicle(tmp_path / "repo")
    canary, script = tmp_path / "ran", tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch '{canary}'\n")
    script.chmod(0o755)
    for name in ("merge.evil.driver", "filter.evil.clean", "diff.evil.command", "gpg.ssh.program",
                 "gpg.program", "core.fsmonitor"):  # fmt: skip
        made.repository.git("config", name, str(script))
    made.merge({".gitattributes": "* merge=evil filter=evil diff=evil\n"})
    (made.root / ".git/info").mkdir(exist_ok=True)
    (made.root / ".git/info/attributes").write_text("* merge=evil filter=evil diff=evil\n")
    side = made.side({PLACE: lines("b")})
    made.merge({PLACE: lines("a")})
    made.repository.git("config", "gpg.ssh.program", "ssh-keygen")
    made.land({PLACE: lines("a", "evil")}, sides=[side], sign=pen().sign)
    made.repository.git("config", "gpg.ssh.program", str(script))
    canary.unlink(missing_ok=True)
    before = sorted((made.root / ".git").rglob("*"))
    assert codes(made.verified()) == ["evil-merge"]
    assert not canary.exists()
    assert sorted((made.root / ".git").rglob("*")) == before
