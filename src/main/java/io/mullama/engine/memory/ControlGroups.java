package io.mullama.engine.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The control groups that bound this process's memory: its own and those that hold it, in both versions' hierarchies.
 * Stateless.
 */
final class ControlGroups {

    /** A place where a hierarchy can be read: {@code root} of it is to be seen at {@code point}. */
    private record Mount(String root, String point, boolean second) {}

    private ControlGroups() {}

    /** Bytes that the tightest of them leaves; empty where none sets a limit. */
    static OptionalLong available(SystemFiles files) {
        return all(files).stream()
                .map(ControlGroup::available)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .min();
    }

    private static List<ControlGroup> all(SystemFiles files) {
        List<String> memberships = files.lines("/proc/self/cgroup");
        List<ControlGroup> groups = new ArrayList<>();
        for (String line : files.lines("/proc/self/mountinfo")) {
            Mount mount = mount(line);
            if (mount != null) {
                for (String membership : memberships) {
                    addGroups(files, mount, membership, groups);
                }
            }
        }
        return groups;
    }

    /** Of a line such as {@code 35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory}. */
    private static @Nullable Mount mount(String line) {
        int end = line.indexOf(" - ");
        String[] place = line.split(" ", -1);
        if (end < 0 || place.length < 5) {
            return null;
        }
        String[] kind = line.substring(end + 3).split(" ", -1);
        boolean second = kind[0].equals("cgroup2");
        boolean first = kind[0].equals("cgroup") && holdsMemory(kind[kind.length - 1]);
        return first || second ? new Mount(unescape(place[3]), unescape(place[4]), second) : null;
    }

    /** Of a line such as {@code 4:memory:/user.slice} or {@code 0::/user.slice}, its group and those above it. */
    private static void addGroups(SystemFiles files, Mount mount, String membership, List<ControlGroup> groups) {
        String[] parts = membership.split(":", 3);
        boolean second = parts[0].equals("0");
        if (parts.length < 3 || second != mount.second || (!second && !holdsMemory(parts[1]))) {
            return;
        }
        String path = below(mount.root, parts[2]);
        while (!path.isEmpty()) {
            groups.add(new ControlGroup(files, mount.point + path, mount.second));
            path = path.substring(0, path.lastIndexOf('/'));
        }
        groups.add(new ControlGroup(files, mount.point, mount.second));
    }

    private static boolean holdsMemory(String controllers) {
        return Arrays.asList(controllers.split(",", -1)).contains("memory");
    }

    /** The path from a mount's root on; in a container, which may see its own group alone, that is the root itself. */
    private static String below(String root, String path) {
        String top = root.equals("/") ? "" : root;
        String rest = path.startsWith(top + "/") ? path.substring(top.length()) : "";
        return rest.contains("/..") || rest.equals("/") ? "" : rest;
    }

    /** The mount table writes a blank as {@code \040}. */
    private static String unescape(String path) {
        return path.replace("\\040", " ");
    }
}
