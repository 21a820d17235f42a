"""Registers on every host, merged as each merges: they pass under a policy that suits the host."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from chronicle import PLACE, Chronicle, codes, pen, people, person, place, policy, rule
from repository import CLERK, DIRECTOR, Who

from govgen.host import hosts

LU = Who("Director", "1001+lu-jingyi@users.noreply.github.com")
LANE = "records/places/PLC-lane.yml"
GITHUB = Who("GitHub", "noreply@github.com")
GITEE = Who("Gitee", "noreply@gitee.com")
LU_GITEE = Who("Director", "1001+lu-jingyi@user.noreply.gitee.com")
ROBOT = Who("community-ci-bot", "ci-bot@community.example")
PROW = Who("Community Prow Robot", "1003+community-ci-robot@users.noreply.github.com")
QUEUE = Who("github-merge-queue[bot]", "118344674+github-merge-queue@users.noreply.github.com")
BORS = Who("bors[bot]", "26634292+bors[bot]@users.noreply.github.com")
GERRIT = Who("Gerrit Code Review", "gerrit@review.community.example")
GITLAB = Who("GitLab", "noreply@gitlab.com")
BITBUCKET = Who("Bitbucket", "noreply@bitbucket.org")
GITEA = Who("Gitea", "noreply@git.community.example")
HOST_PEN = "platform"


@dataclass(frozen=True)
class Style:
    """How one host lands one request, and what the policy asks of it.

    `sides` is how many branches; `word` what residents read first; `warned` the codes that are told.
    """

    host: str
    by: Who
    message: str
    committer: Who | None = None
    sides: int = 1
    signed: str = ""
    evidence: str = "claimed"
    author: bool = False
    word: str = "recorded"
    warned: tuple[str, ...] = ()


UNKNOWN = Style("github", CLERK, "Lamps (#{n})", GITHUB, 0, HOST_PEN, word="unverified",
                warned=("approver-unknown",))  # fmt: skip
PULL = "Merge pull request #{n} from community/lamps\n\nLamps"
STYLES = {
    "plain-merge": Style("plain", DIRECTOR, "Merge branch 'lamps'"),
    "plain-merge-signed": Style("plain", DIRECTOR, "Merge branch 'lamps'", signed="director",
                                evidence="signed", word="verified"),
    "plain-fast-forward-signed": Style("plain", DIRECTOR, "Lamps", None, 0, "director",
                                       "signed", author=True, word="verified"),
    "github-merge": Style("github", LU, PULL, GITHUB, 1, HOST_PEN, "host", word="verified"),
    "github-merge-unsigned-elsewhere": Style("github", LU, "Merge branch 'lamps'"),
    "github-squash": UNKNOWN,
    "github-rebase-signed": Style("github", DIRECTOR, "Lamps", None, 0, "director", author=True,
                                  word="verified"),
    "github-merge-queue": replace(UNKNOWN, by=QUEUE, committer=QUEUE),
    "github-merge-queue-merge": Style("github", LU, PULL, GITHUB, 1, HOST_PEN, word="verified"),
    "github-prow": replace(UNKNOWN, by=PROW, message=PULL, sides=1),
    "bors": Style("github", BORS, "Merge #{n}\n\n{n}: Lamps r=lu-jingyi a=clerk", sides=1),
    "bors-batch": Style("github", BORS, "Merge #{n} #9{n}\n\n{n}: Lamps r=lu-jingyi a=clerk\n\n"
                        "9{n}: Benches r=lu-jingyi a=clerk", sides=2),
    "gitlab-merge": Style("gitlab", DIRECTOR, "Merge branch 'a' into 'main'\n\nLamps\n\n"
                          "See merge request town/register!{n}"),
    "gitlab-squash": Style("gitlab", CLERK, "Lamps\n\nSee merge request town/register!{n}",
                           DIRECTOR, 0),
    "gitlab-signed": Style("gitlab", DIRECTOR, "Merge branch 'a' into 'main'\n\nLamps\n\n"
                           "See merge request town/register!{n}", GITLAB, 1, HOST_PEN, "host",
                           word="verified"),
    "gitlab-template": Style("gitlab", CLERK, "Lamps\n\nSee merge request town/register!{n}\n\n"
                             "Approved-by: Director <director@community.example>", CLERK, 0),
    "gitea-merge": Style("gitea", DIRECTOR, "Merge pull request 'Lamps' (#{n}) from a into main\n\n"
                         "Reviewed-on: https://git.example/town/register/pulls/{n}"),
    "gitea-squash": Style("gitea", CLERK, "Lamps (#{n})\n\n"
                          "Reviewed-on: https://git.example/town/register/pulls/{n}\n"
                          "Co-authored-by: Clerk <clerk@community.example>\n"
                          "Co-committed-by: Clerk <clerk@community.example>", DIRECTOR, 0),
    "gitea-signed": Style("gitea", DIRECTOR, "Merge pull request 'Lamps' (#{n}) from a into main\n\n"
                          "Reviewed-on: https://git.example/town/register/pulls/{n}", GITEA, 1,
                          HOST_PEN, "host", word="verified"),
    "gitee-merge": Style("gitee", LU_GITEE, "!{n} Lamps\nMerge pull request !{n} from clerk/a",
                         GITEE),
    "gitee-merge-signed": Style("gitee", LU_GITEE, "!{n} Lamps", GITEE, 1, HOST_PEN, "host",
                                word="verified"),
    "gitee-bot": Style("gitee", ROBOT, "!{n} Lamps\nFrom: @clerk\nReviewed-by: @lu-jingyi\n"
                       "Signed-off-by: @lu-jingyi", GITEE),
    "gitee-squash": replace(UNKNOWN, host="gitee", message="!{n} Lamps", committer=GITEE),
    "bitbucket-merge": Style("bitbucket", CLERK, "Merged in lamps (pull request #{n})\n\nLamps",
                             DIRECTOR),
    "bitbucket-squash": Style("bitbucket", CLERK, "Merged in lamps (pull request #{n})\n\nLamps",
                              DIRECTOR, 0),
    "bitbucket-itself": replace(UNKNOWN, host="bitbucket", committer=BITBUCKET,
                                message="Merged in lamps (pull request #{n})\n\nLamps"),
    "gerrit-merge": Style("gerrit", DIRECTOR, 'Merge "Lamps"', GERRIT),
    "gerrit-cherry-pick": Style("gerrit", CLERK, "Lamps\n\n"
                                "Change-Id: I0123456789abcdef0123456789abcdef01234567\n"
                                "Reviewed-on: https://review.example/c/register/+/{n}\n"
                                "Reviewed-by: Director <director@community.example>",
                                DIRECTOR, 0),
    "gerrit-fast-forward": Style("gerrit", CLERK, "Lamps\n\n"
                                 "Change-Id: I0123456789abcdef0123456789abcdef01234567",
                                 None, 0, word="unverified", warned=("approver-unknown",)),
}  # fmt: skip


def grown(style: Style, made: Chronicle) -> None:
    """Land two requests in `style`."""
    for number in (1, 2):
        names = (PLACE, LANE)[: max(style.sides, 1)]
        files = {name: place(id=Path(name).stem, title=f"院子{number}") for name in names}
        sides = [made.side({name: files[name]}) for name in names[: style.sides]]
        made.land(
            files,
            style.by,
            message=style.message.format(n=number),
            sides=sides,
            committer=style.committer,
            sign=pen(style.signed).sign if style.signed else (),
        )


@pytest.mark.parametrize("name", STYLES)
def test_a_register_merged_as_its_host_merges_passes(name, tmp_path):
    style = STYLES[name]
    asked = rule(evidence={style.host: style.evidence}, author=style.author)
    host = {"host": style.host, "keys": [pen(HOST_PEN).key()] if style.signed else []}
    told = people(
        person(Who("Lamp", "lamp@community.example"), "resident"),
        keys=[pen("director").key()],
        hosts={"github": "lu-jingyi", "gitee": "lu-jingyi"},
    )
    made = Chronicle(tmp_path / "repo", policy(asked, hosts=[host]), told)
    grown(style, made)
    found = made.verified()
    assert found.exit_code == 0
    assert codes(found) == sorted(style.warned * 2)
    with made.judged() as receipts:
        words = {it.approval.word for it in receipts.by_record["PLC-yard"][1:]}
    assert words == {style.word}


def test_every_host_is_among_them():
    assert {style.host for style in STYLES.values()} == set(hosts())
