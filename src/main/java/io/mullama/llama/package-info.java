/** llama.cpp with Java names: handles that are closed once, and errors instead of nulls and numbers. */
package io.mullama.llama;
