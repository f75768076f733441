import { listSteps } from "../../../platform/format/walk";
import type { FlowBox, FlowFile, FlowFileDescription, FlowSummary } from "../../protocol";
import type { Engine } from "../engine";
import { listFlows, readFlow } from "./flowFiles";
import { readFlowText } from "./flowRequests";

/** The flows of a package, and flows that the page sends. */
export class Flows {
  constructor(
    /** The file of the built component. */
    private readonly file: string,
    private readonly engine: () => Promise<Engine>,
  ) {}

  /** Lists and checks the flow files. */
  async list(): Promise<FlowSummary[]> {
    const engine = await this.engine();
    const files = listFlows(this.file).flatMap((name) => readFlow(this.file, name) ?? []);
    return Promise.all(
      files.map(async ({ name, text }): Promise<FlowSummary> => {
        const { title, description, flows, problems } = await engine.describeFlow(text);
        const steps = flows.reduce((sum, flow) => sum + flow.steps, 0);
        const boxes = flows.flatMap((flow) => listSteps<FlowBox>(flow.boxes));
        const stepNames = [...new Set(boxes.map((box) => box.name))];
        return { name, title, description, steps, stepNames, problems: problems.length };
      }),
    );
  }

  /** Reads, checks and describes a flow file. Returns undefined if there is none of this name. */
  async read(name: string): Promise<FlowFile | undefined> {
    const found = readFlow(this.file, name);
    if (!found) return undefined;
    const engine = await this.engine();
    return { ...found, described: await engine.describeFlow(found.text) };
  }

  /** Checks and describes the text of a flow file. @throws BadRequest */
  async describe(body: unknown): Promise<FlowFileDescription> {
    const text = readFlowText(body);
    const engine = await this.engine();
    return engine.describeFlow(text);
  }
}
