"""`govgen match`."""

from __future__ import annotations

import difflib

import click

from govgen import matched
from govgen.commands.place import Place, place, today
from govgen.kinds.order import Order
from govgen.load import load
from govgen.matching import unclaimed
from govgen.problem import GovgenError
from govgen.register import Register
from govgen.steps import state_of
from govgen.vacancy import UNCLAIMED
from govgen.wording import plain


@click.command("match")
@click.argument("order", required=False, metavar="[ORDER]")
@click.option(
    "--format", "shape", type=click.Choice(("text", "json")), default="text", show_default=True
)
@click.option(
    "--as-of", metavar="DATE", help="The day it is judged on; else that of the last commit."
)
@click.pass_context
def match_command(context: click.Context, order: str | None, shape: str, as_of: str | None) -> None:
    """Find the services and resources that fit an unclaimed order; without one, all orders and the gaps."""
    where = place(context)
    register = read(where, as_of)
    if order is None:
        told = matched.as_json(register) if shape == "json" else matched.text(register, where.lang)
    else:
        found = asked(order, register)
        told = (
            matched.one_as_json(found, register)
            if shape == "json"
            else matched.one(found, register, where.lang)
        )
    click.echo(told, nl=False)


def read(where: Place, as_of: str | None) -> Register:
    """Load the register; what its faulty files hold is said to be left out."""
    register = load(where.root, today(where.root, as_of), where.cache).register
    if register is None:
        raise GovgenError(
            "community.yml 或 people.yml 有错，先运行 govgen check 改好",
            "community.yml or people.yml is faulty; run govgen check and mend it first",
        )
    if register.broken:
        number = len(register.broken)
        where.say(
            f"{number} 条记录的文件有错，没有算在内；运行 govgen check 看是哪些",
            f"records left out because their files are faulty: {number}; govgen check says which",
        )
    return register


def asked(name: str, register: Register) -> Order:
    """Return the unclaimed order that is meant; GovgenError where there is none."""
    found = register.get(name)
    if name in register.broken:
        raise GovgenError(
            f"`{name}` 的文件有错，先运行 govgen check 改好",
            f"the file of `{name}` is faulty; run govgen check and mend it first",
        )
    if found is None:
        raise unknown(name, register)
    if not isinstance(found, Order):
        kind = found.KIND.words
        raise GovgenError(
            f"`{name}` 是{kind.zh}，不是服务订单；写订单的编号，如 ORD-202603-0012",
            f"`{name}` is a record of the kind {kind.en}; name a service order, like ORD-202603-0012",
        )
    if found.state not in UNCLAIMED:
        raise taken(found, register)
    return found


def unknown(name: str, register: Register) -> GovgenError:
    """Say that there is no such record, and which order may be meant."""
    near = difflib.get_close_matches(name, [one.id for one in unclaimed(register)], 1, 0.8)
    return GovgenError(
        f"没有订单 `{name}`；"
        + (f"是不是 `{near[0]}`？" if near else "运行 govgen match 看全部还没人领的单"),
        f"there is no order `{name}`; "
        + (f"did you mean `{near[0]}`?" if near else "run govgen match to list all unclaimed ones"),
    )


def taken(order: Order, register: Register) -> GovgenError:
    """Say that an order waits for nobody to claim it, and who has it."""
    state = state_of(order).words
    unit = register.get(order.lead)
    zh, en = (plain(unit.title, lang) if unit else "" for lang in ("zh", "en"))
    return GovgenError(
        f"`{order.id}` 不是待领的单，现在是“{state.zh}”"
        + (f"，由{zh}承办" if zh else "")
        + "；运行 govgen match 看还没人领的",
        f"`{order.id}` is not waiting to be claimed: it is “{state.en.lower()}”"
        + (f", with {en}" if en else "")
        + "; run govgen match to list those that are",
    )
