/** The commands that have a model answer, or measure and show how it does. */
package io.mullama.cli.answers;
