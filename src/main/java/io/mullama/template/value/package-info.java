/** What a template computes with: Python's values, text that remembers where it came from, and the budget. */
package io.mullama.template.value;
