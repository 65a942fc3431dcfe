import assert from 'node:assert/strict';
import { Ollama } from 'ollama';
import {
  answer, assertAnswersTwoHundred, assertCancels, capitalSchema, citySchema, question, shows, slow, tiny,
  weatherAnswer, weatherQuestion, weatherResult,
} from './harness.mjs';

const connect = (url) => new Ollama({ host: url });
const ask = (content = question, model = tiny) =>
  ({ model, messages: [{ role: 'user', content }], options: { temperature: 0 } });
const tools = [{
  type: 'function',
  function: { name: 'get_weather', description: 'Get the weather in a city', parameters: citySchema },
}];
const named = (models, name) => models.find((model) => model.name === name || model.name === `${name}:latest`);

shows(['CHAT'], 'a question is answered', async (url) => {
  const response = await connect(url).chat({ ...ask(), keep_alive: '5m' });

  assert.equal(response.message.content, answer);
  assert.equal(response.done_reason, 'stop');
  assert.ok(response.eval_count > 0 && response.total_duration > 0);
});

shows(['STREAM'], 'an answer is streamed', async (url) => {
  let streamed = '';
  let last;
  for await (const part of await connect(url).chat({ ...ask(), stream: true })) {
    streamed += part.message.content;
    last = part;
  }

  assert.equal(streamed, answer);
  assert.equal(last.done, true);
  assert.ok(last.eval_duration > 0);
});

shows([], 'a prompt is continued, as a whole and in pieces', async (url) => {
  const request = { model: tiny, prompt: question, options: { temperature: 0, num_predict: 16 } };
  const whole = await connect(url).generate({ ...request });
  let streamed = '';
  for await (const part of await connect(url).generate({ ...request, stream: true })) {
    streamed += part.response;
  }

  assert.equal(whole.response, answer);
  assert.equal(streamed, answer);
});

shows(['TOOLS'], 'a tool is called and its result told', async (url) => {
  const client = connect(url);
  const request = { ...ask(weatherQuestion), tools };
  const { message } = await client.chat(request);

  assert.equal(message.tool_calls[0].function.name, 'get_weather');
  assert.deepEqual(message.tool_calls[0].function.arguments, { city: 'Oslo' });
  request.messages.push(message, { role: 'tool', tool_name: 'get_weather', content: weatherResult });
  assert.equal((await client.chat(request)).message.content, weatherAnswer);
});

shows(['STRUCTURED_OUTPUT'], 'an answer is held to a schema', async (url) => {
  const { message } = await connect(url).chat({ ...ask(), format: capitalSchema });

  assert.deepEqual(Object.keys(JSON.parse(message.content)), ['city', 'large']);
});

shows(['EMBEDDINGS'], 'texts become vectors', async (url) => {
  const several = await connect(url).embed({ model: tiny, input: ['one', 'two'] });
  const one = await connect(url).embeddings({ model: tiny, prompt: 'one' });

  assert.equal(several.embeddings.length, 2);
  assert.equal(one.embedding.length, several.embeddings[0].length);
});

shows(['MODEL_LIST'], 'models are listed, shown and seen to run', async (url) => {
  const client = connect(url);
  await client.chat(ask());
  const listed = named((await client.list()).models, tiny);
  const running = named((await client.ps()).models, tiny);

  assert.match(listed.digest, /^[0-9a-f]{64}$/);
  assert.ok(listed.size > 0 && running.size > 0);
  assert.ok((await client.show({ model: tiny })).model_info);
  assert.ok((await client.version()).version);
});

shows([], 'a model is copied and deleted', async (url) => {
  const client = connect(url);
  await client.copy({ source: tiny, destination: 'copied' });
  assert.ok(named((await client.list()).models, 'copied'));
  await client.delete({ model: 'copied' });

  assert.equal(named((await client.list()).models, 'copied'), undefined);
});

shows(['ERRORS'], 'an unknown model is not found', async (url) => {
  await assert.rejects(connect(url).chat(ask(question, 'no-such-model')), (error) =>
    error.name === 'ResponseError' && error.status_code === 404 && error.message.includes('no-such-model'));
});

shows(['ERRORS'], 'a wrong type is a bad request that names the field', async (url) => {
  await assert.rejects(connect(url).chat({ ...ask(), options: { num_predict: 'many' } }), (error) =>
    error.name === 'ResponseError' && error.status_code === 400 && error.message.includes('num_predict'));
});

shows(['CANCELLATION'], 'a stream that is aborted ends the work', async (url) => {
  await assertCancels(async () => {
    const stream = await connect(url).chat({ ...ask(question, slow), stream: true });
    assert.ok((await stream[Symbol.asyncIterator]().next()).value);
    return () => stream.abort();
  });
});

shows(['LOAD'], 'two hundred requests are answered', async (url) => {
  const client = connect(url);
  await assertAnswersTwoHundred(() => client.chat({ ...ask(), options: { temperature: 0, num_predict: 4 } }));
});
