/**
 * What the daemon counts and measures of itself, and Prometheus' text format for that. Knows nothing of HTTP, of
 * engines or of the rest of the server: those tell it what happened.
 */
package io.mullama.server.metrics;
