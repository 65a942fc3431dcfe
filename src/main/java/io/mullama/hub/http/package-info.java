/** Requests to a Hugging Face hub and to the hosts that it sends one to. */
package io.mullama.hub.http;
