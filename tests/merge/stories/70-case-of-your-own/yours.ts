export function word(code: string): string {
  switch (code) {
    case '23505':
      return 'conflict'
    case '57014':
      return 'too slow'
    default:
      return 'unknown'
  }
}
