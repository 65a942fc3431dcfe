package io.mullama.template.golang;

import java.util.List;
import java.util.Map;

/**
 * A parsed template. Immutable.
 *
 * @param templates what {@code define} and {@code block} named
 */
record Program(List<Node> main, Map<String, List<Node>> templates) {}
