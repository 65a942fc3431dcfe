package io.mullama.config;

/** Every setting there is: its key in {@code config.toml}, its environment variable, its default. Immutable. */
public enum Setting {
    HOST("host", "MULLAMA_HOST", "127.0.0.1", "the address to listen on, or of the daemon to connect to"),
    PORT("port", "MULLAMA_PORT", "8080", "the TCP port; 0 for the Unix socket alone"),
    OLLAMA(
            "ollama",
            "MULLAMA_OLLAMA",
            "false",
            "whether to stand in for Ollama: on its port 11434, or where OLLAMA_HOST says, with its defaults and its"
                    + " errors"),
    SOCKET("socket", "MULLAMA_SOCKET", "", "the Unix socket; mullama.sock in MULLAMA_HOME when empty"),
    ALLOWED_HOSTS(
            "allowed_hosts",
            "MULLAMA_ALLOWED_HOSTS",
            "",
            "names that requests may call this server, beside its addresses and localhost, with commas between them"),
    ALLOWED_ORIGINS(
            "allowed_origins",
            "MULLAMA_ALLOWED_ORIGINS",
            "*",
            "origins of the web pages that may use the server, such as http://localhost:*, with commas between them"),
    API_KEY("api_key", "MULLAMA_API_KEY", "", "the key that requests over TCP have to show, and that commands send"),
    API_KEYS("api_keys", "MULLAMA_API_KEYS", "", "more such keys, as NAME=KEY, with commas between them"),
    INSECURE("insecure", "MULLAMA_INSECURE", "false", "whether other machines may be served without an API key"),
    TLS_CERT("tls_cert", "MULLAMA_TLS_CERT", "", "a PEM file with the certificate for TLS, and those above it"),
    TLS_KEY("tls_key", "MULLAMA_TLS_KEY", "", "a PEM file with the certificate's private key"),
    CA_FILE(
            "ca_file",
            "MULLAMA_CA_FILE",
            "",
            "a PEM file with certificates that commands trust in place of Java's own"),
    RATE_LIMIT(
            "rate_limit",
            "MULLAMA_RATE_LIMIT",
            "0",
            "requests that one API key or address may make in a minute; 0 for any number"),
    MAX_BODY("max_body", "MULLAMA_MAX_BODY", "64MB", "the longest request body"),
    MODELS("models", "MULLAMA_MODELS", "", "models to load at start, with commas between them"),
    GPU_LAYERS("gpu_layers", "MULLAMA_GPU_LAYERS", "auto", "layers to keep on the GPU: a number, or auto"),
    CONTEXT_SIZE("context_size", "MULLAMA_CONTEXT_SIZE", "4096", "tokens that one request may use"),
    THREADS("threads", "MULLAMA_THREADS", "auto", "CPU threads: a number, or auto for as many physical cores as pay"),
    PARALLEL("parallel", "MULLAMA_PARALLEL", "4", "requests that one model works on at once"),
    KV_SIZE(
            "kv_size",
            "MULLAMA_KV_SIZE",
            "auto",
            "tokens that the KV cache holds for all requests together: a number, or auto for a context for each"),
    MAX_QUEUE("max_queue", "MULLAMA_MAX_QUEUE", "512", "requests that may wait for their turn with one model"),
    MAX_STALL(
            "max_stall",
            "MULLAMA_MAX_STALL",
            "250ms",
            "the longest pause in answers under way while another request's prompt is computed"),
    PROMPT_CACHE(
            "prompt_cache",
            "MULLAMA_PROMPT_CACHE",
            "auto",
            "memory for conversations that left the KV cache: a size such as 512MB, 0 for none, or auto for 1GB or a"
                    + " tenth of this machine's, whichever is less"),
    REQUEST_TIMEOUT("request_timeout", "MULLAMA_REQUEST_TIMEOUT", "-1", "how long one request may take; -1 for ever"),
    KEEP_ALIVE("keep_alive", "MULLAMA_KEEP_ALIVE", "5m", "how long an unused model stays loaded; -1 for ever"),
    LOAD_TIMEOUT(
            "load_timeout",
            "MULLAMA_LOAD_TIMEOUT",
            "5m",
            "how long a request waits for a model to be loaded; -1 for ever"),
    MAX_LOADED_MODELS(
            "max_loaded_models",
            "MULLAMA_MAX_LOADED_MODELS",
            "0",
            "models that may be loaded at once; 0 for as many as fit into memory"),
    MEMORY_LIMIT(
            "memory_limit",
            "MULLAMA_MEMORY_LIMIT",
            "auto",
            "memory for the loaded models: a size such as 8GB, or auto for what the system has"),
    CACHE_DIR(
            "cache_dir",
            "MULLAMA_CACHE_DIR",
            "",
            "the folder of downloaded models; mullama/models in the user's cache folder when empty"),
    HUB_ENDPOINT(
            "hub_endpoint",
            "HF_ENDPOINT",
            "https://huggingface.co",
            "the address that models are pulled from: Hugging Face, or a mirror of it"),
    HUB_TOKEN(
            "hub_token",
            "HF_TOKEN",
            "",
            "the access token for the hub; what huggingface-cli login has left when empty"),
    HUB_OFFLINE("hub_offline", "HF_HUB_OFFLINE", "false", "whether nothing may be asked of the hub"),
    PULL_CONNECTIONS(
            "pull_connections", "MULLAMA_PULL_CONNECTIONS", "4", "parts of a file that are downloaded at once"),
    IDLE_EXIT(
            "idle_exit",
            "MULLAMA_IDLE_EXIT",
            "30m",
            "when a daemon that was started on demand ends for lack of work; -1 for never"),
    LOG_LEVEL("log_level", "MULLAMA_LOG_LEVEL", "info", "error, warning, info or debug");

    private final String key;
    private final String variable;
    private final String fallback;
    private final String description;

    Setting(String key, String variable, String fallback, String description) {
        this.key = key;
        this.variable = variable;
        this.fallback = fallback;
        this.description = description;
    }

    public String key() {
        return key;
    }

    public String variable() {
        return variable;
    }

    /** The value that holds where nobody set one. */
    public String fallback() {
        return fallback;
    }

    /** One line for help texts. */
    public String description() {
        return description;
    }
}
