#!/bin/sh
set -eu

npm run build

node dist/migrate.js

node dist/main.js
