"""网站和它的清单对不上

规则：网站里的每个文件都与 `provenance.json` 里的校验值相符，不多不少；清单写的提交在主线上。

原因：生成以后被人改过的页面，样子和真的一样；只有校验值看得出来。

怎么改：从主线重新生成并发布；再查是谁、用什么办法改的。对得上清单的，`--site` 接着按清单里的提交和日期重新生成一次，证明清单本身（`govgen explain site-differs`）。
---
The site does not agree with its manifest

Rule: every file of the site has the digest that `provenance.json` tells, with none missing and none added; the commit that it names is on the chain.

Why: a page that somebody altered after it was built looks like the true one; only the digest tells.

How to mend: build and publish again from main, then find out who altered it and how. Where all agrees with the manifest `--site` goes on to build the site anew from its commit and day, which proves the manifest itself (`govgen explain site-differs`).
"""

from __future__ import annotations

from collections.abc import Iterator

from govgen.folder import MANIFEST
from govgen.proof import Examined, Finding, proof
from govgen.words import Words


@proof
def site_altered(examined: Examined) -> Iterator[Finding]:
    """Yield the manifest where it is none or names a strange commit, and the files that differ from it."""
    site = examined.site
    if site is None or site.trouble:
        return
    commit, told, found = site.manifest.commit, site.manifest.files, site.digests
    if commit not in examined.receipts.places:
        words = Words("清单没有写主线上的提交", "the manifest names no commit of the chain")
        yield Finding("site-altered", "violation", "", MANIFEST, words)
    for name in sorted(found.keys() | told.keys()):
        if found.get(name) != told.get(name):
            words = Words("这个文件与清单不符", "this file differs from the manifest")
            yield Finding("site-altered", "violation", commit, name, words)
