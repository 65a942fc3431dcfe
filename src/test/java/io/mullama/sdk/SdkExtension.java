package io.mullama.sdk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives the tests of an {@link SdkClient} their daemon, and notes what those that pass did with it. Thread-safe. */
final class SdkExtension implements ParameterResolver, AfterEachCallback {
    private static final ExtensionContext.Namespace OURS = ExtensionContext.Namespace.create(SdkExtension.class);
    private static final Pattern VERSION = Pattern.compile("-(\\d[^/]*)\\.jar");

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == SdkDaemon.class || type == SdkRun.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        SdkRun run = SdkRun.of(context);
        if (parameter.getParameter().getType() == SdkRun.class) {
            return run;
        }
        Dialect dialect = annotation(context).dialect();
        return context.getStore(OURS)
                .computeIfAbsent(SdkDaemon.class, key -> open(run.server(dialect.options())), SdkDaemon.class);
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        SdkDaemon daemon = context.getStore(OURS).get(SdkDaemon.class, SdkDaemon.class);
        if (daemon == null || context.getExecutionException().isPresent()) {
            return;
        }
        SdkClient client = annotation(context);
        SdkResult.Client named = new SdkResult.Client(client.dialect(), client.name(), version(client.library()));
        String test = context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
        SdkRun.of(context).results().add(SdkResult.of(named, test, shows(context), daemon.exchanges()));
    }

    private static SdkDaemon open(SdkServer server) {
        try {
            return server.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SdkClient annotation(ExtensionContext context) {
        return context.getRequiredTestClass().getAnnotation(SdkClient.class);
    }

    private static Set<Shown> shows(ExtensionContext context) {
        Shows shows = context.getRequiredTestMethod().getAnnotation(Shows.class);
        return shows == null ? EnumSet.noneOf(Shown.class) : EnumSet.copyOf(List.of(shows.value()));
    }

    private static String version(Class<?> library) {
        String jar = library.getProtectionDomain().getCodeSource().getLocation().getPath();
        Matcher version = VERSION.matcher(jar);
        if (!version.find()) {
            throw new IllegalStateException("no version in " + jar);
        }
        return version.group(1);
    }
}
