# fish completion for mullama.
# Generated from the commands: mvn test -Dtest=GeneratedFilesTest -Dupdate.generated=true

function __mullama_names
    set -l home $HOME/.mullama
    set -q MULLAMA_HOME; and set home $MULLAMA_HOME
    for file in $argv
        test -r $home/$file; and cat $home/$file
    end
end

function __mullama_models
    __mullama_names $argv
    __fish_complete_suffix .gguf
end

complete -c mullama -f
complete -c mullama -n __fish_use_subcommand -l help -d 'Show this help and exit'
complete -c mullama -n __fish_use_subcommand -l version -d 'Show the version and exit'
complete -c mullama -n __fish_use_subcommand -l debug -d 'Show stack traces with errors'
complete -c mullama -n __fish_use_subcommand -l no-color -d 'Use no colours, as NO_COLOR does'

complete -c mullama -n __fish_use_subcommand -a run -d 'Ask a model, or chat with it.'
complete -c mullama -n '__fish_seen_subcommand_from run' -l help -d 'Show this help and exit'
complete -c mullama -n '__fish_seen_subcommand_from run' -l system -d 'Instructions that hold for the whole chat' -x
complete -c mullama -n '__fish_seen_subcommand_from run' -l temperature -d 'How freely to choose; 0 takes the likeliest token' -x
complete -c mullama -n '__fish_seen_subcommand_from run' -l top-p -d 'Choose among the likeliest that make up this share, 0 to 1' -x
complete -c mullama -n '__fish_seen_subcommand_from run' -l top-k -d 'Choose among this many of the likeliest; 0 takes all' -x
complete -c mullama -n '__fish_seen_subcommand_from run' -l min-p -d 'Leave out what is this much less likely than the likeliest, 0 to 1' -x
complete -c mullama -n '__fish_seen_subcommand_from run' -l repeat-penalty -d 'Make repetition less likely; 1 does nothing' -x
complete -c mullama -n '__fish_seen_subcommand_from run' -l seed -d 'Make the answer repeatable' -x
complete -c mullama -n '__fish_seen_subcommand_from run' -l max-tokens -d 'Stop after this many tokens; -1, the default, leaves it to the model' -x
complete -c mullama -n '__fish_seen_subcommand_from run' -l stop -d 'End the answer before this text; may be given more than once' -x
complete -c mullama -n '__fish_seen_subcommand_from run' -l keep-alive -d 'How long the model stays loaded afterwards: 30s, 5m, 0, or -1 for ever' -x
complete -c mullama -n '__fish_seen_subcommand_from run' -l think -d 'Whether to think first: true, false, low, medium or high' -x -a 'error warning info debug'
complete -c mullama -n '__fish_seen_subcommand_from run' -l format -d 'Answer in JSON: json, or a file with a JSON Schema to follow' -x
complete -c mullama -n '__fish_seen_subcommand_from run' -l raw -d 'Send the prompt as it is, without the model\'s chat template'
complete -c mullama -n '__fish_seen_subcommand_from run' -l verbose -d 'Show what the answer cost, on the standard error'
complete -c mullama -n '__fish_seen_subcommand_from run' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__fish_seen_subcommand_from run' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__fish_seen_subcommand_from run' -a '(__mullama_models names catalog-names)'

complete -c mullama -n __fish_use_subcommand -a pull -d 'Download a model, or go on with a download that was broken off.'
complete -c mullama -n '__fish_seen_subcommand_from pull' -l help -d 'Show this help and exit'
complete -c mullama -n '__fish_seen_subcommand_from pull' -l quiet -d 'Show nothing but errors'
complete -c mullama -n '__fish_seen_subcommand_from pull' -l json -d 'Print a line of JSON for each step, as POST /api/models/pull does'
complete -c mullama -n '__fish_seen_subcommand_from pull' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__fish_seen_subcommand_from pull' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__fish_seen_subcommand_from pull' -a '(__mullama_names names catalog-names)'

