import { type Doing, fillInAll, IDS, type Seen, seen, useForms } from "./forms";

const forms = useForms();

const FROM_EVENT = "Text such as $.userId reads a property of the event.";
const TEMPLATE = { "@template": "{{properties.first}} {{properties.last}}" };
const PHONE = {
  "@if": {
    exists: { "@path": "$.traits.phone" },
    // biome-ignore lint/suspicious/noThenProperty: the name is that of the directive's branch.
    then: { "@path": "$.traits.phone" },
    else: { "@path": "$.properties.phone" },
  },
};
const PRODUCTS = {
  "@arrayPath": [
    "$.properties.products",
    { sku: { "@path": "$.sku" }, price: { "@path": "$.price" } },
  ],
};

const CONTACT_SEEN: Seen[] = [
  ["Email Address", "text", "required", "Where the contact gets mail.", ""],
  ["User ID", "text", "required", "The ID by which Lantern finds the contact.", "$.userId"],
  ["Life Cycle Stage", "dropdown", "required", "", "Lead"],
  ["Full Name", "text", "", "", JSON.stringify(TEMPLATE)],
  ["Score", "text", "", "From 0 to 10. Empty takes the score away.", "5"],
  ["Priority", "dropdown", "", "How soon somebody should call.", ""],
  ["Visits", "text", "", "", ""],
  ["Phone", "multiline", "", "", JSON.stringify(PHONE)],
  ["Subscribed", "switch", "", "Whether the contact has agreed to get mail.", true],
  ["Channels", "checkboxes", "", "", [{ Mail: false, "Text message": false, Push: false }]],
  ["Tags", "table", "", "Words to find the contact by.", []],
  ["List", "text", "", "The list that the contact is put on.", ""],
  ["Created At", "text", "", "", "$.timestamp"],
  ["Notes", "multiline", "", "Shown above the contact's history. Takes Markdown.", ""],
  ["Vault Password", "password", "", "Opens the contact's encrypted properties.", ""],
  ["Other Properties", "text", "", "", "$.traits"],
];
const ORDER_SEEN: Seen[] = [
  ["Order ID", "text", "required", "", "$.properties.order_id"],
  ["Total", "text", "required", "In the shop's currency.", ""],
  ["Is Gift", "switch", "", "", false],
  ["Products", "multiline", "", "What was bought, one entry a product.", JSON.stringify(PRODUCTS)],
  ["Ordered At", "text", "required", "", "$.timestamp"],
  ["Coupons", "table", "", "", []],
];

test("the fields of an action are shown in their order, with defaults as text, on several lines where it is long", async () => {
  const contact = await forms.openNew("subscription", IDS.syncContact);
  expect(await seen(contact)).toEqual(CONTACT_SEEN);
  expect(await contact.errors()).toMatchObject([{ params: { missingProperty: "email" } }]);
  const order = await forms.openNew("subscription", IDS.trackOrder);
  expect(await seen(order)).toEqual(ORDER_SEEN);
  expect(await order.errors()).toMatchObject([{ params: { missingProperty: "total" } }]);
});

test("that text takes properties of the event is said once, before the fields", async () => {
  const form = await forms.openNew("subscription", IDS.syncContact);
  expect(await form.notes()).toEqual([FROM_EVENT]);
});

/** Fills in the form of an action, and expects of the subscription what the same JSON makes. */
async function expectMade(actionId: string, doings: Record<string, Doing>, json: object) {
  const form = await forms.openNew("subscription", actionId);
  await fillInAll(form, doings);
  expect(await form.errors()).toEqual([]);
  const made = await forms.create("subscription", actionId, await form.data());
  const byJson = await forms.createByJson("subscription", actionId, json);
  expect(forms.stored("subscription", made)).toEqual(forms.stored("subscription", byJson));
  expect(forms.stored("subscription", made).settings).toEqual(json);
}

test("paths, choices and constants make the same mappings as JSON", async () => {
  await expectMade(
    IDS.syncContact,
    {
      "Email Address": "$.traits.email",
      "User ID": undefined,
      "Life Cycle Stage": "Customer",
      "Full Name": undefined,
      Score: "7.5",
      Priority: "High",
      Visits: "$.properties.visits",
      Phone: undefined,
      Subscribed: false,
      Channels: ["Push", "Mail"],
      Tags: ["vip", "$.traits.plan"],
      List: "newsletter",
      "Created At": "2026-01-31T08:00:00Z",
      Notes: "Met at the fair.\nTwice.",
      "Vault Password": "open-sesame",
      "Other Properties": undefined,
    },
    {
      email: { "@path": "$.traits.email" },
      user_id: { "@path": "$.userId" },
      stage: "customer",
      full_name: TEMPLATE,
      score: 7.5,
      priority: 3,
      visits: { "@path": "$.properties.visits" },
      phone: PHONE,
      subscribed: false,
      channels: ["push", "email"],
      tags: ["vip", { "@path": "$.traits.plan" }],
      list_id: "newsletter",
      created_at: "2026-01-31T08:00:00Z",
      notes: "Met at the fair.\nTwice.",
      vault_password: "open-sesame",
      properties: { "@path": "$.traits" },
      schema_version: "2024-01",
      enable_batching: true,
    },
  );
});

