/**
 * The one shape that requests for answers have inside, whatever dialect they came in: order, prompt, generations, and
 * the events that a dialect words.
 */
package io.mullama.server.answer;
