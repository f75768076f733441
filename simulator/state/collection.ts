/** Objects by id, in the order of their creation. */
export class Collection<T extends { id: string }> {
  private readonly items = new Map<string, T>();

  /** All objects, oldest first. */
  get all(): T[] {
    return [...this.items.values()];
  }

  get(id: string): T | undefined {
    return this.items.get(id);
  }

  /** Adds an object, or replaces the one with the same id in its place. */
  put(item: T): T {
    this.items.set(item.id, item);
    return item;
  }

  /** Returns true if the object existed. */
  delete(id: string): boolean {
    return this.items.delete(id);
  }

  /** Removes and returns all objects that match. */
  deleteWhere(matches: (item: T) => boolean): T[] {
    const removed = this.all.filter(matches);
    for (const item of removed) this.items.delete(item.id);
    return removed;
  }
}
