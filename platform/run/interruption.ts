import type { Requests } from "./requests";

/** Thrown if a run was asked to stop. */
export class Interrupted extends Error {
  override name = "Interrupted";
}

/** Milliseconds that a step has to process its last response. */
const GRACE_MS = 200;

/** Stops a run between two requests. */
export interface Interruption {
  readonly requested: boolean;
  /** Lets open requests finish, and allows no new ones. */
  request(): void;
  /**
   * Waits for work, or for the interruption.
   * @throws Interrupted after an interruption, and if a request of the work was refused.
   */
  unlessInterrupted<Result>(work: Promise<Result>): Promise<Result>;
}

/**
 * Creates an interruption that nobody has requested yet.
 * @param onRequest is called when somebody requests it.
 */
export function createInterruption(
  requests: Pick<Requests, "refused" | "closeDoor">,
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
      const finished = requests.closeDoor();
      onRequest();
      finished.then(() =>
        setTimeout(() => stop(new Interrupted("stopped between requests")), GRACE_MS),
      );
    },
    unlessInterrupted: (work) => {
      // A step may handle the error of a refused request, but it was still stopped there.
      const checked = work.finally(() => {
        if (requests.refused) throw new Interrupted("stopped between requests");
      });
      return Promise.race([checked, stopped]);
    },
  };
}
