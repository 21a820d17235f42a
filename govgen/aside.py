"""A second process for work on values that this one already has; only the result crosses over."""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TypeVar

from govgen.problem import GovgenError

Result = TypeVar("Result")


def aside(work: Callable[[], Result]) -> Callable[[], Result]:
    """Start `work` in a forked process; the function returned waits for its result."""
    fork = get_context("fork")
    receiver, sender = fork.Pipe(duplex=False)
    process = fork.Process(target=_send, args=(work, sender))
    process.start()
    sender.close()

    def result() -> Result:
        try:
            found: Result = receiver.recv()
        except EOFError:
            process.join()
            raise GovgenError(
                f"后台进程中断了（{process.exitcode}）；加 --jobs 1 再试，可看到原因",
                f"a process ended early ({process.exitcode}); try again with --jobs 1 to see why",
            ) from None
        process.join()
        return found

    return result


def _send(work: Callable[[], Result], sender: Connection) -> None:
    sender.send(work())
    sender.close()
