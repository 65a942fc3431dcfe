/**
 * Class-data archives, from which a JVM takes its classes without parsing them. Knows nothing of the rest of the
 * server, which says when there is time to make them.
 */
package io.mullama.server.archive;
