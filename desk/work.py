"""Long work, done one thing at a time beside the pages: taking in files, reviewing again, making papers."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from extractors.errors import Unreadable
from intake.durable import is_passing, why
from intake.oslock import BusyError

State = Literal["väntar", "pågår", "klart", "fel"]
Tell = Callable[[str], None]
_KEPT = 50
_LINES_KEPT = 200
_OWN_ROOMS = ("archive", "desk", "extractors", "intake", "reports", "rules")


def is_plain(error: BaseException) -> bool:
    """Whether a fault is one of our own, whose message is one Swedish sentence; libraries speak English."""
    return type(error).__module__.partition(".")[0] in _OWN_ROOMS and bool(str(error))


@dataclass
class Task:
    """Something under way: what it is called, where it ends, and what it has told so far."""

    id: int
    title: str
    back: str
    run: Callable[[Tell], None] = field(repr=False)
    state: State = "väntar"
    lines: list[str] = field(default_factory=list)

    @property
    def over(self) -> bool:
        """Whether it has ended, well or not."""
        return self.state in ("klart", "fel")

    def tell(self, line: str) -> None:
        """Add a line to what the page shows."""
        self.lines.append(line)
        del self.lines[:-_LINES_KEPT]


class Work:
    """One worker and its queue. ``close`` lets what is under way end, and drops the rest."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._tasks: dict[int, Task] = {}
        self._count = 0
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def add(self, title: str, back: str, run: Callable[[Tell], None]) -> Task:
        """Put work in the queue; ``back`` is the page that shows what came of it. The same work waiting already is not added twice."""
        with self._lock:
            for waiting in self._tasks.values():
                if waiting.state == "väntar" and (waiting.title, waiting.back) == (title, back):
                    return waiting
            self._count += 1
            task = Task(self._count, title, back, run)
            self._tasks[task.id] = task
            for old in [t.id for t in self._tasks.values() if t.over][:-_KEPT]:
                del self._tasks[old]
            if self._thread is None:
                self._thread = threading.Thread(target=self._serve, name="arbete", daemon=True)
                self._thread.start()
        self._queue.put(task)
        return task

    def task(self, number: int) -> Task | None:
        """The work with this number, if it is remembered."""
        return self._tasks.get(number)

    @property
    def under_way(self) -> list[Task]:
        """What is done now and what waits, in order."""
        return [task for task in list(self._tasks.values()) if not task.over]

    def close(self) -> None:
        """End after what is under way."""
        for task in self.under_way:
            if task.state == "väntar":
                task.state = "fel"
        self._queue.put(None)
        if self._thread is not None:
            self._thread.join()

    def _serve(self) -> None:
        while (task := self._queue.get()) is not None:
            if task.over:
                continue
            task.state = "pågår"
            try:
                task.run(task.tell)
                task.state = "klart"
            except Exception as error:  # whatever goes wrong, the next work is done
                task.tell(plain(error))
                task.state = "fel"


def plain(error: Exception) -> str:
    """One Swedish sentence for a fault, never a traceback."""
    if isinstance(error, BusyError):
        return "En annan körning arbetar med mappen. Försök igen om en stund."
    if is_passing(error):
        return why(error, "Försök igen.")
    if is_plain(error):
        return error.text if isinstance(error, Unreadable) else str(error)
    return f"Något gick fel i programmet ({type(error).__name__}). Inget annat har ändrats."
