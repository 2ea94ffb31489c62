-- One request after the other: a random product, whoever is next of those who are signed in, a random id of the request.
local function lines(path)
  local found = {}
  if path == nil or path == '' then return found end
  for line in io.lines(path) do found[#found + 1] = line end
  return found
end

local route = os.getenv('BENCH_ROUTE')
local ids = lines(os.getenv('BENCH_IDS'))
local tokens = lines(os.getenv('BENCH_TOKENS'))
local run = os.getenv('BENCH_RUN')
local turn = 0
math.randomseed(os.time())

local function headers()
  local token = tokens[turn % #tokens + 1]
  if token == nil then return 'Host: 127.0.0.1\r\n' end
  local id = string.format('%08x%08x', math.random(0, 0x7fffffff), turn)
  return 'Host: 127.0.0.1\r\nAuthorization: Bearer ' .. token .. '\r\nX-Request-Id: ' .. id .. '\r\n'
end

local body = '{"sku":"new-%s-%d","title":"A new product","description":"What there is to say of it.","price":"12.50",'
  .. '"stock":7,"tags":["garden","new"],"attributes":{"colour":"green"},"published":true}'

function request()
  turn = turn + 1
  if route == 'get' then
    return 'GET /api/products/' .. ids[math.random(#ids)] .. ' HTTP/1.1\r\n' .. headers() .. '\r\n'
  elseif route == 'list' then
    return 'GET /api/products HTTP/1.1\r\n' .. headers() .. '\r\n'
  end
  local text = body:format(run, turn)
  return 'POST /api/products HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: ' .. #text .. '\r\n'
    .. headers() .. '\r\n' .. text
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.stderr:write(string.format('%d %d %d %d\n', summary.requests, summary.duration, failed, latency:percentile(95)))
end
