/**
 * The daemon's HTTP/1.1 layer on TCP and on a Unix socket: acceptor and life cycle from NanoHTTPD, which stays in here,
 * and parsing, limits, streaming and errors of our own.
 */
package io.mullama.server.http;
