"""The site's own sitemap: every page once, with its other language."""

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from govgen.sections import Site

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'


def sitemap(base: str, paths: Iterable[str], site: Site) -> str:
    """Return the sitemap of `paths` (below a language's root) under the address `base`."""
    root = base.rstrip("/") + "/"
    lines = [HEAD]
    for path in paths:
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{lang}" href={quoteattr(root + site.prefix(lang) + path)}/>'
            for lang in site.languages
        )
        lines += [
            f"<url><loc>{escape(root + site.prefix(lang) + path)}</loc>{others}</url>\n"
            for lang in site.languages
        ]
    return "".join([*lines, "</urlset>\n"])
