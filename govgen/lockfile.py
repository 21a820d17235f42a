"""The lock file of a new repository: govgen and all it stands on, in the versions that wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version

from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

HEAD = """\
# 生成网站用的 govgen 和它依赖的全部程序包，版本固定：同一个提交总是生成同样的网站。
# 流水线按目标分支的这个文件安装。govgen 不在公共软件源时，把它那一行换成安装包的地址。
# 要连文件指纹一起固定：uv pip compile --generate-hashes requirements.lock -o requirements.lock
#
# govgen and all that it needs, each in one version, so that one commit always gives one site.
# Workflows install this from the target branch. Where govgen is on no public index, put the address
# of its wheel in its line. To pin the files' digests too:
# uv pip compile --generate-hashes requirements.lock -o requirements.lock
"""


def lockfile() -> str:
    """Return the lines to install just what runs now."""
    lines = (f"{name}=={version(name)}" for name in sorted(needed("govgen")))
    return HEAD + "".join(f"{line}\n" for line in lines)


def needed(name: str) -> frozenset[str]:
    """Return a distribution and all that it needs, by their normal names."""
    found: set[str] = set()
    waiting = [canonicalize_name(name)]
    while waiting:
        one = waiting.pop()
        if one not in found and installed(one):
            found.add(one)
            waiting += direct(one)
    return frozenset(found)


def direct(name: str) -> Iterator[NormalizedName]:
    """Yield what a distribution needs here, without extras."""
    for line in requires(name) or ():
        wanted = Requirement(line)
        if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
            yield canonicalize_name(wanted.name)


def installed(name: str) -> bool:
    """Whether a distribution is there; what only other systems need is not."""
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True
