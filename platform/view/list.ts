import {
  color,
  type DefaultRenderer,
  Listr,
  ListrDefaultRendererLogLevels,
  type ListrTask,
  type ListrTaskWrapper,
  type SimpleRenderer,
} from "listr2";
import type { RunEvent, StepOutcome, StepState } from "../run/events";
import { formatCount } from "../run/summary";
import { formatCost } from "./cost";
import { formatPlace, formatRetry, MARKS, oneLine } from "./format";
import { makeNotes } from "./notes";
import { STOPPING, type View } from "./view";

type Shown = ListrTaskWrapper<object, typeof DefaultRenderer, typeof SimpleRenderer>;

/** How a step of the list ended, and the rest of its line. */
interface Ending {
  state: StepState | "not run";
  text: string;
}

/** What of a line's width the list keeps for marks, and for what follows a failure's reason. */
const KEPT_COLUMNS = 40;

const PAINT = {
  ignored: color.yellow,
  stopped: color.yellow,
  "not run": color.dim,
} as const;

/** One top-level step: told of by the run, shown once the list has come to it. */
class ListedStep {
  private shown: Shown | undefined;
  private output = "";
  private settle: (ending: Ending) => void = () => undefined;
  private readonly ending = new Promise<Ending>((resolve) => {
    this.settle = resolve;
  });

  constructor(readonly name: string) {}

  /** What the list makes of it. */
  readonly task = (): ListrTask<object, typeof DefaultRenderer> => ({
    title: this.name,
    task: async (_context, shown) => {
      this.shown = shown;
      this.tell(this.output);
      const { state, text } = await this.ending;
      const title = `${this.name}${text}`;
      // The list knows one way of not being done; a flow has three, with marks of their own.
      if (state === "ignored" || state === "stopped" || state === "not run") {
        shown.skip(`${PAINT[state](MARKS[state])} ${title}`);
        return;
      }
      shown.title = title;
      if (state === "failed") throw new Error(title);
    },
  });

  /** Says beneath its name what is under way in it. */
  tell(output: string): void {
    this.output = output;
    if (this.shown && output !== "") this.shown.output = output;
  }

  /** Only the first ending counts. */
  end(state: Ending["state"], text: string): void {
    this.settle({ state, text });
  }
}

/**
 * The top-level steps of a flow as a list on a terminal: what is under way in a step stands beneath
 * it, and what the list has no room for is written after it. Long lines are cut.
 * @param steps the names of the flow's top-level steps, its trigger first.
 * @param hide takes secrets out of whatever is shown.
 */
export function listView(
  steps: readonly string[],
  hide: (text: string) => string,
  write: (line: string) => void,
): View {
  const listed = steps.map((name) => new ListedStep(name));
  const list = new Listr<object, "default">(
    listed.map((step) => step.task()),
    {
      exitOnError: false,
      // The run decides what Ctrl-C does.
      registerSignalListeners: false,
      rendererOptions: {
        formatOutput: "truncate",
        icon: {
          [ListrDefaultRendererLogLevels.COMPLETED]: MARKS.done,
          [ListrDefaultRendererLogLevels.FAILED]: MARKS.failed,
          [ListrDefaultRendererLogLevels.SKIPPED_WITH_COLLAPSE]: "",
        },
      },
    },
  );
  const ended = list.run();
  const notes: string[] = [];
  let begun = 0;
  let current: ListedStep | undefined;
  let beganMs = 0;
  let ignoredWithin = 0;
  /** The step in it that is under way, and what it waits for. */
  let within = "";
  let waits = "";
  let stopping = "";

  const tell = () => {
    const seconds = Math.floor((performance.now() - beganMs) / 1000);
    const parts = [stopping, seconds > 0 ? `${seconds} s` : "", within, waits];
    current?.tell(oneLine(hide(parts.filter((part) => part !== "").join(" · "))));
  };
  const ticking = setInterval(tell, 1000);

  const begin = (event: Extract<RunEvent, { type: "began" }>) => {
    waits = "";
    if (event.step.within.length > 0) {
      within = formatPlace(event.step);
      return;
    }
    current = listed[begun];
    begun += 1;
    beganMs = performance.now();
    ignoredWithin = 0;
    within = "";
  };
  const end = ({ step, outcome }: Extract<RunEvent, { type: "ended" }>) => {
    waits = "";
    if (step.within.length > 0) {
      if (outcome.state === "ignored" && outcome.error !== undefined) ignoredWithin += 1;
      return;
    }
    current?.end(outcome.state, hide(formatEnding(outcome, ignoredWithin)));
  };
  return {
    watch: (event) => {
      notes.push(...makeNotes(event, (process.stdout.columns ?? 80) - KEPT_COLUMNS));
      if (event.type === "began") begin(event);
      if (event.type === "ended") end(event);
      if (event.type === "again") waits = formatRetry(event);
      tell();
    },
    stopping: () => {
      stopping = STOPPING;
      tell();
    },
    end: async () => {
      clearInterval(ticking);
      for (const step of listed) step.end("not run", ": not run");
      await ended;
      if (notes.length === 0) return;
      for (const line of ["", ...notes, ""]) write(hide(line));
    },
  };
}

function formatEnding(outcome: StepOutcome, ignoredWithin: number): string {
  const { state, detail } = outcome;
  const parts = [
    detail && (state === "ignored" ? `ignored: ${detail}` : detail),
    ignoredWithin > 0 && `${formatCount(ignoredWithin, "step")} failed and ignored`,
  ].filter(Boolean);
  const text = parts.length > 0 ? `: ${oneLine(parts.join(", "))}` : "";
  return `${text}${color.dim(formatCost(outcome))}`;
}
