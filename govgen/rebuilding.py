"""A published site made once more from the commit that its manifest names, to see whether it is what that gives.

It is made in a folder of its own with an empty cache, read through our own Git folder; what is kept
beside the history (signed statements, what is redacted today) counts as it does for `govgen build`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from govgen import __version__, git, search
from govgen.cache import Cache
from govgen.commands.past import banner, redacted
from govgen.engine import begun
from govgen.folder import MANIFEST
from govgen.git import Head
from govgen.load import load
from govgen.objects import Objects
from govgen.problem import GovgenError
from govgen.redaction import listed, over
from govgen.register import Register
from govgen.revision import laid_out
from govgen.shown import Manifest, manifest
from govgen.site import Build, site_of
from govgen.trail import Archive


def rebuilt(objects: Objects, told: Manifest, folder: Path, *, past: bool) -> Mapping[str, str]:
    """Return the digests of the site that `told` tells of, made anew in `folder`; `past` is as `build --at` makes it.

    GovgenError where this govgen, or this register, cannot make it.
    """
    day = day_of(told)
    (found,) = objects.commits((told.commit,))
    root, stand = root_of(objects), Head(found.id, found.tree, found.committer.time)
    hidden = listed(root, objects)
    gone = redacted(objects, found.id, hidden)
    laid = laid_out(objects, found.id, folder / "register", hidden=hidden)
    cache = Cache(folder / "cache")
    loaded = load(laid, day, cache)
    if loaded.register is None:
        raise GovgenError(
            f"{told.commit[:10]} 的 community.yml 或 people.yml 读不成，建不了网站",
            f"community.yml or people.yml of {told.commit[:10]} cannot be read, so no site can be built of it",
        )
    register = over(loaded.register, laid, hidden)
    notice = banner(stand.time, register.community.zone, len(gone)) if past else None
    last = commits(objects, found.id, register)
    archive = Archive(root, found.id, cache, last, notice, hidden)
    if archive.beside != told.beside:
        raise GovgenError(
            "建网站时的签名证明或遮蔽清单和这里的不一样，没法比；取齐当时的，或请社区重新发布",
            "the signed statements, or what was hidden, are not those that the site was built with; "
            "get the ones of that time, or ask the community to publish anew",
        )
    site = folder / "site"
    frame = site_of(register, searched=f"{search.PATH}index.html" in told.files)
    with begun(frame, laid / "site_src", laid / "mkdocs.yml", folder) as shells:
        Build(register, shells, stand, laid, site, archive).run(cache, 1)
    return manifest((site / MANIFEST).read_bytes()).files


def day_of(told: Manifest) -> date:
    """Return the day that a site shows; GovgenError where this govgen cannot make it once more."""
    if told.govgen != __version__:
        raise GovgenError(
            f"网站是 govgen {told.govgen} 建的，这里是 {__version__}；装上那个版本再核验",
            f"the site was built by govgen {told.govgen}, and this is {__version__}; install that version and verify again",
        )
    try:
        return date.fromisoformat(told.as_of)
    except ValueError as fault:
        raise GovgenError(
            "清单没有写网站是哪一天的", "the manifest does not tell which day the site shows"
        ) from fault


def root_of(objects: Objects) -> Path:
    """Return where the register lies."""
    folder = objects.folder
    return folder.worktree / objects.prefix if folder.worktree else folder.path


def commits(objects: Objects, commit: str, register: Register) -> dict[str, str]:
    """Return the last commit of each record up to `commit`, by id."""
    told = objects.asked("--literal-pathspecs", *git.LAST, commit, "--", f"{objects.prefix}records")
    found = git.newest(told)
    return {name: found[f"{objects.prefix}{it.path}"] for name, it in register.documents.items()}