complete -c mullama -n __fish_use_subcommand -a search -d 'Look for models to pull, by short names and at Hugging Face.'
complete -c mullama -n '__fish_seen_subcommand_from search' -l help -d 'Show this help and exit'
complete -c mullama -n '__fish_seen_subcommand_from search' -l json -d 'Print JSON, as GET /api/search answers'
complete -c mullama -n '__fish_seen_subcommand_from search' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__fish_seen_subcommand_from search' -l no-color -d 'Use no colours, as NO_COLOR does'

complete -c mullama -n __fish_use_subcommand -a list -d 'List the models that can be run.'
complete -c mullama -n __fish_use_subcommand -a ls -d 'List the models that can be run.'
complete -c mullama -n '__fish_seen_subcommand_from list ls' -l help -d 'Show this help and exit'
complete -c mullama -n '__fish_seen_subcommand_from list ls' -l all -d 'Show those that other programs have downloaded too, and whose they are'
complete -c mullama -n '__fish_seen_subcommand_from list ls' -l json -d 'Print JSON, as GET /api/models answers'
complete -c mullama -n '__fish_seen_subcommand_from list ls' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__fish_seen_subcommand_from list ls' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__fish_seen_subcommand_from list ls' -a '(__mullama_names names)'

complete -c mullama -n __fish_use_subcommand -a ps -d 'List the models that are loaded, and until when.'
complete -c mullama -n '__fish_seen_subcommand_from ps' -l help -d 'Show this help and exit'
complete -c mullama -n '__fish_seen_subcommand_from ps' -l json -d 'Print JSON: the loaded ones of GET /api/models'
complete -c mullama -n '__fish_seen_subcommand_from ps' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__fish_seen_subcommand_from ps' -l no-color -d 'Use no colours, as NO_COLOR does'

complete -c mullama -n __fish_use_subcommand -a show -d 'Show what a model is, and what it is told beforehand.'
complete -c mullama -n '__fish_seen_subcommand_from show' -l help -d 'Show this help and exit'
complete -c mullama -n '__fish_seen_subcommand_from show' -l modelfile -d 'Print a Modelfile that makes the same model'
complete -c mullama -n '__fish_seen_subcommand_from show' -l template -d 'Print the chat template'
complete -c mullama -n '__fish_seen_subcommand_from show' -l parameters -d 'Print the parameters that it sets'
complete -c mullama -n '__fish_seen_subcommand_from show' -l license -d 'Print the licence'
complete -c mullama -n '__fish_seen_subcommand_from show' -l system -d 'Print the instructions that hold for every chat'
complete -c mullama -n '__fish_seen_subcommand_from show' -l json -d 'Print JSON, as GET /api/models/NAME answers'
complete -c mullama -n '__fish_seen_subcommand_from show' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__fish_seen_subcommand_from show' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__fish_seen_subcommand_from show' -a '(__mullama_models names)'

complete -c mullama -n __fish_use_subcommand -a cp -d 'Give a model another name; its files are not copied.'
complete -c mullama -n '__fish_seen_subcommand_from cp' -l help -d 'Show this help and exit'
complete -c mullama -n '__fish_seen_subcommand_from cp' -l quiet -d 'Show nothing but errors'
complete -c mullama -n '__fish_seen_subcommand_from cp' -l json -d 'Print JSON, as POST /api/models/copy answers'
complete -c mullama -n '__fish_seen_subcommand_from cp' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__fish_seen_subcommand_from cp' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__fish_seen_subcommand_from cp' -a '(__mullama_names names)'

complete -c mullama -n __fish_use_subcommand -a rm -d 'Delete models; a file goes with the last name that uses it.'
complete -c mullama -n '__fish_seen_subcommand_from rm' -l help -d 'Show this help and exit'
complete -c mullama -n '__fish_seen_subcommand_from rm' -l quiet -d 'Show nothing but errors'
complete -c mullama -n '__fish_seen_subcommand_from rm' -l json -d 'Print a line of JSON for each, as DELETE /api/models/NAME answers'
complete -c mullama -n '__fish_seen_subcommand_from rm' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__fish_seen_subcommand_from rm' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__fish_seen_subcommand_from rm' -a '(__mullama_names names)'

