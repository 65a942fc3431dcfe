/** What runs models, seen from outside: engines, generations and their events, and the registry of what is loaded. */
package io.mullama.engine;
