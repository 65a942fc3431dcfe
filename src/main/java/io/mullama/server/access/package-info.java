/** Who may reach the daemon over TCP, from which pages, how often, and what it proves itself with. */
package io.mullama.server.access;