complete -c mullama -n __fish_use_subcommand -a create -d 'Make a model of another one, as a Modelfile says.'
complete -c mullama -n '__fish_seen_subcommand_from create' -l help -d 'Show this help and exit'
complete -c mullama -n '__fish_seen_subcommand_from create' -l file -d 'The Modelfile, - for the standard input' -x -a '(__fish_complete_path)'
complete -c mullama -n '__fish_seen_subcommand_from create' -l quantize -d 'Make a smaller copy, such as Q4_K_M' -x
complete -c mullama -n '__fish_seen_subcommand_from create' -l quiet -d 'Show nothing but errors'
complete -c mullama -n '__fish_seen_subcommand_from create' -l json -d 'Print a line of JSON for each step, as POST /api/models/create does'
complete -c mullama -n '__fish_seen_subcommand_from create' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__fish_seen_subcommand_from create' -l no-color -d 'Use no colours, as NO_COLOR does'

complete -c mullama -n __fish_use_subcommand -a cache -d 'Show the folder of downloaded models, or tidy it.'
complete -c mullama -n '__fish_seen_subcommand_from cache' -l help -d 'Show this help and exit'
complete -c mullama -n '__fish_seen_subcommand_from cache' -l json -d 'Print JSON, as GET /api/cache answers'
complete -c mullama -n '__fish_seen_subcommand_from cache' -l yes -d 'Delete without asking'
complete -c mullama -n '__fish_seen_subcommand_from cache' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__fish_seen_subcommand_from cache' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__fish_seen_subcommand_from cache' -a 'path size prune'

complete -c mullama -n __fish_use_subcommand -a load -d 'Load a model into memory, so that its first answer comes at once.'
complete -c mullama -n '__fish_seen_subcommand_from load' -l help -d 'Show this help and exit'
complete -c mullama -n '__fish_seen_subcommand_from load' -l keep-alive -d 'How long it stays when nobody uses it: 30s, 1h, or -1 for ever' -x
complete -c mullama -n '__fish_seen_subcommand_from load' -l context-size -d 'Tokens that one request may use' -x
complete -c mullama -n '__fish_seen_subcommand_from load' -l gpu-layers -d 'Layers to keep on the GPU' -x
complete -c mullama -n '__fish_seen_subcommand_from load' -l alias -d 'The name that it goes by until it is unloaded' -x
complete -c mullama -n '__fish_seen_subcommand_from load' -l default -d 'Make it the model of requests that name none'
complete -c mullama -n '__fish_seen_subcommand_from load' -l quiet -d 'Show nothing but errors'
complete -c mullama -n '__fish_seen_subcommand_from load' -l json -d 'Print JSON, as POST /api/models/load answers'
complete -c mullama -n '__fish_seen_subcommand_from load' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__fish_seen_subcommand_from load' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__fish_seen_subcommand_from load' -a '(__mullama_models names)'

complete -c mullama -n __fish_use_subcommand -a unload -d 'Free the memory of models, once nobody uses them.'
complete -c mullama -n '__fish_seen_subcommand_from unload' -l help -d 'Show this help and exit'
complete -c mullama -n '__fish_seen_subcommand_from unload' -l all -d 'Every model that is loaded'
complete -c mullama -n '__fish_seen_subcommand_from unload' -l quiet -d 'Show nothing but errors'
complete -c mullama -n '__fish_seen_subcommand_from unload' -l json -d 'Print a line of JSON for each, as POST /api/models/NAME/unload answers'
complete -c mullama -n '__fish_seen_subcommand_from unload' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__fish_seen_subcommand_from unload' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__fish_seen_subcommand_from unload' -a '(__mullama_models names)'

