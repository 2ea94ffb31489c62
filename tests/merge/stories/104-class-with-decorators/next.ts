@Service()
export class Notes {
  @Column() title = ''
  @Column() body = ''

  list<T>(limit = 20, cursor?: string): T[] {
    return []
  }
}
