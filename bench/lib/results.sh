# The results: for each measure a Markdown table, and one that divides Banyan's numbers by those of the others.

declare -A titles=(
  [start]='Start'
  [kept]='Reads that Banyan keeps in memory'
  [computed]='Reads that are computed'
  [writes]='Writes to a file'
  [postgres]='Writes to PostgreSQL'
  [processes]='Four processes'
)

about() { # MEASURE: prints one sentence
  local load="after $warm_up s of warm-up; medians of $rounds rounds"
  case $1 in
    start) echo "From the start of the process to its first 200 on \`GET $path\`; medians of $starts starts." ;;
    kept) echo "\`GET $path\`, $connections connections, $seconds s $load." ;;
    computed) echo "\`GET $path\` without Banyan's response cache, $connections connections, $seconds s $load." ;;
    writes) echo "\`POST /api/posts\` with a token, a file of H2, $writers connections, $seconds s $load." ;;
    postgres) echo "\`POST /api/posts\` with a token, PostgreSQL $(postgres --version | sed 's/[^0-9]*\([0-9.]*\).*/\1/'), $writers connections, $seconds s $load." ;;
    processes) echo "Banyan as a gateway and one process for each module, Spring Boot as one process; \`GET $path\` through the gateway, $connections connections, $seconds s $load." ;;
  esac
}

quantities() { # MEASURE: prints quantity, divisor, format and heading
  case $1 in
    start) printf '%s\n' 'first 1000 %.0f first start, ms' 'again 1000 %.0f restart, ms' ;;
    *) printf '%s\n' 'cost 1 %.1f processor µs/request' 'rate 1 %.0f requests/s' 'p99 1000 %.2f p99, ms' 'memory 1024 %.0f memory, MiB' ;;
  esac
}

cells() { # MEASURE SUBJECT [OTHER]: prints the numbers of a subject, or those divided by another's
  local quantity divisor format heading
  while read -r quantity divisor format heading; do
    awk -v number="$(median "$1" "$2" "$quantity")" -v format=" $format |" -v divisor="$divisor" \
      -v other="${3:+$(median "$1" "$3" "$quantity")}" 'BEGIN {
        if (other == "") printf format, number / divisor; else printf " %.2f |", (other > 0 ? number / other : 0)
      }'
  done < <(quantities "$1")
}

heading() { # MEASURE COLUMN...
  local column quantity divisor format heading row='|' rule='|'
  for column in "${@:2}"; do row+="${column:+ $column} |" rule+='---|'; done
  while read -r quantity divisor format heading; do row+=" $heading |" rule+='--:|'; done < <(quantities "$1")
  printf '%s\n%s\n' "$row" "$rule"
}

result() { # MEASURE
  local s
  printf '\n**%s.** %s\n\n' "${titles[$1]}" "$(about "$1")"
  heading "$1" ''
  for s in "${!kinds[@]}"; do
    takes_part "$s" "$1" || continue
    printf '| %s |%s\n' "${labels[$s]}" "$(cells "$1" "$s")"
  done
  ratios "$1" >"$work/ratios"
  [[ ! -s $work/ratios ]] || { echo; heading "$1" 'ratio' 'to' | sed 's/, ms//g; s/, MiB//; s|µs/request|time|'; cat -- "$work/ratios"; }
}

ratios() { # MEASURE
  local s other
  for s in "${!kinds[@]}"; do
    [[ ${kinds[$s]} == @(jar|cache) ]] || continue
    for other in "${!kinds[@]}"; do
      takes_part "$other" "$1" && compares "$s" "$other" || continue
      printf '| %s | %s |%s\n' "${labels[$s]}" "${labels[$other]}" "$(cells "$1" "$s" "$other")"
    done
  done
}

compares() { # BANYAN OTHER: the same JDK; a cache of Spring only with a cache of Banyan
  case ${kinds[$2]} in
    koa | nginx) ;;
    spring) [[ ${homes[$1]} == "${homes[$2]}" ]] ;;
    spring-cache) [[ ${homes[$1]} == "${homes[$2]}" && ${kinds[$1]} == cache ]] ;;
    *) false ;;
  esac
}

machine() {
  local cpu
  cpu=$(sed -n 's/^model name[[:space:]]*: *//p' /proc/cpuinfo | head -n 1)
  awk -v cpus="$(nproc) CPUs (${cpu:-$(uname -m)})" -v linux="Linux $(uname -r)" \
    '$1 == "MemTotal:" { printf "%s, %.0f GiB, %s", cpus, $2 / 1048576, linux }' /proc/meminfo
}

errors() { # prints the number of responses that were errors, of all measures and subjects
  cat -- "$work"/*.errors | awk '{ s += $1 } END { print s + 0 }'
}

bars() { # MEASURE...: prints heading, label and number of each bar of the chart, with tabs
  local measure s quantity divisor heading
  for measure; do
    case $measure in
      start) quantity=first divisor=1000 heading='ms to the first response' ;;
      processes) quantity=memory divisor=1024 heading='MiB of memory' ;;
      writes | postgres) quantity=cost divisor=1 heading='processor µs for each write' ;;
      *) quantity=cost divisor=1 heading='processor µs for each request' ;;
    esac
    for s in "${!kinds[@]}"; do
      takes_part "$s" "$measure" || continue
      printf '%s: %s\t%s\t%s\n' "${titles[$measure]}" "$heading" "${labels[$s]}" \
        "$(awk -v number="$(median "$measure" "$s" "$quantity")" -v divisor="$divisor" 'BEGIN { print number / divisor }')"
    done
  done
}
