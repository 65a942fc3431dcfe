package io.mullama.modelfile;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** From a file's bytes to the text that is scanned. Stateless. */
final class ModelfileText {
    /** In bytes or characters: far more than any prompt and licence, little enough to be held several times. */
    static final int MOST = 10 * 1024 * 1024;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private ModelfileText() {}

    static String decode(byte[] content) {
        requireSize(content.length);
        try {
            return decoded(content);
        } catch (CharacterCodingException e) {
            throw new MullamaException(
                            ErrorCode.INVALID_REQUEST,
                            "the Modelfile is not UTF-8 text",
                            "give a Modelfile; to use a model's file as it is, write FROM and its path into one")
                    .causedBy(e);
        }
    }

    static String decoded(byte[] content) throws CharacterCodingException {
        return charset(content).newDecoder().decode(ByteBuffer.wrap(content)).toString();
    }

    private static Charset charset(byte[] content) {
        int first = content.length < 2 ? 0 : ((content[0] & 0xFF) << 8) | (content[1] & 0xFF);
        return switch (first) {
            case 0xFFFE -> StandardCharsets.UTF_16LE;
            case 0xFEFF -> StandardCharsets.UTF_16BE;
            default -> StandardCharsets.UTF_8;
        };
    }

    /** Without the byte order mark, and with one kind of line end. */
    static String normalized(String text) {
        requireSize(text.length());
        return withOneLineEnd(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    }

    static String withOneLineEnd(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static void requireSize(int size) {
        if (size > MOST) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST,
                    "the Modelfile has %d bytes, and the most is %d".formatted(size, MOST),
                    "is it a model's file? write FROM and its path into a Modelfile");
        }
    }
}
