# bash completion for mullama.
# Generated from the commands: mvn test -Dtest=GeneratedFilesTest -Dupdate.generated=true

_mullama_models() {
    local file
    for file; do
        file=${MULLAMA_HOME:-$HOME/.mullama}/$file
        if [[ -r $file ]]; then cat -- "$file"; fi
    done
}

_mullama() {
    # Readline splits words at colons, which model names hold; so split the line at blanks.
    local line=${COMP_LINE:0:COMP_POINT} command='' expecting='' position=0 candidates='' files='' i word
    local -a words
    read -ra words <<<"$line"
    if [[ $line == *[[:space:]] ]]; then words+=(''); fi
    local last=$((${#words[@]} - 1))
    local current=${words[last]}

    for ((i = 1; i < last; i++)); do
        word=${words[i]}
        if [[ -n $expecting ]]; then
            expecting=''
            continue
        fi
        case "$command:$word" in
            run:--system | run:--temperature | run:--top-p | run:--top-k | run:--min-p | run:--repeat-penalty | run:--seed | run:--max-tokens | run:--stop | run:--keep-alive | run:--think | run:--format | create:-f | create:--file | create:-q | create:--quantize | load:--keep-alive | load:--context-size | load:--gpu-layers | load:--alias | stop:--timeout | serve:--model | serve:--host | serve:--port | serve:--socket | serve:--allowed-hosts | serve:--allowed-origins | serve:--api-key | serve:--tls-cert | serve:--tls-key | serve:--rate-limit | serve:--max-body | serve:--gpu-layers | serve:--context-size | serve:--threads | serve:--parallel | serve:--kv-size | serve:--max-queue | serve:--max-stall | serve:--prompt-cache | serve:--request-timeout | serve:--keep-alive | serve:--load-timeout | serve:--max-loaded-models | serve:--memory-limit | serve:--cache-dir | serve:--hub-endpoint | serve:--hub-offline | serve:--pull-connections | serve:--idle-exit | serve:--log-level | ping:-c | ping:--count | logs:-n | logs:--lines | logs:--level | bench:-p | bench:--prompt-tokens | bench:-n | bench:--generated-tokens | bench:-s | bench:--streams | bench:-r | bench:--repetitions | render:--messages | render:--tools | render:--think | render:--template | render:--context) expecting=$word ;;
            *:-*) ;;
            :*) command=$word ;;
            *) position=$((position + 1)) ;;
        esac
    done

    if [[ -n $expecting ]]; then
        case "$command:$expecting" in
            run:--think) candidates='error warning info debug' ;;
            create:-f | create:--file) files=yes ;;
            serve:--model) candidates=$(_mullama_models names) files=yes ;;
            serve:--socket) files=yes ;;
            serve:--tls-cert) files=yes ;;
            serve:--tls-key) files=yes ;;
            serve:--cache-dir) files=yes ;;
            serve:--log-level) candidates='error warning info debug' ;;
            logs:--level) candidates='error warning info debug' ;;
            render:--messages) files=yes ;;
            render:--tools) files=yes ;;
            render:--think) candidates='error warning info debug' ;;
            render:--template) files=yes ;;
            render:--context) files=yes ;;
        esac
    elif [[ $current == -* ]]; then
        case "$command" in
            '') candidates='--debug --help --no-color --version' ;;
            run) candidates='--debug --format --help --keep-alive --max-tokens --min-p --no-color --raw --repeat-penalty --seed --stop --system --temperature --think --top-k --top-p --verbose' ;;
            pull) candidates='--debug --help --json --no-color --quiet' ;;
            search) candidates='--debug --help --json --no-color' ;;
            list | ls) candidates='--all --debug --help --json --no-color' ;;
            ps) candidates='--debug --help --json --no-color' ;;
            show) candidates='--debug --help --json --license --modelfile --no-color --parameters --system --template' ;;
            cp) candidates='--debug --help --json --no-color --quiet' ;;
            rm) candidates='--debug --help --json --no-color --quiet' ;;
            create) candidates='--debug --file --help --json --no-color --quantize --quiet' ;;
            cache) candidates='--debug --help --json --no-color --yes' ;;
            load) candidates='--alias --context-size --debug --default --gpu-layers --help --json --keep-alive --no-color --quiet' ;;
            unload) candidates='--all --debug --help --json --no-color --quiet' ;;
            stop) candidates='--debug --help --no-color --timeout' ;;
            serve) candidates='--allowed-hosts --allowed-origins --api-key --cache-dir --context-size --debug --gpu-layers --help --host --hub-endpoint --hub-offline --idle-exit --insecure --keep-alive --kv-size --load-timeout --log-level --max-body --max-loaded-models --max-queue --max-stall --memory-limit --model --no-color --ollama --parallel --port --prompt-cache --pull-connections --rate-limit --request-timeout --socket --threads --tls-cert --tls-key' ;;
            daemon) candidates='--debug --help --no-color' ;;
            status) candidates='--debug --help --json --no-color' ;;
            ping) candidates='--count --debug --help --json --no-color --quiet' ;;
            logs) candidates='--debug --follow --help --level --lines --no-color' ;;
            bench) candidates='--debug --generated-tokens --help --json --no-color --prompt-tokens --repetitions --streams' ;;
            render) candidates='--context --debug --help --json --messages --no-color --template --think --tokens --tools' ;;
            help) candidates='--debug --help --no-color' ;;
        esac
    else
        case "$command:$position" in
            :0) candidates='run pull search list ps show cp rm create cache load unload stop serve daemon status ping logs bench render help' ;;
            run:0) candidates=$(_mullama_models names catalog-names) files=yes ;;
            pull:0) candidates=$(_mullama_models names catalog-names) ;;
            list:0 | ls:0) candidates=$(_mullama_models names) ;;
            show:0) candidates=$(_mullama_models names) files=yes ;;
            cp:0) candidates=$(_mullama_models names) ;;
            rm:*) candidates=$(_mullama_models names) ;;
            cache:0) candidates='path size prune' ;;
            load:0) candidates=$(_mullama_models names) files=yes ;;
            unload:*) candidates=$(_mullama_models names) files=yes ;;
            stop:*) candidates=$(_mullama_models names) files=yes ;;
            bench:0) candidates=$(_mullama_models names) files=yes ;;
            render:0) candidates=$(_mullama_models names) files=yes ;;
            help:*) candidates='run pull search list ps show cp rm create cache load unload stop serve daemon status ping logs bench render help' ;;
        esac
    fi

    COMPREPLY=()
    # The bash of macOS has no mapfile.
    while IFS= read -r word; do COMPREPLY+=("$word"); done < <(
        if [[ -n $candidates ]]; then compgen -W "$candidates" -- "$current"; fi
        if [[ -n $files ]]; then compgen -f -- "$current"; fi
    )
    if [[ -n $files ]]; then compopt -o filenames 2>/dev/null; fi
    if [[ $current == *:* && $COMP_WORDBREAKS == *:* ]]; then
        COMPREPLY=("${COMPREPLY[@]#"${current%%"${current##*:}"}"}")
    fi
}

complete -F _mullama mullama
