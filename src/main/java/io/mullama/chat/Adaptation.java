package io.mullama.chat;

/** What had to be changed of a conversation for a template to word it. */
enum Adaptation {
    SYSTEM_IN_USER("has no place for a system message: it goes into the first user message"),
    DEVELOPER_AS_SYSTEM("does not know developers: what they say goes into the system message"),
    SYSTEMS_JOINED("words one system message: several become one"),
    LATER_SYSTEM_AS_USER("wants a system message at the beginning: a later one becomes a user message"),
    TURNS_JOINED("wants users and assistants to take turns: neighbouring messages of one become one"),
    TOOLS_AS_TEXT("does not word tools: they are described in the system message, and their calls are text"),
    CALLS_AS_TEXT("shows tools, but does not word their calls: they are text"),
    RESULTS_AS_TEXT("does not word what tools return: it becomes a user message"),
    CALLS_APART("words one call in a message: several become messages of their own"),
    CONTENT_APART("words either content or calls: content beside calls becomes a message of its own"),
    SHORT_IDS("wants ids of nine letters and digits: calls get such ids"),
    PLAIN("refuses this order of messages: they are worded as plain turns of user and assistant");

    private final String sentence;

    Adaptation(String sentence) {
        this.sentence = sentence;
    }

    /** What a log line says of the template. */
    String sentence() {
        return sentence;
    }
}
