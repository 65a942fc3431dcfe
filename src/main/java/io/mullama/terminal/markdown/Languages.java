package io.mullama.terminal.markdown;

import static io.mullama.terminal.markdown.Language.Span.character;
import static io.mullama.terminal.markdown.Language.Span.comment;
import static io.mullama.terminal.markdown.Language.Span.string;
import static io.mullama.terminal.markdown.Language.Span.text;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The languages whose code is coloured, by the names that stand behind fences. Pure functions. */
final class Languages {
    private static final Language.Span SLASHES = comment("//");
    private static final Language.Span STARS = comment("/*", "*/");
    private static final Language.Span HASH = comment("#");

    private static final String C = """
            auto bool break case char const continue default do double else enum extern false float for goto if inline \
            int long nullptr NULL return short signed sizeof static struct switch true typedef union unsigned void \
            volatile while""";

    private static final String CPP = """
            class catch constexpr delete explicit export final friend mutable namespace new noexcept operator override \
            private protected public template this throw try typename using virtual""";

    private static final String JAVA = """
            abstract assert boolean break byte case catch char class const continue default do double else enum extends \
            false final finally float for if implements import instanceof int interface long native new null package \
            permits private protected public record return sealed short static super switch synchronized this throw \
            throws transient true try var void volatile while yield""";

    private static final String KOTLIN = """
            as by break class companion constructor continue data do else enum false final for fun if import in init \
            inline interface internal is it lateinit let null object open override package private protected public \
            return sealed super suspend this throw true try typealias val var when where while def extends match object \
            trait with given async await defer extension func guard inout mutating nil protocol self Self some struct \
            static throws weak switch case default let catch rethrows repeat""";

    private static final String C_SHARP = """
            abstract as async await base bool break byte case catch char class const continue decimal default delegate \
            do double dynamic else enum event false final finally float for foreach get if in init int interface \
            internal is lock long namespace new null object out override params private protected public readonly \
            record ref return sealed set short static string struct switch this throw true try typeof uint using var \
            virtual void when where while with yield""";

    private static final String SCRIPT = """
            abstract any as async await boolean break case catch class const continue debugger declare default delete \
            do else enum export extends false finally for from function get if implements import in infer instanceof \
            interface keyof let namespace never new null number of private protected public readonly return set static \
            string super switch this throw true try type typeof undefined unknown var void while with yield""";

    private static final String GO = """
            any bool break byte case chan const continue default defer else error fallthrough false float32 float64 for \
            func go goto if import int int32 int64 interface iota map nil package range return rune select string \
            struct switch true type uint uint64 var""";

    private static final String RUST = """
            as async await bool break char const continue crate dyn else enum extern f32 f64 false fn for i32 i64 if \
            impl in let loop match mod move mut pub ref return self Self static str struct super trait true type u8 u32 \
            u64 unsafe use usize where while""";

    private static final String PHP = """
            abstract array as break case catch class const continue default do echo else elseif extends false final \
            finally fn for foreach function global if implements include instanceof interface match namespace new null \
            private protected public readonly require require_once return static switch this throw trait true try use \
            var while yield""";

    private static final String PYTHON = """
            False None True and as assert async await break case class continue def del elif else except finally for \
            from global if import in is lambda match nonlocal not or pass raise return self try while with yield""";

    private static final String RUBY = """
            alias and begin break case class def defined do else elsif end ensure false for if in module next nil not or \
            raise redo require rescue retry return self super then true undef unless until when while yield""";

    private static final String SHELL = """
            alias break case cd continue do done echo elif else esac eval exec exit export fi for function if in local \
            read readonly return set shift source sudo then trap unset until while FROM RUN CMD COPY ADD ENTRYPOINT ENV \
            EXPOSE WORKDIR ARG USER VOLUME LABEL HEALTHCHECK""";

