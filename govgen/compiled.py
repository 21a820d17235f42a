"""Templates, compiled once a process: both languages, and every register read in it, share the code.

Nothing that a template calls asks for Jinja's context, so calls go straight through; and most of
what a page escapes is safe already, which is seen at a glance.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from types import CodeType

from jinja2 import BytecodeCache, Environment, PackageLoader, nodes
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup, escape

ESCAPE = f"from {__name__} import escaped as escape"


def escaped(value: object) -> Markup:
    """Return `value` as safe HTML."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[return-value]
    return known(value) if kind is str else escape(value)


known = lru_cache(maxsize=16_384)(escape)
"""Plain text escaped before; a safe text never comes here, though it would equal a plain one."""


class Direct(Context):
    """A context that calls what a template calls with nothing but its own arguments."""

    def call(self, called: Callable[..., object], /, *values: object, **named: object) -> object:
        """Call `called`; what Jinja adds for functions that ask for their context is left out."""
        named.pop("_loop_vars", None)
        named.pop("_block_vars", None)
        return called(*values, **named)


class Templates(Environment):
    """An environment whose templates call and escape as said above."""

    context_class = Direct

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002 - Jinja's own
    ) -> str:
        """Return the template's Python, which finds our `escape` behind Jinja's imports."""
        imports, rest = super()._generate(source, name, filename, defer_init).split("\n", 1)
        # On the same line: the numbers of the lines lead back to the template's.
        return f"{imports}; {ESCAPE}\n{rest}"


class Compiled(BytecodeCache):
    """Compiled templates in memory, by name and source; nothing is ever read from or kept on disk."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._code: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code where it was compiled before."""
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code."""
        if bucket.code is not None:
            self._code[bucket.key, bucket.checksum] = bucket.code


COMPILED = Compiled()


def compile_all(environment: Environment) -> None:
    """Compile every template, before processes part that would each compile it."""
    for folder in ("templates", "kinds"):
        for name in PackageLoader("govgen", folder).list_templates():
            if name.endswith(".jinja"):
                environment.get_template(name)
