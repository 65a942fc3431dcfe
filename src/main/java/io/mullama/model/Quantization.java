package io.mullama.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a model's weights are stored, as people write it: {@code Q4_K_M}. Immutable.
 *
 * @param name in capitals
 */
public record Quantization(String name) {
    /**
     * The ones that are taken where nobody asks for one, the best compromise first: four bits lose little, and a model
     * of four bits fits into the memory of a laptop.
     */
    public static final List<Quantization> PREFERRED = List.of(
            new Quantization("Q4_K_M"),
            new Quantization("Q4_K_S"),
            new Quantization("Q5_K_M"),
            new Quantization("Q4_0"),
            new Quantization("Q8_0"),
            new Quantization("F16"));

    /** What to reckon with where nothing tells which it is: the best compromise. */
    public static final Quantization USUAL = PREFERRED.get(0);

    /** Bits for each weight: a scale of 16 for 32 of them. */
    private static final double SCALES = 0.5;

    /** Bits for each weight: scales, and tensors that are quantized less; by llama.cpp's table for Llama 3.1 8B. */
    private static final double MIXED = 0.8;

    private static final String NAME =
            "(?:UD-)?(?:I?Q[1-8](?:_[0-9A-Z]{1,3}){0,3}|TQ[12]_0|BF16|FP?16|FP?32|MXFP4(?:_MOE)?|NVFP4)";

    private static final Pattern WHOLE = Pattern.compile(NAME, Pattern.CASE_INSENSITIVE);

    private static final Pattern IN_FILE_NAME =
            Pattern.compile("(?:^|[-._/])(" + NAME + ")(?=$|[-./])", Pattern.CASE_INSENSITIVE);

    /** What a person wrote, if it is a quantization's name. */
    public static Optional<Quantization> parse(String text) {
        return WHOLE.matcher(text).matches() ? Optional.of(of(text)) : Optional.empty();
    }

    /** The last one in a file's path, for that is where those who name such files put it. */
    public static Optional<Quantization> inFileName(String path) {
        Matcher matcher = IN_FILE_NAME.matcher(path);
        Optional<Quantization> last = Optional.empty();
        while (matcher.find()) {
            last = Optional.of(of(matcher.group(1)));
        }
        return last;
    }

    private static Quantization of(String text) {
        return new Quantization(text.toUpperCase(Locale.ROOT).replaceFirst("^FP(?=16|32)", "F"));
    }

    /** About how many bits a weight takes with what lies beside the weights; 0 where the name does not tell. */
    public double bitsPerWeight() {
        int digit = 0;
        while (digit < name.length() && !Character.isDigit(name.charAt(digit))) {
            digit++;
        }
        if (digit == name.length()) {
            return 0;
        }
        int bits = name.charAt(digit) - '0';
        return switch (name.substring(0, digit)) {
            case "F", "BF" -> name.endsWith("32") ? 32 : 16;
            case "MXFP", "NVFP" -> bits + SCALES;
            default -> bits == 8 ? 8 + SCALES : bits + MIXED;
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
