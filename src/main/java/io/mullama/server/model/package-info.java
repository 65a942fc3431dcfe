/** Which models there are for requests: stored, loaded, pulled, made; and what their recipes say. */
package io.mullama.server.model;
