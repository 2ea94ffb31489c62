#!/usr/bin/env node
// `npm create ashlar my-api` is `ashlar new my-api`.
if (process.argv[2] !== '--version') process.argv.splice(2, 0, 'new')
import('./ashlar.js')
