import { pagination } from "../examples/resources";
import { foundMessagingSubscription, messagingSubscription, space } from "../examples/spaces";
import { json, required } from "../inputs/fields";
import { spaceId } from "../inputs/ids";
import { boundJson } from "../inputs/readOnly";
import { segmentAction } from "../kit/segmentAction";

/** The fields of a returned subscription that cannot be set. */
const READ_ONLY = ["updatedAt", "groups.id", "groups.updatedAt"];

const subscriptions = required(
  json(
    "replaceMessagingSubscriptionsInSpaces",
    "subscriptions",
    {
      label: "Subscriptions",
      comments:
        "The subscriptions to set, as a list: key is the email address, phone number or device token, type is EMAIL, SMS, WHATSAPP, IOS_PUSH or ANDROID_PUSH, and status is SUBSCRIBED, UNSUBSCRIBED or DID_NOT_SUBSCRIBE. Each of the optional groups has a name and a status.",
      example:
        '[{"key": "ada@example.com", "type": "EMAIL", "status": "SUBSCRIBED", "groups": [{"name": "Newsletter", "status": "SUBSCRIBED"}]}]',
    },
    READ_ONLY,
  ),
);

const askedSubscriptions = required(
  json("batchQueryMessagingSubscriptionsForSpace", "subscriptions", {
    label: "Subscriptions",
    comments:
      "The subscriptions to look up, as a list: key is the email address, phone number or device token, and type is EMAIL, SMS, WHATSAPP, IOS_PUSH or ANDROID_PUSH.",
    example: '[{"key": "ada@example.com", "type": "EMAIL"}]',
  }),
);

export const batchQueryMessagingSubscriptionsForSpace = segmentAction(
  "batchQueryMessagingSubscriptionsForSpace",
  {
    description: "Get messaging subscriptions of profiles of a space, and list failed lookups.",
    route: "POST /spaces/{spaceId}/messaging-subscriptions/batch",
    readOnly: true,
    inputs: { spaceId, subscriptions: askedSubscriptions },
    example: { successes: [foundMessagingSubscription], failures: [], errors: [] },
  },
);

export const getSpace = segmentAction("getSpace", {
  description: "Get a space by its ID.",
  route: "GET /spaces/{spaceId}",
  inputs: { spaceId },
  example: { space },
});

export const listSpaces = segmentAction("listSpaces", {
  description: "List the spaces of the workspace.",
  route: "GET /spaces",
  pages: "spaces",
  inputs: {},
  example: { spaces: [space], pagination },
});

export const replaceMessagingSubscriptionsInSpaces = segmentAction(
  "replaceMessagingSubscriptionsInSpaces",
  {
    description: "Replace messaging subscriptions of profiles of a space, and list failed changes.",
    route: "PUT /spaces/{spaceId}/messaging-subscriptions",
    inputs: { spaceId, subscriptions: boundJson("subscriptions", subscriptions, READ_ONLY) },
    example: { successes: [messagingSubscription], failures: [] },
  },
);
