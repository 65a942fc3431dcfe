package io.mullama.server.openai.responses;

import io.mullama.api.openai.responses.Item;
import io.mullama.api.openai.responses.ItemPage;
import io.mullama.model.MullamaException;
import io.mullama.server.http.HttpRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Finds the page of a response's input items that a request asks for. Stateless. */
final class InputPages {
    private static final int USUAL = 20;
    private static final int MOST = 100;

    private InputPages() {}

    /** The page behind the item {@code after}, of {@code limit} items, the newest first unless {@code order} says else. */
    static ItemPage page(List<Item> items, HttpRequest request) {
        List<Item> ordered = new ArrayList<>(items);
        if (isNewestFirst(request)) {
            Collections.reverse(ordered);
        }
        int from = request.query("after").map(id -> behind(ordered, id)).orElse(0);
        int to = Math.min(ordered.size(), from + limit(request));
        return new ItemPage(ordered.subList(from, to), to < ordered.size());
    }

    private static boolean isNewestFirst(HttpRequest request) {
        String order = request.query("order").orElse("desc");
        if (!order.equals("asc") && !order.equals("desc")) {
            throw MullamaException.invalidField("order", "'order' must be asc or desc, not \"" + order + "\"");
        }
        return order.equals("desc");
    }

    private static int behind(List<Item> items, String id) {
        return IntStream.range(0, items.size())
                        .filter(i -> items.get(i).id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> MullamaException.invalidField(
                                "after", "'after' names the item \"" + id + "\", which the response has not"))
                + 1;
    }

    private static int limit(HttpRequest request) {
        String limit = request.query("limit").orElse(Integer.toString(USUAL));
        boolean valid = limit.matches("[0-9]{1,3}");
        int value = valid ? Integer.parseInt(limit) : 0;
        if (value < 1 || value > MOST) {
            throw MullamaException.invalidField(
                    "limit", "'limit' must be between 1 and " + MOST + ", not \"" + limit + "\"");
        }
        return value;
    }
}
