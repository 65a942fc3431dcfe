package io.mullama.engine;

import java.util.List;

/**
 * Documents to score against a query. Immutable.
 *
 * @param documents at least one
 * @param truncate whether a document that does not fit into the context beside the query is cut, rather than refused
 */
public record RankingRequest(String query, List<String> documents, boolean truncate) {}
