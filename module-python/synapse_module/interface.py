"""What a module is made of, and how its requests are read."""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from typing import Any

INTERFACE_VERSION = "1.0"

STATUS_OF_CODE = {
    "invalid_input": 400,
    "unknown_model": 404,
    "too_large": 413,
    "busy": 503,
    "not_ready": 503,
    "internal": 500,
}

_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_FEATURES = {"stream", "seed", "ollama"}
_ROLES = ("system", "user", "assistant")
_MOST_TOKENS = 1 << 30
_MOST_SEED = (1 << 53) - 1


class ModuleFault(Exception):
    """A refusal, with one of the interface's codes; the field is the path of what is wrong in the request."""

    def __init__(self, code: str, message: str, field: str | None = None):
        super().__init__(message)
        self.code = code
        self.field = field

    def body(self) -> dict[str, Any]:
        error = {"code": self.code, "message": str(self)}
        if self.field is not None:
            error["field"] = self.field
        return {"error": error}


@dataclass(frozen=True)
class Model:
    """A model that the module serves; the digest is ``sha256:`` and 64 hexadecimal digits of its bytes."""

    name: str
    digest: str
    context_length: int
    parallel_slots: int = 1
    features: tuple[str, ...] = ("stream",)

    def __post_init__(self):
        if not 1 <= len(self.name) <= 200:
            raise ValueError(f"name: must have 1 to 200 characters, but has {len(self.name)}")
        if not _DIGEST.fullmatch(self.digest):
            raise ValueError(f"digest: must be sha256: and 64 hexadecimal digits in lower case, but is {self.digest}")
        if not 1 <= self.context_length <= _MOST_TOKENS:
            raise ValueError(f"context_length: must be within 1 to {_MOST_TOKENS}, but is {self.context_length}")
        if not 1 <= self.parallel_slots <= 65_536:
            raise ValueError(f"parallel_slots: must be within 1 to 65536, but is {self.parallel_slots}")
        unknown = set(self.features) - _FEATURES
        if unknown:
            raise ValueError(f"features: {', '.join(sorted(unknown))} unknown; there are {', '.join(sorted(_FEATURES))}")


@dataclass(frozen=True)
class Message:
    """A turn of a conversation: role is system, user or assistant."""

    role: str
    content: str


@dataclass(frozen=True)
class Usage:
    """How an answer ended (reason is stop or length), and the tokens of prompt and completion."""

    prompt_tokens: int
    completion_tokens: int
    reason: str = "stop"


@dataclass(frozen=True)
class Request:
    """One answer to be made; what is None is up to the module."""

    model: str
    messages: tuple[Message, ...]
    max_tokens: int | None = None
    temperature: float | None = None
    seed: int | None = None
    stop: tuple[str, ...] = ()
    stream: bool = False

    @staticmethod
    def read(body: bytes) -> Request:
        """From JSON; a ModuleFault names the field at fault. Unknown fields are ignored: newer versions may add some."""
        fields = _object(body)
        model = _typed(fields, "model", str, required=True)
        if not 1 <= len(model) <= 200:
            raise _wrong("model", "must be a text of 1 to 200 characters")
        messages = tuple(_messages(_typed(fields, "messages", list, required=True)))
        options = _typed(fields, "options", dict) or {}
        temperature = _typed(options, "temperature", (int, float), at="options.")
        if temperature is not None and not 0 <= temperature <= 2:
            raise _wrong("options.temperature", "must be within 0 to 2")
        return Request(
            model,
            messages,
            _within(options, "maxTokens", 1, _MOST_TOKENS),
            temperature,
            _within(options, "seed", 0, _MOST_SEED),
            tuple(_stops(_typed(options, "stop", list, at="options.") or [])),
            bool(_typed(fields, "stream", bool)),
        )


class Module:
    """What an author writes: name, version, models, and infer()."""

    name: str = "module"
    version: str = "0"
    models: Iterable[Model] = ()

    #: What one running instance needs; 0 stands for "not said".
    resources: dict[str, int] = {"memoryBytes": 0, "cpuMillis": 0, "gpus": 0, "diskBytes": 0}
    #: Names of graphics processors and the like.
    accelerators: Iterable[str] = ()

    def initialize(self, configuration: dict[str, Any]) -> None:
        """Takes the settings; the same ones again must change nothing. Raise ModuleFault for what isn't acceptable."""

    def health(self) -> tuple[str, str | None]:
        """One of starting, ready, busy, unhealthy, and why; the server says busy by itself while all slots are taken."""
        return "ready", None

    def infer(self, request: Request) -> Generator[str, None, Usage]:
        """Yields the answer's text piece by piece and returns its Usage. Closed early when nobody wants it any more."""
        raise NotImplementedError

    def beside(self, method: str, path: str, body: bytes) -> tuple[int, str, Iterable[bytes]] | None:
        """Answers a path that isn't the interface's, such as /api/tags: status, content type, body; None for a 404."""
        return None


def read_settings(body: bytes) -> dict[str, Any]:
    """The configuration in a request to initialize."""
    return _typed(_object(body), "configuration", dict, required=True)


def _object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise ModuleFault("invalid_input", "the body is no well-formed JSON") from None
    if not isinstance(value, dict):
        raise ModuleFault("invalid_input", "a JSON object is needed")
    return value


def _typed(fields: dict[str, Any], name: str, kind: Any, required: bool = False, at: str = "") -> Any:
    value = fields.get(name)
    if value is None and not required:
        return None
    # a bool is an int to Python, but not to JSON
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise _wrong(at + name, "is missing or of another type")
    return value


def _within(options: dict[str, Any], name: str, least: int, most: int) -> int | None:
    value = _typed(options, name, int, at="options.")
    if value is not None and not least <= value <= most:
        raise _wrong(f"options.{name}", f"must be within {least} to {most}")
    return value


def _messages(values: list[Any]) -> Iterable[Message]:
    if not 1 <= len(values) <= 4096:
        raise _wrong("messages", "1 to 4096 are needed")
    for i, value in enumerate(values):
        if not isinstance(value, dict):
            raise _wrong(f"messages[{i}]", "must be an object")
        role = _typed(value, "role", str, required=True, at=f"messages[{i}].")
        if role not in _ROLES:
            raise _wrong(f"messages[{i}].role", f"must be one of {', '.join(_ROLES)}")
        yield Message(role, _typed(value, "content", str, required=True, at=f"messages[{i}]."))
    if values[-1]["role"] == "assistant":
        raise _wrong("messages", "the last one must not be the assistant's")


def _stops(values: list[Any]) -> Iterable[str]:
    if len(values) > 16 or not all(isinstance(value, str) for value in values):
        raise _wrong("options.stop", "at most 16 texts are allowed")
    return values


def _wrong(path: str, expectation: str) -> ModuleFault:
    return ModuleFault("invalid_input", f"{path}: {expectation}", path)
