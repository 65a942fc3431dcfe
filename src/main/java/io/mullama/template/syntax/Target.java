package io.mullama.template.syntax;

import java.util.List;

/** What a value can be assigned to. Every kind is immutable. */
public sealed interface Target {
    /** A variable. */
    record Variable(String name) implements Target {}

    /** An attribute of a namespace. */
    record NamespaceAttribute(String namespace, String attribute) implements Target {}

    /** Several targets, one for each item of the value. */
    record Unpacked(List<Target> targets) implements Target {}
}
