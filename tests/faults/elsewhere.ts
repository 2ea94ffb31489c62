import type { Elsewhere } from './report.ts'

export const ELSEWHERE: readonly Elsewhere[] = []
