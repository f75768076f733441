import type { RegionName } from "../simulator";
import { Dice } from "./dice";
import { drawFault, drawPassing, drawSlow, type PlannedFault } from "./faults";
import { KINDS, type KindName, kindOf, type TargetName } from "./kinds";

/** The number of concurrent operations. */
export const LANES = 8;
/** The lane with its own workspace, so that nothing changes while it lists. */
const LISTING_LANE = 0;
/** The most planned faults of an operation. Later attempts have no fault. */
const FAULTS = 6;
const FAULTS_OF_LIST = 16;

/** The target of an operation: an index from 0 into its region's stock. */
interface Target {
  of: TargetName;
  index: number;
}

/** One operation, fully planned before anything is sent. */
export interface Operation {
  /** 1, 2, 3 and so on. */
  number: number;
  kind: KindName;
  /** Operations of one lane run in order; different lanes share no target. */
  lane: number;
  region: RegionName;
  target?: Target;
  /** Sent in the body, to identify the operation's requests and objects. */
  marker: string;
  /** The retry inputs of the raw request. */
  raw: Record<string, string>;
  /** The faults of its attempts, in order. */
  faults: readonly (PlannedFault | undefined)[];
}

/** Assigns targets: none to two lanes, and none after an operation deleted it. */
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

/** A pattern of faults over the attempts of an operation. */
interface Manner {
  share: number;
  draw: typeof drawFault;
  /** The attempts with a fault, counted from 0. */
  hits(dice: Dice, isPaged: boolean): (attempt: number) => boolean;
}

const inARow: Manner["hits"] = (dice, isPaged) => {
  const from = isPaged ? dice.whole(0, 3) : 0;
  const to = from + dice.whole(1, 5);
  return (attempt) => attempt >= from && attempt < to;
};

const MANNERS: readonly Manner[] = [
  // No faults.
  { share: 20, draw: drawFault, hits: () => () => false },
  // Single faults.
  { share: 40, draw: drawFault, hits: (dice, isPaged) => () => dice.chance(isPaged ? 0.2 : 0.4) },
  // Several faults in a row.
  { share: 20, draw: drawFault, hits: inARow },
  // As many faults as a request has attempts, on every page.
  { share: 12, draw: drawPassing, hits: () => (attempt) => attempt % 4 !== 3 },
  // Faults for longer than an operation may take.
  { share: 8, draw: drawSlow, hits: inARow },
];

function drawFaults(dice: Dice, kind: KindName): (PlannedFault | undefined)[] {
  const { intent, pages } = kindOf(kind);
  const { method } = intent({ marker: "", id: "", parentId: "", writeKey: "", raw: {} });
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

/** Plans operations and their faults. The same seed gives the same plan. */
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
