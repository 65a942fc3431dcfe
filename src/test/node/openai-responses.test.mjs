import assert from 'node:assert/strict';
import OpenAI from 'openai';
import {
  answer, assertCancels, capitalSchema, citySchema, question, shows, slow, tiny, weatherAnswer, weatherQuestion,
  weatherResult,
} from './harness.mjs';

const connect = (url) => new OpenAI({ baseURL: `${url}/v1`, apiKey: 'none' });
const ask = (model = tiny) => ({ model, temperature: 0, input: question });
const tools = [{
  type: 'function', name: 'get_weather', description: 'Get the weather in a city', strict: false, parameters: citySchema,
}];

shows(['CHAT'], 'a response has the answer', async (url) => {
  const response = await connect(url).responses.create({
    ...ask(), input: [{ role: 'user', content: [{ type: 'input_text', text: question }] }], max_output_tokens: 64,
  });

  assert.equal(response.output_text, answer);
  assert.equal(response.status, 'completed');
  assert.ok(response.usage.output_tokens > 0);
});

shows(['STREAM'], 'a response is streamed', async (url) => {
  const stream = connect(url).responses.stream(ask());
  let streamed = '';
  stream.on('response.output_text.delta', (event) => { streamed += event.delta; });

  assert.equal((await stream.finalResponse()).output_text, answer);
  assert.equal(streamed, answer);
});

shows(['TOOLS'], 'a response calls a tool and the next one tells its result', async (url) => {
  const client = connect(url);
  const called = await client.responses.create({ ...ask(), input: weatherQuestion, tools, tool_choice: 'required' });
  const call = called.output.find((item) => item.type === 'function_call');
  const told = await client.responses.create({
    ...ask(), tools, previous_response_id: called.id,
    input: [{ type: 'function_call_output', call_id: call.call_id, output: weatherResult }],
  });

  assert.deepEqual(JSON.parse(call.arguments), { city: 'Oslo' });
  assert.equal(told.output_text, weatherAnswer);
});

shows(['STRUCTURED_OUTPUT'], 'a response is read as an object', async (url) => {
  const response = await connect(url).responses.parse({
    ...ask(), text: { format: { type: 'json_schema', name: 'capital', strict: true, schema: capitalSchema } },
  });

  assert.deepEqual(Object.keys(JSON.parse(response.output_text)), ['city', 'large']);
});

shows([], 'a response is kept until it is deleted', async (url) => {
  const client = connect(url);
  const { id } = await client.responses.create({ ...ask(), store: true });

  assert.equal((await client.responses.retrieve(id)).output_text, answer);
  await client.responses.delete(id);
  await assert.rejects(client.responses.retrieve(id), OpenAI.NotFoundError);
});

shows(['ERRORS'], 'a response of an unknown model is not found', async (url) => {
  await assert.rejects(connect(url).responses.create(ask('no-such-model')), (error) =>
    error instanceof OpenAI.NotFoundError && error.code === 'model_not_found');
});

shows(['CANCELLATION'], 'a response that is aborted ends the work', async (url) => {
  await assertCancels(async () => {
    const stream = await connect(url).responses.create({ ...ask(slow), stream: true });
    // Leaving a loop would abort it by itself.
    const events = stream[Symbol.asyncIterator]();
    while ((await events.next()).value.type !== 'response.output_text.delta') {
      // What comes before the first text.
    }
    return () => stream.controller.abort();
  });
});
