#!/bin/sh
# An alert at Trà Lĩnh, over HTTP. Needs curl, jq, Node and `npm run demo`.
set -e
url=${PARLEY_URL:-http://127.0.0.1:8420}

# ask NAME INPUT: one command or query; prints the reply. While the server is busy it is sent again, with the same key.
ask() {
  curl -sS "$url/api/$1" -H "Authorization: Bearer $token" -H 'Content-Type: application/json' \
    -H "Idempotency-Key: $(node -p 'crypto.randomUUID()')" --retry 3 --data "$2"
}

token=$(curl -sS "$url/api/session.open" -H 'Content-Type: application/json' \
  --data '{"username":"trucban.tralinh","password":"hotline-demo","device":"curl"}' | jq -r .result.accessToken)

line=$(ask line.list '{}' | jq -r '.result.lines[] | select(.code == "tra-linh") | .id')

incident=$(ask incident.open "{\"lineId\":\"$line\",\"title\":\"Cattle across the line\",
  \"category\":\"grazing\",\"severity\":\"Minor\",\"capStatus\":\"Exercise\"}" | jq -r .result.incidentId)

ask alert.raise "{\"incidentId\":\"$incident\",\"text\":\"Please look at marker 741.\",\"lang\":\"en\",
  \"urgency\":\"Immediate\",\"severity\":\"Minor\",\"certainty\":\"Observed\"}"
# {"ok":true,"result":{"channelId":"…","seq":2,"at":"…","alertId":"…","escalationIds":["…"]}}

ask incident.get "{\"incidentId\":\"$incident\"}" | jq '.result.alerts[0].escalations[0] | {state, waitingFor, dueAt, step}'
