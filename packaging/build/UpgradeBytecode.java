import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.JSRInlinerAdapter;
import org.objectweb.asm.MethodVisitor;

/**
 * Rewrites the jars of a folder whose classes are older than Java 6: class-data sharing refuses such classes, and then
 * they are parsed and verified at every start (picocli, 80 ms).
 *
 * <p>Run by the Maven build: {@code java -cp ASM UpgradeBytecode.java FOLDER}.
 */
public final class UpgradeBytecode {
    public static void main(String[] args) throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of(args[0]), "*.jar")) {
            for (Path jar : jars) {
                upgrade(jar);
            }
        }
    }

    private static void upgrade(Path jar) throws IOException {
        Path upgraded = jar.resolveSibling(jar.getFileName() + ".new");
        boolean changed = false;
        try (JarFile in = new JarFile(jar.toFile());
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(upgraded))) {
            for (Enumeration<JarEntry> entries = in.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                changed |= copy(in, entry, out);
            }
        }
        if (changed) {
            Files.move(upgraded, jar, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.delete(upgraded);
        }
    }

    private static boolean copy(JarFile jar, JarEntry entry, JarOutputStream out) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            byte[] bytes = in.readAllBytes();
            boolean old = entry.getName().endsWith(".class") && !entry.getName().endsWith("module-info.class") && isOld(bytes);
            JarEntry copy = new JarEntry(entry.getName());
            copy.setTime(entry.getTime());
            out.putNextEntry(copy);
            out.write(old ? upgraded(bytes, jar) : bytes);
            out.closeEntry();
            return old;
        }
    }

    private static boolean isOld(byte[] bytes) {
        return (((bytes[6] & 0xFF) << 8) | (bytes[7] & 0xFF)) < Opcodes.V1_6;
    }

    private static byte[] upgraded(byte[] bytes, JarFile jar) {
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new FrameWriter(new JarClassLoader(jar));
        reader.accept(new VersionSetter(writer), ClassReader.SKIP_FRAMES);
        return writer.toByteArray();
    }

    /** Finds common superclasses among the classes of the jar, without initializing any. */
    private static final class FrameWriter extends ClassWriter {
        private final ClassLoader loader;

        FrameWriter(ClassLoader loader) {
            super(ClassWriter.COMPUTE_FRAMES);
            this.loader = loader;
        }

        @Override
        protected ClassLoader getClassLoader() {
            return loader;
        }
    }

    private static final class JarClassLoader extends ClassLoader {
        private final JarFile jar;

        JarClassLoader(JarFile jar) {
            super(ClassLoader.getPlatformClassLoader());
            this.jar = jar;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            JarEntry entry = jar.getJarEntry(name.replace('.', '/') + ".class");
            if (entry == null) {
                throw new ClassNotFoundException(name);
            }
            try (InputStream in = jar.getInputStream(entry)) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    private static final class VersionSetter extends ClassVisitor {
        VersionSetter(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
            super.visit(Opcodes.V11, access, name, signature, superName, interfaces);
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            // Compilers before Java 6 shared the code of finally blocks by jsr, which newer class files may not hold.
            return new JSRInlinerAdapter(next, access, name, descriptor, signature, exceptions);
        }
    }
}
