/** Which models there are, and where they lie on disk. */
package io.mullama.store;
