/** Reads and checks the header of a GGUF file, in pure Java and with nothing but the JDK below it. */
package io.mullama.gguf;
