"""Where a repository's host shows it to anybody with a browser."""

from __future__ import annotations

import re

from govgen.community import Community

COMMITS = {
    "github": "commit",
    "gitlab": "-/commit",
    "gitea": "commit",
    "gitee": "commit",
    "bitbucket": "commits",
}
"""Where a host shows a commit, below the repository's address."""
TREES = {
    "github": "tree",
    "gitlab": "-/tree",
    "gitea": "src/commit",
    "gitee": "tree",
    "bitbucket": "src",
}
"""Where a host shows the folders of a commit, below the repository's address."""
EDITS = re.compile(r"(?i)(https?://[^\s\"'<>]+?)/(?:-/|_)?(?:edit|blob|tree|src|raw)/\S*")
HTTP = re.compile(r"https?://[^\s\"'<>]+")


def repository(community: Community) -> str:
    """Return the repository's address, as it is given or as edit links have it; empty where nobody knows."""
    named = (community.repo_url or "").rstrip("/").removesuffix(".git")
    if HTTP.fullmatch(named):
        return named
    found = EDITS.fullmatch(community.edit_uri or "")
    return found[1] if found else ""


def address(community: Community, host: str, commit: str) -> str:
    """Return where `host` shows a commit; empty where nobody knows."""
    base, way = repository(community), COMMITS.get(host)
    return f"{base}/{way}/{commit}" if base and way else ""


def listing(community: Community, host: str, commit: str, path: str) -> str:
    """Return where `host` shows the folder `path` of the repository as a commit left it; empty where nobody knows."""
    base, way = repository(community), TREES.get(host)
    return f"{base}/{way}/{commit}/{path}" if base and way else ""


def records(path: str) -> str:
    """Return the folder of a repository that holds all records, given the path of one file in it."""
    above, _, _ = f"/{path}".partition("/records/")
    return f"{above}/records".removeprefix("/")
