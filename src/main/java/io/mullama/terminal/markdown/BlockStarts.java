package io.mullama.terminal.markdown;

/** Tells which block begins at a place in a line. For one text; not thread-safe. */
final class BlockStarts {
    private static final int CODE_INDENT = 4;

    private final Line line;
    private final OpenBlocks open;
    private final Flow flow;
    private final Look look;

    BlockStarts(Line line, OpenBlocks open, Flow flow, Look look) {
        this.line = line;
        this.open = open;
        this.flow = flow;
        this.look = look;
    }

    /** Reads what begins here, a container or a leaf. Returns false where more has to come or the line was read. */
    boolean read() {
        if (line.isOpen()) {
            return line.awaitMore();
        }
        if (line.isBlank()) {
            return blank();
        }
        int indent = line.indent();
        if (indent >= CODE_INDENT) {
            return indented();
        }
        return switch (line.text().charAt(line.at() + indent)) {
            case '>' -> quote();
            case '#' -> heading(indent);
            case '`', '~' -> fence(indent);
            case '<' -> html(indent);
            case '|' -> table();
            case '\\', '$' -> formula();
            case '-', '*', '_', '=' -> rule(indent);
            default -> item(indent);
        };
    }

    private boolean blank() {
        if (!open.isOpened()) {
            open.closeUnmatched();
            flow.endParagraph();
        }
        return false;
    }

    private boolean indented() {
        if (open.isLazy()) {
            return beginText();
        }
        if (!line.isComplete()) {
            return line.awaitEnd();
        }
        open.closeUnmatched();
        return open.begin(CodeBlock.indented(flow, look, open.isApart()), line.rest());
    }

    private boolean quote() {
        if (open.containers().size() >= Containers.DEEPEST) {
            return beginText();
        }
        if (!line.passQuote()) {
            return false;
        }
        open.closeUnmatched();
        flow.endBlock(open.isApart());
        return open.open(Container.Quote.of(look));
    }

    private boolean heading(int indent) {
        int level = line.run(line.at() + indent);
        int after = line.at() + indent + level;
        if (level > Heading.DEEPEST || (line.reaches(after) && line.text().charAt(after) != ' ')) {
            return beginText();
        }
        if (!line.isComplete()) {
            return line.reaches(after) ? line.awaitEnd() : line.awaitMore();
        }
        open.closeUnmatched();
        flow.endBlock(open.isApart());
        Heading heading = Heading.of(level, line.rest());
        open.prose().line(look.colours() ? heading.text() : heading.written(), heading.ink());
        flow.endLine();
        return false;
    }

    private boolean fence(int indent) {
        int begin = line.at() + indent;
        int length = line.run(begin);
        if (length < 3) {
            boolean known = line.reaches(begin + length) || line.isComplete();
            return known ? beginText() : line.awaitMore();
        }
        if (!line.isComplete()) {
            return line.awaitEnd();
        }
        char delimiter = line.text().charAt(begin);
        String info = line.text().substring(begin + length).strip();
        if (delimiter == '`' && info.indexOf('`') >= 0) {
            return beginText();
        }
        open.closeUnmatched();
        CodeBlock.Fence fence = new CodeBlock.Fence(delimiter, length, indent, info);
        return open.begin(CodeBlock.fenced(flow, look, open.isApart(), fence));
    }

    private boolean html(int indent) {
        LiteralBlock.Start start = LiteralBlock.htmlAt(line.rest().substring(indent), line.isComplete());
        if (start == LiteralBlock.Start.NONE) {
            return beginText();
        }
        if (!line.isComplete()) {
            return start == LiteralBlock.Start.FOUND ? line.awaitEnd() : line.awaitMore();
        }
        open.closeUnmatched();
        flow.endLine();
        return open.begin(LiteralBlock.html(flow, line.rest().strip()), line.rest());
    }

    private boolean table() {
        if (open.isLazy() && open.matched() < open.containers().size()) {
            return beginText();
        }
        if (!line.isComplete()) {
            return line.awaitEnd();
        }
        open.closeUnmatched();
        return open.begin(new TableBlock(flow, look, open.isApart(), line.rest().strip()));
    }

