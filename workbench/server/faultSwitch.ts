import { fault, type Interceptor } from "../../simulator";
import { FAULTS, type Faults } from "../protocol";

/** Milliseconds after which a slow response comes. */
const SLOW_MS = 3000;

type Name = (typeof FAULTS)[number];

const errorOf = (type: string, message: string) => ({ errors: [{ type, message }] });

const SHOWN: Record<Name, ReturnType<Interceptor>> = {
  rateLimit: {
    status: 429,
    headers: { "retry-after": "1" },
    body: errorOf("too-many-requests", "too many requests, try again in 1 s"),
  },
  serverError: {
    status: 500,
    body: errorOf("internal-error", "an unexpected error"),
  },
  slow: { name: "slow", delayMs: SLOW_MS },
  lostResponse: fault("connection closed", "after"),
};

/** No fault. */
export const NO_FAULTS: Faults = {
  rateLimit: "off",
  serverError: "off",
  slow: "off",
  lostResponse: "off",
};

/** Shows the faults that are switched on. Of several, a request meets the first in the order of `FAULTS`. */
export class FaultSwitch {
  private current = NO_FAULTS;
  /** The methods and paths that each fault has seen since it was switched on. */
  private readonly seen = new Map<Name, Set<string>>();

  get faults(): Faults {
    return this.current;
  }

  /** Switches faults on and off. A fault that stays on remembers what it has seen. */
  set(faults: Faults): void {
    for (const name of FAULTS) {
      if (faults[name] !== this.current[name]) this.seen.delete(name);
    }
    this.current = { ...faults };
  }

  /** The fault of a request. */
  readonly intercept: Interceptor = ({ region, method, path }) => {
    const met = FAULTS.filter((name) => this.meets(name, `${region} ${method} ${path}`));
    return met[0] && SHOWN[met[0]];
  };

  private meets(name: Name, request: string): boolean {
    const seen = this.seen.get(name) ?? new Set();
    this.seen.set(name, seen);
    const isFirst = !seen.has(request);
    if (this.current[name] === "first") seen.add(request);
    return this.current[name] === "all" || (this.current[name] === "first" && isFirst);
  }
}
