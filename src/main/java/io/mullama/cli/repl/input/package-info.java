/** How lines and messages are typed, completed and remembered. */
package io.mullama.cli.repl.input;
