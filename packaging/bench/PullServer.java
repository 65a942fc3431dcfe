import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of a hub as a measurement needs: one repository, {@code bench/pull}, with one file, sent by the kernel.
 *
 * <pre>
 * java PullServer.java make FILE BYTES         writes a GGUF file of about that size
 * java PullServer.java serve FILE SHA256       prints its port, and serves until it is killed
 * </pre>
 */
public final class PullServer {
    private static final Pattern RANGE = Pattern.compile("(?im)^range: bytes=(\\d+)-(\\d*)\r?$");
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private final FileChannel file;
    private final String sha256;

    private PullServer(FileChannel file, String sha256) {
        this.file = file;
        this.sha256 = sha256;
    }

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[1]);
        if (arguments[0].equals("make")) {
            make(file, Long.parseLong(arguments[2]));
            return;
        }
        PullServer server = new PullServer(FileChannel.open(file), arguments[2]);
        ServerSocketChannel socket =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        System.out.println(((InetSocketAddress) socket.getLocalAddress()).getPort());
        while (true) {
            SocketChannel client = socket.accept();
            new Thread(() -> server.serve(client)).start();
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            InputStream in = Channels.newInputStream(client);
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                answer(client, head);
            }
        } catch (IOException e) {
            // It has gone.
        }
    }

    private void answer(SocketChannel client, String head) throws IOException {
        String path = head.split(" ")[1];
        if (path.startsWith("/api/models/")) {
            String json = "{\"id\":\"bench/pull\",\"sha\":\"" + COMMIT + "\",\"gated\":false,\"siblings\":[{\"rfilename\":"
                    + "\"m.gguf\",\"size\":" + file.size() + ",\"blobId\":\"" + COMMIT + "\",\"lfs\":{\"sha256\":\"" + sha256
                    + "\",\"size\":" + file.size() + ",\"pointerSize\":130}}]}";
            write(client, "200 OK", "", json.length());
            client.write(ByteBuffer.wrap(json.getBytes(StandardCharsets.US_ASCII)));
        } else if (path.contains("/resolve/")) {
            write(client, "302 Found", "Location: /content\r\n", 0);
        } else {
            content(client, head);
        }
    }

    private void content(SocketChannel client, String head) throws IOException {
        Matcher range = RANGE.matcher(head);
        boolean part = range.find();
        long from = part ? Long.parseLong(range.group(1)) : 0;
        long end = part && !range.group(2).isEmpty() ? Long.parseLong(range.group(2)) + 1 : file.size();
        String which = part ? "Content-Range: bytes " + from + "-" + (end - 1) + "/" + file.size() + "\r\n" : "";
        write(client, part ? "206 Partial Content" : "200 OK", which + "ETag: \"" + sha256 + "\"\r\n", end - from);
        while (from < end) {
            from += file.transferTo(from, end - from, client);
        }
    }

    private static void write(SocketChannel client, String status, String headers, long length) throws IOException {
        String head = "HTTP/1.1 " + status + "\r\nContent-Length: " + length + "\r\n" + headers + "\r\n";
        client.write(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    /** A header with one tensor of bytes, which are random. */
    private static void make(Path file, long size) throws IOException {
        long data = size - 4096;
        ByteBuffer header = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        header.put("GGUF".getBytes(StandardCharsets.US_ASCII)).putInt(3).putLong(1).putLong(2);
        text(header, "general.architecture").putInt(8);
        text(header, "llama");
        text(header, "general.alignment").putInt(4).putInt(4096);
        text(header, "token_embd.weight").putInt(1).putLong(data).putInt(24).putLong(0);
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            out.write(header.array());
            Random random = new Random(1);
            byte[] piece = new byte[1 << 20];
            for (long left = data; left > 0; left -= piece.length) {
                random.nextBytes(piece);
                out.write(piece, 0, (int) Math.min(piece.length, left));
            }
        }
    }

    private static ByteBuffer text(ByteBuffer header, String text) {
        return header.putLong(text.length()).put(text.getBytes(StandardCharsets.US_ASCII));
    }
}
