import { action, destination, optional, required } from "./build";
import type { ActionField, DestinationMetadata, Option } from "./types";

type Field = Parameters<typeof action>[3][number];

const OPTIONS: Option[] = [
  {
    ...required("apiKey", "password", "The key of a service account. Lantern shows it only once."),
    label: "API Key",
  },
  {
    ...required("accountId", "string", "The number after `/accounts/` in Lantern's address bar."),
    label: "Account ID",
  },
  {
    ...required("region", "select", "Where the account is kept: `us`, `eu` or `ap`."),
    defaultValue: "eu",
  },
  {
    ...optional("projectToken", "string", "Tells projects apart. It is public, not a secret."),
  },
  {
    ...optional("host name", "string", "The host that takes the events, without `https://`."),
    label: "Host Name",
    defaultValue: "api.lantern.example.com",
  },
  {
    ...optional("path/prefix", "string", "What the paths of all requests begin with."),
    label: "Path Prefix",
    defaultValue: "/v1",
  },
  {
    ...optional("ga.dimension", "string", "The Google Analytics dimension that gets the ID."),
    label: "Google Analytics Dimension",
  },
  {
    ...optional("timeZone", "string", "The time zone of dates that have none, such as `UTC`."),
    defaultValue: null,
  },
  {
    ...optional("batchSize", "number", "How many events a request has, 1 to 1000."),
    defaultValue: 50,
  },
  {
    ...optional("timeout", "number", "Seconds to wait for a response. Lantern's own limit is 30."),
    defaultValue: undefined,
  },
  {
    ...optional("createMissing", "boolean", "Creates contacts that Lantern does not have."),
    label: "Create Missing Contacts",
    defaultValue: true,
  },
  optional("dryRun", "boolean", "Checks events without keeping them."),
  {
    ...optional("headers", "text-map", "Headers that every request has."),
    label: "Request Headers",
    defaultValue: { "x-sent-by": "segment" },
  },
  optional(
    "traitMapping",
    "text-map",
    [
      "Which **trait** goes to which *property* of a contact. The key is the trait as Segment has it,",
      "such as `first_name`; the value is the internal name of the property, which Lantern shows under",
      "[Settings > Properties](https://lantern.example.com/docs/properties).",
      "\n\n- Traits that are not listed go to the property of the same name.\n- Properties that are not",
      "there are created as text.\n\nChanges count for events that come after them.",
    ].join(" "),
  ),
  {
    ...optional("channels", "array", "The channels a new contact can be reached by."),
    defaultValue: ["email"],
  },
  optional("ignoredEvents", "array", "Names of events that are not sent."),
];

