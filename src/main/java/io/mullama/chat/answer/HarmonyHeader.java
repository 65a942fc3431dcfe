package io.mullama.chat.answer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the header of a message of gpt-oss says. Immutable.
 *
 * @param channel empty where there is none
 * @param function the tool that the message is for; empty where it is for a person
 */
record HarmonyHeader(String channel, String function) {
    /** A message without a header. */
    static final HarmonyHeader PLAIN = new HarmonyHeader("", "");

    /** A thought. */
    static final HarmonyHeader ANALYSIS = new HarmonyHeader("analysis", "");

    private static final Pattern CHANNEL = Pattern.compile("<\\|channel\\|>\\s*+([a-z]++)");
    private static final Pattern RECIPIENT = Pattern.compile("\\bto=([^\\s<]++)");
    private static final String NAMESPACE = "functions.";

    /** Of a header, which has all that stands before the message; where it says a thing twice, the last one counts. */
    static HarmonyHeader of(String header) {
        String recipient = last(RECIPIENT, header);
        boolean person = recipient.equals("assistant") || recipient.equals("user") || recipient.equals("all");
        String function = recipient.startsWith(NAMESPACE) ? recipient.substring(NAMESPACE.length()) : recipient;
        return new HarmonyHeader(last(CHANNEL, header), person ? "" : function);
    }

    boolean isThought() {
        return channel.equals("analysis") && function.isEmpty();
    }

    private static String last(Pattern pattern, String header) {
        Matcher found = pattern.matcher(header);
        String value = "";
        while (found.find()) {
            value = found.group(1);
        }
        return value;
    }
}
