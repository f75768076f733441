import type { Form } from "../driver";
import { CREDENTIAL, IDS } from "./forms";
import type { KindName } from "./kinds";
import { HARBOR_SETTINGS, LAKE_SETTINGS, POSTGRES_SETTINGS } from "./typedSettings";

/** The description of a secret that is not shown. */
export const KEPT = "Leave empty to keep the existing secret.";
const UNKNOWN = "Leave empty to keep the existing secret, if any.";

/** A change that a user makes, and what is to be changed by it. */
type Change = [what: string, act: (form: Form) => Promise<void>, changed: Record<string, unknown>];

/** An object that a form is filled from. */
interface Existing {
  what: string;
  kind: KindName;
  typeId: string;
  /** All of its settings. */
  json: Record<string, unknown>;
  /** The value that each control shows. */
  shows: Record<string, unknown>;
  /** The secrets among them. */
  secrets: { label: string; hint: string }[];
  changes: Change[];
}

/** Objects of every kind with settings of every kind, made by JSON. */
export const EXISTING: Existing[] = [
  {
    what: "a source",
    kind: "source",
    typeId: IDS.harbor,
    json: { ...HARBOR_SETTINGS, credentialId: CREDENTIAL },
    shows: {
      "API Key": "",
      Subdomain: "acme",
      Region: "eu",
      "Sync Interval": "12",
      "Look-back": "0.5",
      "Sync Deals": false,
      "Sync Archived": true,
      Objects: ["tickets", "notes, archived"],
      "Field Names": [{ Key: "mail", Value: "email" }],
      "Webhook Secret": "",
    },
    secrets: [
      { label: "API Key", hint: KEPT },
      { label: "Webhook Secret", hint: KEPT },
    ],
    changes: [
      [
        "a secret",
        (form) => form.type("API Key", "harbor-key-5678"),
        { apiKey: "harbor-key-5678" },
      ],
      ["a switch", (form) => form.turn("Sync Archived", false), { syncArchived: false }],
      [
        "a row of a map",
        (form) => form.fillRow("Field Names", 0, { value: "address" }),
        { fieldNames: { mail: "address" } },
      ],
    ],
  },
  {
    what: "a destination",
    kind: "destination",
    typeId: IDS.lantern,
    json: {
      apiKey: "lantern-key-1234",
      accountId: "4711",
      region: "ap",
      projectToken: "project-1",
      "host name": "ap.lantern.example.com",
      "path/prefix": "/v2/events",
      "ga.dimension": "dimension7",
      timeZone: "UTC",
      batchSize: 200,
      timeout: 12.5,
      createMissing: true,
      dryRun: false,
      headers: { "x-sent-by": "segment", "x-team": "growth" },
      traitMapping: { first_name: "firstname" },
      channels: ["email", "sms"],
      ignoredEvents: [],
    },
    shows: {
      "API Key": "",
      "Account ID": "4711",
      Region: "ap",
      "Project Token": "•••••••••",
      "Host Name": "ap.lantern.example.com",
      "Path Prefix": "/v2/events",
      "Google Analytics Dimension": "dimension7",
      "Time Zone": "UTC",
      "Batch Size": "200",
      Timeout: "12.5",
      "Create Missing Contacts": true,
      "Dry Run": false,
      "Request Headers": [
        { Key: "x-sent-by", Value: "segment" },
        { Key: "x-team", Value: "growth" },
      ],
      "Trait Mapping": [{ Key: "first_name", Value: "firstname" }],
      Channels: ["email", "sms"],
      "Ignored Events": [],
    },
    secrets: [{ label: "API Key", hint: KEPT }],
    changes: [
      ["a text", (form) => form.type("Account ID", "4712"), { accountId: "4712" }],
      [
        "a secret",
        (form) => form.type("API Key", "lantern-key-5678"),
        { apiKey: "lantern-key-5678" },
      ],
      ["a number", (form) => form.type("Batch Size", "1"), { batchSize: 1 }],
      ["a switch", (form) => form.turn("Create Missing Contacts", false), { createMissing: false }],
      [
        "a name with a dot",
        (form) => form.type("Google Analytics Dimension", "dimension8"),
        { "ga.dimension": "dimension8" },
      ],
      ["a name with a slash", (form) => form.type("Path Prefix", "/v3"), { "path/prefix": "/v3" }],
      ["a name with a space", (form) => form.type("Host Name", "h"), { "host name": "h" }],
      [
        "a list, by a row more,",
        (form) => form.addRow("Ignored Events", "Page Viewed"),
        { ignoredEvents: ["Page Viewed"] },
      ],
      ["a list, by a row less,", (form) => form.removeRow("Channels", 0), { channels: ["sms"] }],
      [
        "a map, by a row more,",
        (form) => form.addRow("Trait Mapping", { key: "a.b", value: "c" }),
        { traitMapping: { first_name: "firstname", "a.b": "c" } },
      ],
      [
        "a map, by a row less,",
        (form) => form.removeRow("Request Headers", 1),
        { headers: { "x-sent-by": "segment" } },
      ],
    ],
  },
  {
    what: "a warehouse",
    kind: "warehouse",
    typeId: IDS.lake,
    json: { ...LAKE_SETTINGS, name: "Lake", credentialId: CREDENTIAL },
    shows: {
      Bucket: "events",
      Region: "eu-west-1",
      "Role Arn": "arn:aws:iam::1:role/segment",
      Partitions: ["day", "hour"],
      "Clean On Load": true,
      Format: "json",
      "File Size": "64",
      Compress: false,
      Tags: [{ Key: "team", Value: "data" }],
      "External Secret": "",
    },
    secrets: [{ label: "External Secret", hint: KEPT }],
    changes: [
      ["a text", (form) => form.type("Bucket", "lake"), { bucket: "lake" }],
      ["a number", (form) => form.type("File Size", "512"), { fileSize: 512 }],
      [
        "a secret",
        (form) => form.type("External Secret", "external-5678"),
        { externalSecret: "external-5678" },
      ],
    ],
  },
  {
    what: "a warehouse whose password Segment leaves out",
    kind: "warehouse",
    typeId: IDS.postgres,
    json: POSTGRES_SETTINGS,
    shows: {
      Host: "db.example.com",
      Port: "5432",
      Database: "events",
      Username: "segment",
      Password: "",
      Ciphertext: "",
    },
    secrets: [
      { label: "Password", hint: UNKNOWN },
      { label: "Ciphertext", hint: UNKNOWN },
    ],
    changes: [
      ["the password", (form) => form.type("Password", "s3gment?"), { password: "s3gment?" }],
    ],
  },
  {
    what: "a subscription",
    kind: "subscription",
    typeId: IDS.syncContact,
    json: {
      email: { "@path": "$.traits.email" },
      user_id: "fixed",
      stage: "customer",
      full_name: { "@template": "{{traits.name}}" },
      score: 7.5,
      priority: 3,
      visits: null,
      subscribed: false,
      channels: ["push", "email"],
      tags: ["vip", { "@path": "$.traits.plan" }],
      list_id: "newsletter",
      created_at: "2026-01-31T08:00:00Z",
      notes: "Met at the fair.\nTwice.",
      vault_password: "open-sesame",
      properties: { plan: "pro", team: { "@path": "$.traits.team" } },
      schema_version: "2023-07",
      enable_batching: false,
    },
    shows: {
      "Email Address": "$.traits.email",
      "User ID": "fixed",
      "Life Cycle Stage": "Customer",
      "Full Name": '{"@template":"{{traits.name}}"}',
      Score: "7.5",
      Priority: "High",
      Visits: "",
      Phone: "",
      Subscribed: false,
      Channels: [{ Mail: true, "Text message": false, Push: true }],
      Tags: ["vip", "$.traits.plan"],
      List: "newsletter",
      "Created At": "2026-01-31T08:00:00Z",
      Notes: "Met at the fair.\nTwice.",
      "Vault Password": "",
      "Other Properties": [
        { Key: "plan", Value: "pro" },
        { Key: "team", Value: "$.traits.team" },
      ],
    },
    secrets: [{ label: "Vault Password", hint: KEPT }],
    changes: [
      [
        "a path",
        (form) => form.type("Email Address", "$.properties.email"),
        { email: { "@path": "$.properties.email" } },
      ],
      [
        "a choice",
        (form) => form.choose("Life Cycle Stage", "Former customer"),
        { stage: "former" },
      ],
      ["a choice of numbers", (form) => form.choose("Priority", "Low"), { priority: 1 }],
      ["a box to tick", (form) => form.tick("Channels", "Push", false), { channels: ["email"] }],
      ["text of many lines", (form) => form.type("Notes", "Met.\nLeft."), { notes: "Met.\nLeft." }],
      ["a number", (form) => form.type("Score", "8"), { score: 8 }],
      [
        "a number, by a path,",
        (form) => form.type("Visits", "$.properties.visits"),
        { visits: { "@path": "$.properties.visits" } },
      ],
      ["a switch", (form) => form.turn("Subscribed", true), { subscribed: true }],
      [
        "a password",
        (form) => form.type("Vault Password", "shut-sesame"),
        { vault_password: "shut-sesame" },
      ],
      [
        "an item of a list",
        (form) => form.fillRow("Tags", 1, "$.traits.segment"),
        { tags: ["vip", { "@path": "$.traits.segment" }] },
      ],
      [
        "a value of an object",
        (form) => form.fillRow("Other Properties", 0, { value: "$.traits.plan" }),
        { properties: { plan: { "@path": "$.traits.plan" }, team: { "@path": "$.traits.team" } } },
      ],
    ],
  },
  {
    what: "a subscription that is filled by directives",
    kind: "subscription",
    typeId: IDS.syncContact,
    json: {
      email: "$5 off",
      stage: { "@path": "$.traits.stage" },
      score: 1e21,
      priority: { "@path": "$.traits.priority" },
      visits: { "@path": "$.traits.visits" },
      subscribed: { "@path": "$.traits.subscribed" },
      channels: ["email", { "@path": "$.traits.channel" }],
      tags: { "@path": "$.traits.tags" },
      vault_password: { "@path": "$.traits.vault" },
      properties: { plan: { name: "pro" } },
    },
    shows: {
      "Email Address": "$5 off",
      "User ID": "",
      "Life Cycle Stage": "$.traits.stage",
      "Full Name": "",
      Score: "1e+21",
      Priority: "$.traits.priority",
      Visits: "$.traits.visits",
      Phone: "",
      Subscribed: "$.traits.subscribed",
      Channels: ["email", "$.traits.channel"],
      Tags: "$.traits.tags",
      List: "",
      "Created At": "",
      Notes: "",
      "Vault Password": "••••••••••••••",
      "Other Properties": '{"plan":{"name":"pro"}}',
    },
    secrets: [],
    changes: [
      [
        "a path, by a choice,",
        (form) => form.choose("Life Cycle Stage", "Lead"),
        { stage: "lead" },
      ],
      [
        "an object written as JSON",
        (form) => form.type("Other Properties", '{"plan": {"name": "free"}}'),
        { properties: { plan: { name: "free" } } },
      ],
      ["a path, by a constant,", (form) => form.type("Subscribed", "true"), { subscribed: true }],
      ["a path, by a list,", (form) => form.type("Tags", "vip, new"), { tags: ["vip", "new"] }],
      ["a large number", (form) => form.type("Score", "0.5"), { score: 0.5 }],
    ],
  },
  {
    what: "a destination whose lists and maps are not of texts alone",
    kind: "destination",
    typeId: IDS.lantern,
    json: {
      apiKey: "short",
      accountId: "4711",
      traitMapping: { first_name: "firstname", last_name: "" },
      channels: [7, { name: "email" }],
    },
    shows: {
      "API Key": "",
      "Account ID": "4711",
      Region: "eu",
      "Project Token": "",
      "Host Name": "api.lantern.example.com",
      "Path Prefix": "/v1",
      "Google Analytics Dimension": "",
      "Time Zone": "",
      "Batch Size": "50",
      Timeout: "",
      "Create Missing Contacts": true,
      "Dry Run": false,
      "Request Headers": [{ Key: "x-sent-by", Value: "segment" }],
      "Trait Mapping": '{"first_name":"firstname","last_name":""}',
      Channels: '[7,{"name":"email"}]',
      "Ignored Events": [],
    },
    secrets: [{ label: "API Key", hint: KEPT }],
    changes: [
      [
        "a list written as JSON",
        (form) => form.type("Channels", '[8, {"name": "sms"}]'),
        { channels: [8, { name: "sms" }] },
      ],
    ],
  },
];
