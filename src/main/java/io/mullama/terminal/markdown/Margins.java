package io.mullama.terminal.markdown;

/** What stands to the left of lines: bars, bullets, blanks. */
interface Margins {
    Margins NONE = new Margins() {
        @Override
        public InkedText line(int most) {
            return new InkedText();
        }

        @Override
        public InkedText gap() {
            return new InkedText();
        }
    };

    /** For the line that begins now, in no more than so many columns if that can be. */
    InkedText line(int most);

    /** For an empty line before the one that begins now. */
    InkedText gap();
}
