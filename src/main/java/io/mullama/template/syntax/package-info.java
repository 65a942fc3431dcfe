/** From a template's source to its syntax tree. */
package io.mullama.template.syntax;
