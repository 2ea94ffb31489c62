#!/bin/sh
set -eu

npm run build

node dist/migrate.js

exec node dist/main.js
