/** The commands about the daemon. */
package io.mullama.cli.daemon;
