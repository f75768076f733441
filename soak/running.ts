import { AsyncLocalStorage, AsyncResource } from "node:async_hooks";

/** The state of a running operation. */
export interface Running {
  /** Its pending timers. Those that do not keep the process alive belong to the connections. */
  readonly timers: Set<NodeJS.Timeout>;
  /** Its own random numbers, independent of concurrent operations. */
  random(): number;
}

/** Tracks the operation that the running code belongs to. */
export class RunningOperations<Operation extends Running> {
  private readonly storage = new AsyncLocalStorage<Operation>();

  /** The operation of the running code. */
  get current(): Operation | undefined {
    return this.storage.getStore();
  }

  /** Runs work on behalf of an operation. */
  run<Result>(operation: Operation, work: () => Promise<Result>): Promise<Result> {
    return this.storage.run(operation, work);
  }

  /**
   * Gives each operation its own timers and random numbers while some work runs. A fake clock
   * loses the operation when it fires a timer; here the timer keeps the operation that set it.
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
      if (typeof timer === "object" && timer !== null) {
        owners.get(timer)?.timers.delete(timer as NodeJS.Timeout);
      }
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
