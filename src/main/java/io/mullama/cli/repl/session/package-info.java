/** What a conversation in the terminal consists of: its settings, its turns, and the screen that shows them. */
package io.mullama.cli.repl.session;
