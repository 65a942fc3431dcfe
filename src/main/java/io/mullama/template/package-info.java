/** Jinja chat templates, as Hugging Face configures them, rendered to text whose origin is known. */
package io.mullama.template;
