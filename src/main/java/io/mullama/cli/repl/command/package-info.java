/** What a person can type in a conversation besides messages. */
package io.mullama.cli.repl.command;
