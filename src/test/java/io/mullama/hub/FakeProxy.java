package io.mullama.hub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An HTTP proxy for those who know its password, to which every host's name is this machine. Thread-safe. */
public final class FakeProxy implements AutoCloseable {
    private static final Pattern TARGET =
            Pattern.compile("(?:(CONNECT) |([A-Z]+) http://)([^:/ ]+):(\\d+)(\\S*) HTTP/1\\.1");

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> passed = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final String login;

    /** {@code login} is {@code NAME:PASSWORD}. */
    public FakeProxy(String login) throws IOException {
        this.login = "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        inAThread(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The first lines of requests that it let through. */
    public List<String> passed() {
        return List.copyOf(passed);
    }

    /** The first lines of requests that came without the password. */
    public List<String> refused() {
        return List.copyOf(refused);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private interface Work {
        void run() throws IOException;
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            Socket client = server.accept();
            inAThread(() -> serve(client));
        }
    }

    private void serve(Socket client) throws IOException {
        try (client) {
            List<String> head = head(client.getInputStream());
            while (!head.contains("Proxy-Authorization: " + login)) {
                refused.add(head.get(0));
                client.getOutputStream()
                        .write(("HTTP/1.1 407 Proxy Authentication Required\r\n"
                                        + "Proxy-Authenticate: Basic realm=\"test\"\r\nContent-Length: 0\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                head = head(client.getInputStream());
            }
            passed.add(head.get(0));
            Matcher target = TARGET.matcher(head.get(0));
            if (!target.matches()) {
                throw new IOException("not for a proxy: " + head.get(0));
            }
            try (Socket host = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(target.group(4)))) {
                if (target.group(1) != null) {
                    client.getOutputStream()
                            .write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                } else {
                    forward(head, target.group(2) + " " + target.group(5) + " HTTP/1.1", host.getOutputStream());
                }
                inAThread(() -> copy(client, host));
                copy(host, client);
            }
        }
    }

    private static void forward(List<String> head, String first, OutputStream out) throws IOException {
        StringBuilder lines = new StringBuilder(first).append("\r\nConnection: close\r\n");
        head.stream()
                .skip(1)
                .filter(line -> !line.matches("(?i)(proxy-authorization|connection|upgrade|http2-settings):.*"))
                .forEach(line -> lines.append(line).append("\r\n"));
        out.write(lines.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private static List<String> head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the client has gone");
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1).lines().toList();
    }

    private static void copy(Socket from, Socket to) throws IOException {
        from.getInputStream().transferTo(to.getOutputStream());
        to.shutdownOutput();
    }

    private static void inAThread(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // One of the two has gone.
                    }
                },
                "fake-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
