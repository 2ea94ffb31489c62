export class Store {
  open(): void {}

  close(): void {}
}
