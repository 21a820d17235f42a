"""Markdown of records to safe HTML: a linear parser, then an allow-list; never a template."""

from __future__ import annotations

import re
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")
TAGS = {
    "p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "a", "h3", "h4",
    "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
# Without any of these signs a paragraph is what Markdown would make of it.
MARKED = re.compile(r"[\\`*_\[\]<>#+\-~|&!=]|^\s|\d[.)]\s|  \n|https?:|\t", re.MULTILINE)


@lru_cache(maxsize=4096)
def html(source: str) -> Markup:
    """Return `source` (Markdown) as HTML; its headings start at the third level."""
    if not MARKED.search(source):
        return Markup("").join(
            Markup("<p>{}</p>\n").format(escape(part))
            for part in re.split(r"\n{2,}", source.strip("\n"))
        )
    made = PARSER.render(source)
    lower = re.sub(r"(</?h)([12])>", r"\g<1>3>", made)
    cleaned = nh3.clean(
        lower, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "tel"}
    )
    # Only a template may write an address of the site's own; a text that looks like one stays so.
    kept = cleaned.replace('="~/', '="&#126;/').replace('="^/', '="&#94;/')
    return Markup(kept)  # noqa: S704 - cleaned by the allow-list
