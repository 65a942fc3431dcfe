/** What a daemon and its clients share on disk: the lock, the registry file, the place of the socket. */
package io.mullama.daemon;
