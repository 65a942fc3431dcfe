/** Runs models: a decode thread per model that serves several generations at once, and the registry of what is loaded. */
package io.mullama.engine;
