# fish completion for mullama.
# Generated from the commands: mvn test -Dtest=GeneratedFilesTest -Dupdate.generated=true

function __mullama_names
    set -l home $HOME/.mullama
    set -q MULLAMA_HOME; and set home $MULLAMA_HOME
    for file in $argv
        test -r $home/$file; and cat $home/$file
    end
end

function __mullama_gguf
    __fish_complete_path (commandline -ct) | string match -r '.*(?:\.gguf|/)(?:\t.*)?$'
end

# Where the cursor is: the command, a colon, and how many parameters stand before it.
function __mullama_place
    set -l command ''
    set -l expecting ''
    set -l position 0
    for word in (commandline -opc)[2..-1]
        if test -n "$expecting"
            set expecting ''
            continue
        end
        switch "$command:$word"
            case run:--system run:--max-tokens run:--stop run:--context-size run:--keep-alive run:--image run:--format run:--temperature run:--top-k run:--top-p run:--min-p run:--typical-p run:--repeat-last-n run:--repeat-penalty run:--frequency-penalty run:--presence-penalty run:--mirostat run:--mirostat-tau run:--mirostat-eta run:--seed run:--grammar chat:--system chat:--max-tokens chat:--stop chat:--context-size chat:--keep-alive chat:--image chat:--format chat:--temperature chat:--top-k chat:--top-p chat:--min-p chat:--typical-p chat:--repeat-last-n chat:--repeat-penalty chat:--frequency-penalty chat:--presence-penalty chat:--mirostat chat:--mirostat-tau chat:--mirostat-eta chat:--seed chat:--grammar embed:--dimensions render:--messages render:--tools render:--template render:--context bench:-p bench:--prompt-tokens bench:-n bench:--generated-tokens bench:-s bench:--streams bench:-r bench:--repetitions search:--limit create:-f create:--file create:-q create:--quantize load:--keep-alive load:--context-size load:--gpu-layers load:--alias stop:--timeout serve:--model serve:--host serve:--port serve:--socket serve:--allowed-hosts serve:--allowed-origins serve:--api-key serve:--tls-cert serve:--tls-key serve:--rate-limit serve:--max-body serve:--gpu-layers serve:--context-size serve:--threads serve:--parallel serve:--kv-size serve:--max-queue serve:--max-stall serve:--prompt-cache serve:--request-timeout serve:--keep-alive serve:--load-timeout serve:--max-loaded-models serve:--memory-limit serve:--cache-dir serve:--hub-endpoint serve:--hub-offline serve:--pull-connections serve:--idle-exit serve:--log-level daemon/stop:--timeout daemon/restart:--timeout daemon/logs:-n daemon/logs:--lines daemon/logs:--level logs:-n logs:--lines logs:--level ping:-c ping:--count
                set expecting $word
            case '*:-*'
            case chats:ls
                set command chats/list
            case :ls
                set command list
            case ':*'
                set command $word
            case chats:list chats:show chats:export chats:search chats:rm daemon:start daemon:stop daemon:restart daemon:status daemon:logs config:list config:get config:set config:unset config:path
                set command $command/$word
            case '*'
                set position (math $position + 1)
        end
    end
    echo "$command:$position"
end

function __mullama_at
    string match -q -- $argv[1] (__mullama_place)
end

complete -c mullama -f
complete -c mullama -n '__mullama_at ":0"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at ":0"' -s V -l version -d 'Show the version and exit'
complete -c mullama -n '__mullama_at ":0"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at ":0"' -l no-color -d 'Use no colours, as NO_COLOR does'

