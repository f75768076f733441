import type { RegionName } from "../simulator";
import { Dice } from "./dice";
import { drawFault, drawPassing, drawSlow, type PlannedFault } from "./faults";
import { KINDS, type KindName, kindOf, type TargetName } from "./kinds";

/** How many operations are in flight at once. */
export const LANES = 8;
/** This lane has a workspace to itself, so that what it lists stands still meanwhile. */
const LISTING_LANE = 0;
/** Faults that are planned for an operation; what it sends beyond them goes well. */
const FAULTS = 6;
const FAULTS_OF_LIST = 16;

/** Which object of the stock of its region an operation is aimed at: the first one is 0. */
interface Target {
  of: TargetName;
  index: number;
}

/** One operation, decided on in full before anything is sent. */
export interface Operation {
  /** 1, 2, 3 and so on. */
  number: number;
  kind: KindName;
  /** Operations of one lane follow each other; those of different lanes share no target. */
  lane: number;
  region: RegionName;
  target?: Target;
  /** Goes out in the body, to tell its requests and objects from those of others. */
  marker: string;
  /** The inputs of the raw request that say how to send again. */
  raw: Record<string, string>;
  /** What goes wrong with its first attempt, its second one and so on. */
  faults: readonly (PlannedFault | undefined)[];
}

/** Hands out targets; none of them to two lanes, and none that an operation has ended. */
class Stock {
  private readonly next = new Map<string, number>();
  private readonly open = new Map<string, number[]>();

  take(dice: Dice, region: RegionName, lane: number, of: TargetName, ends: boolean): Target {
    const lanes = `${lane} ${of}`;
    const open = this.open.get(lanes) ?? [];
    this.open.set(lanes, open);
    if (open.length === 0 || dice.chance(0.2)) {
      const index = this.next.get(`${region} ${of}`) ?? 0;
      this.next.set(`${region} ${of}`, index + 1);
      open.push(index);
    }
    const index = dice.pick(open);
    if (ends) open.splice(open.indexOf(index), 1);
    return { of, index };
  }
}

/** How things go wrong with an operation, attempt by attempt. */
interface Manner {
  share: number;
  draw: typeof drawFault;
  /** Which attempts, the first one being 0. */
  hits(dice: Dice, isPaged: boolean): (attempt: number) => boolean;
}

const inARow: Manner["hits"] = (dice, isPaged) => {
  const from = isPaged ? dice.whole(0, 3) : 0;
  const to = from + dice.whole(1, 5);
  return (attempt) => attempt >= from && attempt < to;
};

const MANNERS: readonly Manner[] = [
  // Well.
  { share: 20, draw: drawFault, hits: () => () => false },
  // Here and there.
  { share: 40, draw: drawFault, hits: (dice, isPaged) => () => dice.chance(isPaged ? 0.2 : 0.4) },
  // Several times in a row.
  { share: 20, draw: drawFault, hits: inARow },
  // As often as a request is sent again at most, page after page.
  { share: 12, draw: drawPassing, hits: () => (attempt) => attempt % 4 !== 3 },
  // For longer than an operation may take.
  { share: 8, draw: drawSlow, hits: inARow },
];

function drawFaults(dice: Dice, kind: KindName): (PlannedFault | undefined)[] {
  const { intent, pages } = kindOf(kind);
  const { method } = intent({ marker: "", id: "", parentId: "", raw: {} });
  const isPaged = pages !== undefined;
  const { draw, hits } = dice.weighted(MANNERS, ({ share }) => share);
  const isHit = hits(dice, isPaged);
  return Array.from({ length: isPaged ? FAULTS_OF_LIST : FAULTS }, (_, attempt) =>
    isHit(attempt) ? draw(dice, { method, pages }) : undefined,
  );
}

const drawRaw = (dice: Dice): Record<string, string> => ({
  maxRetries: "3",
  retryDelayMS: dice.pick(["0", "0", "500", "2000"]),
  useExponentialBackoff: String(dice.chance(0.3)),
  retryAllErrors: "false",
});

/** Decides on operations and on what goes wrong with them: the same ones for the same seed. */
export function planOperations(seed: number, count: number): Operation[] {
  const stock = new Stock();
  const kinds = Object.keys(KINDS) as KindName[];
  return Array.from({ length: count }, (_, index): Operation => {
    const number = index + 1;
    const dice = new Dice(`${seed}/${number}`);
    const lane = index % LANES;
    const region = lane === LISTING_LANE ? "eu" : "us";
    const offered = kinds.filter((kind) => lane === LISTING_LANE || !kindOf(kind).pages);
    const kind = dice.weighted(offered, (one) => KINDS[one].share);
    const { target, ends = false } = kindOf(kind);
    return {
      number,
      kind,
      lane,
      region,
      target: target && stock.take(dice, region, lane, target, ends),
      marker: `soak-${seed}-${number}-end`,
      raw: drawRaw(dice),
      faults: drawFaults(dice, kind),
    };
  });
}