const CONTACT_FIELDS: Field[] = [
  {
    fieldKey: "user_id",
    type: "STRING",
    label: "User ID",
    sortOrder: 1,
    required: true,
    description: "The ID by which Lantern finds the contact.",
    defaultValue: { "@path": "$.userId" },
  },
  {
    fieldKey: "email",
    type: "STRING",
    label: "Email Address",
    sortOrder: 0,
    required: true,
    description: "Where the contact gets mail.",
    placeholder: "ada@example.com",
  },
  {
    fieldKey: "full_name",
    type: "STRING",
    sortOrder: 3,
    defaultValue: { "@template": "{{properties.first}} {{properties.last}}" },
  },
  {
    fieldKey: "stage",
    type: "STRING",
    label: "Life Cycle Stage",
    sortOrder: 2,
    required: true,
    defaultValue: "lead",
    choices: [
      { label: "Lead", value: "lead" },
      { label: "Customer", value: "customer" },
      { label: "Former customer", value: "former" },
    ],
  },
  {
    fieldKey: "priority",
    type: "INTEGER",
    sortOrder: 5,
    description: "How soon somebody should call.",
    choices: [
      { label: "Low", value: 1 },
      { label: "Normal", value: 2 },
      { label: "High", value: 3 },
    ],
  },
  {
    fieldKey: "score",
    type: "NUMBER",
    sortOrder: 4,
    description: "From 0 to 10. *Empty* takes the score away.",
    allowNull: true,
    defaultValue: 5,
  },
  { fieldKey: "visits", type: "INTEGER", sortOrder: 6, allowNull: true },
  {
    fieldKey: "subscribed",
    type: "BOOLEAN",
    sortOrder: 8,
    description: "Whether the contact has agreed to get mail.",
    defaultValue: true,
  },
  {
    fieldKey: "phone",
    type: "STRING",
    sortOrder: 7,
    defaultValue: {
      "@if": {
        exists: { "@path": "$.traits.phone" },
        // biome-ignore lint/suspicious/noThenProperty: the name is that of the directive's branch.
        then: { "@path": "$.traits.phone" },
        else: { "@path": "$.properties.phone" },
      },
    },
  },
  {
    fieldKey: "tags",
    type: "STRING",
    sortOrder: 10,
    description: "Words to find the contact by.",
    multiple: true,
  },
  {
    fieldKey: "channels",
    type: "STRING",
    sortOrder: 9,
    multiple: true,
    choices: [
      { label: "Mail", value: "email" },
      { label: "Text message", value: "sms" },
      { label: "Push", value: "push" },
    ],
  },
  {
    fieldKey: "list_id",
    type: "STRING",
    label: "List",
    sortOrder: 11,
    description: "The list that the contact is put on.",
    dynamic: true,
    choices: [{ label: "Newsletter", value: "newsletter" }],
  },
  {
    fieldKey: "created_at",
    type: "DATETIME",
    sortOrder: 12,
    defaultValue: { "@path": "$.timestamp" },
  },
  {
    fieldKey: "notes",
    type: "TEXT",
    sortOrder: 13,
    description: "Shown above the contact's history. Takes *Markdown*.",
    placeholder: "Met at the fair",
  },
  {
    fieldKey: "vault_password",
    type: "PASSWORD",
    sortOrder: 14,
    description: "Opens the contact's encrypted properties.",
  },
  {
    fieldKey: "properties",
    type: "OBJECT",
    label: "Other Properties",
    sortOrder: 15,
    defaultValue: { "@path": "$.traits" },
  },
  {
    fieldKey: "schema_version",
    type: "HIDDEN",
    sortOrder: 16,
    hidden: true,
    defaultValue: "2024-01",
  },
  {
    fieldKey: "enable_batching",
    type: "BOOLEAN",
    label: "Send in Batches",
    sortOrder: 17,
    required: true,
    hidden: true,
    defaultValue: true,
  },
];

const ORDER_FIELDS: Field[] = [
  {
    fieldKey: "order_id",
    type: "STRING",
    label: "Order ID",
    required: true,
    defaultValue: { "@path": "$.properties.order_id" },
  },
  { fieldKey: "total", type: "NUMBER", required: true, description: "In the shop's currency." },
  { fieldKey: "is_gift", type: "BOOLEAN", required: true },
  {
    fieldKey: "products",
    type: "OBJECT",
    multiple: true,
    description: "What was bought, one entry a product.",
    defaultValue: {
      "@arrayPath": [
        "$.properties.products",
        { sku: { "@path": "$.sku" }, price: { "@path": "$.price" } },
      ],
    },
  },
  {
    fieldKey: "ordered_at",
    type: "DATETIME",
    required: true,
    defaultValue: { "@path": "$.timestamp" },
  },
  { fieldKey: "coupons", type: "STRING", multiple: true, allowNull: true },
];

/** An invented destination with options and fields of every type and form. */
export function lantern(): DestinationMetadata {
  const contact = action("aLt7wQm3nVxYbR9cKdP2Sz", "syncContact", "Sync Contact", CONTACT_FIELDS);
  const order = action("bLt4hZk8pWsXeT6vJgN1Qy", "trackOrder", "Track Order", ORDER_FIELDS);
  const ping = action("cLt2dFr5mUqZaB7yHcM9Wx", "ping", "Ping", []);
  return destination({
    id: "65f1c0de8a3b4d2e9c7f1a05",
    name: "Lantern CRM (Actions)",
    slug: "actions-lantern-crm",
    categories: ["CRM"],
    options: OPTIONS,
    actions: [
      { ...contact, defaultTrigger: 'type = "identify"' },
      order,
      { ...ping, description: "Says that the flow is alive.", defaultTrigger: null },
    ],
    presets: [
      {
        actionId: contact.id,
        name: "Sync every contact",
        fields: { ...defaults(contact.fields), email: { "@path": "$.traits.email" } },
        trigger: 'type = "identify"',
      },
    ],
  });
}

function defaults(fields: ActionField[]): Record<string, unknown> {
  const given = fields.filter(({ defaultValue }) => defaultValue !== undefined);
  return Object.fromEntries(given.map(({ fieldKey, defaultValue }) => [fieldKey, defaultValue]));
}
