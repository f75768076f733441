/** The end of a deployment, which a time, a signal or a run can request. */
export interface Ending {
  readonly requested: boolean;
  request(): void;
  /** Waits for the request. */
  readonly whenRequested: Promise<void>;
  /** Waits for a time, or for the request. */
  wait(ms: number): Promise<void>;
}

/** Creates an ending that nobody has requested yet. */
export function createEnding(): Ending {
  let requested = false;
  let settle: () => void = () => undefined;
  const whenRequested = new Promise<void>((resolve) => {
    settle = resolve;
  });
  return {
    get requested() {
      return requested;
    },
    request: () => {
      requested = true;
      settle();
    },
    whenRequested,
    wait: (ms) => {
      let timer: NodeJS.Timeout | undefined;
      const waited = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, ms);
      });
      return Promise.race([waited, whenRequested]).finally(() => clearTimeout(timer));
    },
  };
}
