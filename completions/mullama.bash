# bash completion for mullama.
# Generated from the commands: mvn test -Dtest=GeneratedFilesTest -Dupdate.generated=true

_mullama_names() {
    local file
    for file; do
        file=${MULLAMA_HOME:-$HOME/.mullama}/$file
        if [[ -r $file ]]; then printf '%s\n' "$(<"$file")"; fi
    done
}

_mullama_paths() {
    case $1 in
        any) compgen -f -- "$2" ;;
        folders) compgen -d -- "$2" ;;
        gguf)
            compgen -d -- "$2"
            compgen -f -X '!*.gguf' -- "$2"
            ;;
    esac
}

_mullama() {
    # Readline splits words at colons, which model names hold; so split the line at blanks.
    local line=${COMP_LINE:0:COMP_POINT} command='' expecting='' position=0 candidates='' names='' paths='' i word
    local -a words
    read -ra words <<<"$line"
    if [[ $line == *[[:space:]] ]]; then words+=(''); fi
    local last=$((${#words[@]} - 1))
    local current=${words[last]} before=''

    for ((i = 1; i < last; i++)); do
        word=${words[i]}
        if [[ -n $expecting ]]; then
            expecting=''
            continue
        fi
        case "$command:$word" in
            run:--system | run:--max-tokens | run:--stop | run:--context-size | run:--keep-alive | run:--image | run:--format | run:--temperature | run:--top-k | run:--top-p | run:--min-p | run:--typical-p | run:--repeat-last-n | run:--repeat-penalty | run:--frequency-penalty | run:--presence-penalty | run:--mirostat | run:--mirostat-tau | run:--mirostat-eta | run:--seed | run:--grammar | chat:--system | chat:--max-tokens | chat:--stop | chat:--context-size | chat:--keep-alive | chat:--image | chat:--format | chat:--temperature | chat:--top-k | chat:--top-p | chat:--min-p | chat:--typical-p | chat:--repeat-last-n | chat:--repeat-penalty | chat:--frequency-penalty | chat:--presence-penalty | chat:--mirostat | chat:--mirostat-tau | chat:--mirostat-eta | chat:--seed | chat:--grammar | embed:--dimensions | render:--messages | render:--tools | render:--template | render:--context | bench:-p | bench:--prompt-tokens | bench:-n | bench:--generated-tokens | bench:-s | bench:--streams | bench:-r | bench:--repetitions | search:--limit | create:-f | create:--file | create:-q | create:--quantize | load:--keep-alive | load:--context-size | load:--gpu-layers | load:--alias | stop:--timeout | serve:--model | serve:--host | serve:--port | serve:--socket | serve:--allowed-hosts | serve:--allowed-origins | serve:--api-key | serve:--tls-cert | serve:--tls-key | serve:--rate-limit | serve:--max-body | serve:--gpu-layers | serve:--context-size | serve:--threads | serve:--parallel | serve:--kv-size | serve:--max-queue | serve:--max-stall | serve:--prompt-cache | serve:--request-timeout | serve:--keep-alive | serve:--load-timeout | serve:--max-loaded-models | serve:--memory-limit | serve:--cache-dir | serve:--hub-endpoint | serve:--hub-offline | serve:--pull-connections | serve:--idle-exit | serve:--log-level | daemon/stop:--timeout | daemon/restart:--timeout | daemon/logs:-n | daemon/logs:--lines | daemon/logs:--level | logs:-n | logs:--lines | logs:--level | ping:-c | ping:--count) expecting=$word ;;
            *:-*) ;;
            chats:ls) command=chats/list ;;
            :ls) command=list ;;
            :*) command=$word ;;
            chats:list | chats:show | chats:export | chats:search | chats:rm | daemon:start | daemon:stop | daemon:restart | daemon:status | daemon:logs | config:list | config:get | config:set | config:unset | config:path) command=$command/$word ;;
            *) position=$((position + 1)) ;;
        esac
    done
    if [[ -z $expecting && $current == --*=* ]]; then
        expecting=${current%%=*} before=${current%%=*}= current=${current#*=}
    fi

    if [[ -n $expecting ]]; then
        case "$command:$expecting" in
            run:--image) paths=any ;;
            run:--format) candidates=json paths=any ;;
            run:--grammar) paths=any ;;
            chat:--image) paths=any ;;
            chat:--format) candidates=json paths=any ;;
            chat:--grammar) paths=any ;;
            render:--messages) paths=any ;;
            render:--tools) paths=any ;;
            render:--template) paths=any ;;
            render:--context) paths=any ;;
            create:-f | create:--file) paths=any ;;
            create:-q | create:--quantize) candidates='Q8_0 Q6_K Q5_K_M Q4_K_M Q4_K_S Q3_K_M Q2_K' ;;
            serve:--model) names=names paths=gguf ;;
            serve:--socket) paths=any ;;
            serve:--tls-cert) paths=any ;;
            serve:--tls-key) paths=any ;;
            serve:--cache-dir) paths=folders ;;
            serve:--hub-offline) candidates='true false' ;;
            serve:--log-level) candidates='error warning info debug' ;;
            daemon/logs:--level) candidates='error warning info debug' ;;
            logs:--level) candidates='error warning info debug' ;;
        esac
    elif [[ $current == -* ]]; then
        case "$command" in
            '') candidates='--debug --help --no-color --version' ;;
            run) candidates='--context-size --continue --debug --format --frequency-penalty --grammar --help --hide-thinking --image --json --keep-alive --max-tokens --min-p --mirostat --mirostat-eta --mirostat-tau --no-color --no-markdown --no-save --no-stream --no-think --no-wrap --presence-penalty --quiet --raw --repeat-last-n --repeat-penalty --save --seed --stop --stream --system --temperature --think --top-k --top-p --typical-p --verbose' ;;
            chat) candidates='--context-size --continue --debug --format --frequency-penalty --grammar --help --hide-thinking --image --keep-alive --max-tokens --min-p --mirostat --mirostat-eta --mirostat-tau --no-color --no-markdown --no-save --no-think --no-wrap --presence-penalty --quiet --repeat-last-n --repeat-penalty --seed --stop --system --temperature --think --top-k --top-p --typical-p --verbose' ;;
            chats) candidates='--debug --help --json --no-color' ;;
            chats/list) candidates='--debug --help --json --no-color' ;;
            chats/show) candidates='--debug --help --json --no-color' ;;
            chats/export) candidates='--debug --help --no-color --yes' ;;
            chats/search) candidates='--debug --help --json --no-color' ;;
            chats/rm) candidates='--all --debug --help --no-color --quiet --yes' ;;
            embed) candidates='--debug --dimensions --help --json --lines --no-color --quiet --truncate' ;;
            tokenize) candidates='--add-special --count --debug --decode --help --ids --json --no-color --no-parse-special --quiet' ;;
            render) candidates='--context --debug --help --json --messages --no-color --no-think --template --think --tokens --tools' ;;
            bench) candidates='--debug --generated-tokens --help --json --no-color --prompt-tokens --quiet --repetitions --streams' ;;
            list) candidates='--all --debug --help --json --no-color' ;;
            show) candidates='--debug --help --json --license --modelfile --no-color --parameters --system --template' ;;
            search) candidates='--debug --help --json --limit --no-color' ;;
            info) candidates='--debug --help --json --no-color' ;;
            pull) candidates='--debug --help --json --no-color --quiet' ;;
            create) candidates='--debug --file --help --json --no-color --quantize --quiet' ;;
            cp) candidates='--debug --help --json --no-color --quiet' ;;
            rm) candidates='--debug --help --json --no-color --quiet' ;;
            cache) candidates='--debug --help --json --no-color --yes' ;;
            ps) candidates='--debug --help --json --no-color' ;;
            load) candidates='--alias --context-size --debug --default --gpu-layers --help --json --keep-alive --no-color --quiet' ;;
            unload) candidates='--all --debug --help --json --no-color --quiet' ;;
            stop) candidates='--debug --help --no-color --timeout' ;;
            serve) candidates='--allowed-hosts --allowed-origins --api-key --cache-dir --context-size --debug --gpu-layers --help --host --hub-endpoint --hub-offline --idle-exit --insecure --keep-alive --kv-size --load-timeout --log-level --max-body --max-loaded-models --max-queue --max-stall --memory-limit --model --no-color --ollama --parallel --port --prompt-cache --pull-connections --rate-limit --request-timeout --socket --threads --tls-cert --tls-key' ;;
            daemon) candidates='--debug --help --no-color' ;;
            daemon/start) candidates='--debug --help --no-color' ;;
            daemon/stop) candidates='--debug --help --no-color --timeout' ;;
            daemon/restart) candidates='--debug --help --no-color --timeout' ;;
            daemon/status) candidates='--debug --help --json --no-color' ;;
            daemon/logs) candidates='--debug --follow --help --level --lines --no-color' ;;
            status) candidates='--debug --help --json --no-color' ;;
            logs) candidates='--debug --follow --help --level --lines --no-color' ;;
            ping) candidates='--count --debug --help --json --no-color --quiet' ;;
            config) candidates='--debug --help --json --no-color --show-secrets' ;;
            config/list) candidates='--debug --help --json --no-color --show-secrets' ;;
            config/get) candidates='--debug --help --json --no-color --show-secrets' ;;
            config/set) candidates='--debug --help --no-color' ;;
            config/unset) candidates='--debug --help --no-color' ;;
            config/path) candidates='--debug --help --no-color' ;;
            doctor) candidates='--debug --help --json --no-color' ;;
            completion) candidates='--debug --help --no-color' ;;
            help) candidates='--debug --help --no-color' ;;
        esac
    else
        case "$command:$position" in
            :0) candidates='run chat chats embed tokenize render bench list show search info pull create cp rm cache ps load unload stop serve daemon status logs ping config doctor completion help' ;;
            run:0) names='names catalog-names' paths=gguf ;;
            chat:0) names=names paths=gguf ;;
            chats:0) candidates='list show export search rm' ;;
            chats/export:1) paths=any ;;
            embed:0) names=names paths=gguf ;;
            tokenize:0) names=names paths=gguf ;;
            render:0) names=names paths=gguf ;;
            bench:0) names=names paths=gguf ;;
            list:0) names=names ;;
            show:0) names=names paths=gguf ;;
            info:0) names='names catalog-names' ;;
            pull:0) names='names catalog-names' ;;
            cp:0) names=names ;;
            rm:*) names=names ;;
            cache:0) candidates='path size prune' ;;
            load:0) names='names catalog-names' paths=gguf ;;
            unload:*) names=names ;;
            stop:*) names=names paths=gguf ;;
            daemon:0) candidates='start stop restart status logs' ;;
            daemon/stop:*) names=names paths=gguf ;;
            config:0) candidates='list get set unset path' ;;
            config/get:0) candidates='host port ollama socket allowed_hosts allowed_origins api_key api_keys insecure tls_cert tls_key ca_file rate_limit max_body models gpu_layers context_size threads parallel kv_size max_queue max_stall prompt_cache request_timeout keep_alive load_timeout max_loaded_models memory_limit cache_dir hub_endpoint hub_token hub_offline pull_connections idle_exit log_level' ;;
            config/set:0) candidates='host port ollama socket allowed_hosts allowed_origins api_key api_keys insecure tls_cert tls_key ca_file rate_limit max_body models gpu_layers context_size threads parallel kv_size max_queue max_stall prompt_cache request_timeout keep_alive load_timeout max_loaded_models memory_limit cache_dir hub_endpoint hub_token hub_offline pull_connections idle_exit log_level' ;;
            config/unset:0) candidates='host port ollama socket allowed_hosts allowed_origins api_key api_keys insecure tls_cert tls_key ca_file rate_limit max_body models gpu_layers context_size threads parallel kv_size max_queue max_stall prompt_cache request_timeout keep_alive load_timeout max_loaded_models memory_limit cache_dir hub_endpoint hub_token hub_offline pull_connections idle_exit log_level' ;;
            completion:0) candidates='bash zsh fish powershell' ;;
            help:*) candidates='run chat chats embed tokenize render bench list show search info pull create cp rm cache ps load unload stop serve daemon status logs ping config doctor completion help' ;;
        esac
    fi

    COMPREPLY=()
    # Without compgen -W, which would run what a name holds; and the bash of macOS has no mapfile.
    while IFS= read -r word; do
        if [[ -n $word && $word == "$current"* ]]; then COMPREPLY+=("$word"); fi
    done < <(
        printf '%s\n' $candidates
        _mullama_names $names
    )
    if [[ -n $paths ]]; then
        # Readline would put a backslash before the colon of a model's name, if that were a file's.
        if ((${#COMPREPLY[@]} == 0)); then compopt -o filenames 2>/dev/null; fi
        while IFS= read -r word; do COMPREPLY+=("$word"); done < <(_mullama_paths "$paths" "$current")
    fi
    # Readline replaces what stands behind the last of its word breaks.
    if [[ $current == *:* && $COMP_WORDBREAKS == *:* ]]; then
        COMPREPLY=("${COMPREPLY[@]#"${current%%"${current##*:}"}"}")
    elif [[ -n $before && $COMP_WORDBREAKS != *=* ]]; then
        COMPREPLY=("${COMPREPLY[@]/#/"$before"}")
    fi
}

complete -F _mullama mullama
