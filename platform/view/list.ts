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

/** The end of a step in the list, and the rest of its line. */
interface Ending {
  state: StepState | "not run";
  text: string;
}

/** The columns of a line that are not available for the reason of a failure. */
const KEPT_COLUMNS = 40;

const PAINT = {
  ignored: color.yellow,
  stopped: color.yellow,
  "not run": color.dim,
} as const;

/** A top-level step. The run reports to it, and it is shown when the list reaches it. */
class ListedStep {
  private shown: Shown | undefined;
  private output = "";
  private settle: (ending: Ending) => void = () => undefined;
  private readonly ending = new Promise<Ending>((resolve) => {
    this.settle = resolve;
  });

  constructor(readonly name: string) {}

  /** The task for the list. */
  readonly task = (): ListrTask<object, typeof DefaultRenderer> => ({
    title: this.name,
    task: async (_context, shown) => {
      this.shown = shown;
      this.tell(this.output);
      const { state, text } = await this.ending;
      const title = `${this.name}${text}`;
      // The list has one state for a step that is not done, a flow has three with their own marks.
      if (state === "ignored" || state === "stopped" || state === "not run") {
        shown.skip(`${PAINT[state](MARKS[state])} ${title}`);
        return;
      }
      shown.title = title;
      if (state === "failed") throw new Error(title);
    },
  });

  /** Shows the current work beneath the name of the step. */
  tell(output: string): void {
    this.output = output;
    if (this.shown && output !== "") this.shown.output = output;
  }

  /** Ends the step. Only the first call counts. */
  end(state: Ending["state"], text: string): void {
    this.settle({ state, text });
  }
}

/**
 * A view with the top-level steps of a flow as a list on a terminal. The current work of a step is
 * shown beneath it, and longer texts are written after the list. Long lines are cut.
 * @param steps the names of the top-level steps of the flow, first its trigger.
 * @param hide masks secrets in all text that is shown.
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
      // Ctrl-C is left to the run.
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
  /** The current step within it, and the retry that it waits for. */
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
