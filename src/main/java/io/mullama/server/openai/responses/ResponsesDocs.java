package io.mullama.server.openai.responses;

import io.mullama.api.Fields;
import io.mullama.api.ShortcutFields;
import io.mullama.api.docs.DialectDocs;
import io.mullama.api.docs.RouteDoc;
import io.mullama.api.openai.responses.ResponsesRequest;
import java.util.List;

/** What the routes of OpenAI's Responses API are for, with an example of what each takes and answers. Stateless. */
public final class ResponsesDocs {
    private static final String PATH = "/v1/responses";

    private static final String REQUEST = """
            {"model": "tiny", "instructions": "Be brief.", "input": "Hello!", "stream": true}""";

    private static final String RESPONSE = """
            {"id": "resp_1", "object": "response", "created_at": 1700000000, "status": "completed",
             "error": null, "incomplete_details": null, "model": "tiny",
             "output": [{"id": "msg_1", "type": "message", "status": "completed", "role": "assistant",
               "content": [{"type": "output_text", "text": "Hello!", "annotations": []}]}],
             "usage": {"input_tokens": 9, "output_tokens": 3, "total_tokens": 12}}""";

    private static final List<RouteDoc> ROUTES = List.of(
            RouteDoc.post(PATH, "Answers a conversation, and keeps the answer while the daemon runs")
                    .takes("ResponsesRequest", ResponsesDocs::request, REQUEST)
                    .gives("Response", RESPONSE)
                    .streams("text/event-stream"),
            RouteDoc.post(PATH + "/input_tokens", "Counts the tokens of a request's input")
                    .takes("ResponsesRequest", ResponsesDocs::request, REQUEST)
                    .gives("InputTokens", "{\"object\": \"response.input_tokens\", \"input_tokens\": 9}"),
            RouteDoc.post(PATH + "/compact", "Is not supported, and says so").gives("Response", RESPONSE),
            RouteDoc.get(PATH + "/:response", "Gives an answer that was kept").gives("Response", RESPONSE),
            RouteDoc.of("DELETE", PATH + "/:response", "Forgets an answer").gives("ResponseDeleted", """
                    {"id": "resp_1", "object": "response", "deleted": true}"""),
            RouteDoc.get(PATH + "/:response/input_items", "Lists what an answer was given to")
                    .gives("InputItems", """
                    {"object": "list", "data": [], "first_id": null, "last_id": null, "has_more": false}"""),
            RouteDoc.post(PATH + "/:response/cancel", "Is refused: only answers in the background could be cancelled")
                    .gives("Response", RESPONSE));

    /** All of them. */
    public static final DialectDocs ALL = new DialectDocs("OpenAI responses", "ResponsesError", """
            {"error": {"message": "Model 'x' not found", "type": "invalid_request_error", "param": "model",
              "code": "model_not_found"}}""", ROUTES);

    private ResponsesDocs() {}

    private static Object request(Fields fields) {
        return List.of(ResponsesRequest.fromJson(fields), ShortcutFields.fromJson(fields));
    }
}
