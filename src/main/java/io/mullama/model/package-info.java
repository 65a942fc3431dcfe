/** Value types that every other package shares; the JDK alone below them. */
package io.mullama.model;
