# The measures: every subject runs in each round, and leaves one file of numbers for each measure and quantity.

keep() { printf '%s\n' "$4" >>"$work/$1.$2.$3"; } # MEASURE SUBJECT QUANTITY NUMBER

median() { # MEASURE SUBJECT QUANTITY
  sort -n -- "$work/$1.$2.$3" | awk '{ v[NR] = $1 } END { m = int((NR + 1) / 2); print NR % 2 ? v[m] : (v[m] + v[m + 1]) / 2 }'
}

takes_part() { # SUBJECT MEASURE: Koa and nginx read no database, and write nothing
  [[ $2 == @(start|kept) || ${kinds[$1]} != @(koa|nginx) ]]
}

measure_start() {
  local round s data=$work/data
  for ((round = 1; round <= starts; round++)); do
    for s in "${!kinds[@]}"; do
      start "$s" start "$data"
      keep start "$s" first "$took"
      stop "$s"
      start "$s" start "$data"
      keep start "$s" again "$took"
      stop "$s"
      say "start, $round of $starts, ${labels[$s]}: $(tail -n 1 "$work/start.$s.first") us empty, $took us again"
      rm -rf -- "$data"
    done
  done
}

measure_load() { # MEASURE
  local round s
  for ((round = 1; round <= rounds; round++)); do
    for s in "${!kinds[@]}"; do
      takes_part "$s" "$1" || continue
      load_once "$1" "$s"
      say "$1, round $round of $rounds, ${labels[$s]}: $(tail -n 1 "$work/$1.$s.cost") us of processor time," \
        "$(tail -n 1 "$work/$1.$s.rate")/s, p99 $p99 us, errors $bad"
    done
  done
}

load_once() { # MEASURE SUBJECT
  local data=$work/data
  [[ $1 != postgres ]] || empty_database
  start "$2" "$1" "$data"
  [[ $1 != @(writes|postgres) ]] || sign_in "$2"
  press "$2" "$1" "$warm_up"
  keep "$1" "$2" errors "$bad"
  press "$2" "$1" "$seconds"
  keep "$1" "$2" errors "$bad"
  keep "$1" "$2" cost "$(cost "$used" "$sent")"
  keep "$1" "$2" rate $((sent * 1000000 / lasted))
  keep "$1" "$2" p99 "$p99"
  keep "$1" "$2" memory "$(resident "${servers[@]}")"
  verify "$2"
  stop "$2"
  rm -rf -- "$data"
}
