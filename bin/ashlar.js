#!/usr/bin/env node
// Nothing is imported at the top: an old Node must get as far as the sentence.
var major = parseInt(process.versions.node, 10)

if (major < 20) {
  console.error(`ashlar needs Node.js 20 or newer, and this is ${process.version}`)
  console.error('  install a current one from https://nodejs.org')
  process.exitCode = 3
} else {
  import('../dist/main.js').then(
    (built) => built.main(process.argv.slice(2)),
    (error) => {
      if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error
      console.error(`ashlar is not complete here: ${error.message}`)
      console.error('  in a clone, run: npm ci')
      process.exitCode = 3
    },
  )
}
