package io.mullama.server.http;

/**
 * What every connection of one server shares; immutable.
 *
 * @param serverName the value of the {@code Server} header
 * @param bodies memory for the bodies of all connections
 */
record HttpSetup(HttpLimits limits, HttpHandler handler, HttpErrors errors, String serverName, BodyBudget bodies) {}
