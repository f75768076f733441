import path from "node:path";
import { callStep, loadComponent } from "../../platform/component";
import { silentLogger } from "../../platform/component/logger";
import { redirectSegmentHosts, startSimulator } from "../../simulator";
import { pictureWorkbench } from "../workbench/pictures";
import type { Form, View } from "./driver";
import { type FormResult, openForm, startForms, stopForms } from "./form";

const FOLDER = path.resolve(__dirname, "../../docs/images");
const LANTERN = "65f1c0de8a3b4d2e9c7f1a05";
const SYNC_CONTACT = "aLt7wQm3nVxYbR9cKdP2Sz";

interface Picture {
  file: string;
  view: View;
  /** The data source that makes the form. */
  form: string;
  inputs: Record<string, unknown>;
  fillIn(form: Form): Promise<void>;
}

/** Calls an action or a data source by its key. */
type Run = (key: string, inputs: Record<string, unknown>) => Promise<unknown>;

/** The source whose type lists no settings. */
async function website(run: Run): Promise<string> {
  const { data } = (await run("createSource", {
    slug: "shop",
    enabled: true,
    metadataId: "IqDTy1TpoU",
    settingsJson: { website_url: "https://shop.example.com", dualWrite: true, sampling: 0.5 },
  })) as { data: { source: { id: string } } };
  return data.source.id;
}

/** The destination whose subscription is pictured. */
async function lantern(run: Run, sourceId: string): Promise<string> {
  const { data } = (await run("createDestination", {
    sourceId,
    metadataId: LANTERN,
    settingsJson: { apiKey: "lantern-key-1234", accountId: "4711" },
  })) as { data: { destination: { id: string } } };
  return data.destination.id;
}

const pictures = (sourceId: string, destinationId: string): Picture[] => [
  {
    file: "other-settings.png",
    view: { width: 720, height: 570, zoom: 1 },
    form: "sourceSettings",
    inputs: { sourceId },
    fillIn: async (form) => {
      await form.addRow("Other Settings", { name: "apiHost", value: "events.example.com" });
    },
  },
  {
    file: "destination-settings.png",
    view: { width: 720, height: 1420, zoom: 1 },
    form: "destinationSettings",
    inputs: { metadataId: LANTERN },
    fillIn: async (form) => {
      await form.type("API Key", "lantern-key-1234");
      await form.type("Account ID", "4711");
      await form.type("Google Analytics Dimension", "dimension7");
      await form.type("Timeout", "12.5");
      await form.turn("Dry Run", true);
      await form.addRow("Request Headers", { key: "x-team", value: "growth" });
    },
  },
  {
    file: "subscription-mappings.png",
    view: { width: 720, height: 1390, zoom: 1.2 },
    form: "subscriptionMappings",
    inputs: { destinationId, actionId: SYNC_CONTACT },
    fillIn: async (form) => {
      await form.type("Email Address", "$.traits.email");
      await form.choose("Life Cycle Stage", "Customer");
      await form.type("Visits", "$.properties.visits");
      await form.tick("Channels", "Mail", true);
      await form.addRow("Tags", "$.traits.plan");
    },
  },
];

/** Makes the path of a picture, and tells it. */
function pathOf(file: string): string {
  process.stdout.write(`docs/images/${file}\n`);
  return path.join(FOLDER, file);
}

/** Pictures the forms of the built component, on a simulated Segment. */
async function pictureForms(): Promise<void> {
  const simulator = await startSimulator();
  const redirection = redirectSegmentHosts(simulator);
  try {
    const { token, workspace } = simulator.us;
    const connection = {
      key: "apiKey",
      configVarKey: "Segment Connection",
      fields: { apiKey: token, subdomain: workspace.slug },
    };
    const { actions, dataSources } = loadComponent();
    const context = { logger: silentLogger };
    const run: Run = async (key, inputs) => {
      const step = actions[key] ?? dataSources[key];
      if (!step) throw new Error(`the component has no step ${key}`);
      const { data, result } = await callStep(step, { context, inputs, connection });
      return data ?? result;
    };
    await startForms();
    const sourceId = await website(run);
    const all = pictures(sourceId, await lantern(run, sourceId));
    for (const { file, view, form: key, inputs, fillIn } of all) {
      const form = await openForm((await run(key, inputs)) as FormResult);
      await fillIn(form);
      await form.screenshot(pathOf(file), view);
      form.close();
    }
  } finally {
    await stopForms();
    redirection.restore();
    await simulator.close();
  }
}

/** Pictures the built component for the documentation. */
async function main(): Promise<void> {
  await pictureForms();
  await pictureWorkbench(pathOf);
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
