import { brotliCompressSync, gzipSync } from "node:zlib";
import {
  type ConnectionFault,
  type Fault,
  fault,
  type RouteFault,
  responseFault,
  SABOTAGE,
  type SabotageName,
  type ScriptedResponse,
} from "../simulator";
import type { Dice } from "./dice";
import { drawHint, drawNoHint, type Hint, hintOf } from "./hints";

/**
 * What a fault leaves a client to believe, whatever the client makes of it.
 * - `rejected`: carried out surely not, and worth another attempt.
 * - `not sent`: the same, for a request that never left whole.
 * - `ambiguous`: carried out or not, and worth another attempt where two do no harm.
 * - `permanent`: carried out surely not, and no attempt will change that.
 * - `uncertain`: carried out or not, and no attempt will change that.
 * - `none`: a success, oddly put.
 */
export type Effect = "rejected" | "not sent" | "ambiguous" | "permanent" | "uncertain" | "none";

/** A fault as a request meets it, made for the moment. */
interface Shown {
  fault: Fault;
  /** No request may follow before this time, in milliseconds since 1970. */
  until?: number;
}

/** What a fault is made with. */
interface Moment {
  now: number;
  /** The query of the request. */
  query: string;
  /** The token of the request: some answers echo it. */
  token: string;
}

/** Where a fault strikes: before there is a connection, before there is a request, or the request. */
type Strike =
  | { at: "route"; fault: RouteFault }
  | { at: "connection"; fault: ConnectionFault }
  | { at: "request"; make: (moment: Moment) => Shown };

/** Something that goes wrong with one attempt of an operation. */
export interface PlannedFault {
  /** In the words of a report. */
  name: string;
  effect: Effect;
  /** Shows what the request came to, but broken: its status may still be told. */
  breaks?: boolean;
  strike: Strike;
}

/** What the choice of a fault depends on. */
interface Victim {
  method: string;
  /** The list its answers are pages of. */
  pages?: string;
}

type When = Fault["when"];
type Draw = (dice: Dice, victim: Victim) => PlannedFault;

const WHENS: readonly When[] = ["before", "after", "late"];
const LOCATIONS = ["https://elsewhere.example/moved", "https://api.segmentapis.com/moved"];

const names = Object.keys(SABOTAGE) as SabotageName[];
/** The answer as it is, but for its wrapping: an honest one only after the request was carried out. */
const WRAPPED = new Set<string>(["byte order mark", "odd content type"] satisfies SabotageName[]);
/** Tens of megabytes each: seldom. */
const HUGE = new Set<string>(["gzip bomb", "oversize body"] satisfies SabotageName[]);

function drawSabotage(dice: Dice): PlannedFault {
  const name = dice.weighted(names, (one) => (HUGE.has(one) ? 0.02 : 1));
  const when = WRAPPED.has(name) ? "after" : dice.pick(WHENS);
  return sabotaged(name, when);
}

function sabotaged(name: SabotageName, when: When): PlannedFault {
  return {
    name: `${name}, ${when}`,
    effect: WRAPPED.has(name) ? "none" : HUGE.has(name) ? "uncertain" : "ambiguous",
    breaks: when === "after",
    strike: { at: "request", make: () => ({ fault: fault(name, when) }) },
  };
}

const PACKERS: readonly { encoding: string; pack: (text: string | Buffer) => Buffer }[] = [
  { encoding: "gzip", pack: gzipSync },
  { encoding: "br", pack: brotliCompressSync },
];

