-- With a TOKEN in the environment, creates posts; without, reads. Prints the result of a load as one line for `run`:
-- requests, microseconds, p99 in microseconds, errors.
-- It defines no `request` or `response` function, so wrk keeps its fast path.
local token = os.getenv("TOKEN")
if token then
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
  wrk.headers["Authorization"] = "Bearer " .. token
  wrk.body = '{"thread":3,"text":"I need a new guitar to play the most savory licks in Ooo"}'
end

function done(summary, latency)
  local e = summary.errors
  print(string.format("load %d %d %d %d", summary.requests, summary.duration, latency:percentile(99),
    e.connect + e.read + e.write + e.timeout + e.status))
end