complete -c mullama -n '__mullama_at ":0"' -a run -d 'Ask a model, or chat with it.'
complete -c mullama -n '__mullama_at "run:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "run:*"' -l continue -d 'Go on with the latest conversation, or with this one of \'mullama chats\''
complete -c mullama -n '__mullama_at "run:*"' -l no-save -d 'Save nothing of what is said'
complete -c mullama -n '__mullama_at "run:*"' -l system -d 'Instructions that hold for the whole chat; @FILE takes them from a file' -x
complete -c mullama -n '__mullama_at "run:*"' -l max-tokens -d 'Stop after this many tokens; -1, the default, leaves it to the model' -x
complete -c mullama -n '__mullama_at "run:*"' -l stop -d 'End the answer before this text; may be given more than once' -x
complete -c mullama -n '__mullama_at "run:*"' -l context-size -d 'Have the model loaded with room for this many tokens, prompt and answer together' -x
complete -c mullama -n '__mullama_at "run:*"' -l keep-alive -d 'How long the model stays loaded afterwards: 30s, 5m, 0, or -1 for ever' -x
complete -c mullama -n '__mullama_at "run:*"' -l image -d 'A picture to ask about; not supported yet' -x -a '(__fish_complete_path)'
complete -c mullama -n '__mullama_at "run:*"' -l think -d 'Have the model think first; the levels are low, medium and high'
complete -c mullama -n '__mullama_at "run:*"' -l no-think -d 'Have the model answer without thinking first'
complete -c mullama -n '__mullama_at "run:*"' -l format -d 'Answer in JSON: json, or a file with a JSON Schema to follow' -x -a 'json (__fish_complete_path)'
complete -c mullama -n '__mullama_at "run:*"' -l temperature -d 'How freely to choose; 0 takes the likeliest token' -x
complete -c mullama -n '__mullama_at "run:*"' -l top-k -d 'Choose among this many of the likeliest; 0 takes all' -x
complete -c mullama -n '__mullama_at "run:*"' -l top-p -d 'Choose among the likeliest that make up this share, 0 to 1' -x
complete -c mullama -n '__mullama_at "run:*"' -l min-p -d 'Leave out what is this much less likely than the likeliest, 0 to 1' -x
complete -c mullama -n '__mullama_at "run:*"' -l typical-p -d 'Choose among the most typical that make up this share, 0 to 1' -x
complete -c mullama -n '__mullama_at "run:*"' -l repeat-last-n -d 'How many tokens back repetition counts; -1 for all of the context' -x
complete -c mullama -n '__mullama_at "run:*"' -l repeat-penalty -d 'Make repetition less likely; 1 does nothing' -x
complete -c mullama -n '__mullama_at "run:*"' -l frequency-penalty -d 'Make less likely what has been said, the more the oftener; 0 does nothing' -x
complete -c mullama -n '__mullama_at "run:*"' -l presence-penalty -d 'Make less likely what has been said; 0 does nothing' -x
complete -c mullama -n '__mullama_at "run:*"' -l mirostat -d 'Hold the text\'s surprise steady by Mirostat 1 or 2; 0 does not' -x
complete -c mullama -n '__mullama_at "run:*"' -l mirostat-tau -d 'The surprise that Mirostat aims at' -x
complete -c mullama -n '__mullama_at "run:*"' -l mirostat-eta -d 'How fast Mirostat learns' -x
complete -c mullama -n '__mullama_at "run:*"' -l seed -d 'Make the answer repeatable' -x
complete -c mullama -n '__mullama_at "run:*"' -l grammar -d 'Hold the answer to a grammar, in llama.cpp\'s GBNF' -x -a '(__fish_complete_path)'
complete -c mullama -n '__mullama_at "run:*"' -l hide-thinking -d 'Do not show what the model thinks before it answers'
complete -c mullama -n '__mullama_at "run:*"' -l no-markdown -d 'Show Markdown as it is written, in a terminal too'
complete -c mullama -n '__mullama_at "run:*"' -l no-wrap -d 'Leave it to the terminal where lines end'
complete -c mullama -n '__mullama_at "run:*"' -l verbose -d 'Show what the answer cost, on the standard error'
complete -c mullama -n '__mullama_at "run:*"' -s q -l quiet -d 'Show no progress while a model is pulled or loaded'
complete -c mullama -n '__mullama_at "run:*"' -l save -d 'Save the question and its answer too; conversations are anyway'
complete -c mullama -n '__mullama_at "run:*"' -l raw -d 'Send the prompt as it is, without the model\'s chat template'
complete -c mullama -n '__mullama_at "run:*"' -l json -d 'Print the whole answer as one JSON object, as the HTTP API gives it; with --stream, a line of JSON for each piece'
complete -c mullama -n '__mullama_at "run:*"' -l stream -d 'Print pieces as they come; the default, but for --json'
complete -c mullama -n '__mullama_at "run:*"' -l no-stream -d 'Print nothing until the answer is whole'
complete -c mullama -n '__mullama_at "run:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "run:*"' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__mullama_at "run:0"' -a '(__mullama_names names catalog-names) (__mullama_gguf)'

