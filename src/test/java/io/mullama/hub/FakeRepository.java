package io.mullama.hub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArraySet;

/** A model repository; every change makes a commit on {@code main}, and older commits are served too. Thread-safe. */
public final class FakeRepository {
    private final String name;
    private final Map<String, Map<String, FakeGitFile>> commits = new LinkedHashMap<>();
    private final Map<String, String> branches = new TreeMap<>();
    private final Set<String> granted = new CopyOnWriteArraySet<>();
    private final List<String> tags = new ArrayList<>(List.of("gguf"));
    private long parameters;
    private boolean isPrivate;
    private Optional<String> gated = Optional.empty();
    private Optional<String> pipelineTag = Optional.of("text-generation");

    FakeRepository(String name) {
        this.name = name;
        commit(new TreeMap<>());
    }

    /** {@code ORG/REPO}. */
    public String name() {
        return name;
    }

    /** Puts a file there, or replaces it. */
    public synchronized FakeRepository file(String path, FakeContent content) {
        Map<String, FakeGitFile> files = new TreeMap<>(main());
        files.put(path, new FakeGitFile(path, content));
        commit(files);
        return this;
    }

    public FakeRepository file(String path, byte[] bytes) {
        return file(path, FakeContent.of(bytes));
    }

    public FakeRepository file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes a file away. */
    public synchronized FakeRepository remove(String path) {
        Map<String, FakeGitFile> files = new TreeMap<>(main());
        files.remove(path);
        commit(files);
        return this;
    }

    /** Names what {@code main} is now. */
    public synchronized FakeRepository branch(String branch) {
        branches.put(branch, commit());
        return this;
    }

    /** What {@code main} is now: 40 hexadecimal digits. */
    public synchronized String commit() {
        return branches.getOrDefault("main", "");
    }

    /** A file on {@code main}. */
    public synchronized FakeContent content(String path) {
        return Optional.ofNullable(main().get(path)).orElseThrow().content();
    }

    /** Files are for those who asked for them: {@code auto} or {@code manual}; names and sizes everybody may see. */
    public synchronized FakeRepository gated(String how) {
        gated = Optional.of(how);
        return this;
    }

    /** Lets this account have the files of a gated repository. */
    public FakeRepository grant(String token) {
        granted.add(token);
        return this;
    }

    /** Whoever has no account sees nothing of it. */
    public synchronized FakeRepository makePrivate() {
        isPrivate = true;
        return this;
    }

    public synchronized FakeRepository pipelineTag(String tag) {
        pipelineTag = Optional.of(tag);
        return this;
    }

    public synchronized FakeRepository tags(String... more) {
        tags.addAll(List.of(more));
        return this;
    }

    /** What the hub has read of the files' headers. */
    public synchronized FakeRepository parameters(long count) {
        parameters = count;
        return this;
    }

    synchronized void gguf(ObjectNode json) {
        if (parameters > 0) {
            json.putObject("gguf").put("total", parameters).put("architecture", "llama");
        }
    }

    synchronized boolean isPrivate() {
        return isPrivate;
    }

    synchronized Optional<String> gated() {
        return gated;
    }

    boolean grantedTo(String token) {
        return granted.contains(token);
    }

    synchronized Optional<String> pipelineTag() {
        return pipelineTag;
    }

    synchronized List<String> tags() {
        return List.copyOf(tags);
    }

    synchronized Map<String, String> branches() {
        return Map.copyOf(branches);
    }

    /** The commit that a branch or a commit names. */
    synchronized Optional<Snapshot> at(String revision) {
        String commit = branches.getOrDefault(revision.replaceFirst("^refs/heads/", ""), revision);
        return Optional.ofNullable(commits.get(commit)).map(files -> new Snapshot(commit, files));
    }

    private Map<String, FakeGitFile> main() {
        return commits.getOrDefault(commit(), Map.of());
    }

    private void commit(Map<String, FakeGitFile> files) {
        String commit = new FakeHash("SHA-1").text(name + " " + commits.size()).hex();
        commits.put(commit, files);
        branches.put("main", commit);
    }

    /** The files of one commit, by path. */
    record Snapshot(String commit, Map<String, FakeGitFile> files) {}
}
