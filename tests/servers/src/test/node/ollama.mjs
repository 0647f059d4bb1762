// The unmodified ollama client against the gateway: lists the models, chats and generates, without and with streaming.
// Prints one JSON line; any deviation throws and ends with a status other than 0.
import assert from 'node:assert/strict';
import { Ollama } from 'ollama';

const { SYNAPSE_URL, SYNAPSE_KEY } = process.env;
const client = new Ollama({ host: SYNAPSE_URL, headers: { Authorization: `Bearer ${SYNAPSE_KEY}` } });

const models = (await client.list()).models.map((model) => model.name);
assert.ok(models.includes('tiny:latest'), `models: ${models}`);

const options = { seed: 7, num_predict: 24 };
const messages = [{ role: 'user', content: 'Say something.' }];
const whole = await client.chat({ model: 'tiny', messages, options });
assert.equal(whole.done, true);
assert.ok(whole.eval_count > 0);

let streamed = '';
let chunks = 0;
let last = null;
for await (const part of await client.chat({ model: 'tiny', messages, options, stream: true })) {
    chunks += 1;
    streamed += part.message.content;
    last = part;
}
assert.ok(streamed.length > 0 && whole.message.content.length > 0);
assert.equal(last.done, true);
assert.ok(chunks > 3, `only ${chunks} chunks`);

const generated = await client.generate({ model: 'tiny', prompt: 'Once', options });
assert.ok(generated.response.length > 0);

await assert.rejects(client.chat({ model: 'no-such-model', messages }), /not found/);

console.log(JSON.stringify({ models, chunks, evalCount: last.eval_count }));
