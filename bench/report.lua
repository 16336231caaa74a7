-- Prints what `run` needs of a load as one line: requests, microseconds, p99 in microseconds, errors.
-- No `request` or `response` function here: wrk then keeps its fast path.
function done(summary, latency)
  local e = summary.errors
  print(string.format("load %d %d %d %d", summary.requests, summary.duration, latency:percentile(99),
    e.connect + e.read + e.write + e.timeout + e.status))
end
