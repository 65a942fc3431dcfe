package io.mullama.server.rest;

import io.mullama.api.ApiError;
import io.mullama.server.answer.Activity;
import io.mullama.server.answer.JsonReply;
import io.mullama.server.answer.RouteGuard;
import io.mullama.server.http.HttpRouter;

/** {@code GET /api/doctor}: what the daemon finds when it looks at itself. Thread-safe. */
public final class DoctorRoutes {
    private final Activity activity;
    private final Doctor doctor;

    public DoctorRoutes(Activity activity, Doctor doctor) {
        this.activity = activity;
        this.doctor = doctor;
    }

    public void addTo(HttpRouter router) {
        RouteGuard guard = new RouteGuard(activity, ApiError::of);
        router.on(
                "GET",
                "/api/doctor",
                guard.guarded((request, exchange) -> JsonReply.send(exchange, 200, doctor.look())));
    }
}
