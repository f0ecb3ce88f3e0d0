"""Work cut in blocks in, what each block gives out, in the order of the blocks: the same wherever it was done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

from matching.domain.errors import ErrorCode, InnenforError

PayloadT = TypeVar("PayloadT")
BlockT = TypeVar("BlockT")
ResultT = TypeVar("ResultT")


class Stopped(InnenforError):
    """The work was stopped before it was done; nothing of it is kept."""


class WorkerLost(InnenforError):
    """A block whose process died each time it was tried."""


def _nobody_listens(done: int, of: int) -> None:
    """Progress for those who do not listen."""


def _go_on() -> bool:
    """For work that nobody stops."""
    return False


@dataclass(frozen=True)
class Watch:
    """Who is told how far the work has come, and who may stop it."""

    tell: Callable[[int, int], None] = _nobody_listens
    """Given (blocks done, blocks in all) after each block; both in rising order."""
    stop: Callable[[], bool] = _go_on
    """Asked between blocks; once it says yes, Stopped is raised."""

    def ask(self, done: int, of: int) -> None:
        """Go on, or end here.

        Raises:
            Stopped: somebody has stopped the work.
        """
        if self.stop():
            raise Stopped(ErrorCode.WORK_STOPPED, done=done, of=of)


UNWATCHED: Final = Watch()


class Executor(Protocol):
    """Where blocks of work are done."""

    def run(
        self,
        work: Callable[[PayloadT, BlockT], ResultT],
        payload: PayloadT,
        blocks: Sequence[BlockT],
    ) -> list[ResultT]:
        """What `work(payload, block)` gives for each block, in their order.

        The work is a function of a module, and it and what it is given may be sent to another process.

        Raises:
            Stopped: somebody has stopped the work.
            WorkerLost: the process of a block died each time it was tried.
            Exception: what the work raises, of the first block in which it does.
        """


@dataclass(frozen=True)
class Serial:
    """One block after another, here."""

    watch: Watch = UNWATCHED

    def run(
        self,
        work: Callable[[PayloadT, BlockT], ResultT],
        payload: PayloadT,
        blocks: Sequence[BlockT],
    ) -> list[ResultT]:
        """As Executor says."""
        results: list[ResultT] = []
        for block in blocks:
            self.watch.ask(len(results), len(blocks))
            results.append(work(payload, block))
            self.watch.tell(len(results), len(blocks))
        return results


SERIAL: Final = Serial()
