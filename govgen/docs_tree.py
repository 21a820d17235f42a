"""The folder one language's run of the engine works on: Markdown, shells, assets, configuration."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from govgen.marks import ICONS
from govgen.problem import GovgenError
from govgen.sections import DOORS, Section, Site
from govgen.words import Lang

DEPTHS = range(4)
SHELL = "govgen-shell-"
PACKAGE = Path(__file__).parent


def write_docs(
    site: Site, lang: Lang, written: Path, base: dict[str, object], folder: Path
) -> None:
    """Lay out `folder`: its docs/ from `written` and our shells, and an mkdocs.yml over `base`."""
    assets = _prepare(site, lang, written, folder / "docs")
    config = {**base, **_overrides(site, lang, base, folder, assets)}
    (folder / "mkdocs.yml").write_text(json.dumps(config, ensure_ascii=False), "utf-8")


def files(root: Path) -> Iterator[Path]:
    """Yield the files below a folder, sorted."""
    return (path for path in sorted(root.rglob("*")) if path.is_file())


def _prepare(site: Site, lang: Lang, written: Path, docs: Path) -> dict[str, str]:
    """Lay out one language's docs tree; return the names its stylesheets and scripts got."""
    root = docs / site.prefix(lang)
    root.mkdir(parents=True)
    if written.is_dir():
        shutil.copytree(written, root, dirs_exist_ok=True)
    if (root / "index.md").exists():
        raise GovgenError(
            f"首页由登记记录生成，请删去 `{lang}/index.md`",
            f"the home page is made from the records: remove `{lang}/index.md`",
        )
    for section in site.sections:
        for depth in DEPTHS:
            _write_shell(root / "/".join(["s"] * (depth - 1)), section, depth)
    return {asset.name: _copy_asset(asset, docs) for asset in files(PACKAGE / "assets")}


def _write_shell(folder: Path, section: Section, depth: int) -> None:
    # Only the root itself has depth 0, and only home stands there.
    if depth == 0 and section.entries[0].path:
        return
    folder.mkdir(parents=True, exist_ok=True)
    name = "index" if depth == 0 else f"{SHELL}{section.slug}-{depth}"
    (folder / f"{name}.md").write_text(f"---\nshell: {section.slug}\n---\n", "utf-8")


def _copy_asset(asset: Path, docs: Path) -> str:
    # The digest in the name lets a browser keep the file for good.
    digest = hashlib.sha256(asset.read_bytes()).hexdigest()[:8]
    name = f"assets/{asset.stem}.{digest}{asset.suffix}"
    (docs / "assets").mkdir(exist_ok=True)
    shutil.copyfile(asset, docs / name)
    return name


def _overrides(
    site: Site, lang: Lang, base: dict[str, object], folder: Path, assets: dict[str, str]
) -> dict[str, object]:
    theme = base.get("theme")
    edit = base.get("edit_uri")
    return {
        "site_name": site.names[lang],
        "site_url": base.get("site_url") or site.address,
        "docs_dir": str(folder / "docs"),
        "site_dir": str(folder / "site"),
        "use_directory_urls": True,
        "plugins": [],
        "hooks": [],
        "theme": {
            **(theme if isinstance(theme, dict) else {}),
            "name": "material",
            "language": lang,
            "custom_dir": str(PACKAGE / "theme"),
            "favicon": assets["icon.svg"],
        },
        "edit_uri": f"{edit}site_src/{'' if site.prefix(lang) else f'{lang}/'}" if edit else "",
        "extra_css": [name for name in assets.values() if name.endswith(".css")],
        "extra_javascript": [name for name in assets.values() if name.endswith(".js")],
        "extra": {
            **_extra(site, lang, folder / "docs" / site.prefix(lang)),
            "share": assets["share.png"],
        },
    }


def menu(site: Site, lang: Lang) -> list[dict[str, object]]:
    """Return the areas in one language, as the theme reads them."""
    return [
        {
            "slug": section.slug,
            "title": section.words[lang],
            "entries": [{"path": e.path, "title": e.words[lang]} for e in section.entries],
        }
        for section in site.sections
    ]


def _extra(site: Site, lang: Lang, root: Path) -> dict[str, object]:
    return {
        "prefix": site.prefix(lang),
        "search": site.search,
        "doors": [
            {"path": door.path, "titles": asdict(door.words), "icon": ICONS[door.icon]}
            for door in DOORS
        ],
        "sections": menu(site, lang),
        "tongues": [{"lang": one, "prefix": site.prefix(one)} for one in site.languages],
        "written": sorted(page.stem for page in root.glob("*.md") if SHELL not in page.name),
    }
