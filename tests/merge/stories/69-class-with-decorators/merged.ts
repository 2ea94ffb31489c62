export class Store {
  @logged()
  open(): void {}

  close(): void {}

  @logged()
  @cached({ seconds: 5 })
  get size(): number {
    return 0
  }
}
