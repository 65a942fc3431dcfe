/** An engine in this process: the decode thread, its scheduler, and the caches that spare it work. */
package io.mullama.engine.local;