complete -c mullama -n __fish_use_subcommand -a stop -d 'Stop the daemon, or unload the models that are named.'
complete -c mullama -n '__fish_seen_subcommand_from stop' -l help -d 'Show this help and exit'
complete -c mullama -n '__fish_seen_subcommand_from stop' -l timeout -d 'How long to wait for the daemon\'s end: 30s, 5m, or -1 for ever' -x
complete -c mullama -n '__fish_seen_subcommand_from stop' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__fish_seen_subcommand_from stop' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__fish_seen_subcommand_from stop' -a '(__mullama_models names)'

complete -c mullama -n __fish_use_subcommand -a serve -d 'Run the daemon in the foreground.'
complete -c mullama -n '__fish_seen_subcommand_from serve' -l help -d 'Show this help and exit'
complete -c mullama -n '__fish_seen_subcommand_from serve' -l model -d 'Load this model at the start; may be given more than once' -x -a '(__mullama_models names)'
complete -c mullama -n '__fish_seen_subcommand_from serve' -l host -d 'The address to listen on, or of the daemon to connect to' -x
complete -c mullama -n '__fish_seen_subcommand_from serve' -l port -d 'The TCP port; 0 for the Unix socket alone' -x
complete -c mullama -n '__fish_seen_subcommand_from serve' -l ollama -d 'Whether to stand in for Ollama: on its port 11434, or where OLLAMA_HOST says, with its defaults and its errors'
complete -c mullama -n '__fish_seen_subcommand_from serve' -l socket -d 'The Unix socket; mullama.sock in MULLAMA_HOME when empty' -x -a '(__fish_complete_path)'
complete -c mullama -n '__fish_seen_subcommand_from serve' -l allowed-hosts -d 'Names that requests may call this server, beside its addresses and localhost, with commas between them' -x
complete -c mullama -n '__fish_seen_subcommand_from serve' -l allowed-origins -d 'Origins of the web pages that may use the server, such as http://localhost:*, with commas between them' -x
complete -c mullama -n '__fish_seen_subcommand_from serve' -l api-key -d 'The key that requests over TCP have to show, and that commands send' -x
complete -c mullama -n '__fish_seen_subcommand_from serve' -l insecure -d 'Whether other machines may be served without an API key'
complete -c mullama -n '__fish_seen_subcommand_from serve' -l tls-cert -d 'A PEM file with the certificate for TLS, and those above it' -x -a '(__fish_complete_path)'
complete -c mullama -n '__fish_seen_subcommand_from serve' -l tls-key -d 'A PEM file with the certificate\'s private key' -x -a '(__fish_complete_path)'
complete -c mullama -n '__fish_seen_subcommand_from serve' -l rate-limit -d 'Requests that one API key or address may make in a minute; 0 for any number' -x
complete -c mullama -n '__fish_seen_subcommand_from serve' -l max-body -d 'The longest request body' -x
complete -c mullama -n '__fish_seen_subcommand_from serve' -l gpu-layers -d 'Layers to keep on the GPU: a number, or auto' -x
complete -c mullama -n '__fish_seen_subcommand_from serve' -l context-size -d 'Tokens that one request may use' -x
complete -c mullama -n '__fish_seen_subcommand_from serve' -l threads -d 'CPU threads: a number, or auto for as many physical cores as pay' -x
complete -c mullama -n '__fish_seen_subcommand_from serve' -l parallel -d 'Requests that one model works on at once' -x
complete -c mullama -n '__fish_seen_subcommand_from serve' -l kv-size -d 'Tokens that the KV cache holds for all requests together: a number, or auto for a context for each' -x
complete -c mullama -n '__fish_seen_subcommand_from serve' -l max-queue -d 'Requests that may wait for their turn with one model' -x
complete -c mullama -n '__fish_seen_subcommand_from serve' -l max-stall -d 'The longest pause in answers under way while another request\'s prompt is computed' -x
complete -c mullama -n '__fish_seen_subcommand_from serve' -l prompt-cache -d 'Memory for conversations that left the KV cache: a size such as 512MB, 0 for none, or auto for 1GB or a tenth of this machine\'s, whichever is less' -x
complete -c mullama -n '__fish_seen_subcommand_from serve' -l request-timeout -d 'How long one request may take; -1 for ever' -x
complete -c mullama -n '__fish_seen_subcommand_from serve' -l keep-alive -d 'How long an unused model stays loaded; -1 for ever' -x
complete -c mullama -n '__fish_seen_subcommand_from serve' -l load-timeout -d 'How long a request waits for a model to be loaded; -1 for ever' -x
complete -c mullama -n '__fish_seen_subcommand_from serve' -l max-loaded-models -d 'Models that may be loaded at once; 0 for as many as fit into memory' -x
complete -c mullama -n '__fish_seen_subcommand_from serve' -l memory-limit -d 'Memory for the loaded models: a size such as 8GB, or auto for what the system has' -x
complete -c mullama -n '__fish_seen_subcommand_from serve' -l cache-dir -d 'The folder of downloaded models; mullama/models in the user\'s cache folder when empty' -x -a '(__fish_complete_path)'
complete -c mullama -n '__fish_seen_subcommand_from serve' -l hub-endpoint -d 'The address that models are pulled from: Hugging Face, or a mirror of it' -x
complete -c mullama -n '__fish_seen_subcommand_from serve' -l hub-offline -d 'Whether nothing may be asked of the hub' -x
complete -c mullama -n '__fish_seen_subcommand_from serve' -l pull-connections -d 'Parts of a file that are downloaded at once' -x
complete -c mullama -n '__fish_seen_subcommand_from serve' -l idle-exit -d 'When a daemon that was started on demand ends for lack of work; -1 for never' -x
complete -c mullama -n '__fish_seen_subcommand_from serve' -l log-level -d 'Error, warning, info or debug' -x -a 'error warning info debug'
complete -c mullama -n '__fish_seen_subcommand_from serve' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__fish_seen_subcommand_from serve' -l no-color -d 'Use no colours, as NO_COLOR does'

