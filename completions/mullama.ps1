# PowerShell completion for mullama.
# Generated from the commands: mvn test -Dtest=GeneratedFilesTest -Dupdate.generated=true

Register-ArgumentCompleter -Native -CommandName mullama -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    # By command and place: how many parameters stand before the cursor.
    $words = @{
        ':0' = @('run', 'chat', 'chats', 'embed', 'tokenize', 'render', 'bench', 'list', 'show', 'search', 'info', 'pull', 'create', 'cp', 'rm', 'cache', 'ps', 'load', 'unload', 'stop', 'serve', 'daemon', 'status', 'logs', 'ping', 'config', 'doctor', 'completion', 'help')
        'run:--format' = @('json')
        'chat:--format' = @('json')
        'chats:0' = @('list', 'show', 'export', 'search', 'rm')
        'create:-q' = @('Q8_0', 'Q6_K', 'Q5_K_M', 'Q4_K_M', 'Q4_K_S', 'Q3_K_M', 'Q2_K')
        'create:--quantize' = @('Q8_0', 'Q6_K', 'Q5_K_M', 'Q4_K_M', 'Q4_K_S', 'Q3_K_M', 'Q2_K')
        'cache:0' = @('path', 'size', 'prune')
        'serve:--hub-offline' = @('true', 'false')
        'serve:--log-level' = @('error', 'warning', 'info', 'debug')
        'daemon:0' = @('start', 'stop', 'restart', 'status', 'logs')
        'daemon/logs:--level' = @('error', 'warning', 'info', 'debug')
        'logs:--level' = @('error', 'warning', 'info', 'debug')
        'config:0' = @('list', 'get', 'set', 'unset', 'path')
        'config/get:0' = @('host', 'port', 'ollama', 'socket', 'allowed_hosts', 'allowed_origins', 'api_key', 'api_keys', 'insecure', 'tls_cert', 'tls_key', 'ca_file', 'rate_limit', 'max_body', 'models', 'gpu_layers', 'context_size', 'threads', 'parallel', 'kv_size', 'max_queue', 'max_stall', 'prompt_cache', 'request_timeout', 'keep_alive', 'load_timeout', 'max_loaded_models', 'memory_limit', 'cache_dir', 'hub_endpoint', 'hub_token', 'hub_offline', 'pull_connections', 'idle_exit', 'log_level')
        'config/set:0' = @('host', 'port', 'ollama', 'socket', 'allowed_hosts', 'allowed_origins', 'api_key', 'api_keys', 'insecure', 'tls_cert', 'tls_key', 'ca_file', 'rate_limit', 'max_body', 'models', 'gpu_layers', 'context_size', 'threads', 'parallel', 'kv_size', 'max_queue', 'max_stall', 'prompt_cache', 'request_timeout', 'keep_alive', 'load_timeout', 'max_loaded_models', 'memory_limit', 'cache_dir', 'hub_endpoint', 'hub_token', 'hub_offline', 'pull_connections', 'idle_exit', 'log_level')
        'config/unset:0' = @('host', 'port', 'ollama', 'socket', 'allowed_hosts', 'allowed_origins', 'api_key', 'api_keys', 'insecure', 'tls_cert', 'tls_key', 'ca_file', 'rate_limit', 'max_body', 'models', 'gpu_layers', 'context_size', 'threads', 'parallel', 'kv_size', 'max_queue', 'max_stall', 'prompt_cache', 'request_timeout', 'keep_alive', 'load_timeout', 'max_loaded_models', 'memory_limit', 'cache_dir', 'hub_endpoint', 'hub_token', 'hub_offline', 'pull_connections', 'idle_exit', 'log_level')
        'completion:0' = @('bash', 'zsh', 'fish', 'powershell')
        'help:*' = @('run', 'chat', 'chats', 'embed', 'tokenize', 'render', 'bench', 'list', 'show', 'search', 'info', 'pull', 'create', 'cp', 'rm', 'cache', 'ps', 'load', 'unload', 'stop', 'serve', 'daemon', 'status', 'logs', 'ping', 'config', 'doctor', 'completion', 'help')
    }
    # The names in these files of MULLAMA_HOME.
    $names = @{
        'run:0' = @('names', 'catalog-names')
        'chat:0' = @('names')
        'embed:0' = @('names')
        'tokenize:0' = @('names')
        'render:0' = @('names')
        'bench:0' = @('names')
        'list:0' = @('names')
        'show:0' = @('names')
        'info:0' = @('names', 'catalog-names')
        'pull:0' = @('names', 'catalog-names')
        'cp:0' = @('names')
        'rm:*' = @('names')
        'load:0' = @('names', 'catalog-names')
        'unload:*' = @('names')
        'stop:*' = @('names')
        'serve:--model' = @('names')
        'daemon/stop:*' = @('names')
    }
    $options = @{
        '' = @('--debug', '--help', '--no-color', '--version')
        'run' = @('--context-size', '--continue', '--debug', '--format', '--frequency-penalty', '--grammar', '--help', '--hide-thinking', '--image', '--json', '--keep-alive', '--max-tokens', '--min-p', '--mirostat', '--mirostat-eta', '--mirostat-tau', '--no-color', '--no-markdown', '--no-save', '--no-stream', '--no-think', '--no-wrap', '--presence-penalty', '--quiet', '--raw', '--repeat-last-n', '--repeat-penalty', '--save', '--seed', '--stop', '--stream', '--system', '--temperature', '--think', '--top-k', '--top-p', '--typical-p', '--verbose')
        'chat' = @('--context-size', '--continue', '--debug', '--format', '--frequency-penalty', '--grammar', '--help', '--hide-thinking', '--image', '--keep-alive', '--max-tokens', '--min-p', '--mirostat', '--mirostat-eta', '--mirostat-tau', '--no-color', '--no-markdown', '--no-save', '--no-think', '--no-wrap', '--presence-penalty', '--quiet', '--repeat-last-n', '--repeat-penalty', '--seed', '--stop', '--system', '--temperature', '--think', '--top-k', '--top-p', '--typical-p', '--verbose')
        'chats' = @('--debug', '--help', '--json', '--no-color')
        'chats/list' = @('--debug', '--help', '--json', '--no-color')
        'chats/show' = @('--debug', '--help', '--json', '--no-color')
        'chats/export' = @('--debug', '--help', '--no-color', '--yes')
        'chats/search' = @('--debug', '--help', '--json', '--no-color')
        'chats/rm' = @('--all', '--debug', '--help', '--no-color', '--quiet', '--yes')
        'embed' = @('--debug', '--dimensions', '--help', '--json', '--lines', '--no-color', '--quiet', '--truncate')
        'tokenize' = @('--add-special', '--count', '--debug', '--decode', '--help', '--ids', '--json', '--no-color', '--no-parse-special', '--quiet')
        'render' = @('--context', '--debug', '--help', '--json', '--messages', '--no-color', '--no-think', '--template', '--think', '--tokens', '--tools')
        'bench' = @('--debug', '--generated-tokens', '--help', '--json', '--no-color', '--prompt-tokens', '--quiet', '--repetitions', '--streams')
        'list' = @('--all', '--debug', '--help', '--json', '--no-color')
        'show' = @('--debug', '--help', '--json', '--license', '--modelfile', '--no-color', '--parameters', '--system', '--template')
        'search' = @('--debug', '--help', '--json', '--limit', '--no-color')
        'info' = @('--debug', '--help', '--json', '--no-color')
        'pull' = @('--debug', '--help', '--json', '--no-color', '--quiet')
        'create' = @('--debug', '--file', '--help', '--json', '--no-color', '--quantize', '--quiet')
        'cp' = @('--debug', '--help', '--json', '--no-color', '--quiet')
        'rm' = @('--debug', '--help', '--json', '--no-color', '--quiet')
        'cache' = @('--debug', '--help', '--json', '--no-color', '--yes')
        'ps' = @('--debug', '--help', '--json', '--no-color')
        'load' = @('--alias', '--context-size', '--debug', '--default', '--gpu-layers', '--help', '--json', '--keep-alive', '--no-color', '--quiet')
        'unload' = @('--all', '--debug', '--help', '--json', '--no-color', '--quiet')
        'stop' = @('--debug', '--help', '--no-color', '--timeout')
        'serve' = @('--allowed-hosts', '--allowed-origins', '--api-key', '--cache-dir', '--context-size', '--debug', '--gpu-layers', '--help', '--host', '--hub-endpoint', '--hub-offline', '--idle-exit', '--insecure', '--keep-alive', '--kv-size', '--load-timeout', '--log-level', '--max-body', '--max-loaded-models', '--max-queue', '--max-stall', '--memory-limit', '--model', '--no-color', '--ollama', '--parallel', '--port', '--prompt-cache', '--pull-connections', '--rate-limit', '--request-timeout', '--socket', '--threads', '--tls-cert', '--tls-key')
        'daemon' = @('--debug', '--help', '--no-color')
        'daemon/start' = @('--debug', '--help', '--no-color')
        'daemon/stop' = @('--debug', '--help', '--no-color', '--timeout')
        'daemon/restart' = @('--debug', '--help', '--no-color', '--timeout')
        'daemon/status' = @('--debug', '--help', '--json', '--no-color')
        'daemon/logs' = @('--debug', '--follow', '--help', '--level', '--lines', '--no-color')
        'status' = @('--debug', '--help', '--json', '--no-color')
        'logs' = @('--debug', '--follow', '--help', '--level', '--lines', '--no-color')
        'ping' = @('--count', '--debug', '--help', '--json', '--no-color', '--quiet')
        'config' = @('--debug', '--help', '--json', '--no-color', '--show-secrets')
        'config/list' = @('--debug', '--help', '--json', '--no-color', '--show-secrets')
        'config/get' = @('--debug', '--help', '--json', '--no-color', '--show-secrets')
        'config/set' = @('--debug', '--help', '--no-color')
        'config/unset' = @('--debug', '--help', '--no-color')
        'config/path' = @('--debug', '--help', '--no-color')
        'doctor' = @('--debug', '--help', '--json', '--no-color')
        'completion' = @('--debug', '--help', '--no-color')
        'help' = @('--debug', '--help', '--no-color')
    }
    $aliases = @{
        'chats:ls' = 'chats/list'
        ':ls' = 'list'
    }
    $takeValues = @(
        'run:--system'
        'run:--max-tokens'
        'run:--stop'
        'run:--context-size'
        'run:--keep-alive'
        'run:--image'
        'run:--format'
        'run:--temperature'
        'run:--top-k'
        'run:--top-p'
        'run:--min-p'
        'run:--typical-p'
        'run:--repeat-last-n'
        'run:--repeat-penalty'
        'run:--frequency-penalty'
        'run:--presence-penalty'
        'run:--mirostat'
        'run:--mirostat-tau'
        'run:--mirostat-eta'
        'run:--seed'
        'run:--grammar'
        'chat:--system'
        'chat:--max-tokens'
        'chat:--stop'
        'chat:--context-size'
        'chat:--keep-alive'
        'chat:--image'
        'chat:--format'
        'chat:--temperature'
        'chat:--top-k'
        'chat:--top-p'
        'chat:--min-p'
        'chat:--typical-p'
        'chat:--repeat-last-n'
        'chat:--repeat-penalty'
        'chat:--frequency-penalty'
        'chat:--presence-penalty'
        'chat:--mirostat'
        'chat:--mirostat-tau'
        'chat:--mirostat-eta'
        'chat:--seed'
        'chat:--grammar'
        'embed:--dimensions'
        'render:--messages'
        'render:--tools'
        'render:--template'
        'render:--context'
        'bench:-p'
        'bench:--prompt-tokens'
        'bench:-n'
        'bench:--generated-tokens'
        'bench:-s'
        'bench:--streams'
        'bench:-r'
        'bench:--repetitions'
        'search:--limit'
        'create:-f'
        'create:--file'
        'create:-q'
        'create:--quantize'
        'load:--keep-alive'
        'load:--context-size'
        'load:--gpu-layers'
        'load:--alias'
        'stop:--timeout'
        'serve:--model'
        'serve:--host'
        'serve:--port'
        'serve:--socket'
        'serve:--allowed-hosts'
        'serve:--allowed-origins'
        'serve:--api-key'
        'serve:--tls-cert'
        'serve:--tls-key'
        'serve:--rate-limit'
        'serve:--max-body'
        'serve:--gpu-layers'
        'serve:--context-size'
        'serve:--threads'
        'serve:--parallel'
        'serve:--kv-size'
        'serve:--max-queue'
        'serve:--max-stall'
        'serve:--prompt-cache'
        'serve:--request-timeout'
        'serve:--keep-alive'
        'serve:--load-timeout'
        'serve:--max-loaded-models'
        'serve:--memory-limit'
        'serve:--cache-dir'
        'serve:--hub-endpoint'
        'serve:--hub-offline'
        'serve:--pull-connections'
        'serve:--idle-exit'
        'serve:--log-level'
        'daemon/stop:--timeout'
        'daemon/restart:--timeout'
        'daemon/logs:-n'
        'daemon/logs:--lines'
        'daemon/logs:--level'
        'logs:-n'
        'logs:--lines'
        'logs:--level'
        'ping:-c'
        'ping:--count'
    )
    $children = @('chats:list', 'chats:show', 'chats:export', 'chats:search', 'chats:rm', 'daemon:start', 'daemon:stop', 'daemon:restart', 'daemon:status', 'daemon:logs', 'config:list', 'config:get', 'config:set', 'config:unset', 'config:path')

    $command = ''
    $expecting = ''
    $position = 0
    foreach ($element in $commandAst.CommandElements | Select-Object -Skip 1) {
        # The word at the cursor is the one to complete.
        if ($element.Extent.EndOffset -ge $cursorPosition) { break }
        $word = $element.ToString()
        $key = "${command}:$word"
        if ($expecting) { $expecting = '' }
        elseif ($takeValues -ccontains $key) { $expecting = $word }
        elseif ($word.StartsWith('-')) { }
        elseif ($aliases.ContainsKey($key)) { $command = $aliases[$key] }
        elseif (-not $command) { $command = $word }
        elseif ($children -ccontains $key) { $command = "$command/$word" }
        else { $position++ }
    }

    $found = [System.Collections.Generic.List[string]]::new()
    if (-not $expecting -and $wordToComplete.StartsWith('-')) {
        if ($options.ContainsKey($command)) { $found.AddRange([string[]]$options[$command]) }
    } else {
        $places = if ($expecting) { @("${command}:$expecting") } else { @("${command}:$position", "${command}:*") }
        $folder = if ($env:MULLAMA_HOME) { $env:MULLAMA_HOME } else { Join-Path $HOME '.mullama' }
        foreach ($place in $places) {
            if ($words.ContainsKey($place)) { $found.AddRange([string[]]$words[$place]) }
            foreach ($file in $names[$place]) {
                $path = Join-Path $folder $file
                if (Test-Path -PathType Leaf $path) { $found.AddRange([string[]]@(Get-Content $path)) }
            }
        }
    }
    # Where nothing is found, PowerShell completes paths.
    $found | Where-Object { $_.StartsWith($wordToComplete) } | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }
}
