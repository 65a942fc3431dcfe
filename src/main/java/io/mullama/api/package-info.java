/** The wire: what requests and responses hold, and how they are written as JSON. */
package io.mullama.api;