/** The true answer, packed: no fault at all. */
function drawPacked(dice: Dice): PlannedFault {
  const { encoding, pack } = dice.pick(PACKERS);
  const packed: Fault = {
    name: encoding,
    when: "after",
    show: ({ response: { status, body }, write, end }) => {
      const bytes = pack(body);
      const head = [
        `HTTP/1.1 ${status} Packed`,
        "Content-Type: application/json",
        `Content-Encoding: ${encoding}`,
        `Content-Length: ${bytes.length}`,
        "Connection: close",
      ];
      write(Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`), bytes]));
      end();
    },
  };
  return {
    name: `${encoding}, after`,
    effect: "none",
    strike: { at: "request", make: () => ({ fault: packed }) },
  };
}

/** How a scripted answer comes: as it is, or packed; what it says must be read either way. */
interface Wrapping {
  /** For the name of the fault. */
  suffix: string;
  wrap(answer: ScriptedResponse): ScriptedResponse;
}

function drawWrapping(dice: Dice): Wrapping {
  if (dice.chance(0.7)) return { suffix: "", wrap: (answer) => answer };
  const { encoding, pack } = dice.pick(PACKERS);
  return {
    suffix: `, ${encoding}`,
    wrap: ({ status, headers, body = "" }) => ({
      status,
      headers: { ...headers, "Content-Encoding": encoding },
      body: pack(typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body)),
    }),
  };
}

/** The ways in which a server may tell a client its own token back. */
function echoing(dice: Dice): (token: string) => Pick<ScriptedResponse, "headers" | "body"> {
  const encode = dice.pick<(token: string) => string>([
    (token) => token,
    (token) => Buffer.from(`Bearer ${token}`).toString("base64"),
    (token) => encodeURIComponent(`Bearer ${token}`),
  ]);
  const filler = dice.chance(0.02) ? "x".repeat(1024 * 1024) : "";
  return (token) => ({
    headers: { "X-Request-Id": `req-${encode(token)}` },
    body: {
      errors: [{ type: "echo", message: `${encode(token)} is no good${filler}`, field: token }],
    },
  });
}

const quiet = () => ({ headers: {}, body: { errors: [{ type: "fault", message: "on purpose" }] } });

function answered(dice: Dice, status: number, effect: Effect, when: When): PlannedFault {
  const content = dice.chance(0.3) ? echoing(dice) : quiet;
  const location = dice.pick(LOCATIONS);
  const { suffix, wrap } = drawWrapping(dice);
  return {
    name: `${status}, ${when}${suffix}`,
    effect,
    strike: {
      at: "request",
      make: ({ token }) => {
        const { headers, body } = content(token);
        const moved: Record<string, string> =
          status < 400 ? { Location: `${location}?token=${token}` } : {};
        const answer = wrap({ status, headers: { ...headers, ...moved }, body });
        return { fault: responseFault(answer, when) };
      },
    },
  };
}

const PERMANENT = [
  [300, 301, 302, 303, 307, 308],
  [400, 401, 402, 403, 404, 405, 406, 409, 410, 413, 415, 418, 421, 422, 425, 426, 451],
  [501, 505],
];
const AMBIGUOUS = [408, 500, 502, 503, 504];
const UNCERTAIN = [506, 507, 508, 510, 511, 520, 521, 522, 523, 524, 525, 526, 530, 599];

/** To a DELETE whose first answer was lost, 404 says that it was carried out; if Segment says so. */
const LOST: PlannedFault = {
  name: "404 of a gateway, before",
  effect: "permanent",
  strike: {
    at: "request",
    make: () => ({ fault: responseFault({ status: 404, body: "<h1>Not Found</h1>" }, "before") }),
  },
};

function drawAnswer(dice: Dice, { method }: Victim): PlannedFault {
  const effect = dice.weighted(["permanent", "ambiguous", "uncertain"] as const, (one) =>
    one === "ambiguous" ? 3 : 1,
  );
  if (effect === "permanent") {
    const status = dice.pick(dice.pick(PERMANENT));
    const drawn = answered(dice, status, effect, "before");
    return method === "DELETE" && status === 404 ? LOST : drawn;
  }
  const statuses = effect === "ambiguous" ? AMBIGUOUS : UNCERTAIN;
  return answered(dice, dice.pick(statuses), effect, dice.pick(WHENS));
}

/** After 429 without a usable word nobody may come back at once either. */
const LEAST_WAIT_MS = 1000;

const drawRejection: Draw = (dice) =>
  rejected(dice, dice.chance(0.25) ? drawNoHint(dice) : drawHint(dice, 0));

const rejected = (dice: Dice, hint: Hint): PlannedFault =>
  hinted(dice, { status: 429, hint, effect: "rejected", when: "before", leastMs: LEAST_WAIT_MS });

/** An answer that says when to come back, or fails to. */
interface Hinted extends Pick<PlannedFault, "effect"> {
  status: number;
  hint: Hint;
  when: When;
  /** The least to wait where it fails to. */
  leastMs: number;
}

function hinted(dice: Dice, { status, hint, effect, when, leastMs }: Hinted): PlannedFault {
  const { suffix, wrap } = drawWrapping(dice);
  return {
    name: `${status}, ${hint.name}, ${when}${suffix}`,
    effect,
    strike: {
      at: "request",
      make: ({ now }) => {
        const { until = now + leastMs, ...answer } = hint.write(now);
        return { fault: responseFault(wrap({ status, ...answer }), when), until };
      },
    },
  };
}

const drawUnavailable: Draw = (dice) => {
  const hint = drawHint(dice, 1);
  const when = dice.pick(WHENS);
  return hinted(dice, { status: 503, hint, effect: "ambiguous", when, leastMs: 0 });
};

const ROUTES: readonly RouteFault[] = [
  "ECONNREFUSED",
  "EAI_AGAIN",
  "ENOTFOUND",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "black hole",
];
const CONNECTIONS: readonly ConnectionFault[] = [
  "no handshake",
  "reset",
  "closed",
  "not TLS",
  "unread",
];

const drawRoute: Draw = (dice) => struck(dice.pick(ROUTES));

function struck(route: RouteFault): PlannedFault {
  return {
    name: `route: ${route}`,
    effect: route === "ENOTFOUND" ? "permanent" : "not sent",
    strike: { at: "route", fault: route },
  };
}

const drawConnection: Draw = (dice) => {
  const connection = dice.pick(CONNECTIONS);
  return {
    name: `connection: ${connection}`,
    // Nobody reads it, but that is more than its client can know: it went out whole.
    effect: connection === "unread" ? "ambiguous" : "not sent",
    strike: { at: "connection", fault: connection },
  };
};

/** Pages that are none: to any other request they would be answers. */
const PAGES: readonly { name: string; data(list: string, query: string): object }[] = [
  { name: "a page without its list", data: () => ({ pagination: { totalEntries: 0 } }) },
  {
    name: "a page whose list is none",
    data: (list) => ({ [list]: {}, pagination: { totalEntries: 0 } }),
  },
  {
    name: "a page that leads back to itself",
    data: (list, query) => {
      const next = new URLSearchParams(query).get("pagination[cursor]");
      // The first page has no cursor to lead back to.
      return next === null ? {} : { [list]: [], pagination: { current: next, next } };
    },
  },
];

const drawPage = (dice: Dice, list: string): PlannedFault => {
  const { name, data } = dice.pick(PAGES);
  return {
    name,
    effect: "ambiguous",
    strike: {
      at: "request",
      make: ({ query }) => ({
        fault: responseFault({ status: 200, body: { data: data(list, query) } }, "before"),
      }),
    },
  };
};

const DRAWS: readonly { share: number; draw: Draw }[] = [
  { share: 40, draw: drawSabotage },
  { share: 22, draw: drawAnswer },
  { share: 15, draw: drawRejection },
  { share: 5, draw: drawUnavailable },
  { share: 9, draw: drawRoute },
  { share: 9, draw: drawConnection },
  { share: 4, draw: drawPacked },
];

/** Chooses what goes wrong with one attempt. */
export const drawFault: Draw = (dice, victim) =>
  victim.pages !== undefined && dice.chance(0.15)
    ? drawPage(dice, victim.pages)
    : dice.weighted(DRAWS, ({ share }) => share).draw(dice, victim);

const WORTH_ANOTHER = new Set<Effect>(["rejected", "not sent", "ambiguous"]);

/** Chooses among what may be followed by another attempt. */
export const drawPassing: Draw = (dice, victim) => {
  for (;;) {
    const drawn = drawFault(dice, victim);
    if (WORTH_ANOTHER.has(drawn.effect)) return drawn;
  }
};

/** Chooses among what takes long and may be followed by another attempt. */
export const drawSlow: Draw = (dice) => {
  if (dice.chance(0.6)) return rejected(dice, hintOf(dice, dice.whole(40, 85)));
  const when = dice.pick(WHENS);
  return dice.pick([
    sabotaged("silence", when),
    sabotaged("stalled body", when),
    struck("black hole"),
  ]);
};
