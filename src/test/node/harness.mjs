// What every client's tests share: a port of the daemon for each test, and the proofs that need the daemon's own word.
import assert from 'node:assert/strict';
import { test } from 'node:test';

const control = process.env.MULLAMA_TEST_CONTROL;

export const tiny = 'tiny';
// A model that never ends an answer.
export const slow = 'slow';
export const question = 'What is the capital of France?';
export const answer = 'The capital of France is Paris.';
export const weatherQuestion = 'What is the weather in Oslo?';
export const weatherResult = '{"weather": "sunny", "temperature": 25}';
export const weatherAnswer = 'It is sunny in Oslo, 25 degrees.';

export const citySchema = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
};

export const capitalSchema = {
  type: 'object',
  properties: { city: { type: 'string' }, large: { type: 'boolean' } },
  required: ['city', 'large'],
  additionalProperties: false,
};

/** A test that shows these if it passes; its body gets the address of a daemon, where all is recorded. */
export function shows(shown, name, body) {
  test(name, async () => {
    const response = await fetch(`${control}/begin`, { method: 'POST', body: JSON.stringify({ test: name, shows: shown }) });
    await body((await response.json()).url);
  });
}

async function activeRequests() {
  return (await (await fetch(`${control}/active`)).json()).active_requests;
}

/** Breaking an answer off in mid-stream must end the daemon's work on it. */
export async function assertCancels(begin) {
  const abort = await begin();
  assert.equal(await activeRequests(), 1);
  await abort();
  const deadline = Date.now() + 30_000;
  while (await activeRequests() !== 0) {
    assert.ok(Date.now() < deadline, 'the daemon still works on an answer that nobody waits for');
  }
}

/** Two hundred requests, sixteen at a time, must all be answered. */
export async function assertAnswersTwoHundred(ask) {
  let left = 200;
  const worker = async () => {
    while (left-- > 0) {
      assert.ok(await ask());
    }
  };
  await Promise.all(Array.from({ length: 16 }, worker));
}
