export function word(code: string): string {
  switch (code) {
    case '23503':
      return 'missing'
    case '23505':
      return 'conflict'
    default:
      return 'unknown'
  }
}
