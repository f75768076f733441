import type { Platform } from "./platform";
import type { Report } from "./report";

type Resource = { id: string; [field: string]: unknown };
type Answer<Name extends string, Value = Resource> = { data: Record<Name, Value> };

/** Runs one step and reports it; `read` says in a few words what came of it. */
type RunStep = <Data>(
  action: string,
  inputs: Record<string, unknown>,
  read: (data: Data) => string,
) => Promise<Data>;

/** Runs one picklist, reports it and answers the id of the choice with that label. */
type Choose = (picklist: string, label: string) => Promise<string>;

function stepRunner(platform: Platform, report: Report) {
  const timed = async <Data>(key: string, work: () => Promise<Data>, read: (d: Data) => string) => {
    const started = performance.now();
    const label = platform.labelOf(key);
    const ms = () => performance.now() - started;
    try {
      const data = await work();
      report.step({ label, detail: read(data), ms: ms(), state: "done" });
      return data;
    } catch (error) {
      report.step({ label, detail: (error as Error).message, ms: ms(), state: "failed" });
      throw error;
    }
  };
  const run: RunStep = (action, inputs, read) =>
    timed(action, () => platform.action(action, inputs), read);
  const choose: Choose = async (picklist, wanted) => {
    const choices = await timed(
      picklist,
      () => platform.picklist(picklist),
      (all) => `${all.length} choices, "${wanted}" chosen`,
    );
    const choice = choices.find(({ label }) => label === wanted);
    if (!choice) throw new Error(`${picklist} offers no ${wanted}.`);
    return choice.key;
  };
  const expectRefusal = async (action: string, inputs: Record<string, unknown>) => {
    const started = performance.now();
    const label = platform.labelOf(action);
    const outcome = await platform.action(action, inputs).then(
      () => ({ detail: "was accepted, though it should not be", state: "failed" as const }),
      (error: Error) => ({ detail: error.message, state: "refused" as const }),
    );
    report.step({ label, ms: performance.now() - started, ...outcome });
  };
  return { run, choose, expectRefusal };
}

const idOf =
  (name: string) =>
  ({ data }: Answer<string>): string =>
    `created ${data[name]?.id}`;

const listed =
  (items: string) =>
  ({ data }: Answer<string, unknown>): string =>
    `${(data[items] as unknown[]).length} found`;

const READS: [action: string, items: string, inputs?: Record<string, unknown>][] = [
  ["listSources", "sources"],
  ["listDestinations", "destinations"],
  ["listWarehouses", "warehouses"],
  ["listTransformations", "transformations"],
  ["listFunctions", "functions", { resourceType: "SOURCE" }],
  ["listUsers", "users"],
];

async function listEverything(run: RunStep): Promise<void> {
  for (const [action, items, inputs] of READS) {
    await run<Answer<string, unknown>>(action, { ...inputs, fetchAll: "true" }, listed(items));
  }
}

/** Reads what is in a workspace and changes nothing; safe against the real Segment. */
export async function readStory(platform: Platform, report: Report): Promise<void> {
  const { run } = stepRunner(platform, report);
  report.chapter("Look around");
  await run<Answer<"workspace">>(
    "rawRequest",
    { method: "GET", url: "/" },
    ({ data }) => `workspace ${data.workspace.slug}`,
  );
  await run<Answer<string, unknown>>(
    "listSourcesCatalog",
    { count: "10" },
    listed("sourcesCatalog"),
  );
  report.chapter("List what there is");
  await listEverything(run);
}

