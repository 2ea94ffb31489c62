export { a, c } from './a.ts'
export * from './b.ts'
export * from './d.ts'

export const one = 1
