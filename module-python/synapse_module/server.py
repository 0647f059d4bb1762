"""Serves a module over HTTP."""

from __future__ import annotations

import argparse
import json
import logging
import os
import platform
import time
from collections.abc import Callable, Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from .interface import INTERFACE_VERSION, STATUS_OF_CODE, Module, ModuleFault, Request, Usage, read_settings
from .slots import Slots, Tally

PATH = "/module/v1"
_MOST_DRAINED = 64 << 20
LOG = logging.getLogger("synapse_module")


class ModuleServer:
    """A module behind a port. The port is bound when this is made; run() answers until close() is called."""

    def __init__(
        self,
        module: Module,
        host: str = "127.0.0.1",
        port: int = 8090,
        waiting: int = 64,
        max_body: int = 4 << 20,
    ):
        """waiting: requests that may wait for a slot; max_body: most bytes of a request. Port 0 takes a free one."""
        self.module = module
        self.models = list(module.models)
        if not self.models:
            raise ValueError("models: at least one is needed")
        self.max_body = max_body
        self.slots = Slots(self.models, waiting)
        self.tally = Tally()
        handler = type("Handler", (_Handler,), {"served": self})
        self._http = _Http((host, port), handler)

    @property
    def address(self) -> str:
        host, port = self._http.server_address[:2]
        return f"http://{host}:{port}"

    def run(self) -> None:
        self._http.serve_forever(poll_interval=0.1)

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()

    def health(self) -> dict[str, Any]:
        state, message = self.module.health()
        if state == "ready" and self.slots.all_taken():
            state = "busy"
        return {"state": state} if message is None else {"state": state, "message": message}

    def capabilities(self) -> dict[str, Any]:
        return {
            "interfaceVersion": INTERFACE_VERSION,
            "name": self.module.name,
            "version": self.module.version,
            "models": [
                {
                    "name": model.name,
                    "digest": model.digest,
                    "contextLength": model.context_length,
                    "parallelSlots": model.parallel_slots,
                    "features": list(model.features),
                }
                for model in self.models
            ],
            "hardware": {
                "processor": platform.machine() or "unknown",
                "processors": os.cpu_count() or 1,
                "memoryBytes": _memory_bytes(),
                "accelerators": list(self.module.accelerators),
            },
            "resources": dict(self.module.resources),
        }

    def infer(self, request: Request, piece: Callable[[str], None]) -> dict[str, Any]:
        """Makes one answer; hands each piece on as it comes and gives the result."""
        arrived = time.monotonic()
        self.tally.asked()
        done = False
        try:
            if all(model.name != request.model for model in self.models):
                raise ModuleFault("unknown_model", f"there is no model {request.model}", "model")
            with self.slots.slot(request.model):
                result, usage = self._make(request, piece, arrived)
            self.tally.answered(usage)
            done = True
            return result
        finally:
            if not done:
                self.tally.failed()

    def _make(
        self, request: Request, piece: Callable[[str], None], arrived: float
    ) -> tuple[dict[str, Any], Usage]:
        pieces: list[str] = []
        first: int | None = None
        making = self.module.infer(request)
        try:
            while True:
                try:
                    text = next(making)
                except StopIteration as end:
                    usage = end.value
                    break
                if first is None:
                    first = _millis_since(arrived)
                pieces.append(text)
                piece(text)
        finally:
            making.close()
        if not isinstance(usage, Usage):
            raise TypeError(f"infer() must return a Usage, but returned {type(usage).__name__}")
        duration = _millis_since(arrived)
        result = {
            "model": request.model,
            "text": "".join(pieces),
            "reason": usage.reason,
            "promptTokens": usage.prompt_tokens,
            "completionTokens": usage.completion_tokens,
            "firstTokenMillis": duration if first is None else first,
            "durationMillis": duration,
        }
        return result, usage


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


