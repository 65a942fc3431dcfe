package io.mullama;

/** Wires everything; the only one that ends the process. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(0);
    }
}
