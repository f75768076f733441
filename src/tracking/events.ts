import { checked, keyValues, required, text } from "../inputs/fields";
import type { Cleaner } from "../values/cleaner";
import { eventAction } from "./eventAction";

/** Accepts an ID as it is. The check of the whole event reads it. */
const asIs: Cleaner<unknown> = (raw) => raw;

const externalId = (options: { label: string; comments: string; example: string }) => ({
  type: "string" as const,
  ...checked(options, asIs, "text or a whole number"),
});

const userId = externalId({
  label: "User ID",
  comments: "The ID of the user in the sender's own system. Required without Anonymous ID.",
  example: "customer-42",
});

const anonymousId = externalId({
  label: "Anonymous ID",
  comments: "An ID of a user who is not known yet. Required without User ID.",
  example: "507f191e810c19729de860ea",
});

const users = { userId, anonymousId };

const FIELDS =
  "keys and values, an object, or JSON. Values that are typed in are sent as text; values from an earlier step keep their type.";

const properties = keyValues({
  label: "Properties",
  comments: `The details of the event: ${FIELDS}`,
  example: "total: 42.5",
});

const traits = keyValues({
  label: "Traits",
  comments: `Facts about the user or the group: ${FIELDS}`,
  example: "plan: pro",
});

const event = required(
  text({
    label: "Event",
    comments: "The name of the action, such as Order Completed. Segment tells names apart by case.",
    example: "Order Completed",
  }),
);

const pageName = text({
  label: "Name",
  comments: "The name of the page. If left empty, the page has no name.",
  example: "Checkout",
});

const screenName = text({
  label: "Name",
  comments: "The name of the screen. If left empty, the screen has no name.",
  example: "Checkout",
});

const category = text({
  label: "Category",
  comments: "The category of the name. If left empty, it has none.",
  example: "Shop",
});

const groupId = required(
  externalId({
    label: "Group ID",
    comments: "The ID of the group, such as an account or a company.",
    example: "acme-inc",
  }),
);

const previousId = required(
  externalId({
    label: "Previous ID",
    comments: "The ID that the user had so far.",
    example: "507f191e810c19729de860ea",
  }),
);

const newUserId = required(
  externalId({
    label: "User ID",
    comments: "The ID that replaces the previous one.",
    example: "customer-42",
  }),
);

/** Records an action of a user. */
export const trackEvent = eventAction("track", {
  label: "Track Event",
  description: "Send a track event, which records an action of a user, such as an order.",
  inputs: { event, ...users, properties },
  example: { userId: "customer-42", event: "Order Completed", properties: { total: 42.5 } },
});

/** Records the traits of a user. */
export const identifyUser = eventAction("identify", {
  label: "Identify User",
  description: "Send an identify event, which records who a user is, with traits such as a plan.",
  inputs: { ...users, traits },
  example: { userId: "customer-42", traits: { plan: "pro" } },
});

/** Records a page view. */
export const trackPage = eventAction("page", {
  label: "Track Page View",
  description: "Send a page event, which records a view of a page on a website.",
  inputs: { name: pageName, category, ...users, properties },
  example: {
    userId: "customer-42",
    name: "Checkout",
    properties: { url: "https://shop.example.com/checkout" },
  },
});

/** Records a screen view. */
export const trackScreen = eventAction("screen", {
  label: "Track Screen View",
  description: "Send a screen event, which records a view of a screen in an app.",
  inputs: { name: screenName, category, ...users, properties },
  example: { userId: "customer-42", name: "Checkout", properties: { variant: "short" } },
});

/** Records that a user belongs to a group. */
export const groupUser = eventAction("group", {
  label: "Associate User with Group",
  description:
    "Send a group event, which records that a user belongs to a group, such as a company.",
  inputs: { groupId, ...users, traits },
  example: { userId: "customer-42", groupId: "acme-inc", traits: { name: "Acme" } },
});

/** Records that two IDs mean one user. */
export const aliasUser = eventAction("alias", {
  label: "Alias User",
  description: "Send an alias event, which records that a user has another ID now.",
  inputs: { userId: newUserId, previousId },
  example: { userId: "customer-42", previousId: "507f191e810c19729de860ea" },
});
