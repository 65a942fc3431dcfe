/** The next turn of a conversation with one model: its prompt, what its answer must go through, how it is read. */
package io.mullama.chat.turn;
