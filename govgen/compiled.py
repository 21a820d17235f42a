"""Templates, compiled once a process: both languages, and every register read in it, share the code.

A template is Python that reads attributes, items and its environment's own names directly. Jinja's
detours serve templates that are not trusted or not known: an attribute that may be an item, a
function that may ask for the context, a name that may be anybody's. Ours have none of these, and
most of what a page escapes is safe already, which is seen at a glance.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import CodeType

from jinja2 import BytecodeCache, Environment, PackageLoader, TemplateAssertionError, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

OURS = f"from {__name__} import Markup, escaped as escape, joined as markup_join, marked"
MOST = 16_384
"""So many escaped texts are known at once."""


class Known(dict[str, Markup]):
    """Plain texts as safe HTML; a text that is safe already never comes here, though it would equal a plain one."""

    def __missing__(self, text: str) -> Markup:
        """Escape a text that was not met before."""
        if len(self) == MOST:
            self.clear()
        return self.setdefault(text, escape(text))


KNOWN = Known()


def escaped(value: object) -> Markup:
    """Return `value` as safe HTML."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[return-value]
    return KNOWN[value] if kind is str else escape(value)  # type: ignore[index]


def marked(html: str) -> Markup:
    """Return HTML, known to be safe, as such."""
    return str.__new__(Markup, html)


def joined(parts: tuple[object, ...]) -> str:
    """Write `parts` in a row: as safe HTML where one of them is."""
    if Markup in map(type, parts):
        return marked("".join(map(escaped, parts)))
    return "".join(map(str, parts))


class Direct(CodeGenerator):
    """Writes attributes, items, calls and macros as Python's own; a condition without an else is empty text."""

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:  # noqa: ARG002 - Jinja's own
        """Write a macro: a function whose arguments go by their names, and that returns safe HTML."""
        names = [it.name for it in macro_ref.node.args]
        if macro_ref.accesses_caller and "caller" not in names:
            names.append("caller")
        if macro_ref.accesses_kwargs or macro_ref.accesses_varargs:
            self.fail("a macro names all it is called with", macro_ref.node.lineno)
        given = ", ".join(f"{name}=missing" for name in names)
        # The outer function holds this `macro`, for the next one goes by the same name.
        self.write(f"(lambda macro: lambda {given}: marked(macro({', '.join(names)})))(macro)")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: object) -> None:  # noqa: ARG002
        """See before a call that what is written is safe already, as most of it is."""
        self.write("said if type(said := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: object) -> None:  # noqa: ARG002
        self.write(") is Markup else escape(said)")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's own
        """Write an attribute."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802
        """Write an item or a slice."""
        self.visit(node.node, frame)
        self.write("[")
        self.visit(node.arg, frame)
        self.write("]")

    def visit_Call(  # noqa: N802
        self,
        node: nodes.Call,
        frame: Frame,
        forward_caller: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        """Write a call; `forward_caller` where it is a call block's."""
        if node.dyn_args or node.dyn_kwargs:
            self.fail("a template calls with arguments that it spells out", node.lineno)
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def visit_CondExpr(self, node: nodes.CondExpr, frame: Frame) -> None:  # noqa: N802
        """Write a condition."""
        node.expr2 = node.expr2 or nodes.Const("")
        super().visit_CondExpr(node, frame)


class AtHand(NodeTransformer):
    """Turns the names that an environment has `at_hand` into its attributes."""

    def __init__(self, names: Mapping[str, object], template: str | None) -> None:
        """Know `names`; `template` is named where it uses one of them for something else."""
        self.names = names
        self.template = template

    def visit_Name(self, node: nodes.Name) -> nodes.Expr:  # noqa: N802
        """Return the attribute; TemplateAssertionError where the template sets the name."""
        if node.name not in self.names:
            return node
        if node.ctx != "load":
            told = f"{node.name} is the environment's own name"
            raise TemplateAssertionError(told, node.lineno, self.template, self.template)
        return nodes.EnvironmentAttribute(f"at_{node.name}", lineno=node.lineno)


class Templates(Environment):
    """An environment whose templates are written as said above."""

    code_generator_class = Direct
    held: Mapping[str, object] = {}
    """What all templates have at hand, by name."""

    def hold(self, **values: object) -> None:
        """Have `values` at hand for all templates read from now on."""
        self.held = {**self.held, **values}
        for name, value in values.items():
            setattr(self, f"at_{name}", value)

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002 - Jinja's own
    ) -> str:
        """Return the template's Python, which finds our own behind Jinja's imports."""
        AtHand(self.held, name).visit(source)
        imports, rest = super()._generate(source, name, filename, defer_init).split("\n", 1)
        # On the same line: the numbers of the lines lead back to the template's.
        return f"{imports}; {OURS}\n{rest}"


class Compiled(BytecodeCache):
    """Compiled templates in memory, by name and source; nothing is ever read from or kept on disk."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._code: dict[tuple[str, str], CodeType] = {}
        self._coming: Callable[[], bytes] | None = None

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code where it was compiled before."""
        if self._coming:
            told, self._coming = self._coming, None
            self._code |= marshal.loads(told())  # noqa: S302 - from a process of ours
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code."""
        if bucket.code is not None:
            self._code[bucket.key, bucket.checksum] = bucket.code

    def told(self) -> bytes:
        """Return all code, for another process of this run."""
        return marshal.dumps(self._code)

    @contextmanager
    def expecting(self, told: Callable[[], bytes]) -> Iterator[None]:
        """Ask `told`, once a template is wanted, for what another process has compiled."""
        self._coming = told
        try:
            yield
        finally:
            self._coming = None


COMPILED = Compiled()


def compile_most(environment: Environment) -> None:
    """Compile what nearly every build draws."""
    for name in PackageLoader("govgen", "kinds").list_templates():
        if name.endswith(".jinja"):
            environment.get_template(name)
    for name in MANY:
        environment.get_template(f"{name}.jinja")


MANY = (
    *("components.html", "told.html", "receipts.html", "listed.html", "coverage.html"),
    *("record.html", "timeline.html", "list.html", "period.html", "home.html"),
    *("approvals.html", "measures.html", "supervision.html", "feed.xml"),
)
"""Templates beside those of the kinds that nearly every build draws."""
