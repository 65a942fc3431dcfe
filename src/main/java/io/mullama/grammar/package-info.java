/** Grammars in GBNF: reading them, and telling which tokens may come next. Pure Java. */
package io.mullama.grammar;