complete -c mullama -n '__mullama_at ":0"' -a chat -d 'Chat with a model in the terminal.'
complete -c mullama -n '__mullama_at "chat:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "chat:*"' -l continue -d 'Go on with the latest conversation, or with this one of \'mullama chats\''
complete -c mullama -n '__mullama_at "chat:*"' -l no-save -d 'Save nothing of what is said'
complete -c mullama -n '__mullama_at "chat:*"' -l system -d 'Instructions that hold for the whole chat; @FILE takes them from a file' -x
complete -c mullama -n '__mullama_at "chat:*"' -l max-tokens -d 'Stop after this many tokens; -1, the default, leaves it to the model' -x
complete -c mullama -n '__mullama_at "chat:*"' -l stop -d 'End the answer before this text; may be given more than once' -x
complete -c mullama -n '__mullama_at "chat:*"' -l context-size -d 'Have the model loaded with room for this many tokens, prompt and answer together' -x
complete -c mullama -n '__mullama_at "chat:*"' -l keep-alive -d 'How long the model stays loaded afterwards: 30s, 5m, 0, or -1 for ever' -x
complete -c mullama -n '__mullama_at "chat:*"' -l image -d 'A picture to ask about; not supported yet' -x -a '(__fish_complete_path)'
complete -c mullama -n '__mullama_at "chat:*"' -l think -d 'Have the model think first; the levels are low, medium and high'
complete -c mullama -n '__mullama_at "chat:*"' -l no-think -d 'Have the model answer without thinking first'
complete -c mullama -n '__mullama_at "chat:*"' -l format -d 'Answer in JSON: json, or a file with a JSON Schema to follow' -x -a 'json (__fish_complete_path)'
complete -c mullama -n '__mullama_at "chat:*"' -l temperature -d 'How freely to choose; 0 takes the likeliest token' -x
complete -c mullama -n '__mullama_at "chat:*"' -l top-k -d 'Choose among this many of the likeliest; 0 takes all' -x
complete -c mullama -n '__mullama_at "chat:*"' -l top-p -d 'Choose among the likeliest that make up this share, 0 to 1' -x
complete -c mullama -n '__mullama_at "chat:*"' -l min-p -d 'Leave out what is this much less likely than the likeliest, 0 to 1' -x
complete -c mullama -n '__mullama_at "chat:*"' -l typical-p -d 'Choose among the most typical that make up this share, 0 to 1' -x
complete -c mullama -n '__mullama_at "chat:*"' -l repeat-last-n -d 'How many tokens back repetition counts; -1 for all of the context' -x
complete -c mullama -n '__mullama_at "chat:*"' -l repeat-penalty -d 'Make repetition less likely; 1 does nothing' -x
complete -c mullama -n '__mullama_at "chat:*"' -l frequency-penalty -d 'Make less likely what has been said, the more the oftener; 0 does nothing' -x
complete -c mullama -n '__mullama_at "chat:*"' -l presence-penalty -d 'Make less likely what has been said; 0 does nothing' -x
complete -c mullama -n '__mullama_at "chat:*"' -l mirostat -d 'Hold the text\'s surprise steady by Mirostat 1 or 2; 0 does not' -x
complete -c mullama -n '__mullama_at "chat:*"' -l mirostat-tau -d 'The surprise that Mirostat aims at' -x
complete -c mullama -n '__mullama_at "chat:*"' -l mirostat-eta -d 'How fast Mirostat learns' -x
complete -c mullama -n '__mullama_at "chat:*"' -l seed -d 'Make the answer repeatable' -x
complete -c mullama -n '__mullama_at "chat:*"' -l grammar -d 'Hold the answer to a grammar, in llama.cpp\'s GBNF' -x -a '(__fish_complete_path)'
complete -c mullama -n '__mullama_at "chat:*"' -l hide-thinking -d 'Do not show what the model thinks before it answers'
complete -c mullama -n '__mullama_at "chat:*"' -l no-markdown -d 'Show Markdown as it is written, in a terminal too'
complete -c mullama -n '__mullama_at "chat:*"' -l no-wrap -d 'Leave it to the terminal where lines end'
complete -c mullama -n '__mullama_at "chat:*"' -l verbose -d 'Show what the answer cost, on the standard error'
complete -c mullama -n '__mullama_at "chat:*"' -s q -l quiet -d 'Show no progress while a model is pulled or loaded'
complete -c mullama -n '__mullama_at "chat:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "chat:*"' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__mullama_at "chat:0"' -a '(__mullama_names names) (__mullama_gguf)'

complete -c mullama -n '__mullama_at ":0"' -a chats -d 'List, show, export, search and delete the saved conversations.'
complete -c mullama -n '__mullama_at "chats:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "chats:*"' -l json -d 'Print JSON'
complete -c mullama -n '__mullama_at "chats:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "chats:*"' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__mullama_at "chats:0"' -a list -d 'List the conversations, the latest first.'
complete -c mullama -n '__mullama_at "chats:0"' -a ls -d 'List the conversations, the latest first.'
complete -c mullama -n '__mullama_at "chats/list:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "chats/list:*"' -l json -d 'Print JSON'
complete -c mullama -n '__mullama_at "chats/list:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "chats/list:*"' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__mullama_at "chats:0"' -a show -d 'Print a conversation.'
complete -c mullama -n '__mullama_at "chats/show:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "chats/show:*"' -l json -d 'Print JSON'
complete -c mullama -n '__mullama_at "chats/show:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "chats/show:*"' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__mullama_at "chats:0"' -a export -d 'Write a conversation into a file, as Markdown or JSON.'
complete -c mullama -n '__mullama_at "chats/export:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "chats/export:*"' -s y -l yes -d 'Replace a file that is there without asking'
complete -c mullama -n '__mullama_at "chats/export:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "chats/export:*"' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__mullama_at "chats/export:1"' -a '(__fish_complete_path)'
complete -c mullama -n '__mullama_at "chats:0"' -a search -d 'Find the conversations in which all of these words were said.'
complete -c mullama -n '__mullama_at "chats/search:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "chats/search:*"' -l json -d 'Print JSON'
complete -c mullama -n '__mullama_at "chats/search:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "chats/search:*"' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__mullama_at "chats:0"' -a rm -d 'Delete conversations.'
complete -c mullama -n '__mullama_at "chats/rm:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "chats/rm:*"' -l all -d 'Delete all of them, after a yes'
complete -c mullama -n '__mullama_at "chats/rm:*"' -s y -l yes -d 'Delete without asking'
complete -c mullama -n '__mullama_at "chats/rm:*"' -s q -l quiet -d 'Show nothing but errors'
complete -c mullama -n '__mullama_at "chats/rm:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "chats/rm:*"' -l no-color -d 'Use no colours, as NO_COLOR does'