    private static final String SQL = """
            add all alter and any as asc begin between by case cast check column commit constraint create cross \
            database default delete desc distinct drop else end exists foreign from full function group having if in \
            index inner insert int integer into is join key left like limit not null offset on or order outer over \
            partition primary references returning right rollback select set table text then transaction trigger true \
            false union unique update using values varchar view when where with""";

    private static final String DATA = "true false null yes no on off True False None inf nan";

    private Languages() {}

    /** How code is coloured that is said to be of a language; not at all where that is unknown. */
    static Highlighting of(String info) {
        int end = 0;
        while (end < info.length() && " ,:{".indexOf(info.charAt(end)) < 0) {
            end++;
        }
        String name = info.substring(0, end).toLowerCase(Locale.ROOT);
        return switch (name) {
            case "html", "xml", "svg", "xhtml", "vue", "markup" -> new MarkupHighlighting();
            case "diff", "patch" -> new DiffHighlighting();
            default -> {
                Language language = language(name);
                yield language.spans().isEmpty()
                        ? code -> Highlighting.all(code, Ink.PLAIN)
                        : new CodeHighlighting(language);
            }
        };
    }

    private static Language language(String name) {
        return switch (name) {
            case "c", "h", "cpp", "c++", "cc", "hpp", "cuda", "glsl", "objc", "objective-c", "arduino" ->
                code(C + " " + CPP, SLASHES, STARS, string("\""), character());
            case "java", "groovy" -> code(JAVA, SLASHES, STARS, text("\"\"\"", true), string("\""), character());
            case "kotlin", "kt", "kts", "scala", "swift" ->
                code(KOTLIN, SLASHES, STARS, text("\"\"\"", true), string("\""), character());
            case "cs", "csharp", "c#" -> code(C_SHARP, SLASHES, STARS, string("\""), character());
            case "js", "javascript", "jsx", "mjs", "ts", "typescript", "tsx", "dart" ->
                code(SCRIPT, SLASHES, STARS, string("\""), string("'"), text("`", true));
            case "go", "golang" -> code(GO, SLASHES, STARS, string("\""), character(), text("`", false));
            case "rust", "rs", "zig" -> code(RUST, SLASHES, STARS, text("\"", true), character());
            case "php" -> code(PHP, SLASHES, HASH, STARS, text("\"", true), text("'", true));
            case "css", "scss", "less" -> keys(':', SLASHES, STARS, string("\""), string("'"));
            case "python", "py", "python3", "ipython", "pycon" ->
                code(PYTHON, HASH, text("\"\"\"", true), text("'''", true), string("\""), string("'"));
            case "ruby", "rb", "perl", "r", "elixir", "julia" -> code(RUBY, HASH, string("\""), string("'"));
            case "sh",
                    "bash",
                    "shell",
                    "zsh",
                    "fish",
                    "console",
                    "dockerfile",
                    "docker",
                    "makefile",
                    "make",
                    "powershell" -> code(SHELL, HASH, text("\"", true), text("'", false));
            case "sql", "mysql", "postgresql", "sqlite", "plsql" ->
                new Language(words(SQL), true, List.of(comment("--"), STARS, text("'", false), string("\"")), '\0');
            case "json", "jsonc", "json5", "jsonl" -> keys(':', SLASHES, STARS, string("\""));
            case "yaml", "yml" -> keys(':', HASH, string("\""), string("'"));
            case "toml", "ini", "properties", "env", "dotenv", "conf", "hcl", "terraform" ->
                keys('=', HASH, text("\"\"\"", true), string("\""), string("'"));
            default -> code("");
        };
    }

    private static Language code(String keywords, Language.Span... spans) {
        return new Language(words(keywords), false, List.of(spans), '\0');
    }

    private static Language keys(char key, Language.Span... spans) {
        return new Language(words(DATA), false, List.of(spans), key);
    }

    private static Set<String> words(String keywords) {
        return new HashSet<>(List.of(keywords.split(" ")));
    }
}
