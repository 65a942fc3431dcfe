/** Models that other tools have downloaded: found where they lie, and never written to. */
package io.mullama.store.foreign;
