/** Conversations to prompts, in the words of each model's own template. */
package io.mullama.chat;
