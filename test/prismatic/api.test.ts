import { type PrismaticApi, startPrismaticApi } from "./api";
import type { Refusal } from "./definition";

const MUTATION = `mutation ($input: PublishComponentInput!) {
  publishComponent(input: $input) {
    publishResult { packageUploadUrl }
    errors { field messages }
  }
}`;
const input = { key: "name", label: "Name", type: "string" };
const step = { key: "one", display: { label: "One", description: "Do it." }, inputs: [input] };
const source = { ...step, dataSourceType: "picklist" };
const connection = { key: "apiKey", label: "API Key", inputs: [] };
const whole = {
  definition: { key: "it", display: { label: "It", description: "It." } },
  actions: [{ ...step, inputs: [{ ...input, dataSource: "one" }], examplePayload: '{"data":1}' }],
  dataSources: [source],
  connections: [connection],
};

let api: PrismaticApi;
beforeAll(async () => {
  api = await startPrismaticApi();
});
afterAll(() => api.close());

const ask = (query: string, variables: object, authorization = `Bearer ${api.token}`) =>
  fetch(`${api.url}/api`, {
    method: "POST",
    headers: { authorization },
    body: JSON.stringify({ query, variables }),
  });

interface Payload {
  data?: {
    publishComponent: { publishResult: { packageUploadUrl: string } | null; errors: Refusal[] };
  };
  errors?: { message: string }[];
}

/** Publishes. Returns the URL for the package, or all refusals. */
async function published(given: object): Promise<{ uploadUrl?: string; refused: string[] }> {
  const response = await ask(MUTATION, { input: given });
  const { data, errors = [] } = (await response.json()) as Payload;
  const broken = data?.publishComponent.errors ?? [];
  return {
    uploadUrl: data?.publishComponent.publishResult?.packageUploadUrl,
    refused: [
      ...errors.map(({ message }) => message),
      ...broken.map(({ field, messages }) => `${field}: ${messages.join(", ")}`),
    ],
  };
}

const withInput = (given: object) => ({ ...whole, actions: [{ ...step, inputs: [given] }] });
const withOutput = (outputSchema: object) => ({ ...whole, actions: [{ ...step, outputSchema }] });

test.each<[string, object, RegExp]>([
  [
    "an input with a key it does not know",
    withInput({ ...input, clean: "x" }),
    /"clean" is not defined/,
  ],
  ["an input without a type", withInput({ key: "name", label: "Name" }), /"type" of required type/],
  [
    "an input of a type it does not know",
    withInput({ ...input, type: "number" }),
    /"number" is no/,
  ],
  ["an input with a blank label", withInput({ ...input, label: " " }), /name\.label: is blank/],
  [
    "a collection it does not know",
    withInput({ ...input, collection: "list" }),
    /"list" is not a collection/,
  ],
  [
    "an input whose data source is not there",
    withInput({ ...input, dataSource: "two" }),
    /^actions\.one\.inputs\.name\.dataSource: "two" is not a data source/,
  ],
  [
    "two inputs of one key",
    { ...whole, actions: [{ ...step, inputs: [input, input] }] },
    /^actions\.one\.inputs\.name: the key is there twice/,
  ],
  [
    "two actions of one key",
    { ...whole, actions: [step, step] },
    /^actions\.one: the key is there/,
  ],
  [
    "an example payload that is not JSON",
    { ...whole, actions: [{ ...step, examplePayload: "{" }] },
    /"JSONString"/,
  ],
  ["an output schema without a schema", withOutput({ type: "actionOutput" }), /outputSchema: has/],
  [
    "an output schema of another type",
    withOutput({ type: "x", schema: "{}" }),
    /outputSchema: has exactly/,
  ],
  [
    "a data source of a type it does not know",
    { ...whole, dataSources: [{ ...source, dataSourceType: "list" }] },
    /"list" is not a type of data source/,
  ],
  [
    "a connection with a hidden input that has no default",
    { ...whole, connections: [{ ...connection, inputs: [{ ...input, shown: false }] }] },
    /^connections\.apiKey\.inputs\.name\.default: /,
  ],
])("the API refuses %s, and nothing else", async (_title, given, reason) => {
  const before = api.published.length;
  const { refused } = await published(given);
  expect(refused).toEqual([expect.stringMatching(reason)]);
  expect(api.published).toHaveLength(before);
});

test("the API takes a token of its own only", async () => {
  expect((await ask(MUTATION, { input: whole }, "Bearer another")).status).toBe(401);
});

test("a URL for an upload takes one file, without a token", async () => {
  const { uploadUrl = "", refused } = await published(whole);
  expect(refused).toEqual([]);
  const put = async (headers: Record<string, string> = {}) =>
    (await fetch(uploadUrl, { method: "PUT", body: "zip", headers })).status;
  expect(await put({ authorization: `Bearer ${api.token}` })).toBe(403);
  expect(await put()).toBe(200);
  expect(await put()).toBe(403);
  expect(api.uploads.map(({ what, body }) => [what, body.toString()])).toEqual([
    ["package", "zip"],
  ]);
});