/** Sets a small shop up in an empty workspace, meets one real error, and cleans up. */
export async function shopStory(platform: Platform, report: Report): Promise<void> {
  const { run, choose, expectRefusal } = stepRunner(platform, report);
  const undo: (() => Promise<unknown>)[] = [];
  const remove = (action: string, inputs: Record<string, unknown>) =>
    undo.unshift(() =>
      run<Answer<"status", string>>(action, inputs, ({ data }) => data.status.toLowerCase()),
    );
  try {
    report.chapter("Collect events from the shop");
    const sourceType = await choose("selectSourceMetadata", "Javascript");
    const web = await run<Answer<"source">>(
      "createSource",
      { slug: "web-shop", metadataId: sourceType, enabled: "true" },
      idOf("source"),
    );
    const sourceId = web.data.source.id;
    remove("deleteSource", { sourceId });

    report.chapter("Load them into a database");
    const warehouseType = await choose("selectWarehouseMetadata", "Postgres");
    const database = await run<Answer<"warehouse">>(
      "createWarehouse",
      {
        metadataId: warehouseType,
        name: "Analytics",
        enabled: "true",
        settings: [
          { key: "host", value: "db.example.com" },
          { key: "port", value: "5432" },
          { key: "database", value: "analytics" },
          { key: "username", value: "segment" },
          { key: "password", value: "correct horse battery staple" },
        ],
      },
      idOf("warehouse"),
    );
    const warehouseId = database.data.warehouse.id;
    remove("deleteWarehouse", { warehouseId });
    await run<Answer<"status", string>>(
      "addConnectionFromSourceToWarehouse",
      { sourceId, warehouseId },
      ({ data }) => data.status.toLowerCase(),
    );
    await run("listConnectedSourcesFromWarehouse", { warehouseId }, listed("sources"));

    report.chapter("Send orders to a webhook");
    const destinationType = await choose("selectDestinationMetadata", "Webhooks (Actions)");
    const type = await run<Answer<"destinationMetadata", { actions: Resource[] }>>(
      "getDestinationMetadata",
      { destinationMetadataId: destinationType },
      ({ data }) => `offers ${data.destinationMetadata.actions.map(({ name }) => name).join(", ")}`,
    );
    const webhook = await run<Answer<"destination">>(
      "createDestination",
      {
        sourceId,
        metadataId: destinationType,
        name: "Order webhook",
        enabled: "false",
        settings: [{ key: "sharedSecret", value: "a shared secret" }],
      },
      idOf("destination"),
    );
    const destinationId = webhook.data.destination.id;
    remove("deleteDestination", { destinationId });
    const orders = await run<Answer<"destinationSubscription">>(
      "createDestinationSubscription",
      {
        destinationId,
        actionId: type.data.destinationMetadata.actions[0]?.id,
        name: "Orders",
        trigger: 'type = "track" and event = "Order Completed"',
        enabled: "true",
        settings: [{ key: "url", value: "https://shop.example.com/orders" }],
      },
      idOf("destinationSubscription"),
    );
    const subscriptionId = orders.data.destinationSubscription.id;
    remove("deleteDestinationSubscription", { destinationId, subscriptionId });

    report.chapter("Clean the events on the way");
    const rename = await run<Answer<"transformation">>(
      "createTransformation",
      {
        name: "Rename checkout",
        sourceId,
        enabled: "true",
        ifInput: 'event = "Checkout"',
        newEventName: "Order Completed",
        propertyRenames: '[{"oldName": "sum", "newName": "total"}]',
      },
      idOf("transformation"),
    );
    const transformationId = rename.data.transformation.id;
    remove("deleteTransformation", { transformationId });
    const receiver = await run<Answer<"function">>(
      "createFunction",
      {
        resourceType: "SOURCE",
        displayName: "Orders from the till",
        code: "async function onRequest(request, settings) {}",
      },
      idOf("function"),
    );
    const functionId = receiver.data.function.id;
    remove("deleteFunction", { functionId });

    report.chapter("Bring a colleague in");
    await run<Answer<"emails", string[]>>(
      "createUserInvites",
      { invites: '[{"email": "ada@example.com"}]' },
      ({ data }) => `invited ${data.emails.join(", ")}`,
    );

    report.chapter("List what there is");
    await listEverything(run);

    report.chapter("Change it");
    const state = ({ data }: Answer<string>, name: string) =>
      data[name]?.enabled ? "enabled" : "disabled";
    await run<Answer<string>>(
      "updateSource",
      { sourceId, name: "Web shop" },
      ({ data }) => `now called ${data.source?.name}`,
    );
    await run<Answer<string>>(
      "updateDestination",
      { destinationId, enabled: "true" },
      (answer) => `now ${state(answer, "destination")}`,
    );
    await run<Answer<string>>(
      "updateDestinationSubscription",
      { destinationId, subscriptionId, enabled: "false" },
      (answer) => `now ${state(answer, "subscription")}`,
    );
    await run<Answer<string>>(
      "updateTransformation",
      { transformationId, enabled: "false" },
      (answer) => `now ${state(answer, "transformation")}`,
    );

    report.chapter("Call what has no step of its own");
    await run<Answer<"workspace">>(
      "rawRequest",
      { method: "GET", url: "/" },
      ({ data }) => `workspace ${data.workspace.slug}`,
    );

    report.chapter("Meet an error");
    await expectRefusal("createSource", {
      slug: "web-shop",
      metadataId: sourceType,
      enabled: "true",
    });
  } finally {
    report.chapter("Clean up");
    // A removal that fails is reported as such and keeps none of the others from being tried.
    for (const removal of undo) await removal().catch(() => undefined);
  }
}
