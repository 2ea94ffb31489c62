export class Store {
  open(): void {}
}
