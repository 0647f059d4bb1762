"""A module that fronts an Ollama server: its models, by its digests, with its API beside the interface.

    python3 examples/ollama_front.py --ollama http://127.0.0.1:11434 --slots 4
"""

import json
import urllib.error
import urllib.request
from http.client import HTTPException

from synapse_module import Model, Module, ModuleFault, Usage, main

PATIENCE_SECONDS = 120


class OllamaFront(Module):
    name, version = "ollama-front", "1.0.0"

    def __init__(self, ollama: str, slots: int):
        self.ollama = ollama.rstrip("/")
        self.models = [self._model(found, slots) for found in self._json("/api/tags")["models"]]

    def health(self):
        try:
            self._json("/api/version", patience=1)
            return "ready", None
        except ModuleFault as fault:
            return "unhealthy", str(fault)

    def infer(self, request):
        options = {"num_predict": request.max_tokens, "temperature": request.temperature, "seed": request.seed}
        body = {
            "model": request.model,
            "messages": [{"role": message.role, "content": message.content} for message in request.messages],
            "options": {name: value for name, value in options.items() if value is not None},
        }
        if request.stop:
            body["options"]["stop"] = list(request.stop)
        with self._open("/api/chat", json.dumps(body).encode()) as lines:
            for line in lines:
                chunk = json.loads(line)
                if "error" in chunk:
                    raise ModuleFault("internal", f"Ollama failed: {chunk['error']}")
                if text := chunk["message"]["content"]:
                    yield text
                if chunk["done"]:
                    reason = "length" if chunk.get("done_reason") == "length" else "stop"
                    return Usage(chunk["prompt_eval_count"], chunk["eval_count"], reason)
        raise ModuleFault("internal", "Ollama's answer broke off")

    def beside(self, method, path, body):
        if not path.startswith("/api/"):
            return None
        response = self._open(path, body if method == "POST" else None, refuse=False)
        return response.status, response.headers.get("Content-Type", "application/json"), _chunks(response)

    def _model(self, found, slots):
        info = self._json("/api/show", {"model": found["name"]}).get("model_info", {})
        context = next((value for key, value in info.items() if key.endswith(".context_length")), 2048)
        return Model(found["name"], "sha256:" + found["digest"], context, slots, ("stream", "seed", "ollama"))

    def _json(self, path, body=None, patience=PATIENCE_SECONDS):
        with self._open(path, None if body is None else json.dumps(body).encode(), patience) as response:
            return json.load(response)

    def _open(self, path, body, patience=PATIENCE_SECONDS, refuse=True):
        request = urllib.request.Request(self.ollama + path, body, {"Content-Type": "application/json"})
        try:
            return urllib.request.urlopen(request, timeout=patience)
        except urllib.error.HTTPError as error:
            if not refuse:
                return error
            code = {400: "invalid_input", 404: "unknown_model", 503: "busy"}.get(error.code, "internal")
            raise ModuleFault(code, f"Ollama refused: {error.read(500).decode(errors='replace')}") from None
        except (OSError, HTTPException) as error:
            raise ModuleFault("not_ready", f"Ollama doesn't answer: {error}") from None


def _chunks(response):
    with response:
        while chunk := response.read1(65_536):
            yield chunk


if __name__ == "__main__":
    main(
        lambda arguments: OllamaFront(arguments.ollama, arguments.slots),
        [
            ("--ollama", {"default": "http://127.0.0.1:11434", "help": "address of the Ollama server"}),
            ("--slots", {"type": int, "default": 1, "help": "answers that it makes at once per model"}),
        ],
    )
