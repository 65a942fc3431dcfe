package io.mullama.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** One template, many threads. */
class ConcurrencyTest {
    private static final String SOURCE = "{% set ns = namespace(n=0, l=[]) %}{% macro m(x) %}<{{ x }}>{% endmacro %}"
            + "{% for i in range(50) %}{% set ns.n = ns.n + i %}{% set _ = ns.l.append(m(who)) %}{% endfor %}"
            + "{{ who }}{{ ns.n }}{{ ns.l | join | length }}{{ {'a': who} | tojson }}";

    @Test
    void threadsShareNothingButTheTemplate() throws InterruptedException, ExecutionException {
        Template template = Template.parse("shared", SOURCE);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<String>> renders = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                Map<String, Object> context = Map.of("who", "u" + i % 10);
                renders.add(threads.submit(
                        () -> template.render(context, GoldenRows.OPTIONS).text()));
            }
            for (int i = 0; i < renders.size(); i++) {
                String who = "u" + i % 10;
                assertThat(renders.get(i).get()).isEqualTo(who + "1225200{\"a\": \"" + who + "\"}");
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
