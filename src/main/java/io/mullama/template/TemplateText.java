package io.mullama.template;

/** A string in the context that counts as the template's own, such as {@code bos_token}. Immutable. */
public record TemplateText(String text) {}
