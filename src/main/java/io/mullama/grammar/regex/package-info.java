/** Regular expressions as finite automata, so that they can be combined and written as a grammar. Pure Java. */
package io.mullama.grammar.regex;