class _Handler(BaseHTTPRequestHandler):
    served: ModuleServer
    protocol_version = "HTTP/1.1"
    server_version = "synapse-module"
    # a silent client doesn't keep its thread for ever
    timeout = 60
    _begun = False

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._begun = False
        try:
            body = self._body()
        except ModuleFault as fault:
            self.close_connection = True
            self._refuse(fault)
            return
        self._answer(body)

    def _answer(self, body: bytes) -> None:
        self._begun = False
        try:
            self._route(body)
        except ModuleFault as fault:
            self._refuse(fault)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        except Exception:
            LOG.exception("%s %s failed", self.command, self.path)
            self._refuse(ModuleFault("internal", "internal error"))

    def _route(self, body: bytes) -> None:
        served = self.served
        match self.command, self.path.partition("?")[0]:
            case "GET", "/module/v1/health":
                self._health()
            case "GET", "/module/v1/capabilities":
                self._send(200, served.capabilities())
            case "GET", "/module/v1/metrics":
                self._send(200, served.tally.metrics(*served.slots.counts()))
            case "POST", "/module/v1/initialize":
                served.module.initialize(read_settings(body))
                self._health()
            case "POST", "/module/v1/inference":
                self._infer(Request.read(body))
            case method, path if path.startswith(PATH + "/"):
                raise ModuleFault("invalid_input", f"there is no {method} {path}")
            case method, path:
                self._beside(method, path, body)

    def _health(self) -> None:
        report = self.served.health()
        self._send(200 if report["state"] in ("ready", "busy") else 503, report)

    def _infer(self, request: Request) -> None:
        if not request.stream:
            self._send(200, self.served.infer(request, lambda text: None))
            return
        try:
            result = self.served.infer(request, lambda text: self._line({"text": text}))
            self._line({"result": result})
        except ModuleFault as fault:
            if not self._begun:
                raise
            self._line(fault.body())
        self._chunk(b"")

    def _beside(self, method: str, path: str, body: bytes) -> None:
        answer = self.served.module.beside(method, path, body)
        if answer is None:
            self._send(404, {"error": f"there is nothing at {path}"})
            return
        status, content_type, chunks = answer
        self._begin(status, content_type)
        for chunk in chunks:
            if chunk:
                self._chunk(chunk)
        self._chunk(b"")

    def _body(self) -> bytes:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal():
            raise ModuleFault("invalid_input", "the header Content-Length is needed")
        if int(length) > self.served.max_body:
            self._drain(int(length))
            raise ModuleFault("too_large", f"the body may have at most {self.served.max_body} bytes")
        return self.rfile.read(int(length))

    def _drain(self, length: int) -> None:
        """Reads what is refused, up to a limit, so that the client gets to read why."""
        left = min(length, _MOST_DRAINED)
        while left > 0 and (read := self.rfile.read1(min(left, 65_536))):
            left -= len(read)

    def _refuse(self, fault: ModuleFault) -> None:
        if self._begun:
            self.close_connection = True
            return
        try:
            self._send(STATUS_OF_CODE[fault.code], fault.body())
        except OSError:
            self.close_connection = True

    def _send(self, status: int, value: dict[str, Any]) -> None:
        body = json.dumps(value, ensure_ascii=False).encode()
        self._begun = True
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _line(self, value: dict[str, Any]) -> None:
        if not self._begun:
            self._begin(200, "application/x-ndjson")
        self._chunk(json.dumps(value, ensure_ascii=False).encode() + b"\n")

    def _begin(self, status: int, content_type: str) -> None:
        self._begun = True
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:
        LOG.debug(format, *args)


def serve(module: Module, host: str = "127.0.0.1", port: int = 8090) -> None:
    """Serves the module until the process is told to end."""
    server = ModuleServer(module, host, port)
    print(f"module listens on {server.address}", flush=True)
    try:
        server.run()
    except KeyboardInterrupt:
        pass


def main(make: Callable[[argparse.Namespace], Module], options: Iterable[tuple[str, dict[str, Any]]] = ()) -> None:
    """A command line with --host, --port and options of the module's own, each a name and argparse's keywords."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=8090, help="port to listen on, 0 for any")
    for name, keywords in options:
        parser.add_argument(name, **keywords)
    arguments = parser.parse_args()
    serve(make(arguments), arguments.host, arguments.port)


def _millis_since(moment: float) -> int:
    return int((time.monotonic() - moment) * 1000)


def _memory_bytes() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return 0