complete -c mullama -n '__mullama_at ":0"' -a embed -d 'Make vectors of texts, one for each.'
complete -c mullama -n '__mullama_at "embed:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "embed:*"' -l lines -d 'Take each line that is piped in for a text; empty ones are skipped'
complete -c mullama -n '__mullama_at "embed:*"' -l dimensions -d 'Keep so many numbers of each vector; for models that were trained for it' -x
complete -c mullama -n '__mullama_at "embed:*"' -l truncate -d 'Cut texts that are longer than the context'
complete -c mullama -n '__mullama_at "embed:*"' -l json -d 'Print the whole answer as JSON, as POST /api/embeddings gives it'
complete -c mullama -n '__mullama_at "embed:*"' -s q -l quiet -d 'Show no progress while a model is pulled'
complete -c mullama -n '__mullama_at "embed:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "embed:*"' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__mullama_at "embed:0"' -a '(__mullama_names names) (__mullama_gguf)'

complete -c mullama -n '__mullama_at ":0"' -a tokenize -d 'Show the tokens of a text, as a model reads it.'
complete -c mullama -n '__mullama_at "tokenize:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "tokenize:*"' -l ids -d 'Print the ids alone, in one line'
complete -c mullama -n '__mullama_at "tokenize:*"' -l count -d 'Print how many tokens they are, and nothing else'
complete -c mullama -n '__mullama_at "tokenize:*"' -l add-special -d 'Add the tokens that the model\'s texts begin and end with'
complete -c mullama -n '__mullama_at "tokenize:*"' -l no-parse-special -d 'Take <|im_end|> and its like for the letters that they are'
complete -c mullama -n '__mullama_at "tokenize:*"' -l decode -d 'Take ids, and print the text that they stand for'
complete -c mullama -n '__mullama_at "tokenize:*"' -l json -d 'Print JSON, as POST /api/tokenize or /api/detokenize answers'
complete -c mullama -n '__mullama_at "tokenize:*"' -s q -l quiet -d 'Show no progress while a model is pulled'
complete -c mullama -n '__mullama_at "tokenize:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "tokenize:*"' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__mullama_at "tokenize:0"' -a '(__mullama_names names) (__mullama_gguf)'

complete -c mullama -n '__mullama_at ":0"' -a render -d 'Show the exact prompt that a conversation becomes.'
complete -c mullama -n '__mullama_at "render:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "render:*"' -l think -d 'Have the model think first; the levels are low, medium and high'
complete -c mullama -n '__mullama_at "render:*"' -l no-think -d 'Have the model answer without thinking first'
complete -c mullama -n '__mullama_at "render:*"' -l messages -d 'The conversation: a JSON list of messages, or a whole request; - for the standard input' -x -a '(__fish_complete_path)'
complete -c mullama -n '__mullama_at "render:*"' -l tools -d 'A JSON list of tools that may be called' -x -a '(__fish_complete_path)'
complete -c mullama -n '__mullama_at "render:*"' -l tokens -d 'Print the prompt\'s tokens, one in a line, with their ids'
complete -c mullama -n '__mullama_at "render:*"' -l json -d 'Print JSON, as POST /api/render answers'
complete -c mullama -n '__mullama_at "render:*"' -l template -d 'Render this Jinja template instead of a model\'s' -x -a '(__fish_complete_path)'
complete -c mullama -n '__mullama_at "render:*"' -l context -d 'The template\'s variables: a JSON object' -x -a '(__fish_complete_path)'
complete -c mullama -n '__mullama_at "render:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "render:*"' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__mullama_at "render:0"' -a '(__mullama_names names) (__mullama_gguf)'

complete -c mullama -n '__mullama_at ":0"' -a bench -d 'Measure how fast a model processes prompts and generates.'
complete -c mullama -n '__mullama_at "bench:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "bench:*"' -s p -l prompt-tokens -d 'Process prompts of so many tokens; several counts with commas between them, 0 for none' -x
complete -c mullama -n '__mullama_at "bench:*"' -s n -l generated-tokens -d 'Generate so many tokens; several counts with commas between them, 0 for none' -x
complete -c mullama -n '__mullama_at "bench:*"' -s s -l streams -d 'Do each so many times at once, for the tokens per second of all together' -x
complete -c mullama -n '__mullama_at "bench:*"' -s r -l repetitions -d 'How often to repeat each test' -x
complete -c mullama -n '__mullama_at "bench:*"' -l json -d 'Print JSON, with every repetition'
complete -c mullama -n '__mullama_at "bench:*"' -s q -l quiet -d 'Show no progress, only the figures at the end'
complete -c mullama -n '__mullama_at "bench:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "bench:*"' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__mullama_at "bench:0"' -a '(__mullama_names names) (__mullama_gguf)'

complete -c mullama -n '__mullama_at ":0"' -a list -d 'List the models that can be run.'
complete -c mullama -n '__mullama_at ":0"' -a ls -d 'List the models that can be run.'
complete -c mullama -n '__mullama_at "list:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "list:*"' -l all -d 'Show those that other programs have downloaded too, and whose they are'
complete -c mullama -n '__mullama_at "list:*"' -l json -d 'Print JSON, as GET /api/models answers'
complete -c mullama -n '__mullama_at "list:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "list:*"' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__mullama_at "list:0"' -a '(__mullama_names names)'