    private boolean formula() {
        String text = line.rest().strip();
        boolean whole = text.equals("\\[") || text.equals("$$");
        if (!whole && (text.length() > 1 || line.isComplete())) {
            return beginText();
        }
        if (!line.isComplete()) {
            return line.awaitMore();
        }
        open.closeUnmatched();
        flow.put(text, Ink.PLAIN);
        flow.endLine();
        return open.begin(LiteralBlock.formula(flow, text));
    }

    /** A line across the window, or one below a heading. */
    private boolean rule(int indent) {
        int begin = line.at() + indent;
        char character = line.text().charAt(begin);
        if (character == '=' && !open.isInParagraph()) {
            return beginText();
        }
        if (!line.hasOnly(character, begin)) {
            return item(indent);
        }
        if (!line.isComplete()) {
            return line.awaitOtherThan(character);
        }
        String text = line.rest().strip();
        boolean solid = text.indexOf(' ') < 0;
        if (open.isInParagraph() && solid && (character == '=' || character == '-')) {
            return underline(character, text);
        }
        if (character == '=' || text.replace(" ", "").length() < 3) {
            return item(indent);
        }
        open.closeUnmatched();
        flow.endBlock(open.isApart());
        draw(look.colours() ? look.horizontal().repeat(flow.room()) : text);
        flow.endBlock(open.isApart());
        return false;
    }

    private boolean underline(char character, String text) {
        String stroke = character == '=' ? look.doubled() : look.horizontal();
        open.closeUnmatched();
        draw(look.colours() ? stroke.repeat(Math.max(1, flow.lastWidth())) : text);
        return false;
    }

    private void draw(String text) {
        InkedText drawn = new InkedText();
        drawn.append(text, Ink.DIM);
        flow.line(drawn);
    }

    private boolean item(int indent) {
        int begin = line.at() + indent;
        Marker marker = Marker.read(line.text(), begin);
        if (marker == null || open.containers().size() >= Containers.DEEPEST) {
            boolean growing = marker == null && !line.isComplete() && Marker.isOpen(line.text(), begin);
            return growing ? line.awaitMore() : beginText();
        }
        int after = begin + marker.text().length();
        if (line.reaches(after) && line.text().charAt(after) != ' ') {
            return beginText();
        }
        boolean empty = line.hasOnly(' ', after);
        if (empty && !line.isComplete()) {
            return line.awaitMore();
        }
        if (open.isInParagraph() && (empty || marker.number() > 1 || marker.number() == 0)) {
            return beginText();
        }
        int spaces = empty ? 1 : line.run(after);
        int width = indent + marker.text().length() + (spaces > CODE_INDENT ? 1 : spaces);
        Container.Item item = item(marker, width);
        open.closeUnmatched();
        line.pass(width);
        return open.open(item);
    }

    private Container.Item item(Marker marker, int width) {
        int number = marker.number();
        if (open.matched() < open.containers().size()
                && open.containers().get(open.matched()) instanceof Container.Item sibling
                && sibling.marker().kind() == marker.kind()
                && sibling.marker().number() == number
                && number >= 0) {
            // Many write 1. before each and leave the counting to the reader.
            number = sibling.number() + 1;
        }
        String shown = marker.text();
        if (look.colours()) {
            shown = number < 0 ? look.bullet(open.containers().bullets(open.matched())) : marker.counted(number);
        }
        return Container.Item.of(marker, number, width, shown);
    }

    /** The rest of the line is text. */
    private boolean beginText() {
        if (!open.isLazy()) {
            if (!task()) {
                return line.awaitMore();
            }
            open.closeUnmatched();
        }
        line.pass(line.indent());
        open.beginText(line.rest());
        return false;
    }

    /** Makes a new item's bullet of a box that its text begins with. Returns false where more has to come. */
    private boolean task() {
        String rest = line.rest().substring(line.indent());
        if (!look.colours() || !open.isInNewItem()) {
            return true;
        }
        if (Container.Item.isTask(rest)) {
            open.toTask(rest.substring(0, Container.Item.BOX));
            line.pass(line.indent() + Container.Item.BOX);
            return true;
        }
        return line.isComplete() || !Container.Item.isTaskOpen(rest);
    }
}
