/** A list that keeps the latest items only. */
export class Latest<T> {
  private items: T[] = [];

  constructor(private readonly most: number) {}

  add(item: T): void {
    this.items.push(item);
    // Seldom, so that adding takes constant time on average.
    if (this.items.length > 2 * this.most) this.items = this.all;
  }

  /** The latest items, oldest first. */
  get all(): T[] {
    return this.items.slice(Math.max(0, this.items.length - this.most));
  }
}
