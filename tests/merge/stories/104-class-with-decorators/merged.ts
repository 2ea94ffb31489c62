@Service({ scope: 'request' })
export class Notes {
  @Column({ mine: true }) title = ''
  @Column() body = ''

  list<T>(limit = 50, cursor?: string): T[] {
    return []
  }
}
