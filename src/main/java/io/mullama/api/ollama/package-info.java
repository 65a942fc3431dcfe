/** The wire as Ollama has it: the bodies of its API, and what its clients look for beside the contract's fields. */
package io.mullama.api.ollama;
