/** The daemon: routes, what they have in common, and its life from start to end. */
package io.mullama.server;