complete -c mullama -n '__mullama_at ":0"' -a show -d 'Show what a model is, and what it is told beforehand.'
complete -c mullama -n '__mullama_at "show:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "show:*"' -l modelfile -d 'Print a Modelfile that makes the same model'
complete -c mullama -n '__mullama_at "show:*"' -l template -d 'Print the chat template'
complete -c mullama -n '__mullama_at "show:*"' -l parameters -d 'Print the parameters that it sets'
complete -c mullama -n '__mullama_at "show:*"' -l license -d 'Print the licence'
complete -c mullama -n '__mullama_at "show:*"' -l system -d 'Print the instructions that hold for every chat'
complete -c mullama -n '__mullama_at "show:*"' -l json -d 'Print JSON, as GET /api/models/NAME answers'
complete -c mullama -n '__mullama_at "show:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "show:*"' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__mullama_at "show:0"' -a '(__mullama_names names) (__mullama_gguf)'

complete -c mullama -n '__mullama_at ":0"' -a search -d 'Look for models to pull, by short names and at Hugging Face.'
complete -c mullama -n '__mullama_at "search:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "search:*"' -l limit -d 'Show no more than this many' -x
complete -c mullama -n '__mullama_at "search:*"' -l json -d 'Print JSON, as GET /api/search answers'
complete -c mullama -n '__mullama_at "search:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "search:*"' -l no-color -d 'Use no colours, as NO_COLOR does'

complete -c mullama -n '__mullama_at ":0"' -a info -d 'Show the files of a repository, and which fit this machine.'
complete -c mullama -n '__mullama_at "info:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "info:*"' -l json -d 'Print JSON, as GET /api/info answers'
complete -c mullama -n '__mullama_at "info:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "info:*"' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__mullama_at "info:0"' -a '(__mullama_names names catalog-names)'

complete -c mullama -n '__mullama_at ":0"' -a pull -d 'Download a model, or go on with a download that was broken off.'
complete -c mullama -n '__mullama_at "pull:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "pull:*"' -s q -l quiet -d 'Show nothing but errors'
complete -c mullama -n '__mullama_at "pull:*"' -l json -d 'Print a line of JSON for each step, as POST /api/models/pull does'
complete -c mullama -n '__mullama_at "pull:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "pull:*"' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__mullama_at "pull:0"' -a '(__mullama_names names catalog-names)'

complete -c mullama -n '__mullama_at ":0"' -a create -d 'Make a model of another one, as a Modelfile says.'
complete -c mullama -n '__mullama_at "create:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "create:*"' -s f -l file -d 'The Modelfile, - for the standard input' -x -a '(__fish_complete_path)'
complete -c mullama -n '__mullama_at "create:*"' -s q -l quantize -d 'Make a smaller copy, such as Q4_K_M' -x -a 'Q8_0 Q6_K Q5_K_M Q4_K_M Q4_K_S Q3_K_M Q2_K'
complete -c mullama -n '__mullama_at "create:*"' -l quiet -d 'Show nothing but errors'
complete -c mullama -n '__mullama_at "create:*"' -l json -d 'Print a line of JSON for each step, as POST /api/models/create does'
complete -c mullama -n '__mullama_at "create:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "create:*"' -l no-color -d 'Use no colours, as NO_COLOR does'

complete -c mullama -n '__mullama_at ":0"' -a cp -d 'Give a model another name; its files are not copied.'
complete -c mullama -n '__mullama_at "cp:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "cp:*"' -s q -l quiet -d 'Show nothing but errors'
complete -c mullama -n '__mullama_at "cp:*"' -l json -d 'Print JSON, as POST /api/models/copy answers'
complete -c mullama -n '__mullama_at "cp:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "cp:*"' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__mullama_at "cp:0"' -a '(__mullama_names names)'

complete -c mullama -n '__mullama_at ":0"' -a rm -d 'Delete models; a file goes with the last name that uses it.'
complete -c mullama -n '__mullama_at "rm:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "rm:*"' -s q -l quiet -d 'Show nothing but errors'
complete -c mullama -n '__mullama_at "rm:*"' -l json -d 'Print a line of JSON for each, as DELETE /api/models/NAME answers'
complete -c mullama -n '__mullama_at "rm:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "rm:*"' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__mullama_at "rm:*"' -a '(__mullama_names names)'

complete -c mullama -n '__mullama_at ":0"' -a cache -d 'Show the folder of downloaded models, or tidy it.'
complete -c mullama -n '__mullama_at "cache:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "cache:*"' -l json -d 'Print JSON, as GET /api/cache answers'
complete -c mullama -n '__mullama_at "cache:*"' -s y -l yes -d 'Delete without asking'
complete -c mullama -n '__mullama_at "cache:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "cache:*"' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__mullama_at "cache:0"' -a 'path size prune'

complete -c mullama -n '__mullama_at ":0"' -a ps -d 'List the models that are loaded, and until when.'
complete -c mullama -n '__mullama_at "ps:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "ps:*"' -l json -d 'Print JSON: the loaded ones of GET /api/models'
complete -c mullama -n '__mullama_at "ps:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "ps:*"' -l no-color -d 'Use no colours, as NO_COLOR does'

