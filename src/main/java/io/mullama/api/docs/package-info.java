/** What goes over the wire, described for programs: OpenAPI. */
package io.mullama.api.docs;
