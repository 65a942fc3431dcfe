/** Which models there are to get, and getting them from Hugging Face. */
package io.mullama.hub;
