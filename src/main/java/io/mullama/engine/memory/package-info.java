/** How much memory a model needs, how much there is, and which models make room for another. */
package io.mullama.engine.memory;