complete -c mullama -n '__mullama_at ":0"' -a load -d 'Load a model into memory, so that its first answer comes at once.'
complete -c mullama -n '__mullama_at "load:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "load:*"' -l keep-alive -d 'How long it stays when nobody uses it: 30s, 1h, or -1 for ever' -x
complete -c mullama -n '__mullama_at "load:*"' -l context-size -d 'Tokens that one request may use' -x
complete -c mullama -n '__mullama_at "load:*"' -l gpu-layers -d 'Layers to keep on the GPU' -x
complete -c mullama -n '__mullama_at "load:*"' -l alias -d 'The name that it goes by until it is unloaded' -x
complete -c mullama -n '__mullama_at "load:*"' -l default -d 'Make it the model of requests that name none'
complete -c mullama -n '__mullama_at "load:*"' -s q -l quiet -d 'Show nothing but errors'
complete -c mullama -n '__mullama_at "load:*"' -l json -d 'Print JSON, as POST /api/models/load answers'
complete -c mullama -n '__mullama_at "load:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "load:*"' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__mullama_at "load:0"' -a '(__mullama_names names catalog-names) (__mullama_gguf)'

complete -c mullama -n '__mullama_at ":0"' -a unload -d 'Free the memory of models, once nobody uses them.'
complete -c mullama -n '__mullama_at "unload:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "unload:*"' -s a -l all -d 'Every model that is loaded'
complete -c mullama -n '__mullama_at "unload:*"' -s q -l quiet -d 'Show nothing but errors'
complete -c mullama -n '__mullama_at "unload:*"' -l json -d 'Print a line of JSON for each, as POST /api/models/NAME/unload answers'
complete -c mullama -n '__mullama_at "unload:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "unload:*"' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__mullama_at "unload:*"' -a '(__mullama_names names)'

complete -c mullama -n '__mullama_at ":0"' -a stop -d 'Stop the daemon, or unload the models that are named.'
complete -c mullama -n '__mullama_at "stop:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "stop:*"' -l timeout -d 'How long to wait for the daemon\'s end: 30s, 5m, or -1 for ever' -x
complete -c mullama -n '__mullama_at "stop:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "stop:*"' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__mullama_at "stop:*"' -a '(__mullama_names names) (__mullama_gguf)'

complete -c mullama -n '__mullama_at ":0"' -a serve -d 'Run the daemon in the foreground.'
complete -c mullama -n '__mullama_at "serve:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "serve:*"' -l model -d 'Load this model at the start; may be given more than once' -x -a '(__mullama_names names) (__mullama_gguf)'
complete -c mullama -n '__mullama_at "serve:*"' -l host -d 'The address to listen on, or of the daemon to connect to' -x
complete -c mullama -n '__mullama_at "serve:*"' -l port -d 'The TCP port; 0 for the Unix socket alone' -x
complete -c mullama -n '__mullama_at "serve:*"' -l ollama -d 'Whether to stand in for Ollama: on its port 11434, or where OLLAMA_HOST says, with its defaults and its errors'
complete -c mullama -n '__mullama_at "serve:*"' -l socket -d 'The Unix socket; mullama.sock in MULLAMA_HOME when empty' -x -a '(__fish_complete_path)'
complete -c mullama -n '__mullama_at "serve:*"' -l allowed-hosts -d 'Names that requests may call this server, beside its addresses and localhost, with commas between them' -x
complete -c mullama -n '__mullama_at "serve:*"' -l allowed-origins -d 'Origins of the web pages that may use the server, such as http://localhost:*, with commas between them' -x
complete -c mullama -n '__mullama_at "serve:*"' -l api-key -d 'The key that requests over TCP have to show, and that commands send' -x
complete -c mullama -n '__mullama_at "serve:*"' -l insecure -d 'Whether other machines may be served without an API key'
complete -c mullama -n '__mullama_at "serve:*"' -l tls-cert -d 'A PEM file with the certificate for TLS, and those above it' -x -a '(__fish_complete_path)'
complete -c mullama -n '__mullama_at "serve:*"' -l tls-key -d 'A PEM file with the certificate\'s private key' -x -a '(__fish_complete_path)'
complete -c mullama -n '__mullama_at "serve:*"' -l rate-limit -d 'Requests that one API key or address may make in a minute; 0 for any number' -x
complete -c mullama -n '__mullama_at "serve:*"' -l max-body -d 'The longest request body' -x
complete -c mullama -n '__mullama_at "serve:*"' -l gpu-layers -d 'Layers to keep on the GPU: a number, or auto' -x
complete -c mullama -n '__mullama_at "serve:*"' -l context-size -d 'Tokens that one request may use' -x
complete -c mullama -n '__mullama_at "serve:*"' -l threads -d 'CPU threads: a number, or auto for as many physical cores as pay' -x
complete -c mullama -n '__mullama_at "serve:*"' -l parallel -d 'Requests that one model works on at once' -x
complete -c mullama -n '__mullama_at "serve:*"' -l kv-size -d 'Tokens that the KV cache holds for all requests together: a number, or auto for a context for each' -x
complete -c mullama -n '__mullama_at "serve:*"' -l max-queue -d 'Requests that may wait for their turn with one model' -x
complete -c mullama -n '__mullama_at "serve:*"' -l max-stall -d 'The longest pause in answers under way while another request\'s prompt is computed' -x
complete -c mullama -n '__mullama_at "serve:*"' -l prompt-cache -d 'Memory for conversations that left the KV cache: a size such as 512MB, 0 for none, or auto for 1GB or a tenth of this machine\'s, whichever is less' -x
complete -c mullama -n '__mullama_at "serve:*"' -l request-timeout -d 'How long one request may take; -1 for ever' -x
complete -c mullama -n '__mullama_at "serve:*"' -l keep-alive -d 'How long an unused model stays loaded; -1 for ever' -x
complete -c mullama -n '__mullama_at "serve:*"' -l load-timeout -d 'How long a request waits for a model to be loaded; -1 for ever' -x
complete -c mullama -n '__mullama_at "serve:*"' -l max-loaded-models -d 'Models that may be loaded at once; 0 for as many as fit into memory' -x
complete -c mullama -n '__mullama_at "serve:*"' -l memory-limit -d 'Memory for the loaded models: a size such as 8GB, or auto for what the system has' -x
complete -c mullama -n '__mullama_at "serve:*"' -l cache-dir -d 'The folder of downloaded models; mullama/models in the user\'s cache folder when empty' -x -a '(__fish_complete_directories)'
complete -c mullama -n '__mullama_at "serve:*"' -l hub-endpoint -d 'The address that models are pulled from: Hugging Face, or a mirror of it' -x
complete -c mullama -n '__mullama_at "serve:*"' -l hub-offline -d 'Whether nothing may be asked of the hub' -x -a 'true false'
complete -c mullama -n '__mullama_at "serve:*"' -l pull-connections -d 'Parts of a file that are downloaded at once' -x
complete -c mullama -n '__mullama_at "serve:*"' -l idle-exit -d 'When a daemon that was started on demand ends for lack of work; -1 for never' -x
complete -c mullama -n '__mullama_at "serve:*"' -l log-level -d 'Error, warning, info or debug' -x -a 'error warning info debug'
complete -c mullama -n '__mullama_at "serve:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "serve:*"' -l no-color -d 'Use no colours, as NO_COLOR does'

