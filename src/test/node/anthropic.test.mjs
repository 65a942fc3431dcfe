import assert from 'node:assert/strict';
import Anthropic from '@anthropic-ai/sdk';
import {
  answer, assertAnswersTwoHundred, assertCancels, capitalSchema, citySchema, question, shows, slow, tiny,
  weatherAnswer, weatherQuestion, weatherResult,
} from './harness.mjs';

const connect = (url) => new Anthropic({ baseURL: url, apiKey: 'none' });
const ask = (content = question, model = tiny) =>
  ({ model, max_tokens: 64, temperature: 0, messages: [{ role: 'user', content }] });
const tools = [{ name: 'get_weather', description: 'Get the weather in a city', input_schema: citySchema }];
const text = (message) => message.content.filter((block) => block.type === 'text').map((block) => block.text).join('');

shows(['CHAT'], 'a question is answered', async (url) => {
  const message = await connect(url).messages.create({ ...ask(), system: 'You are a helpful assistant.' });

  assert.match(text(message), /Paris/);
  assert.equal(message.stop_reason, 'end_turn');
  assert.ok(message.usage.output_tokens > 0);
});

shows(['STREAM'], 'an answer is streamed', async (url) => {
  const stream = connect(url).messages.stream(ask());
  const pieces = [];
  stream.on('text', (piece) => pieces.push(piece));

  assert.equal(text(await stream.finalMessage()), answer);
  assert.ok(pieces.length > 3);
});

shows(['TOOLS'], 'a tool is called and its result told', async (url) => {
  const client = connect(url);
  const request = { ...ask(weatherQuestion), tools };
  const called = await client.messages.create(request);
  const use = called.content.find((block) => block.type === 'tool_use');

  assert.equal(called.stop_reason, 'tool_use');
  assert.equal(use.name, 'get_weather');
  assert.deepEqual(use.input, { city: 'Oslo' });
  request.messages.push(
    { role: 'assistant', content: called.content },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: use.id, content: weatherResult }] },
  );
  assert.equal(text(await client.messages.create(request)), weatherAnswer);
});

shows(['TOOLS'], 'a stream tells a call in pieces', async (url) => {
  const stream = connect(url).messages.stream({ ...ask(weatherQuestion), tools, tool_choice: { type: 'any' } });
  const pieces = [];
  stream.on('inputJson', (piece) => pieces.push(piece));
  const message = await stream.finalMessage();

  assert.deepEqual(message.content.find((block) => block.type === 'tool_use').input, { city: 'Oslo' });
  assert.ok(pieces.length > 0);
});

shows(['STRUCTURED_OUTPUT'], 'an answer is held to a schema', async (url) => {
  const message = await connect(url).messages.create({
    ...ask(), output_config: { format: { type: 'json_schema', schema: capitalSchema } },
  });

  assert.deepEqual(Object.keys(JSON.parse(text(message))), ['city', 'large']);
});

shows([], 'tokens are counted', async (url) => {
  const count = await connect(url).messages.countTokens({ model: tiny, messages: ask().messages });

  assert.ok(count.input_tokens > 5);
});

shows(['MODEL_LIST'], 'models are listed and found', async (url) => {
  const names = [];
  for await (const model of connect(url).models.list()) {
    names.push(model.id);
  }

  assert.ok(names.includes(tiny) && names.includes(slow));
  assert.equal((await connect(url).models.retrieve(tiny)).type, 'model');
});

shows(['ERRORS'], 'an unknown model is not found', async (url) => {
  await assert.rejects(connect(url).messages.create(ask(question, 'no-such-model')), (error) =>
    error instanceof Anthropic.NotFoundError && error.error.error.type === 'not_found_error');
});

shows(['ERRORS'], 'a wrong type is a bad request that names the field', async (url) => {
  await assert.rejects(connect(url).messages.create({ ...ask(), max_tokens: 'many' }), (error) =>
    error instanceof Anthropic.BadRequestError && error.error.error.type === 'invalid_request_error'
      && error.message.includes('max_tokens'));
});

shows(['CANCELLATION'], 'a stream that is aborted ends the work', async (url) => {
  await assertCancels(async () => {
    const stream = connect(url).messages.stream({ ...ask(question, slow), max_tokens: 4000 });
    stream.on('abort', () => {});
    await new Promise((resolve) => stream.once('text', resolve));
    return () => stream.abort();
  });
});

shows(['LOAD'], 'two hundred requests are answered', async (url) => {
  const client = connect(url);
  await assertAnswersTwoHundred(() => client.messages.create({ ...ask(), max_tokens: 4 }));
});