complete -c mullama -n __fish_use_subcommand -a daemon -d 'Start, stop, restart and watch the daemon.'
complete -c mullama -n '__fish_seen_subcommand_from daemon' -l help -d 'Show this help and exit'
complete -c mullama -n '__fish_seen_subcommand_from daemon' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__fish_seen_subcommand_from daemon' -l no-color -d 'Use no colours, as NO_COLOR does'

complete -c mullama -n __fish_use_subcommand -a status -d 'Tell whether the daemon runs, where, and what it does.'
complete -c mullama -n '__fish_seen_subcommand_from status' -l help -d 'Show this help and exit'
complete -c mullama -n '__fish_seen_subcommand_from status' -l json -d 'Print JSON: GET /status, GET /api/system/status, and the models that are loaded'
complete -c mullama -n '__fish_seen_subcommand_from status' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__fish_seen_subcommand_from status' -l no-color -d 'Use no colours, as NO_COLOR does'

complete -c mullama -n __fish_use_subcommand -a ping -d 'Tell whether the daemon answers, and how fast.'
complete -c mullama -n '__fish_seen_subcommand_from ping' -l help -d 'Show this help and exit'
complete -c mullama -n '__fish_seen_subcommand_from ping' -l count -d 'How often to ask, a second apart' -x
complete -c mullama -n '__fish_seen_subcommand_from ping' -l quiet -d 'Show nothing but errors: the exit code tells'
complete -c mullama -n '__fish_seen_subcommand_from ping' -l json -d 'Print JSON: the address, and the milliseconds of each answer'
complete -c mullama -n '__fish_seen_subcommand_from ping' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__fish_seen_subcommand_from ping' -l no-color -d 'Use no colours, as NO_COLOR does'

