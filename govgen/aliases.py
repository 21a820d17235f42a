"""Former ids keep their addresses: a small page that leads on to the record's own."""

from collections.abc import Iterator
from html import escape

from govgen.register import Register
from govgen.sections import Site
from govgen.tree import record_path


def forwards(register: Register, site: Site) -> Iterator[tuple[str, str]]:
    """Yield a page at each alias's address, as (file of the site, HTML)."""
    for record in register.records.values():
        if record.visibility == "count":
            continue
        for alias in record.aliases:
            for lang in site.languages:
                yield (
                    f"{site.prefix(lang)}{folder(alias, record.KIND.folder)}/{alias}/index.html",
                    page(record.KIND.folder, record.id),
                )


def folder(alias: str, own: str) -> str:
    """Return the folder of the address an alias had: its own kind's, where it names one."""
    path = record_path(alias)
    return path.split("/")[1] if path else own


def page(target_folder: str, target: str) -> str:
    """Return a page that leads on without a script."""
    address = escape(f"../../{target_folder}/{target}/")
    return (
        '<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
        f'<meta http-equiv="refresh" content="0; url={address}"><link rel="canonical" href="{address}">'
        f'<meta name="robots" content="noindex"><title>{escape(target)}</title></head>'
        f'<body><p><a href="{address}">{escape(target)}</a></p></body></html>\n'
    )
