export function word(code: string): string {
  switch (code) {
    case '23505':
      return 'conflict'
    default:
      return 'unknown'
  }
}
