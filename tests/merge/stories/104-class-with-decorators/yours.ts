@Service({ scope: 'request' })
export class Notes {
  @Column({ mine: true }) title = ''

  list<T>(limit = 50): T[] {
    return []
  }
}
