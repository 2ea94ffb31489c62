@Service()
export class Notes {
  @Column() title = ''

  list<T>(limit = 20): T[] {
    return []
  }
}
