import type { Action } from "../catalog/types";
import { invalid } from "../contract/errors";
import { readTrigger } from "../delivery/trigger";
import { checkActionFields, maskPasswords } from "../settings/actionFields";
import type { Destination, Subscription } from "../state/destinations";
import type { Settings } from "../state/settings";
import type { Workspace } from "../state/workspace";
import { crud } from "./crud";
import type { Handlers } from "./handler";
import { findDestination, findMetadata } from "./lookup";

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

/** Subscriptions, each of one destination and one of its actions. */
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
    const { id } = findDestination(params.destinationId, workspace);
    return (subscription) => subscription.destinationId === id;
  },
  view: subscriptionView,
  create({ body, params }, workspace) {
    const { settings = {}, ...rest } = body as CreateSubscription;
    const destination = findDestination(params.destinationId, workspace);
    const action = findAction(destination, rest.actionId);
    checkTrigger("trigger", rest.trigger);
    checkActionFields(action.fields, settings, { field: "settings", complete: rest.enabled });
    const id = workspace.ids.next();
    return { id, ...rest, actionSlug: action.slug, destinationId: destination.id, settings };
  },
  update(subscription, { body }, workspace) {
    const { reverseETLModelId, settings = {}, ...changes } = (body as UpdateSubscription).input;
    if (changes.trigger !== undefined) checkTrigger("input.trigger", changes.trigger);
    const { fields } = subscribedAction(subscription, workspace);
    checkActionFields(fields, settings, {
      field: "input.settings",
      complete: changes.enabled === true && !subscription.enabled,
      held: subscription.settings,
    });
    return {
      ...subscription,
      ...changes,
      ...(reverseETLModelId === undefined ? {} : { modelId: reverseETLModelId }),
      settings: { ...subscription.settings, ...settings },
    };
  },
});

function findAction(destination: Destination, actionId: string): Action {
  const { actions, name } = findMetadata("destinations", destination.metadataId);
  const action = actions.find(({ id }) => id === actionId);
  if (action !== undefined) return action;
  throw invalid("actionId", `actionId ${actionId} is not an action of ${name}`);
}

function subscribedAction({ destinationId, actionId }: Subscription, workspace: Workspace): Action {
  return findAction(findDestination(destinationId, workspace), actionId);
}

/** Passwords among the settings are masked. */
function subscriptionView(subscription: Subscription, workspace: Workspace): Subscription {
  const { fields } = subscribedAction(subscription, workspace);
  return { ...subscription, settings: maskPasswords(fields, subscription.settings) };
}

function checkTrigger(field: string, trigger: string): void {
  if (trigger.trim() === "") throw invalid(field, `${field} must not be blank`);
  if (readTrigger(trigger) !== undefined) return;
  throw invalid(field, `${field} must be a condition such as type = "track", in FQL`);
}
