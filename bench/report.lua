-- Prints the result of a load as one line for `run`: requests, microseconds, p99 in microseconds, errors.
-- It defines no `request` or `response` function, so wrk keeps its fast path.
function done(summary, latency)
  local e = summary.errors
  print(string.format("load %d %d %d %d", summary.requests, summary.duration, latency:percentile(99),
    e.connect + e.read + e.write + e.timeout + e.status))
end
