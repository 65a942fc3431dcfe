/** The wire of OpenAI's Responses API: its items, requests, responses and events, and how they are read and written. */
package io.mullama.api.openai.responses;
