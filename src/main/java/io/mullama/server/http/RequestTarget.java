package io.mullama.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a request asks for, percent-decoded; immutable.
 *
 * @param segments of the path, split before they were decoded, so that {@code %2F} separates nothing
 * @param query the first value of each parameter
 * @param authority host and port, where the target is a whole address
 */
record RequestTarget(List<String> segments, Map<String, String> query, Optional<String> authority) {
    /** Takes a path with or without a query, a whole address, or the asterisk of OPTIONS. */
    static RequestTarget parse(String raw) throws HttpFault {
        String target = raw.equals("*") ? "/*" : withoutOrigin(raw);
        if (!target.startsWith("/")) {
            throw HttpFault.badRequest("The request target is neither a path nor an http address.");
        }
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        List<String> segments = new ArrayList<>();
        for (String segment : path.substring(1).split("/", -1)) {
            segments.add(decode(segment));
        }
        return new RequestTarget(
                List.copyOf(segments), mark < 0 ? Map.of() : query(target.substring(mark + 1)), authority(raw));
    }

    String path() {
        return "/" + String.join("/", segments);
    }

    private static Optional<String> authority(String raw) {
        boolean absolute = raw.regionMatches(true, 0, "http://", 0, 7) || raw.regionMatches(true, 0, "https://", 0, 8);
        return absolute ? Optional.of(raw.substring(raw.indexOf("//") + 2).split("[/?]", 2)[0]) : Optional.empty();
    }

    private static String withoutOrigin(String raw) {
        Optional<String> authority = authority(raw);
        if (authority.isEmpty()) {
            return raw;
        }
        String rest = raw.substring(raw.indexOf("//") + 2 + authority.get().length());
        return rest.startsWith("/") ? rest : "/" + rest;
    }

    private static Map<String, String> query(String raw) throws HttpFault {
        Map<String, String> query = new LinkedHashMap<>();
        for (String parameter : raw.split("&", -1)) {
            String[] pair = parameter.replace('+', ' ').split("=", 2);
            if (!parameter.isEmpty()) {
                query.putIfAbsent(decode(pair[0]), pair.length == 2 ? decode(pair[1]) : "");
            }
        }
        return Map.copyOf(query);
    }

    /** From one character per byte to text. */
    private static String decode(String raw) throws HttpFault {
        ByteBuffer bytes = ByteBuffer.allocate(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            int value = raw.charAt(i);
            if (value == '%') {
                value = hexByte(raw, i + 1);
                i += 2;
            }
            if (value < ' ' || value == 0x7f) {
                throw HttpFault.badRequest("The request target holds a control character.");
            }
            bytes.put((byte) value);
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw HttpFault.badRequest("The request target is not UTF-8.");
        }
    }

    private static int hexByte(String raw, int at) throws HttpFault {
        int high = at + 1 < raw.length() ? hexDigit(raw.charAt(at)) : -1;
        int low = high < 0 ? -1 : hexDigit(raw.charAt(at + 1));
        if (low < 0) {
            throw HttpFault.badRequest("The request target holds a malformed percent escape.");
        }
        return high * 16 + low;
    }

    /** The value of an ASCII digit, -1 for anything else; {@link Character#digit(char, int)} takes other scripts' too. */
    private static int hexDigit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
