/** Conversations that are kept as they go, and the command that shows them. */
package io.mullama.cli.chats;
