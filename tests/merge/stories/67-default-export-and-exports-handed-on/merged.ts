export { a, c, mine } from './a.ts'
export * from './b.ts'
export * from './d.ts'

export const one = 1

export default one
