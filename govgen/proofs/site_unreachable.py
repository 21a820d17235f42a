"""读不到网站，没法核对

规则：`--site` 后面写的网址要能读到：先读 `provenance.json`，再逐个读它列的文件。只读同一来源的，转到别处的不跟；一个文件、整个网站、等多久都有上限。

原因：读不到的、读了一半的，既不能说对得上，也不能说对不上；网站可能在，也可能是有人不让看。

怎么改：在浏览器里打开这个网址看看，核对协议、主机和路径（带不带 `/en/` 之外的子目录），稍后再试；还是不行的，向托管的平台查，或要一份网站的文件夹，用 `--site 文件夹` 核对。
---
The site cannot be read, so it cannot be compared

Rule: the address behind `--site` can be read: `provenance.json` first, then each file that it lists. Only its own origin is asked, redirects elsewhere are not followed, and one file, the whole site and the wait have bounds.

Why: what cannot be read, or only in part, neither agrees nor disagrees; the site may be well, or somebody may keep it from being seen.

How to mend: open the address in a browser; check its scheme, host and path, and try again later. Where that does not help ask whoever hosts it, or get the site as a folder and compare that with `--site DIR`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govgen.proof import Examined, Finding, proof


@proof
def site_unreachable(examined: Examined) -> Iterator[Finding]:
    """Yield why a published site could not be read."""
    site = examined.site
    if site and site.trouble:
        yield Finding("site-unreachable", "unprovable", "", "", site.trouble)
