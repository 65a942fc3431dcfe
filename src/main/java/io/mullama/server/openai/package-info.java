/** OpenAI's dialect: its requests to orders, the events of answers to its words. */
package io.mullama.server.openai;
