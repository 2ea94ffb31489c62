export { a } from './a.ts'
export * from './b.ts'

export const one = 1
