#!/bin/sh
. "$(dirname "$0")/lib.sh"

call GET '/books/not+a+key'
expect 400 '"in":"path"'
call GET '/books/0'
expect 404

call GET '/books/amount'
expect 200
call PUT '/books' '{}'
expect 405 '"code":"method-not-allowed"'
