import { AsyncLocalStorage, AsyncResource } from "node:async_hooks";

/** What can be told of an operation only while it runs. */
export interface Running {
  /** Its timers that have neither fired nor been cleared. */
  readonly timers: Set<unknown>;
  /** Its own random numbers, so that what it does does not depend on what runs beside it. */
  random(): number;
}

/** Knows on behalf of which operation something happens, however many run at once. */
export class RunningOperations<Operation extends Running> {
  private readonly storage = new AsyncLocalStorage<Operation>();

  /** The operation whose doing this is. */
  get current(): Operation | undefined {
    return this.storage.getStore();
  }

  /** Runs work on behalf of an operation. */
  run<Result>(operation: Operation, work: () => Promise<Result>): Promise<Result> {
    return this.storage.run(operation, work);
  }

  /**
   * Gives each operation its timers and random numbers for the length of some work. A fake clock
   * calls timers back on nobody's behalf; here it is on behalf of whoever set them.
   */
  async tracked<Result>(work: () => Promise<Result>): Promise<Result> {
    const { setTimeout: set, clearTimeout: clear, Math: math } = globalThis;
    const { random } = math;
    const owners = new WeakMap<object, Operation>();
    const setTracked = (
      callback: (...args: unknown[]) => void,
      ms?: number,
      ...args: unknown[]
    ) => {
      const owner = this.current;
      if (!owner) return set(callback, ms, ...args);
      const fire = AsyncResource.bind(() => {
        owner.timers.delete(timer);
        callback(...args);
      });
      const timer = set(() => fire(), ms);
      owner.timers.add(timer);
      owners.set(timer, owner);
      return timer;
    };
    const clearTracked = (timer: unknown) => {
      if (typeof timer === "object" && timer !== null) owners.get(timer)?.timers.delete(timer);
      clear(timer as NodeJS.Timeout);
    };
    globalThis.setTimeout = setTracked as unknown as typeof set;
    globalThis.clearTimeout = clearTracked as typeof clear;
    math.random = () => this.current?.random() ?? random();
    try {
      return await work();
    } finally {
      globalThis.setTimeout = set;
      globalThis.clearTimeout = clear;
      math.random = random;
    }
  }
}
