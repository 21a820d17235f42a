"""网站不是从登记册生成的那个样子

规则：按 `provenance.json` 写的提交和日期，用同一版 govgen 重新生成一次，每个文件都应当一样。`verify --site` 先核对清单，对得上的再重新生成，逐个文件比。

原因：清单也可以跟着页面一起改，改过以后照样对得上；只有从历史重新算一遍，才知道给居民看的是不是登记册里的。

怎么改：从主线重新生成并发布；再查发布的机器和流水线。先排除几种情况：网站是在没有提交的工作区里建的；建的时候有签名证明、附注，这里没有取来（或者反过来）；发布以后又遮蔽了内容；MkDocs Material 等依赖的版本不一样（按 requirements.lock 安装）。
---
The site is not what the register gives

Rule: made once more from the commit and the day that `provenance.json` tells, by the same version of govgen, every file is the same. `verify --site` compares with the manifest first; where that agrees it builds the site anew and compares file by file.

Why: who alters a page can alter the manifest with it, and both agree; only to work all out again from the history shows whether residents see what the register holds.

How to mend: build and publish again from main, then look into the machine and the workflow that publish. First rule out that the site was built from a work tree with changes nobody committed; that signed statements or notes were there which are not here, or the other way round; that contents were redacted since; that MkDocs Material and the like have other versions (install by requirements.lock).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from govgen.folder import MANIFEST
from govgen.objects import Objects
from govgen.problem import GovgenError
from govgen.proof import Examined, Finding, proof
from govgen.shown import Manifest
from govgen.words import Words


@proof
def site_differs(examined: Examined) -> Iterator[Finding]:
    """Yield the files of a site that its commit does not give; nothing where it fails its own manifest already."""
    site = examined.site
    if site is None or site.trouble or site.manifest.files != site.digests:
        return
    told = site.manifest
    if told.commit not in examined.receipts.places:
        return
    try:
        if told.commit not in examined.receipts.history.chain:
            raise rewritten(told)
        differing = compared(examined.objects, told)
    except GovgenError as fault:
        yield Finding("site-not-rebuilt", "unprovable", told.commit, MANIFEST, fault.words)
        return
    for name in differing:
        words = Words("重新生成的不是这样", "built anew this file is another")
        yield Finding("site-differs", "violation", told.commit, name, words)


def rewritten(told: Manifest) -> GovgenError:
    """Say that a site is of a commit that a rewrite replaced."""
    return GovgenError(
        f"{told.commit[:10]} 已经改写，旧内容不在了；请从现在的主线重新发布",
        f"{told.commit[:10]} was rewritten and its contents are gone; publish anew from main as it is",
    )


def compared(objects: Objects, told: Manifest) -> list[str]:
    """Return the names of the files that differ from a site built anew: as of today, else as of the past."""
    found = differing(objects, told, past=False)
    return min(found, differing(objects, told, past=True), key=len) if found else found


def differing(objects: Objects, told: Manifest, *, past: bool) -> list[str]:
    """Return the names of the files that differ from a site built anew."""
    from govgen.rebuilding import rebuilt

    with tempfile.TemporaryDirectory() as folder:
        made: Mapping[str, str] = rebuilt(objects, told, Path(folder), past=past)
    names = sorted(made.keys() | told.files.keys())
    return [name for name in names if made.get(name) != told.files.get(name)]