test("a directive typed in the place of a default is one", async () => {
  await expectMade(
    IDS.syncContact,
    {
      "Email Address": "ada@example.com",
      "User ID": "$.anonymousId",
      "Life Cycle Stage": undefined,
      "Full Name": "$.traits.name",
      Score: "$.traits.score",
      Priority: undefined,
      Visits: "12",
      Phone: '{"@template": "+{{traits.phone}}"}',
      Subscribed: undefined,
      Channels: undefined,
      Tags: undefined,
      List: "$.context.list",
      "Created At": "$.receivedAt",
      Notes: "$.properties.notes",
      "Vault Password": "$.properties.key",
      "Other Properties": "$.properties",
    },
    {
      email: "ada@example.com",
      user_id: { "@path": "$.anonymousId" },
      stage: "lead",
      full_name: { "@path": "$.traits.name" },
      score: { "@path": "$.traits.score" },
      visits: 12,
      phone: { "@template": "+{{traits.phone}}" },
      subscribed: true,
      list_id: { "@path": "$.context.list" },
      created_at: { "@path": "$.receivedAt" },
      notes: { "@path": "$.properties.notes" },
      vault_password: { "@path": "$.properties.key" },
      properties: { "@path": "$.properties" },
      schema_version: "2024-01",
      enable_batching: true,
    },
  );
});

test("a required switch that is left alone is off, and a required number takes a path", async () => {
  await expectMade(
    IDS.trackOrder,
    {
      "Order ID": undefined,
      Total: "$.properties.total",
      "Is Gift": undefined,
      Products: undefined,
      "Ordered At": undefined,
      Coupons: ["WELCOME", "$.properties.coupon"],
    },
    {
      order_id: { "@path": "$.properties.order_id" },
      total: { "@path": "$.properties.total" },
      is_gift: false,
      products: PRODUCTS,
      ordered_at: { "@path": "$.timestamp" },
      coupons: ["WELCOME", { "@path": "$.properties.coupon" }],
    },
  );
});

test("numbers and lists of objects can be written out", async () => {
  await expectMade(
    IDS.trackOrder,
    {
      "Order ID": "order-1",
      Total: "19.90",
      "Is Gift": true,
      Products: '[{"sku": "A-1", "price": {"@path": "$.price"}}]',
      "Ordered At": "$.properties.at",
      Coupons: undefined,
    },
    {
      order_id: "order-1",
      total: 19.9,
      is_gift: true,
      products: [{ sku: "A-1", price: { "@path": "$.price" } }],
      ordered_at: { "@path": "$.properties.at" },
    },
  );
});

test("an action without fields has a form that says so, and its data creates a subscription", async () => {
  const form = await forms.openNew("subscription", IDS.ping);
  expect((await form.controls()).map(({ label }) => label)).toEqual(["Other Settings"]);
  expect(await form.notes()).toEqual(["Segment lists no settings here."]);
  await expectMade(IDS.ping, {}, {});
});

test("an object is a table whose values may be paths", async () => {
  const hook = await forms.createByJson("destination", "614a3c7d791c91c41bae7599", {});
  forms.of(hook);
  const send = "4ZvSLrQvGjRXJBUb3ygWpr";
  const form = await forms.openNew("subscription", send);
  expect((await seen(form)).map(([label, kind, , , value]) => [label, kind, value])).toEqual([
    ["Url", "text", ""],
    ["Method", "dropdown", "POST"],
    ["Batch Size", "text", "0"],
    ["Headers", "table", []],
    ["Data", "text", "$."],
    ["Enable Batching", "switch", false],
  ]);
  await expectMade(
    send,
    {
      Url: "https://hooks.example.com",
      Method: "PATCH",
      "Batch Size": undefined,
      Headers: [
        { key: "x-user", value: "$.userId" },
        { key: "x-team", value: "growth" },
      ],
      Data: undefined,
      "Enable Batching": undefined,
    },
    {
      url: "https://hooks.example.com",
      method: "PATCH",
      batch_size: 0,
      headers: { "x-user": { "@path": "$.userId" }, "x-team": "growth" },
      data: { "@path": "$." },
      enable_batching: false,
    },
  );
});
