# One server at a time: its start, the proof that it is the right one, the load on it, and its stop.

path=/api/users/3
expected='{"id":3,"username":"pb","name":"Bonnibel Bubblegum","bio":"Scientist, bearer of candy power, ruler of the candy kingdom"}'
servers=() load=''

taken() { { true; } 2>/dev/null 9<>"/dev/tcp/127.0.0.1/$1"; }

port=$((20000 + RANDOM % 10000))
while taken "$port"; do port=$((port + 1)); done
url=http://127.0.0.1:$port

exec {never}<> <(:) # reading from it waits and starts no process
pause() { read -rt 0.005 -u "$never" || true; }

responds() { # PORT: true if the server responds with 200
  local line=''
  {
    printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' "$path" >&9
    IFS= read -rt 5 -u 9 line
  } 2>/dev/null 9<>"/dev/tcp/127.0.0.1/$1" || true
  [[ $line == 'HTTP/1.'[01]' 200'* ]]
}

broken() { # SUBJECT WHAT
  local log
  for log in "$work"/log.*; do
    [[ -f $log ]] && tail -n 20 -- "$log" >&2
  done
  fail "${labels[$1]}: $2"
}

start() { # SUBJECT MEASURE DATA: leaves its processes in $servers and the microseconds to its first 200 in $took
  local parts part began
  parts=$(parts "$1" "$2")
  for ((part = 0; part < parts; part++)); do
    taken $((port + part)) && fail "port $((port + part)) is in use by another process"
  done
  began=${EPOCHREALTIME/./}
  for ((part = 0; part < parts; part++)); do
    (cd -- "$work" && launch "$1" "$2" "$3" "$part") >"$work/log.$part" 2>&1 </dev/null &
    servers+=($!)
  done
  for ((part = 0; part < parts; part++)); do
    until_responds "$1" "$part" "$began"
  done
  took=$((${EPOCHREALTIME/./} - began))
  verify "$1"
}

until_responds() { # SUBJECT PART BEGAN
  until responds $((port + $2)); do
    kill -0 "${servers[$2]}" 2>/dev/null || broken "$1" 'ended before it responded'
    ((${EPOCHREALTIME/./} - $3 < 120000000)) || broken "$1" 'did not respond with 200 within 120 s'
    pause
  done
}

verify() { # SUBJECT: checks that the right processes give the right response
  local pid program body
  for pid in "${servers[@]}"; do
    program=$(readlink -f -- "/proc/$pid/exe") || broken "$1" 'ended'
    [[ $program == "${programs[$1]}" ]] || broken "$1" "process $pid is $program, not ${programs[$1]}"
    [[ ${kinds[$1]} != *cache ]] || verify_cache "$1" "$pid"
  done
  body=$(curl -fsS --noproxy '*' --max-time 10 "$url$path") || broken "$1" "GET $url$path failed"
  [[ $body == "$expected" ]] || broken "$1" "GET $url$path returned: $body"
}

verify_cache() { # SUBJECT PID: the JVM silently ignores a cache that does not fit it
  local cache
  cache=$(tr '\0' '\n' <"/proc/$2/cmdline" | sed -n 's/^-XX:AOTCache=//p')
  if [[ -z $cache ]] || ! grep -qF -- "$(readlink -f -- "$cache")" "/proc/$2/maps"; then
    broken "$1" 'runs without its ahead-of-time cache'
  fi
}

stop() { # SUBJECT
  local pid
  for pid in "${servers[@]}"; do
    kill -TERM "$pid" 2>/dev/null || broken "$1" 'ended by itself'
  done
  for pid in "${servers[@]}"; do
    ended "$pid" 40 || broken "$1" 'did not stop within 40 s of SIGTERM'
    wait "$pid" || true
  done
  servers=()
}

post() { # PATH JSON: prints the response
  curl -fsS --noproxy '*' --max-time 10 -H 'Content-Type: application/json' ${token:+-H "Authorization: Bearer $token"} \
    -d "$2" "$url$1"
}

sign_in() { # SUBJECT: leaves a token in $token, with which a post has been created
  local prismo='{"username":"prismo","password":"three wishes only"}' response
  token=''
  if [[ ${kinds[$1]} == @(jar|cache) ]]; then # Spring gives its token to every client
    post /api/users "$prismo" >/dev/null || broken "$1" 'the registration failed'
  fi
  response=$(post /api/users/tokens "$prismo") || broken "$1" 'the sign-in failed'
  token=$(sed -n 's/.*"token":"\([^"]*\)".*/\1/p' <<<"$response")
  response=$(post /api/posts '{"thread":1,"text":"three wishes"}') || broken "$1" 'a post failed'
  [[ $response == *'"text":"three wishes"'* ]] || broken "$1" "POST /api/posts returned: $response"
}

press() { # SUBJECT MEASURE SECONDS: leaves requests, microseconds, p99, errors and clock ticks in $sent $lasted $p99 $bad $used
  local line before to=$path count=$connections
  local -a environment=(env -u TOKEN)
  case $2 in
    writes | postgres) to=/api/posts count=$writers environment=(env TOKEN="$token") ;;
  esac
  before=$(ticks "${servers[@]}")
  "${environment[@]}" wrk -t "$threads" -c "$count" -d "${3}s" --latency -s "$here/report.lua" "$url$to" >"$work/wrk" 2>&1 &
  load=$!
  wait "$load" || { load=''; cat -- "$work/wrk" >&2; broken "$1" 'wrk failed'; }
  load=''
  used=$(($(ticks "${servers[@]}") - before))
  line=$(grep '^load ' "$work/wrk") || broken "$1" 'wrk printed no result'
  read -r _ sent lasted p99 bad <<<"$line"
  ((sent > 0)) || broken "$1" 'responded to no request'
}
