/** Go's text/template as Ollama's Modelfiles use it for chat templates, rendered to text whose origin is known. */
package io.mullama.template.golang;
