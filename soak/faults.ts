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
 * The conclusion that a correct client must draw from a fault.
 * - `rejected`: not applied; a retry may succeed.
 * - `not sent`: the request never left complete; a retry may succeed.
 * - `ambiguous`: may have been applied; a retry may succeed if repeating does no harm.
 * - `permanent`: not applied; no retry can succeed.
 * - `uncertain`: may have been applied; no retry can succeed.
 * - `none`: a success in an unusual form.
 */
export type Effect = "rejected" | "not sent" | "ambiguous" | "permanent" | "uncertain" | "none";

/** A concrete fault for one request. */
interface Shown {
  fault: Fault;
  /** The earliest time of the next request, in milliseconds since 1970. */
  until?: number;
}

/** The request that a fault is built for. */
interface Moment {
  now: number;
  /** The query of the request. */
  query: string;
  /** The token of the request; some responses echo it. */
  token: string;
}

/** The stage of a fault: before the connection, before the request, or at the request. */
type Strike =
  | { at: "route"; fault: RouteFault }
  | { at: "connection"; fault: ConnectionFault }
  | { at: "request"; make: (moment: Moment) => Shown };

/** A planned fault of one attempt. */
export interface PlannedFault {
  /** The name in a report. */
  name: string;
  effect: Effect;
  /** Breaks the true response; its status may still arrive. */
  breaks?: boolean;
  strike: Strike;
}

/** The properties of a request that limit the choice of faults. */
interface Victim {
  method: string;
  /** The name of its list, if its responses are pages. */
  pages?: string;
}

type When = Fault["when"];
type Draw = (dice: Dice, victim: Victim) => PlannedFault;

const WHENS: readonly When[] = ["before", "after", "late"];
const LOCATIONS = ["https://elsewhere.example/moved", "https://api.segmentapis.com/moved"];

const names = Object.keys(SABOTAGE) as SabotageName[];
/** Unusual forms of the true response; true only after the request was applied. */
const WRAPPED = new Set<string>(["byte order mark", "odd content type"] satisfies SabotageName[]);
/** Tens of megabytes each, so they are rare. */
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

/** The true response, compressed; not a fault. */
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

/** The encoding of a scripted response, plain or compressed. Its content must be read either way. */
interface Wrapping {
  /** Added to the name of the fault. */
  suffix: string;
  wrap(response: ScriptedResponse): ScriptedResponse;
}

function drawWrapping(dice: Dice): Wrapping {
  if (dice.chance(0.7)) return { suffix: "", wrap: (response) => response };
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

/** Builds a response that echoes the client's token in one of several forms. */
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

function responding(dice: Dice, status: number, effect: Effect, when: When): PlannedFault {
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
        const response = wrap({ status, headers: { ...headers, ...moved }, body });
        return { fault: responseFault(response, when) };
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

/** Only Segment's own 404 shows that an earlier attempt of a DELETE was applied; this one is a gateway's. */
const LOST: PlannedFault = {
  name: "404 of a gateway, before",
  effect: "permanent",
  strike: {
    at: "request",
    make: () => ({ fault: responseFault({ status: 404, body: "<h1>Not Found</h1>" }, "before") }),
  },
};

function drawResponse(dice: Dice, { method }: Victim): PlannedFault {
  const effect = dice.weighted(["permanent", "ambiguous", "uncertain"] as const, (one) =>
    one === "ambiguous" ? 3 : 1,
  );
  if (effect === "permanent") {
    const status = dice.pick(dice.pick(PERMANENT));
    const drawn = responding(dice, status, effect, "before");
    return method === "DELETE" && status === 404 ? LOST : drawn;
  }
  const statuses = effect === "ambiguous" ? AMBIGUOUS : UNCERTAIN;
  return responding(dice, dice.pick(statuses), effect, dice.pick(WHENS));
}

/** Even after a 429 without a usable wait, an immediate retry is wrong. */
const LEAST_WAIT_MS = 1000;

const drawRejection: Draw = (dice) =>
  rejected(dice, dice.chance(0.25) ? drawNoHint(dice) : drawHint(dice, 0));

const rejected = (dice: Dice, hint: Hint): PlannedFault =>
  hinted(dice, { status: 429, hint, effect: "rejected", when: "before", leastMs: LEAST_WAIT_MS });

/** A response with a usable or unusable retry hint. */
interface Hinted extends Pick<PlannedFault, "effect"> {
  status: number;
  hint: Hint;
  when: When;
  /** The shortest wait if the hint is unusable, in milliseconds. */
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
        const { until = now + leastMs, ...response } = hint.write(now);
        return { fault: responseFault(wrap({ status, ...response }), when), until };
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
    // The server never reads it, but the client cannot know that: the request went out complete.
    effect: connection === "unread" ? "ambiguous" : "not sent",
    strike: { at: "connection", fault: connection },
  };
};

/** Broken pages; any other request would accept these responses. */
const PAGES: readonly { name: string; data(list: string, query: string): object }[] = [
  { name: "a page without its list", data: () => ({ pagination: { totalEntries: 0 } }) },
  {
    name: "a page whose list is not a list",
    data: (list) => ({ [list]: {}, pagination: { totalEntries: 0 } }),
  },
  {
    name: "a page that leads back to itself",
    data: (list, query) => {
      const next = new URLSearchParams(query).get("pagination[cursor]");
      // The first page has no cursor.
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
  { share: 22, draw: drawResponse },
  { share: 15, draw: drawRejection },
  { share: 5, draw: drawUnavailable },
  { share: 9, draw: drawRoute },
  { share: 9, draw: drawConnection },
  { share: 4, draw: drawPacked },
];

/** Chooses the fault of one attempt. */
export const drawFault: Draw = (dice, victim) =>
  victim.pages !== undefined && dice.chance(0.15)
    ? drawPage(dice, victim.pages)
    : dice.weighted(DRAWS, ({ share }) => share).draw(dice, victim);

const WORTH_ANOTHER = new Set<Effect>(["rejected", "not sent", "ambiguous"]);

/** Chooses among faults that allow a retry. */
export const drawPassing: Draw = (dice, victim) => {
  for (;;) {
    const drawn = drawFault(dice, victim);
    if (WORTH_ANOTHER.has(drawn.effect)) return drawn;
  }
};

/** Chooses among slow faults that allow a retry. */
export const drawSlow: Draw = (dice) => {
  if (dice.chance(0.6)) return rejected(dice, hintOf(dice, dice.whole(40, 85)));
  const when = dice.pick(WHENS);
  return dice.pick([
    sabotaged("silence", when),
    sabotaged("stalled body", when),
    struck("black hole"),
  ]);
};
