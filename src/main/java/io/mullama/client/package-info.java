/** Finds the daemon, starts it where there is none, and talks to it. */
package io.mullama.client;
