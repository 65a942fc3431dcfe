/** JNA declarations of llama.cpp v0.4.0, in C's own spelling, and nothing else. */
package io.mullama.llama.binding;
