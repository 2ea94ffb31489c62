export class Store {
  @logged()
  open(): void {}

  @logged()
  @cached({ seconds: 5 })
  get size(): number {
    return 0
  }
}
