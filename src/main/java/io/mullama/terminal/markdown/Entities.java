package io.mullama.terminal.markdown;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Character references: numbers, and HTML 4's names, which are those that people write. Pure functions. */
final class Entities {
    private static final int LONGEST = 32;

    /** With what stands before them. */
    private static final int MOST_DIGITS = 8;

    private static final int REPLACEMENT = 0xFFFD;

    /** From U+00A0 on. */
    private static final String LATIN = """
            nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute \
            micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring \
            AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml \
            times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil \
            egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash \
            ugrave uacute ucirc uuml yacute thorn yuml""";

    /** From U+0391 and U+03B1 on; between rho and sigma the capitals have a hole and the small ones a final sigma. */
    private static final String GREEK = """
            alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau \
            upsilon phi chi psi omega""";

    private static final String OTHERS = """
            amp& lt< gt> quot" apos' OElig\u0152 oelig\u0153 Scaron\u0160 scaron\u0161 Yuml\u0178 fnof\u0192 circ\u02c6 \
            tilde\u02dc ensp\u2002 emsp\u2003 thinsp\u2009 zwnj\u200c zwj\u200d lrm\u200e rlm\u200f ndash\u2013 \
            mdash\u2014 lsquo\u2018 rsquo\u2019 sbquo\u201a ldquo\u201c rdquo\u201d bdquo\u201e dagger\u2020 \
            Dagger\u2021 bull\u2022 hellip\u2026 permil\u2030 prime\u2032 Prime\u2033 lsaquo\u2039 rsaquo\u203a \
            oline\u203e frasl\u2044 euro\u20ac image\u2111 weierp\u2118 real\u211c trade\u2122 alefsym\u2135 larr\u2190 \
            uarr\u2191 rarr\u2192 darr\u2193 harr\u2194 crarr\u21b5 lArr\u21d0 uArr\u21d1 rArr\u21d2 dArr\u21d3 \
            hArr\u21d4 forall\u2200 part\u2202 exist\u2203 empty\u2205 nabla\u2207 isin\u2208 notin\u2209 ni\u220b \
            prod\u220f sum\u2211 minus\u2212 lowast\u2217 radic\u221a prop\u221d infin\u221e ang\u2220 and\u2227 \
            or\u2228 cap\u2229 cup\u222a int\u222b there4\u2234 sim\u223c cong\u2245 asymp\u2248 ne\u2260 equiv\u2261 \
            le\u2264 ge\u2265 sub\u2282 sup\u2283 nsub\u2284 sube\u2286 supe\u2287 oplus\u2295 otimes\u2297 perp\u22a5 \
            sdot\u22c5 lceil\u2308 rceil\u2309 lfloor\u230a rfloor\u230b loz\u25ca spades\u2660 clubs\u2663 \
            hearts\u2665 diams\u2666 check\u2713""";

    /** Made when the first name is met. */
    private static final class Names {
        static final Map<String, Integer> ALL = all();

        private static Map<String, Integer> all() {
            Map<String, Integer> names = new HashMap<>();
            int codePoint = 0xA0;
            for (String name : List.of(LATIN.split(" "))) {
                names.put(name, codePoint++);
            }
            codePoint = 0x3B1;
            for (String name : List.of(GREEK.split(" "))) {
                names.put(name, codePoint);
                names.put(Character.toUpperCase(name.charAt(0)) + name.substring(1), codePoint - 0x20);
                codePoint++;
            }
            names.remove("Sigmaf");
            for (String other : List.of(OTHERS.split(" "))) {
                int last = other.length() - 1;
                names.put(other.substring(0, last), (int) other.charAt(last));
            }
            return names;
        }
    }

    private Entities() {}

    /** Where the reference that begins with the ampersand at this place ends, its semicolon included; else -1. */
    static int end(CharSequence text, int ampersand) {
        int at = ampersand + 1;
        while (at < text.length() && at - ampersand <= LONGEST && mayBelong(text.charAt(at), at - ampersand)) {
            at++;
        }
        return at < text.length() && text.charAt(at) == ';' ? at + 1 : -1;
    }

    /** Whether more text could make a reference of what begins with the ampersand at this place. */
    static boolean isOpen(CharSequence text, int ampersand) {
        int at = ampersand + 1;
        while (at < text.length() && mayBelong(text.charAt(at), at - ampersand)) {
            at++;
        }
        return at == text.length() && at - ampersand <= LONGEST;
    }

    /** The character of a whole reference with its ampersand and semicolon; -1 where there is none. */
    static int character(String reference) {
        String name = reference.substring(1, reference.length() - 1);
        if (!name.startsWith("#")) {
            return Names.ALL.getOrDefault(name, -1);
        }
        boolean hexadecimal = name.length() > 1 && (name.charAt(1) | 0x20) == 'x';
        if (name.length() > MOST_DIGITS) {
            return -1;
        }
        try {
            int number = hexadecimal ? Integer.parseInt(name.substring(2), 16) : Integer.parseInt(name.substring(1));
            // A control character is none in its disguise either.
            return SafeText.isSafe(number) && number != 0 ? number : REPLACEMENT;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** A text without its backslashes and references. */
    static String unescaped(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            int end = unit == '&' ? end(text, i) : -1;
            int codePoint = end < 0 ? -1 : character(text.substring(i, end));
            if (codePoint >= 0) {
                out.appendCodePoint(codePoint);
                i = end - 1;
            } else if (unit == '\\' && i + 1 < text.length() && isPunctuation(text.charAt(i + 1))) {
                out.append(text.charAt(++i));
            } else {
                out.append(unit);
            }
        }
        return out.toString();
    }

    /** ASCII's: what a backslash may escape. */
    static boolean isPunctuation(int character) {
        return character > ' ' && character < 0x7F && !Character.isLetterOrDigit(character);
    }

    private static boolean mayBelong(char unit, int place) {
        return (unit < 0x7F && Character.isLetterOrDigit(unit)) || (unit == '#' && place == 1);
    }
}
