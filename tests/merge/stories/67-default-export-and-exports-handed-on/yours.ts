export { a, mine } from './a.ts'
export * from './b.ts'

export const one = 1

export default one
