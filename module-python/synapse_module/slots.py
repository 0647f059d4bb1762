"""How many answers are made at once, and what was done so far."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from .interface import Model, ModuleFault, Usage


class Slots:
    """Lets as many answers of each model run as it has slots; some more wait in order, the rest are refused."""

    def __init__(self, models: list[Model], waiting: int):
        self._free = {model.name: model.parallel_slots for model in models}
        self._most_waiting = waiting
        self._waiting = 0
        self._running = 0
        self._changed = threading.Condition()

    @contextmanager
    def slot(self, model: str) -> Iterator[None]:
        with self._changed:
            if self._free[model] == 0 and self._waiting >= self._most_waiting:
                raise ModuleFault("busy", "all slots are taken and the queue is full")
            self._waiting += 1
            try:
                self._changed.wait_for(lambda: self._free[model] > 0)
                self._free[model] -= 1
                self._running += 1
            finally:
                self._waiting -= 1
        try:
            yield
        finally:
            with self._changed:
                self._free[model] += 1
                self._running -= 1
                self._changed.notify_all()

    def all_taken(self) -> bool:
        with self._changed:
            return all(free == 0 for free in self._free.values())

    def counts(self) -> tuple[int, int]:
        """Running and waiting."""
        with self._changed:
            return self._running, self._waiting


class Tally:
    """Counts since the start."""

    def __init__(self):
        self._lock = threading.Lock()
        self._started = time.monotonic()
        self._requests = self._failures = self._prompt = self._completion = 0

    def asked(self) -> None:
        with self._lock:
            self._requests += 1

    def failed(self) -> None:
        with self._lock:
            self._failures += 1

    def answered(self, usage: Usage) -> None:
        with self._lock:
            self._prompt += usage.prompt_tokens
            self._completion += usage.completion_tokens

    def metrics(self, running: int, waiting: int) -> dict[str, int]:
        with self._lock:
            return {
                "requestsTotal": self._requests,
                "failuresTotal": self._failures,
                "running": running,
                "waiting": waiting,
                "promptTokensTotal": self._prompt,
                "completionTokensTotal": self._completion,
                "uptimeSeconds": int(time.monotonic() - self._started),
            }
