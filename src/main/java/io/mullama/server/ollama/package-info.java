/** Ollama's routes that are not the contract's: models by Ollama's names, and what is told of them in its words. */
package io.mullama.server.ollama;
