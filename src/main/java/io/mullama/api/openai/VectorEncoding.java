package io.mullama.api.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import io.mullama.api.Fields;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How the vectors of {@code /v1/embeddings} are written. Stateless. */
enum VectorEncoding {
    /** A list of numbers. */
    FLOAT {
        @Override
        void write(float[] vector, JsonGenerator json) throws IOException {
            json.writeStartArray();
            for (float value : vector) {
                json.writeNumber(value);
            }
            json.writeEndArray();
        }
    },

    /** The numbers as IEEE 754 singles, little-endian, in base64: what OpenAI's SDKs ask for unasked. */
    BASE64 {
        @Override
        void write(float[] vector, JsonGenerator json) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(vector);
            json.writeBinary(bytes.array());
        }
    };

    static VectorEncoding read(Fields fields) {
        String name = fields.string("encoding_format");
        if (name == null || name.equals("float")) {
            return FLOAT;
        }
        if (name.equals("base64")) {
            return BASE64;
        }
        throw fields.invalid("encoding_format", "must be float or base64, not \"" + name + "\"");
    }

    abstract void write(float[] vector, JsonGenerator json) throws IOException;
}
