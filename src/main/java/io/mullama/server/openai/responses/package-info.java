/** OpenAI's Responses API: its routes, how answers are worded for it, and what is stored of them. */
package io.mullama.server.openai.responses;
