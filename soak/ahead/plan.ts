import { Dice } from "../dice";

/** An act of the server on a connection; see `test/support/wire.cjs`. */
type Act =
  | "respond"
  | "nothing"
  | "cut"
  | "RST"
  | "FIN"
  | "close_notify"
  | "close_notify and FIN"
  | "408"
  | "408 and close"
  | "400 and close";

/** The behavior of the server on one connection. */
export interface ConnectionPlan {
  /** Done if no request has come so many milliseconds after the handshake. */
  whenUnused?: {
    act: Act;
    afterMs: number;
    /** True if the server still carries out what comes afterwards. */
    carriesOut?: boolean;
  };
  /** Done after a request was carried out. In a black hole, no request is. */
  onRequest: Act | "black hole";
}

/** A behavior that a connection can have, and its share. `late` ones happen at any time while it is unused. */
interface Behavior {
  share: number;
  act?: Act;
  late?: boolean;
  carriesOut?: boolean;
  onRequest?: ConnectionPlan["onRequest"];
}

const BEHAVIORS: readonly Behavior[] = [
  { share: 34 },
  { share: 3, act: "close_notify and FIN" },
  { share: 3, act: "RST" },
  { share: 3, act: "408", carriesOut: true },
  { share: 3, act: "close_notify" },
  { share: 7, act: "close_notify and FIN", late: true },
  { share: 7, act: "RST", late: true },
  { share: 7, act: "close_notify", late: true },
  { share: 7, act: "FIN", late: true },
  { share: 7, act: "close_notify and FIN", late: true, carriesOut: true },
  { share: 3, act: "408 and close", late: true },
  { share: 3, act: "408", late: true, carriesOut: true },
  { share: 3, act: "400 and close", late: true },
  { share: 3, onRequest: "black hole" },
  { share: 2, onRequest: "nothing" },
  { share: 3, onRequest: "RST" },
  { share: 3, onRequest: "cut" },
];

/** The number of connections after which a plan begins anew. */
const PLANNED = 10_000;

/**
 * Plans the behavior of each connection.
 * @param latestMs the latest end of an unused connection.
 */
export function planConnections(seed: number, latestMs: number): ConnectionPlan[] {
  const dice = new Dice(`${seed}/connections`);
  return Array.from({ length: PLANNED }, () => {
    const one = dice.weighted(BEHAVIORS, ({ share }) => share);
    const { act, late, carriesOut, onRequest = "respond" } = one;
    const afterMs = late ? dice.whole(0, latestMs) : 0;
    return { whenUnused: act && { act, afterMs, carriesOut }, onRequest };
  });
}

/** Plans connections whose server carries a request out and ends, without a response. */
export function planEnds(seed: number): ConnectionPlan[] {
  const dice = new Dice(`${seed}/ends`);
  const acts = ["close_notify and FIN", "close_notify", "FIN", "RST"] as const;
  return Array.from({ length: PLANNED }, () => ({ onRequest: dice.pick(acts) }));
}
