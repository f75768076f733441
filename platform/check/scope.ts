import toPath from "lodash/toPath";
import { toReferenceName } from "../format/names";
import { hint } from "./describe";
import type { StepNode } from "./nodes";
import { type Found, followPath, NUMBER, type ResultSchema, UNKNOWN } from "./resultSchema";

/** A step that later steps may refer to. */
interface KnownStep {
  name: string;
  /** The schema of its results; undefined while it is running. */
  results?: ResultSchema;
  /** For a running loop, the schema of its current item. */
  currentItem?: ResultSchema;
}

/** The position of a step in its flow. */
interface Place {
  name: string;
  /** The number of the step in the order of the file. */
  order: number;
  /** The loops and branches around it, outermost first. */
  within: readonly Container[];
}

interface Container {
  step: StepNode;
  /** The branch, for a branch step. */
  branch?: string;
}

/** Every step of a flow by its reference name, even if it cannot be referred to. */
type Places = ReadonlyMap<string, Place>;

/** Finds every step of a flow, the first one of each reference name. */
export function findPlaces(steps: readonly StepNode[]): Places {
  const places = new Map<string, Place>();
  let order = 0;
  const visit = (inner: readonly StepNode[], within: readonly Container[]): void => {
    for (const step of inner) {
      order += 1;
      const name = toReferenceName(step.name);
      if (!places.has(name)) places.set(name, { name: step.name, order, within });
      visit(step.steps ?? [], [...within, { step }]);
      for (const branch of step.branches ?? []) {
        visit(branch.steps, [...within, { step, branch: branch.name }]);
      }
    }
  };
  visit(steps, []);
  return places;
}

/** The results and items that a step can refer to. */
export class Scope {
  constructor(
    private readonly places: Places,
    private readonly known: ReadonlyMap<string, KnownStep> = new Map(),
    private readonly within: readonly Container[] = [],
    private readonly current?: StepNode,
  ) {}

  /** The scope of a step. */
  of(current: StepNode): Scope {
    return new Scope(this.places, this.known, this.within, current);
  }

  /** The scope after a step. */
  after(step: StepNode, results: ResultSchema): Scope {
    return this.knowing(step, { name: step.name, results });
  }

  /** The scope within a loop. */
  inLoop(step: StepNode, currentItem: ResultSchema): Scope {
    const { places, known, within } = this.knowing(step, { name: step.name, currentItem });
    return new Scope(places, known, [...within, { step }]);
  }

  /** The scope within a branch of a branch step. */
  inBranch(step: StepNode, branch: string): Scope {
    return new Scope(this.places, this.known, [...this.within, { step, branch }]);
  }

  get isInLoop(): boolean {
    return this.within.some(({ branch }) => branch === undefined);
  }

  /** Finds the schema at a path, or the reason that there is none. */
  find(path: readonly string[]): Found {
    const [root = "", part, ...rest] = path;
    const known = this.known.get(root);
    if (!known) return { missing: this.explainUnreachable(root) ?? "" };
    if (known.currentItem !== undefined) {
      if (part === "currentItem")
        return followPath(known.currentItem, rest, "the current item has");
      if (part === "index" && rest.length === 0) return { schema: NUMBER };
      return {
        missing: `loop ${known.name} is still running: it has currentItem and index, no ${part ?? "value of its own"}`,
      };
    }
    if (part === "results") return followPath(known.results ?? UNKNOWN, rest, "the results have");
    if (part === undefined) return { missing: `a step's results are at ${root}.results` };
    const reason =
      part === "currentItem" || part === "index" ? ` (${part} exists only within the loop)` : "";
    return { missing: `step ${known.name} has results, no ${part}${reason}` };
  }

  private knowing(step: StepNode, known: KnownStep): Scope {
    const all = new Map(this.known).set(toReferenceName(step.name), known);
    return new Scope(this.places, all, this.within);
  }

  /** Finds the schema at a reference, if it is valid. */
  findSchema(reference: string): ResultSchema | undefined {
    const found = this.find(toPath(reference));
    return "schema" in found ? found.schema : undefined;
  }

  /** Explains why a step cannot be referred to; undefined if it can. */
  explainUnreachable(root: string): string | undefined {
    if (this.known.has(root)) return undefined;
    const place = this.places.get(root);
    if (!place) return `no earlier step has this name${hint(root, [...this.known.keys()])}`;
    if (this.current && toReferenceName(this.current.name) === root) {
      return "a step cannot refer to itself";
    }
    const around = this.within.find(({ step }) => toReferenceName(step.name) === root);
    if (around) return `step ${place.name} has no results before its branch ends`;
    const mine = (this.current && this.places.get(toReferenceName(this.current.name))?.order) ?? 0;
    if (place.order > mine) return `step ${place.name} comes after this one`;
    const apart = place.within.find(
      ({ step, branch }, depth) =>
        this.within[depth]?.step !== step || this.within[depth]?.branch !== branch,
    );
    if (!apart) return `step ${place.name} cannot be referred to from here`;
    const results = `${toReferenceName(apart.step.name)}.results`;
    if (apart.branch === undefined) {
      return `step ${place.name} runs within loop ${apart.step.name}; after the loop, ${results} is the list of the results of its last step`;
    }
    const over = this.known.has(toReferenceName(apart.step.name));
    return over
      ? `step ${place.name} may not have run: it is in branch ${apart.branch} of ${apart.step.name}; ${results} is the result of the branch that ran`
      : `step ${place.name} has not run: it is in branch ${apart.branch} of ${apart.step.name}, this step in another`;
  }
}
