"""A register on GitHub, and what GitHub knows of its requests, signed by an attestor."""

import json
from pathlib import Path

from chronicle import SUPERVISOR, Chronicle, Data, pen, pens, people, person, policy, rule
from command import govgen

from govgen.verify import Verified

SETTING = {"hosts": [{"host": "github"}], "attestors": ["PER-supervisor"]}


def hosted(root: Path, **needs: object) -> Chronicle:
    """A register on GitHub, where director and supervisor may approve and the supervisor attests."""
    return Chronicle(root, policy=policy(rule(**needs), **SETTING), people=staff())


def staff(*more: Data) -> str:
    """Its people.yml, with `more`."""
    supervisor = person(
        SUPERVISOR, "director", hosts={"github": "jiandu"}, keys=[pen("supervisor").key()]
    )
    return people(supervisor, *more, hosts={"github": "zhuren"})


def attested(
    made: Chronicle, head: str, *reviews: tuple[str, str, str], key: str = "supervisor"
) -> Path:
    """Import GitHub's word on what main took in last, its branch at `head`; return the folder of statements.

    Each of `reviews` is an account, the state and the commit it was of; `key` signs.
    """
    told = {
        "number": 1,
        "user": {"login": "wenshu"},
        "merged_at": made.repository.git("show", "--no-patch", "--format=%cI", made.tip),
        "merge_commit_sha": made.tip,
        "head": {"sha": head},
        "base": {"repo": {"full_name": "a/b"}},
        "reviews": [
            {"user": {"login": who}, "state": state, "commit_id": commit}
            for who, state, commit in reviews
        ],
    }
    folder = made.root.parent
    (folder / "pulls.json").write_text(json.dumps(told))
    done = govgen("-C", made.root, "--lang", "en", "attest", "import", folder / "pulls.json",
                  "--key", pens() / key, "--attestations", folder / "told")  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return folder / "told"


def reviewed_on(
    made: Chronicle, head: str, *reviews: tuple[str, str, str], key: str = "supervisor"
) -> Verified:
    """Verify with GitHub's word on what main took in last."""
    return made.verified(attestations=attested(made, head, *reviews, key=key))
