# What processes use, and how they end.

ticks_per_second=$(getconf CLK_TCK)

tree() { # PID...: prints these processes and those that they started, such as the workers of nginx
  local pid
  for pid; do
    echo "$pid"
    # shellcheck disable=SC2046 # a list of process ids
    tree $(cat "/proc/$pid/task/"*/children 2>/dev/null)
  done
}

ticks() { # PID...: prints the processor time that they have used, user and system, in clock ticks
  local pid
  for pid in $(tree "$@"); do
    sed 's/.*) //' "/proc/$pid/stat" # the name before the bracket may contain spaces
  done | awk '{ ticks += $12 + $13 } END { print ticks + 0 }'
}

resident() { # PID...: prints their resident memory in KiB. Pages that they share count once for each of them
  local pid
  for pid in $(tree "$@"); do
    cat "/proc/$pid/status"
  done | awk '$1 == "VmRSS:" { kib += $2 } END { print kib + 0 }'
}

cost() { # TICKS REQUESTS: prints the microseconds of processor time for each request
  awk -v ticks="$1" -v requests="$2" -v second="$ticks_per_second" 'BEGIN { printf "%.2f\n", ticks * 1000000 / second / requests }'
}

ended() { # PID SECONDS: true when the process has ended
  local until=$((${EPOCHREALTIME/./} + $2 * 1000000))
  while kill -0 "$1" 2>/dev/null; do
    ((${EPOCHREALTIME/./} < until)) || return 1
    sleep 0.05
  done
}