complete -c mullama -n '__mullama_at ":0"' -a daemon -d 'Start, stop, restart and watch the daemon.'
complete -c mullama -n '__mullama_at "daemon:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "daemon:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "daemon:*"' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__mullama_at "daemon:0"' -a start -d 'Start the daemon in the background, to stay until it is stopped.'
complete -c mullama -n '__mullama_at "daemon/start:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "daemon/start:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "daemon/start:*"' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__mullama_at "daemon:0"' -a stop -d 'Stop the daemon, or unload the models that are named.'
complete -c mullama -n '__mullama_at "daemon/stop:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "daemon/stop:*"' -l timeout -d 'How long to wait for the daemon\'s end: 30s, 5m, or -1 for ever' -x
complete -c mullama -n '__mullama_at "daemon/stop:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "daemon/stop:*"' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__mullama_at "daemon/stop:*"' -a '(__mullama_names names) (__mullama_gguf)'
complete -c mullama -n '__mullama_at "daemon:0"' -a restart -d 'Stop the daemon when running requests are done, and start it again.'
complete -c mullama -n '__mullama_at "daemon/restart:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "daemon/restart:*"' -l timeout -d 'How long to wait for the daemon\'s end: 30s, 5m, or -1 for ever' -x
complete -c mullama -n '__mullama_at "daemon/restart:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "daemon/restart:*"' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__mullama_at "daemon:0"' -a status -d 'Tell whether the daemon runs, where, and what it does.'
complete -c mullama -n '__mullama_at "daemon/status:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "daemon/status:*"' -l json -d 'Print JSON: GET /status, GET /api/system/status, and the models that are loaded'
complete -c mullama -n '__mullama_at "daemon/status:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "daemon/status:*"' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__mullama_at "daemon:0"' -a logs -d 'Show the log of the daemon in the background.'
complete -c mullama -n '__mullama_at "daemon/logs:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "daemon/logs:*"' -s f -l follow -d 'Go on with what is added, until Ctrl-C'
complete -c mullama -n '__mullama_at "daemon/logs:*"' -s n -l lines -d 'How many of the last lines to show: a number, or all' -x
complete -c mullama -n '__mullama_at "daemon/logs:*"' -l level -d 'Show what is at least so grave: error, warning, info or debug' -x -a 'error warning info debug'
complete -c mullama -n '__mullama_at "daemon/logs:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "daemon/logs:*"' -l no-color -d 'Use no colours, as NO_COLOR does'

complete -c mullama -n '__mullama_at ":0"' -a status -d 'Tell whether the daemon runs, where, and what it does.'
complete -c mullama -n '__mullama_at "status:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "status:*"' -l json -d 'Print JSON: GET /status, GET /api/system/status, and the models that are loaded'
complete -c mullama -n '__mullama_at "status:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "status:*"' -l no-color -d 'Use no colours, as NO_COLOR does'

complete -c mullama -n '__mullama_at ":0"' -a logs -d 'Show the log of the daemon in the background.'
complete -c mullama -n '__mullama_at "logs:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "logs:*"' -s f -l follow -d 'Go on with what is added, until Ctrl-C'
complete -c mullama -n '__mullama_at "logs:*"' -s n -l lines -d 'How many of the last lines to show: a number, or all' -x
complete -c mullama -n '__mullama_at "logs:*"' -l level -d 'Show what is at least so grave: error, warning, info or debug' -x -a 'error warning info debug'
complete -c mullama -n '__mullama_at "logs:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "logs:*"' -l no-color -d 'Use no colours, as NO_COLOR does'

