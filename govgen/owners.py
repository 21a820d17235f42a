"""CODEOWNERS from the policy: which accounts a host asks to look at which part of the register.

The host only asks; whether an approval counts is for the policy alone. An office without an account
on the host becomes a comment that says what to fill in.
"""

from __future__ import annotations

from collections.abc import Iterator

from govgen.people import People
from govgen.policy import ANY, FILES, Policy, Rule
from govgen.record import kinds
from govgen.wording import plain

PATHS = {
    "github": ".github/CODEOWNERS",
    "gitlab": ".gitlab/CODEOWNERS",
    "gitea": ".gitea/CODEOWNERS",
}
"""Where each host looks for the file."""
GUARDED = (".github/", ".gitlab/", ".gitea/", ".gitlab-ci.yml", "requirements.lock", "mkdocs.yml")
"""What decides how the register is checked; governed like the policy."""
HEAD = """\
# 由 policy.yml 和 people.yml 生成：平台按它请谁来看。批准算不算数，只看 policy.yml。
# 行首有 # 的还差账号：在 people.yml 的 hosts 里填好，再把 # 后面的岗位换成 @账号。
#
# Made from policy.yml and people.yml: whom the host asks to look. What counts as approved is for
# policy.yml alone. Lines behind a # lack an account: fill in hosts in people.yml, then put @account
# in the place of the offices.
"""


def owners(policy: Policy, people: People, host: str) -> str:
    """Write CODEOWNERS for `host`; on GitHub and GitLab the last line that fits counts, so the general ones come first."""
    return HEAD + "".join(
        line(pattern(path, host), offices, people, host) for path, offices in asked(policy)
    )


def asked(policy: Policy) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each path with the offices that may approve what lies there."""
    yield "records/", offices(policy, ANY)
    for name, model in kinds().items():
        found = offices(policy, name)
        if found != offices(policy, ANY):
            yield f"records/{model.KIND.folder}/", found
    for name in FILES:
        yield f"records/{name}.yml", offices(policy, name)
    for path in GUARDED:
        yield path, offices(policy, FILES[0])


def offices(policy: Policy, kind: str) -> tuple[str, ...]:
    """Return the offices of all rules that name a kind, else of those for every kind."""
    own = [rule for rule in policy.rules if names(rule, kind)]
    rules = own or [rule for rule in policy.rules if names(rule, ANY)]
    return tuple(dict.fromkeys(office for rule in rules for office in rule.offices))


def names(rule: Rule, kind: str) -> bool:
    """Whether a rule names a kind itself."""
    return kind in rule.kinds


def pattern(path: str, host: str) -> str:
    """Write a path as the host matches it: Gitea and Forgejo take regular expressions."""
    if host == "gitea":
        return path.replace(".", "\\.") + (".*" if path.endswith("/") else "")
    return f"/{path}"


def line(pattern: str, offices: tuple[str, ...], people: People, host: str) -> str:
    """Write one line: accounts where all offices have one, else a comment with their titles."""
    holders = [person for person in people.people if set(person.roles) & set(offices)]
    accounts = [f"@{person.hosts[host]}" for person in holders if host in person.hosts]
    if accounts:
        return f"{pattern} {' '.join(accounts)}\n"
    titles = "、".join(plain(person.title, "zh") for person in holders)
    return f"# {pattern} {titles or '、'.join(offices)}\n"
