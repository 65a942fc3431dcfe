/** JSON Schema as a grammar in GBNF, and as a check of what was answered. Jackson's trees in, text out. */
package io.mullama.grammar.schema;