complete -c mullama -n '__mullama_at ":0"' -a ping -d 'Tell whether the daemon answers, and how fast.'
complete -c mullama -n '__mullama_at "ping:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "ping:*"' -s c -l count -d 'How often to ask, a second apart' -x
complete -c mullama -n '__mullama_at "ping:*"' -s q -l quiet -d 'Show nothing but errors: the exit code tells'
complete -c mullama -n '__mullama_at "ping:*"' -l json -d 'Print JSON: the address, and the milliseconds of each answer'
complete -c mullama -n '__mullama_at "ping:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "ping:*"' -l no-color -d 'Use no colours, as NO_COLOR does'

complete -c mullama -n '__mullama_at ":0"' -a config -d 'Show the settings, or change those in the file.'
complete -c mullama -n '__mullama_at "config:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "config:*"' -l show-secrets -d 'Show API keys and tokens rather than asterisks'
complete -c mullama -n '__mullama_at "config:*"' -l json -d 'Print JSON: each with its key, value, origin, variable and description'
complete -c mullama -n '__mullama_at "config:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "config:*"' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__mullama_at "config:0"' -a list -d 'Show every setting, its value, and where that comes from.'
complete -c mullama -n '__mullama_at "config/list:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "config/list:*"' -l show-secrets -d 'Show API keys and tokens rather than asterisks'
complete -c mullama -n '__mullama_at "config/list:*"' -l json -d 'Print JSON: each with its key, value, origin, variable and description'
complete -c mullama -n '__mullama_at "config/list:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "config/list:*"' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__mullama_at "config:0"' -a get -d 'Print the value of one setting.'
complete -c mullama -n '__mullama_at "config/get:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "config/get:*"' -l show-secrets -d 'Show API keys and tokens rather than asterisks'
complete -c mullama -n '__mullama_at "config/get:*"' -l json -d 'Print JSON: key, value, origin, variable and description'
complete -c mullama -n '__mullama_at "config/get:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "config/get:*"' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__mullama_at "config/get:0"' -a 'host port ollama socket allowed_hosts allowed_origins api_key api_keys insecure tls_cert tls_key ca_file rate_limit max_body models gpu_layers context_size threads parallel kv_size max_queue max_stall prompt_cache request_timeout keep_alive load_timeout max_loaded_models memory_limit cache_dir hub_endpoint hub_token hub_offline pull_connections idle_exit log_level'
complete -c mullama -n '__mullama_at "config:0"' -a set -d 'Set one setting in config.toml.'
complete -c mullama -n '__mullama_at "config/set:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "config/set:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "config/set:*"' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__mullama_at "config/set:0"' -a 'host port ollama socket allowed_hosts allowed_origins api_key api_keys insecure tls_cert tls_key ca_file rate_limit max_body models gpu_layers context_size threads parallel kv_size max_queue max_stall prompt_cache request_timeout keep_alive load_timeout max_loaded_models memory_limit cache_dir hub_endpoint hub_token hub_offline pull_connections idle_exit log_level'
complete -c mullama -n '__mullama_at "config:0"' -a unset -d 'Take one setting out of config.toml.'
complete -c mullama -n '__mullama_at "config/unset:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "config/unset:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "config/unset:*"' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__mullama_at "config/unset:0"' -a 'host port ollama socket allowed_hosts allowed_origins api_key api_keys insecure tls_cert tls_key ca_file rate_limit max_body models gpu_layers context_size threads parallel kv_size max_queue max_stall prompt_cache request_timeout keep_alive load_timeout max_loaded_models memory_limit cache_dir hub_endpoint hub_token hub_offline pull_connections idle_exit log_level'
complete -c mullama -n '__mullama_at "config:0"' -a path -d 'Print where config.toml is.'
complete -c mullama -n '__mullama_at "config/path:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "config/path:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "config/path:*"' -l no-color -d 'Use no colours, as NO_COLOR does'

complete -c mullama -n '__mullama_at ":0"' -a doctor -d 'Look for what is wrong here, and say what to do about it.'
complete -c mullama -n '__mullama_at "doctor:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "doctor:*"' -l json -d 'Print JSON: this command\'s findings, and the daemon\'s as GET /api/doctor has them'
complete -c mullama -n '__mullama_at "doctor:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "doctor:*"' -l no-color -d 'Use no colours, as NO_COLOR does'

complete -c mullama -n '__mullama_at ":0"' -a completion -d 'Print the script that has a shell complete on Tab.'
complete -c mullama -n '__mullama_at "completion:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "completion:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "completion:*"' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__mullama_at "completion:0"' -a 'bash zsh fish powershell'

complete -c mullama -n '__mullama_at ":0"' -a help -d 'Show what mullama or one of its commands does.'
complete -c mullama -n '__mullama_at "help:*"' -s h -l help -d 'Show this help and exit'
complete -c mullama -n '__mullama_at "help:*"' -l debug -d 'Show stack traces with errors'
complete -c mullama -n '__mullama_at "help:*"' -l no-color -d 'Use no colours, as NO_COLOR does'
complete -c mullama -n '__mullama_at "help:*"' -a 'run chat chats embed tokenize render bench list show search info pull create cp rm cache ps load unload stop serve daemon status logs ping config doctor completion help'
