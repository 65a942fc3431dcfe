/** The command line: one class per command, and the one place that turns an error into a line and an exit code. */
package io.mullama.cli;
