// The unmodified openai client against the gateway: lists the models, asks without and with streaming.
// Prints one JSON line; any deviation throws and ends with a status other than 0.
import assert from 'node:assert/strict';
import OpenAI, { AuthenticationError, NotFoundError } from 'openai';

const { SYNAPSE_URL, SYNAPSE_KEY } = process.env;
const client = new OpenAI({ baseURL: `${SYNAPSE_URL}/v1`, apiKey: SYNAPSE_KEY, maxRetries: 0 });

const models = (await client.models.list()).data.map((model) => model.id);
assert.ok(models.includes('tiny:latest'), `models: ${models}`);

const question = { model: 'tiny', messages: [{ role: 'user', content: 'Say something.' }], max_tokens: 24, seed: 7 };
const whole = await client.chat.completions.create(question);
assert.equal(whole.object, 'chat.completion');
assert.ok(whole.usage.completion_tokens > 0);

let streamed = '';
let chunks = 0;
let usage = null;
const stream = await client.chat.completions.create({
    ...question,
    stream: true,
    stream_options: { include_usage: true },
});
for await (const chunk of stream) {
    chunks += 1;
    streamed += chunk.choices[0]?.delta?.content ?? '';
    usage = chunk.usage ?? usage;
}
assert.ok(streamed.length > 0 && whole.choices[0].message.content.length > 0);
assert.equal(usage.completion_tokens, whole.usage.completion_tokens);
assert.ok(chunks > 3, `only ${chunks} chunks`);

await assert.rejects(client.chat.completions.create({ ...question, model: 'no-such-model' }), NotFoundError);
const stranger = new OpenAI({ baseURL: `${SYNAPSE_URL}/v1`, apiKey: 'sk-syn-wrong', maxRetries: 0 });
await assert.rejects(stranger.models.list(), AuthenticationError);

console.log(JSON.stringify({ models, chunks, completionTokens: usage.completion_tokens }));
