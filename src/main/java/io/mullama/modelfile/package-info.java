/** Modelfiles, in which a person says what to make of a model: reading them, and writing them. Pure Java. */
package io.mullama.modelfile;
