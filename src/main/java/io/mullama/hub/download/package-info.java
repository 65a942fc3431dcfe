/** Gets one file in several ranges at once, and goes on where it was interrupted. */
package io.mullama.hub.download;
