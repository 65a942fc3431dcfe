/** The wire as Anthropic has it: what its requests and responses hold, and how they are written as JSON. */
package io.mullama.api.anthropic;
