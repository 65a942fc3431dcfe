import assert from 'node:assert/strict';
import OpenAI from 'openai';
import {
  answer, assertAnswersTwoHundred, assertCancels, capitalSchema, citySchema, question, shows, slow, tiny,
  weatherAnswer, weatherQuestion, weatherResult,
} from './harness.mjs';

const connect = (url) => new OpenAI({ baseURL: `${url}/v1`, apiKey: 'none' });
const ask = (model = tiny) => ({ model, temperature: 0, messages: [{ role: 'user', content: question }] });
const tools = [{
  type: 'function',
  function: { name: 'get_weather', description: 'Get the weather in a city', parameters: citySchema },
}];

shows(['CHAT'], 'a question is answered', async (url) => {
  const completion = await connect(url).chat.completions.create({ ...ask(), max_completion_tokens: 32, seed: 1 });

  assert.equal(completion.choices[0].message.content, answer);
  assert.equal(completion.choices[0].finish_reason, 'stop');
  assert.ok(completion.usage.completion_tokens > 0);
});

shows(['STREAM'], 'an answer is streamed', async (url) => {
  const stream = connect(url).chat.completions.stream({ ...ask(), stream_options: { include_usage: true } });
  const pieces = [];
  stream.on('content', (piece) => pieces.push(piece));

  assert.equal(await stream.finalContent(), answer);
  assert.ok(pieces.length > 3);
  assert.ok((await stream.totalUsage()).completion_tokens > 0);
});

shows(['TOOLS'], 'a tool is called and its result told', async (url) => {
  const asked = [];
  const runner = connect(url).chat.completions.runTools({
    model: tiny,
    temperature: 0,
    messages: [{ role: 'user', content: weatherQuestion }],
    tools: [{
      type: 'function',
      function: {
        ...tools[0].function,
        parse: JSON.parse,
        function: (given) => {
          asked.push(given);
          return weatherResult;
        },
      },
    }],
  });

  assert.equal(await runner.finalContent(), weatherAnswer);
  assert.deepEqual(asked, [{ city: 'Oslo' }]);
});

shows(['TOOLS'], 'a stream tells a call in pieces', async (url) => {
  const stream = connect(url).chat.completions.stream({
    model: tiny, temperature: 0, messages: [{ role: 'user', content: weatherQuestion }], tools, tool_choice: 'required',
  });
  const call = await stream.finalFunctionToolCall();

  assert.equal(call.name, 'get_weather');
  assert.deepEqual(JSON.parse(call.arguments), { city: 'Oslo' });
});

shows(['STRUCTURED_OUTPUT'], 'an answer is read as an object', async (url) => {
  const completion = await connect(url).chat.completions.parse({
    ...ask(),
    response_format: { type: 'json_schema', json_schema: { name: 'capital', strict: true, schema: capitalSchema } },
  });

  assert.deepEqual(Object.keys(JSON.parse(completion.choices[0].message.content)), ['city', 'large']);
});

shows([], 'an answer is sampled as the request says', async (url) => {
  const completion = await connect(url).chat.completions.create({
    ...ask(),
    messages: [
      { role: 'system', content: 'You are a helpful assistant.' },
      { role: 'user', content: [{ type: 'text', text: question }] },
    ],
    n: 2, temperature: 0.9, top_p: 0.9, seed: 7, frequency_penalty: 0.1, presence_penalty: 0.1,
    logit_bias: { 300: -100 }, stop: ['###'], logprobs: true, top_logprobs: 2, max_tokens: 8, service_tier: 'auto',
  });

  assert.equal(completion.choices.length, 2);
  assert.ok(completion.choices[0].logprobs.content.every((token) => token.top_logprobs.length === 2));
});

shows(['EMBEDDINGS'], 'texts become vectors', async (url) => {
  const client = connect(url);
  const packed = await client.embeddings.create({ model: tiny, input: ['one', 'two'], dimensions: 16 });
  const plain = await client.embeddings.create({ model: tiny, input: 'one', encoding_format: 'float', dimensions: 16 });

  assert.deepEqual(packed.data.map((vector) => vector.embedding.length), [16, 16]);
  assert.equal(plain.data[0].embedding.length, 16);
});

shows(['MODEL_LIST'], 'models are listed and found', async (url) => {
  const names = [];
  for await (const model of connect(url).models.list()) {
    names.push(model.id);
  }

  assert.ok(names.includes(tiny) && names.includes(slow));
  assert.equal((await connect(url).models.retrieve(tiny)).id, tiny);
});

shows([], 'a text is continued', async (url) => {
  const request = { model: tiny, prompt: 'Once upon a', temperature: 0, max_tokens: 5 };
  const whole = await connect(url).completions.create(request);
  let streamed = '';
  for await (const chunk of await connect(url).completions.create({ ...request, stream: true })) {
    streamed += chunk.choices[0].text;
  }

  assert.ok(streamed.length > 0);
  assert.equal(whole.choices[0].text, streamed);
});

shows(['ERRORS'], 'an unknown model is not found', async (url) => {
  await assert.rejects(connect(url).chat.completions.create(ask('no-such-model')), (error) =>
    error instanceof OpenAI.NotFoundError && error.code === 'model_not_found');
});

shows(['ERRORS'], 'a wrong type is a bad request that names the field', async (url) => {
  await assert.rejects(connect(url).chat.completions.create({ ...ask(), max_completion_tokens: 'many' }), (error) =>
    error instanceof OpenAI.BadRequestError && error.param === 'max_completion_tokens');
});

shows(['CANCELLATION'], 'a stream that is aborted ends the work', async (url) => {
  await assertCancels(async () => {
    const stream = await connect(url).chat.completions.create({ ...ask(slow), stream: true });
    assert.ok((await stream[Symbol.asyncIterator]().next()).value);
    return () => stream.controller.abort();
  });
});

shows(['LOAD'], 'two hundred requests are answered', async (url) => {
  const client = connect(url);
  await assertAnswersTwoHundred(() => client.chat.completions.create({ ...ask(), max_completion_tokens: 4 }));
});
