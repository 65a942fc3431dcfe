/** Anthropic's dialect: its routes, and how answers are worded in it. */
package io.mullama.server.anthropic;
