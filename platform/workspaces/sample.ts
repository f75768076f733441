import { type BuiltComponent, type Connection, callStep } from "../component";
import { silentLogger } from "../component/logger";

/** Runs an action and returns the `data` of its response. */
type Act = (key: string, inputs: Record<string, unknown>) => Promise<Record<string, Found>>;

/** The part of a response that later steps use. */
interface Found {
  id: string;
  name: string;
  actions: { id: string }[];
}

const postgres = "55d3d3aea3c";
const javascript = "IqDTy1TpoU";
const ios = "UBrsG9RVzw";
const httpApi = "iUSjDFE9nP";
const webhooks = "614a3c7d791c91c41bae7599";

const rule = (key: string, properties: Record<string, string>) => ({
  type: "TRACK",
  key,
  version: 1,
  jsonSchema: {
    type: "object",
    properties: {
      properties: {
        type: "object",
        properties: Object.fromEntries(
          Object.entries(properties).map(([name, type]) => [name, { type }]),
        ),
        required: Object.keys(properties),
      },
    },
  },
});

/**
 * Fills an empty simulated workspace with a small shop: three sources, one of them connected to
 * nothing; a warehouse; three destinations, one of them disabled; two functions, one of them not
 * deployed; and a tracking plan with three rules.
 * @param hasModels adds a source with two reverse ETL models, which most flows have no use for.
 */
export async function makeSampleWorkspace(
  component: BuiltComponent,
  connection: Connection,
  hasModels: boolean,
): Promise<void> {
  const act: Act = async (key, inputs) => {
    const action = component.actions[key];
    if (!action) throw new Error(`the component has no action ${key}`);
    const context = { logger: silentLogger };
    const response = await callStep(action, { context, inputs, connection });
    return (response.data as { data: Record<string, Found> }).data;
  };
  const id = async (key: string, name: string, inputs: Record<string, unknown>) =>
    (await act(key, inputs))[name]?.id as string;
  const source = (slug: string, name: string, metadataId: string) =>
    id("upsertSource", "source", { slug, name, metadataId, enabled: "true" });
  const destination = (sourceId: string, name: string, enabled: string) =>
    id("createDestination", "destination", {
      sourceId,
      metadataId: webhooks,
      name,
      enabled,
      settings: [{ key: "sharedSecret", value: "a shared secret" }],
    });

  const web = await source("web-shop", "Web shop", javascript);
  const app = await source("ios-app", "iOS app", ios);
  await source("till", "Till", javascript);
  const warehouseId = await id("createWarehouse", "warehouse", {
    metadataId: postgres,
    name: "Analytics",
    enabled: "true",
    disconnectAllSources: "true",
    settings: [
      { key: "host", value: "db.example.com" },
      { key: "port", value: "5432" },
      { key: "database", value: "analytics" },
      { key: "username", value: "segment" },
      { key: "password", value: "correct horse battery staple" },
    ],
  });
  for (const sourceId of [web, app]) {
    await act("addConnectionFromSourceToWarehouse", { sourceId, warehouseId });
  }
  const { destinationMetadata } = await act("getDestinationMetadata", {
    destinationMetadataId: webhooks,
  });
  const orders = await destination(web, "Order webhook", "true");
  await act("createDestinationSubscription", {
    destinationId: orders,
    actionId: destinationMetadata?.actions[0]?.id,
    name: "Orders",
    trigger: 'type = "track" and event = "Order Completed"',
    enabled: "true",
    settings: [{ key: "url", value: "https://shop.example.com/orders" }],
  });
  await destination(app, "App webhook", "true");
  await destination(web, "Old webhook", "false");
  for (const [displayName, deployed] of [
    ["Orders from the till", true],
    ["Refunds from the till", false],
  ] as const) {
    const functionId = await id("createFunction", "function", {
      resourceType: "SOURCE",
      displayName,
      code: "async function onRequest(request, settings) {}",
    });
    if (deployed) await act("createFunctionDeployment", { functionId });
  }
  if (hasModels) await makeSyncs(act, destinationMetadata?.actions[0]?.id);
  const trackingPlanId = await id("createTrackingPlan", "trackingPlan", {
    name: "Shop events",
    type: "LIVE",
  });
  await act("replaceAllRulesInTrackingPlan", {
    trackingPlanId,
    rules: JSON.stringify([
      rule("Order Completed", { orderId: "string", total: "number" }),
      rule("Product Viewed", { productId: "string" }),
      rule("Checkout Started", { value: "number" }),
    ]),
  });
}

/** Adds a source with two reverse ETL models, each with a sync. One model has a mistake in its query. */
async function makeSyncs(act: Act, actionId: string | undefined): Promise<void> {
  const id = async (key: string, name: string, inputs: Record<string, unknown>) =>
    (await act(key, inputs))[name]?.id as string;
  const sourceId = await id("upsertSource", "source", {
    slug: "customers",
    name: "Customers",
    metadataId: httpApi,
    enabled: "true",
  });
  const destinationId = await id("createDestination", "destination", {
    sourceId,
    metadataId: webhooks,
    name: "Customer webhook",
    enabled: "true",
    settings: [],
  });
  for (const [name, query] of [
    ["Customers", "SELECT id, email FROM customers"],
    ["Refunds", "SELECT id, total FROM fail"],
  ] as const) {
    const modelId = await id("createReverseEtlModel", "reverseEtlModel", {
      sourceId,
      name,
      description: name,
      query,
      enabled: "true",
      queryIdentifierColumn: "id",
    });
    const subscriptionId = await id("createDestinationSubscription", "destinationSubscription", {
      destinationId,
      actionId,
      modelId,
      name,
      trigger: 'type = "track"',
      enabled: "true",
      settings: [{ key: "url", value: "https://shop.example.com/customers" }],
    });
    await act("createReverseETLManualSync", { sourceId, modelId, subscriptionId });
  }
}
