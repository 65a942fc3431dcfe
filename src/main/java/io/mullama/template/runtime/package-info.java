/** Runs a syntax tree: the evaluator, and the filters, tests, methods and functions of the language. */
package io.mullama.template.runtime;
