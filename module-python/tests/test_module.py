"""What the package promises its authors; that it keeps the interface's rules is the module kit's to say."""

import http.client
import json
import threading
import unittest

from synapse_module import Model, Module, ModuleServer, Usage
from synapse_module.interface import ModuleFault, Request

DIGEST = "sha256:" + "ab" * 32


class Waiting(Module):
    """Begins, and goes on when it is told to."""

    name, version = "waiting", "1"
    models = [Model("one", DIGEST, 100, 1)]

    def __init__(self):
        self.go_on = threading.Event()
        self.begun = threading.Event()
        self.closed = threading.Event()

    def infer(self, request):
        try:
            self.begun.set()
            yield "begun "
            while not self.go_on.wait(0.01):
                yield "on "
            return Usage(1, 1)
        finally:
            self.closed.set()


class Served(unittest.TestCase):
    def setUp(self):
        self.module = Waiting()
        self.server = ModuleServer(self.module, port=0, waiting=0, max_body=1000)
        self.thread = threading.Thread(target=self.server.run)
        self.thread.start()

    def tearDown(self):
        self.module.go_on.set()
        self.server.close()
        self.thread.join()

    def call(self, method, path, body=None):
        connection = http.client.HTTPConnection(self.server.address.removeprefix("http://"), timeout=10)
        try:
            connection.request(method, "/module/v1" + path, body)
            response = connection.getresponse()
            return response.status, json.loads(response.read())
        finally:
            connection.close()

    def stream(self):
        connection = http.client.HTTPConnection(self.server.address.removeprefix("http://"), timeout=10)
        connection.request("POST", "/module/v1/inference", ask(stream=True))
        return connection, connection.getresponse()

    def test_says_busy_and_refuses_while_all_slots_are_taken(self):
        connection, response = self.stream()
        self.assertTrue(self.module.begun.wait(10))

        self.assertEqual((200, {"state": "busy"}), self.call("GET", "/health"))
        status, body = self.call("POST", "/inference", ask())
        self.assertEqual((503, "busy"), (status, body["error"]["code"]))

        self.module.go_on.set()
        lines = [json.loads(line) for line in response.read().splitlines()]
        self.assertEqual("stop", lines[-1]["result"]["reason"])
        self.assertEqual("".join(line["text"] for line in lines[:-1]), lines[-1]["result"]["text"])
        connection.close()

    def test_closes_an_answer_that_nobody_wants_any_more(self):
        connection, response = self.stream()
        self.assertTrue(self.module.begun.wait(10))
        response.close()
        connection.close()

        self.assertTrue(self.module.closed.wait(10))

    def test_refuses_a_body_over_the_limit(self):
        status, body = self.call("POST", "/inference", b"x" * 1001)

        self.assertEqual((413, "too_large"), (status, body["error"]["code"]))

    def test_counts_refused_answers_as_failures(self):
        self.call("POST", "/inference", ask(model="other"))

        _, metrics = self.call("GET", "/metrics")
        self.assertEqual((1, 1), (metrics["requestsTotal"], metrics["failuresTotal"]))


class Reading(unittest.TestCase):
    def test_names_the_field_at_fault(self):
        for field, change in {
            "model": {"model": 7},
            "messages": {"messages": []},
            "messages[0].role": {"messages": [{"role": "king", "content": ""}]},
            "messages[0].content": {"messages": [{"role": "user"}]},
            "options.maxTokens": {"options": {"maxTokens": True}},
            "options.seed": {"options": {"seed": -1}},
            "options.temperature": {"options": {"temperature": 2.5}},
            "options.stop": {"options": {"stop": [1]}},
            "stream": {"stream": "yes"},
        }.items():
            with self.subTest(field), self.assertRaises(ModuleFault) as raised:
                Request.read(ask(**change))
            self.assertEqual(field, raised.exception.field)

    def test_refuses_a_model_without_a_digest(self):
        with self.assertRaisesRegex(ValueError, "digest"):
            Model("m", "latest", 100)


def ask(**changes):
    request = {"model": "one", "messages": [{"role": "user", "content": "go"}]}
    return json.dumps(request | changes).encode()


if __name__ == "__main__":
    unittest.main()
