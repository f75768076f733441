import { invalid } from "../errors";
import type { Handlers } from "../handler";
import type { Settings, Subscription } from "../state";
import { crud } from "./crud";
import { destinationAt, metadata } from "./views";

interface CreateSubscription {
  name: string;
  actionId: string;
  trigger: string;
  enabled: boolean;
  settings?: Settings;
  modelId?: string;
}

interface UpdateSubscription {
  input: {
    name?: string;
    trigger?: string;
    enabled?: boolean;
    settings?: Settings;
    reverseETLModelId?: string;
    reverseETLSchedule?: unknown;
  };
}

/** Subscriptions, each of one destination and one action of it. */
export const subscriptions: Handlers = crud<Subscription>({
  operations: {
    list: "listSubscriptionsFromDestination",
    get: "getSubscriptionFromDestination",
    create: "createDestinationSubscription",
    update: "updateSubscriptionForDestination",
    remove: "removeSubscriptionFromDestination",
  },
  label: "subscription",
  param: "id",
  item: "subscription",
  createdItem: "destinationSubscription",
  items: "subscriptions",
  collection: (workspace) => workspace.subscriptions,
  scope({ params }, workspace) {
    const { id } = destinationAt(params.destinationId, workspace);
    return (subscription) => subscription.destinationId === id;
  },
  create({ body, params }, workspace) {
    const { settings = {}, ...rest } = body as CreateSubscription;
    const destination = destinationAt(params.destinationId, workspace);
    const { actions, name } = metadata("destinations", destination.metadataId);
    const action = actions.find(({ id }) => id === rest.actionId);
    if (action === undefined) {
      throw invalid("actionId", `actionId ${rest.actionId} is not an action of ${name}`);
    }
    checkTrigger("trigger", rest.trigger);
    const id = workspace.ids.next();
    return { id, ...rest, actionSlug: action.slug, destinationId: destination.id, settings };
  },
  update(subscription, { body }) {
    const { reverseETLModelId, settings = {}, ...changes } = (body as UpdateSubscription).input;
    if (changes.trigger !== undefined) checkTrigger("input.trigger", changes.trigger);
    return {
      ...subscription,
      ...changes,
      ...(reverseETLModelId === undefined ? {} : { modelId: reverseETLModelId }),
      settings: { ...subscription.settings, ...settings },
    };
  },
});

function checkTrigger(field: string, trigger: string): void {
  if (trigger.trim() === "") throw invalid(field, `${field} must not be blank`);
}
