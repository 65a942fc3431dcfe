package io.mullama.cli.answers;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tokens for people: one in a line, its id before what it stands for. Stateless. */
final class TokenLines {
    private static final int ID_WIDTH = 7;

    private TokenLines() {}

    /** Each line ended; a piece that is part of a character is shown as bytes, {@code <E2><82>}. */
    static String of(List<Integer> ids, List<byte[]> pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < ids.size(); i++) {
            add(text, ids.get(i), i < pieces.size() ? text(pieces.get(i)) : "");
        }
        return text.toString();
    }

    /** One line, ended; {@code piece} is shown without what would move the cursor. */
    static void add(StringBuilder text, int id, String piece) {
        String number = Integer.toString(id);
        text.append(" ".repeat(Math.max(0, ID_WIDTH - number.length())))
                .append(number)
                .append("  ");
        for (int i = 0; i < piece.length(); i++) {
            add(text, piece.charAt(i));
        }
        text.append('\n');
    }

    private static void add(StringBuilder text, char character) {
        switch (character) {
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
                if (Character.isISOControl(character)) {
                    text.append("\\u00").append(hex(character));
                } else {
                    text.append(character);
                }
            }
        }
    }

    private static String text(byte[] piece) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(piece))
                    .toString();
        } catch (CharacterCodingException e) {
            StringBuilder bytes = new StringBuilder();
            for (byte each : piece) {
                bytes.append('<').append(hex(each & 0xff)).append('>');
            }
            return bytes.toString();
        }
    }

    private static String hex(int value) {
        return Character.toString(Character.forDigit(value >> 4, 16)) + Character.forDigit(value & 0xf, 16);
    }
}
