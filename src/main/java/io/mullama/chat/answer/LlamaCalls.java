package io.mullama.chat.answer;

/** Tells JSON from Python behind Llama 3's tag. For one place in an answer. */
final class LlamaCalls implements Section {
    private final CallPlace calls;
    private final Section json;

    LlamaCalls(CallPlace calls, Section json) {
        this.calls = calls;
        this.json = json;
    }

    @Override
    public Section read(Incoming text, AnswerEvents events) {
        int start = text.afterBlanks(LlamaToolFormat.TAG.length());
        if (start == text.length() && !text.isEnded()) {
            return this;
        }
        boolean object = start < text.length() && "{[".indexOf(text.at(start)) >= 0;
        return object ? json : new PythonCall(calls, LlamaToolFormat.TAG);
    }
}
