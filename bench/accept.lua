-- Posts a contribution: the same words, a fresh one-time key each time.
local token = os.getenv("BENCH_TOKEN")
local thread_count = 0
function setup(thread)
  thread_count = thread_count + 1
  thread:set("id", thread_count)
end
function init(args)
  math.randomseed(os.time() * 1000 + id * 7919)
  made = 0
end
function request()
  made = made + 1
  local key = string.format("bench-%d-%d-%d-%d", id, made, math.random(1, 2 ^ 30), math.random(1, 2 ^ 30))
  local body = "csrfmiddlewaretoken=" .. token .. "&idempotency_key=" .. key ..
    "&trap=&title=&text=Meer+bankjes+langs+het+pad%2C+graag+met+een+leuning.&name=&email="
  return wrk.format("POST", nil, {
    ["Content-Type"] = "application/x-www-form-urlencoded",
    ["Cookie"] = "csrftoken=" .. token,
    -- Everybody writes from an address of their own: from one address not so much comes in.
    ["X-Forwarded-For"] = string.format("10.%d.%d.%d", math.random(0, 255), math.random(0, 255), math.random(1, 254)),
  }, body)
end
function response(status, headers, body)
  if status ~= 200 then
    refused = (refused or 0) + 1
  end
end
function done(summary, latency, requests)
  io.write(string.format("not200 %d\n", summary.errors.status))
end
