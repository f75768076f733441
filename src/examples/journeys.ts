import type { Models } from "../contract/models";
import { audience } from "./audiences";
import { destination, user } from "./resources";

/** A step of a journey that sends to a destination, as Segment returns it. */
export const sendingState: Models["DestinationState"] = {
  type: "DESTINATION",
  key: { id: "send", name: "Send a coupon" },
  destinations: [
    {
      destinationId: destination.id,
      activations: [
        {
          id: "act_5YkWq9TzLnVc3RxB7MfHjG",
          eventName: "Coupon Sent",
          actionDefinition: {
            id: "eoeXaMeAYcB2XvEApJDrQs",
            actionId: "uD9jEQ4DxJZzhzVqppM7UD",
            mappings: { partitionKey: "coupons" },
            enabled: true,
            name: "Send",
          },
          propertySelections: { profile: ["email"] },
        },
      ],
    },
  ],
  transitions: [{ next: "done" }],
};

/** A journey as Segment returns it, which profiles enter by an event. */
export const journey: Models["JourneyInfo"] = {
  containerId: "2KvXz6TnWqLc8RbM4YhJpG",
  name: "Win back",
  description: "Sends a coupon to users who left the checkout.",
  createdAt: "2026-01-31T08:00:00.000Z",
  updatedAt: "2026-01-31T08:00:00.000Z",
  createdBy: user.id,
  updatedBy: user.id,
  version: {
    id: "9RzNm3KxTqVc5WbL7YhJgF",
    version: 1,
    status: "DRAFT",
    definition: {
      initialState: "entry",
      entryRules: { type: "ONCE" },
      exitRules: {
        enabled: true,
        rules: [
          {
            type: "EXIT_RULE",
            exitType: "AUDIENCE_MEMBERSHIP_CHANGE",
            audienceId: audience.id,
            enabled: true,
            concurrencyEnabled: false,
            key: { id: "bought", name: "Bought after all" },
          },
        ],
      },
      states: [
        {
          type: "EVENT_ENTRY",
          key: { id: "entry", name: "Left the checkout" },
          condition: "event('Checkout Left').count() >= 1",
          transitions: [{ next: sendingState.key.id }],
        },
        sendingState,
        { type: "EXIT", key: { id: "done", name: "Done" } },
      ],
    },
    createdAt: "2026-01-31T08:00:00.000Z",
    updatedAt: "2026-01-31T08:00:00.000Z",
    createdBy: user.id,
    updatedBy: user.id,
  },
};
