import fc from 'fast-check'

// What lands is decided by the same cases every time; whoever looks longer (ASHLAR_SCHEMA_CASES, ASHLAR_PRINT_CASES) or
// sets ASHLAR_SEED sees others.
const { ASHLAR_SCHEMA_CASES, ASHLAR_PRINT_CASES, ASHLAR_SEED } = process.env
const looksLonger = ASHLAR_SCHEMA_CASES !== undefined || ASHLAR_PRINT_CASES !== undefined

if (ASHLAR_SEED !== undefined) fc.configureGlobal({ seed: Number(ASHLAR_SEED) })
else if (!looksLonger) fc.configureGlobal({ seed: 1 })
