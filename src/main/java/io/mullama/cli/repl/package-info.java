/** The conversation in a terminal; the one part of the command line that loads JLine. */
package io.mullama.cli.repl;