complete -c mullama -n __fish_use_subcommand -a logs -d 'Show the log of the daemon in the background.'
complete -c mullama -n '__fish_seen_subcommand_from logs' -l help -d 'Show this help and exit'
complete -c mullama -n '__fish_seen_subcommand_from logs' -l follow -d 'Go on with what is added, until Ctrl-C'
complete -c mullama -n '__fish_seen_subcommand_from logs' -l lines -d 'How many of the last lines to show: a number, or all' -x
complete -c mullama -n '__fish_seen_subcommand_from logs' -l level -d 'Show what is at least so grave: error, warning, info or debug' -x -a 'error warning info debug'
complete -c mullama -n '__fish_seen_subcommand_from logs' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__fish_seen_subcommand_from logs' -l no-color -d 'Use no colours, as NO_COLOR does'

complete -c mullama -n __fish_use_subcommand -a bench -d 'Measure how fast a model processes prompts and generates.'
complete -c mullama -n '__fish_seen_subcommand_from bench' -l help -d 'Show this help and exit'
complete -c mullama -n '__fish_seen_subcommand_from bench' -l prompt-tokens -d 'Process prompts of so many tokens; several counts with commas between them, 0 for none' -x
complete -c mullama -n '__fish_seen_subcommand_from bench' -l generated-tokens -d 'Generate so many tokens; several counts with commas between them, 0 for none' -x
complete -c mullama -n '__fish_seen_subcommand_from bench' -l streams -d 'Do each so many times at once, for the tokens per second of all together' -x
complete -c mullama -n '__fish_seen_subcommand_from bench' -l repetitions -d 'How often to repeat each test' -x
complete -c mullama -n '__fish_seen_subcommand_from bench' -l json -d 'Print JSON, with every repetition'
complete -c mullama -n '__fish_seen_subcommand_from bench' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__fish_seen_subcommand_from bench' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__fish_seen_subcommand_from bench' -a '(__mullama_models names)'

complete -c mullama -n __fish_use_subcommand -a render -d 'Show the exact prompt that a conversation becomes.'
complete -c mullama -n '__fish_seen_subcommand_from render' -l help -d 'Show this help and exit'
complete -c mullama -n '__fish_seen_subcommand_from render' -l messages -d 'The conversation: a JSON list of messages, or a whole request; - for the standard input' -x -a '(__fish_complete_path)'
complete -c mullama -n '__fish_seen_subcommand_from render' -l tools -d 'A JSON list of tools that may be called' -x -a '(__fish_complete_path)'
complete -c mullama -n '__fish_seen_subcommand_from render' -l think -d 'Whether to think first: true, false, low, medium or high' -x -a 'error warning info debug'
complete -c mullama -n '__fish_seen_subcommand_from render' -l tokens -d 'Print the prompt\'s tokens, one in a line, with their ids'
complete -c mullama -n '__fish_seen_subcommand_from render' -l json -d 'Print JSON, as POST /api/render answers'
complete -c mullama -n '__fish_seen_subcommand_from render' -l template -d 'Render this Jinja template instead of a model\'s' -x -a '(__fish_complete_path)'
complete -c mullama -n '__fish_seen_subcommand_from render' -l context -d 'The template\'s variables: a JSON object' -x -a '(__fish_complete_path)'
complete -c mullama -n '__fish_seen_subcommand_from render' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__fish_seen_subcommand_from render' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__fish_seen_subcommand_from render' -a '(__mullama_models names)'

complete -c mullama -n __fish_use_subcommand -a help -d 'Show what mullama or one of its commands does.'
complete -c mullama -n '__fish_seen_subcommand_from help' -l help -d 'Show this help and exit'
complete -c mullama -n '__fish_seen_subcommand_from help' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__fish_seen_subcommand_from help' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__fish_seen_subcommand_from help' -a 'run pull search list ps show cp rm create cache load unload stop serve daemon status ping logs bench render help'
