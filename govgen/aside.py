"""A second process for work on values that this one already has; only the result crosses over."""

from __future__ import annotations

import atexit
import os
import signal
import threading
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, Generic, TypeVar

from govgen import hindrance
from govgen.problem import GovgenError

Result = TypeVar("Result")
PATIENCE = 10
"""By so much a patient process is nicer than others (nice(2))."""


class Aside(Generic[Result]):
    """Work under way in a process of its own; called, it waits and returns the result.

    Leaving its `with` block, or this process, ends a process whose result nobody took. Where it is to be
    `here`, and beside other threads, whose locks a fork would copy, the work is done here when it is
    asked for; so it is in another process that was forked meanwhile, which has no pipe to the first.
    """

    def __init__(
        self, work: Callable[[], Result], *, here: bool = False, patient: bool = False
    ) -> None:
        """Start with `work`; where it is `patient`, it takes what processors others leave it."""
        self.work = work
        self.forked = not here and threading.active_count() == 1
        self.owner = os.getpid()
        if not self.forked:
            return
        fork = get_context("fork")
        self.receiver, sender = fork.Pipe(duplex=False)
        _running.append(self)
        self.process = fork.Process(target=_send, args=(work, sender, patient))
        self.process.start()
        sender.close()

    def __enter__(self) -> Aside[Result]:
        """Take part in a `with` block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process if it still runs."""
        self.stop()

    def __call__(self) -> Result:
        """Wait for the result; the GovgenError that the work raised, or one that names its fault."""
        if not self.forked or self.owner != os.getpid():
            return self.work()
        try:
            found, fault = self.receiver.recv()
        except EOFError:
            self.stop()
            code = self.process.exitcode
            raise GovgenError(
                f"后台进程中断了（{code}）；加 --jobs 1 再试，可看到原因",
                f"a process ended early ({code}); try again with --jobs 1 to see why",
            ) from None
        self.stop()
        if fault:
            raise GovgenError(*fault)
        result: Result = found
        return result

    def done(self) -> bool:
        """Whether the result waits to be taken; never so where the work is done here."""
        return self.forked and self.owner == os.getpid() and self.receiver.poll()

    def stop(self) -> None:
        """End the process; one that sent its result has nothing left to do."""
        if self not in _running:
            return
        _running.remove(self)
        self.receiver.close()
        if self.process.pid:
            self.process.terminate()
            self.process.join()


_running: list[Aside[Any]] = []


@atexit.register
def _stop_all() -> None:
    # Runs before multiprocessing waits for its processes: one may hang on a pipe nobody reads.
    while _running:
        _running[-1].stop()


def aside(work: Callable[[], Result], *, patient: bool = False) -> Aside[Result]:
    """Start `work` in a forked process; what is returned, called, waits for its result."""
    return Aside(work, patient=patient)


def _send(work: Callable[[], Result], sender: Connection, patient: bool) -> None:  # noqa: FBT001
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if patient:
        os.nice(PATIENCE)
    # The ends that this process inherited would keep others' pipes open.
    for other in _running:
        other.receiver.close()
    _running.clear()
    try:
        sender.send(_tried(work))
    except BrokenPipeError:
        return
    finally:
        _stop_all()
        sender.close()


def _tried(work: Callable[[], Result]) -> tuple[Result | None, tuple[str, str] | None]:
    """Return what `work` returns, or its fault in both languages."""
    try:
        return work(), None
    except GovgenError as fault:
        return None, (fault.words.zh, fault.words.en)
    except OSError as fault:
        words = hindrance.at(fault)
        return None, (words.zh, words.en)
    except Exception as fault:  # noqa: BLE001  # any fault is told by the process that waits
        said = f"{type(fault).__name__}: {fault}".splitlines()[0]
        return None, (f"后台进程出错：{said}", f"a process failed: {said}")
