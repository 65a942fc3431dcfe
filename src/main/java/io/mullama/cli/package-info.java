/** The command line: which commands there are, and how one is found, read and run. */
package io.mullama.cli;
