package io.mullama.api.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;
import java.util.Arrays;
import java.util.Optional;

/**
 * A tool that Anthropic's models know by its type, and that the client runs: here a model is told what it does.
 *
 * <p>Source: Anthropic's documentation of its bash, text editor and memory tools.
 */
enum ClientTool {
    BASH(
            "bash_",
            "Runs a command in a bash session that lasts, and returns what it prints.",
            "{'command':{'type':'string','description':'The command to run.'},"
                    + "'restart':{'type':'boolean','description':'True to start the session anew.'}}",
            ""),
    TEXT_EDITOR(
            "text_editor_",
            "Views, creates and edits files. view shows a file, or a range of its lines, or a folder; create writes a new"
                    + " file; str_replace replaces a text that stands exactly once in the file; insert puts text behind a"
                    + " line.",
            "{'command':{'type':'string','enum':['view','create','str_replace','insert']},"
                    + "'path':{'type':'string','description':'The absolute path of the file or folder.'},"
                    + "'view_range':{'type':'array','items':{'type':'integer'},"
                    + "'description':'For view: the first and the last line; -1 for the end.'},"
                    + "'file_text':{'type':'string','description':'For create: what the file is to hold.'},"
                    + "'old_str':{'type':'string','description':'For str_replace: the text to replace.'},"
                    + "'new_str':{'type':'string','description':'For str_replace: what stands there instead.'},"
                    + "'insert_line':{'type':'integer','description':'For insert: the line to put the text behind.'},"
                    + "'insert_text':{'type':'string','description':'For insert: the text.'}}",
            "'command','path'"),
    MEMORY(
            "memory_",
            "Keeps notes in files below /memories, which outlast the conversation: view, create, str_replace, insert,"
                    + " delete and rename them. Look there first.",
            "{'command':{'type':'string','enum':['view','create','str_replace','insert','delete','rename']},"
                    + "'path':{'type':'string','description':'The file or folder, below /memories.'},"
                    + "'view_range':{'type':'array','items':{'type':'integer'}},"
                    + "'file_text':{'type':'string'},'old_str':{'type':'string'},'new_str':{'type':'string'},"
                    + "'insert_line':{'type':'integer'},'insert_text':{'type':'string'},"
                    + "'old_path':{'type':'string','description':'For rename.'},"
                    + "'new_path':{'type':'string','description':'For rename.'}}",
            "'command'");

    private final String typePrefix;
    private final String description;
    private final String properties;
    private final String required;

    ClientTool(String typePrefix, String description, String properties, String required) {
        this.typePrefix = typePrefix;
        this.description = description;
        this.properties = properties;
        this.required = required;
    }

    /** The tool of a type, whatever its version. */
    static Optional<ClientTool> of(String type) {
        return Arrays.stream(values())
                .filter(tool -> type.startsWith(tool.typePrefix))
                .findFirst();
    }

    String description() {
        return description;
    }

    ObjectNode parameters() {
        ObjectNode schema = Json.object().put("type", "object");
        schema.set("properties", Json.tree("properties", properties.replace('\'', '"')));
        schema.set("required", Json.tree("required", "[" + required.replace('\'', '"') + "]"));
        return schema;
    }
}
