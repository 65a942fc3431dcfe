/** How things look in a terminal: tables, sizes, times, colours; pure functions. */
package io.mullama.terminal;
