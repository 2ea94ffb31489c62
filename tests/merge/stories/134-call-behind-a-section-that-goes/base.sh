#!/bin/sh
. "$(dirname "$0")/lib.sh"

call GET '/books/not+a+key'
expect 400 '"in":"path"'

call DELETE '/books/'"$book_id"
expect 204
call DELETE '/books/'"$book_id"
expect 404 '"code":"not-found"'

call PUT '/books' '{}'
expect 405 '"code":"method-not-allowed"'
