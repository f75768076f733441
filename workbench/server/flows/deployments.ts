import { Refusal } from "../../../cli/errors";
import type { DeployedFlow, RunEvent, SentSample } from "../../protocol";
import type { Engine } from "../engine";
import type { SimulatedWorkspace } from "../simulated";
import { readSample } from "./flowRequests";

type Tell = (event: RunEvent) => void;

interface Deployment {
  engine: Engine;
  deployed?: DeployedFlow;
  ended: Promise<void>;
}

const LEFT =
  "The trigger was not removed. Deploy the flow again to take it over, or reset the simulated workspace.";

/** The flows that are deployed in the simulated workspace, by their runs. */
export class Deployments {
  private readonly all = new Map<string, Deployment>();

  constructor(private readonly simulated: () => SimulatedWorkspace | undefined) {}

  /** Adds a deployment. Returns a function that passes its events on. */
  follow(run: string, engine: Engine, tell: Tell): Tell {
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const deployment: Deployment = { engine, ended };
    this.all.set(run, deployment);
    return (event) => {
      if (event.type === "deployed") deployment.deployed = event.deployed;
      if (event.type !== "ended") return tell(event);
      this.all.delete(run);
      end();
      const isLeft = engine.isGone && deployment.deployed?.sourceId !== undefined;
      const { outcome } = event;
      tell(isLeft ? { ...event, outcome: { ...outcome, report: [LEFT] } } : event);
    };
  }

  /** Makes a deployed flow poll now. @throws Refusal if it is not deployed. */
  poll(run: string): Promise<SentSample> {
    return this.find(run).engine.poll(run);
  }

  /**
   * Sends a sample to a deployed flow: to the source of its trigger, or as a webhook's sender.
   * @throws BadRequest, or Refusal if the flow is not deployed.
   */
  async send(run: string, body: unknown): Promise<SentSample> {
    const sample = readSample(body);
    const { engine, deployed } = this.find(run);
    const { url, sourceId } = deployed ?? {};
    const simulated = this.simulated();
    if (sourceId !== undefined && url !== undefined && simulated) {
      return simulated.sendEvent(sourceId, sample, url);
    }
    return engine.sendSample(run, sample);
  }

  /** Removes the triggers of all, and waits until they have ended. */
  async endAll(): Promise<void> {
    await Promise.all(
      [...this.all].map(([run, { engine, ended }]) => {
        engine.stop(run);
        return ended;
      }),
    );
  }

  private find(run: string): Deployment {
    const deployment = this.all.get(run);
    if (!deployment) throw new Refusal("The flow is not deployed.");
    return deployment;
  }
}
