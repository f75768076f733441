import type { Requests } from "./requests";

/** Thrown where a run was asked to stop. */
export class Interrupted extends Error {
  override name = "Interrupted";
}

/** Milliseconds a step has to make something of the last answer it waited for. */
const GRACE_MS = 200;

/** A run's way of being stopped between two requests. */
export interface Interruption {
  readonly requested: boolean;
  /** Lets what is under way at Segment be answered, and nothing begin after it. */
  request(): void;
  /**
   * Waits for work, or for the interruption to take effect.
   * @throws Interrupted in that case, and where the work was kept from sending something.
   */
  unlessInterrupted<Result>(work: Promise<Result>): Promise<Result>;
}

/**
 * A run that nobody has stopped yet.
 * @param onRequest is called when somebody does.
 */
export function createInterruption(
  requests: Requests,
  onRequest: () => void = () => undefined,
): Interruption {
  let requested = false;
  let stop: (reason: Interrupted) => void = () => undefined;
  const stopped = new Promise<never>((_resolve, reject) => {
    stop = reject;
  });
  stopped.catch(() => undefined);
  return {
    get requested() {
      return requested;
    },
    request: () => {
      if (requested) return;
      requested = true;
      const answered = requests.closeDoor();
      onRequest();
      answered.then(() =>
        setTimeout(() => stop(new Interrupted("stopped between requests")), GRACE_MS),
      );
    },
    unlessInterrupted: (work) => {
      // Whatever a step makes of a request that was not let through, it was stopped there.
      const checked = work.finally(() => {
        if (requests.refused) throw new Interrupted("stopped between requests");
      });
      return Promise.race([checked, stopped]);
    },
  };
}
