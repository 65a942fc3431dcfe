package io.mullama.server.openai.responses;

import io.mullama.api.openai.responses.Item;
import java.util.List;

/**
 * A response that can be asked for again, and gone on from. Immutable: nobody changes the array.
 *
 * @param owner whose it is: the name of an API key; empty where there are none
 * @param json the response as it was sent
 * @param input what its request said
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredResponse(String id, String owner, byte[] json, List<Item> input, Turn turn) {}
