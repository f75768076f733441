/** Objects by id, in the order they were made. */
export class Collection<T extends { id: string }> {
  private readonly items = new Map<string, T>();

  /** All of them, oldest first. */
  get all(): T[] {
    return [...this.items.values()];
  }

  get(id: string): T | undefined {
    return this.items.get(id);
  }

  /** Adds one, or replaces the one with its id in its place. */
  put(item: T): T {
    this.items.set(item.id, item);
    return item;
  }

  /** Says whether there was one. */
  delete(id: string): boolean {
    return this.items.delete(id);
  }

  /** Removes all that match, and returns them. */
  deleteWhere(matches: (item: T) => boolean): T[] {
    const gone = this.all.filter(matches);
    for (const item of gone) this.items.delete(item.id);
    return gone;
  }
}
