import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Refusal } from "../../cli/errors";
import { compareDocuments } from "./compare";
import { HEADINGS } from "./difference";
import { type Fields, type OpenApi, readDocument } from "./document";
import { HELP, run } from "./program";
import { reportOf } from "./report";

const fixture = (name: string) => path.join(__dirname, "fixtures", name);
const [CONTRACT, OTHER] = [fixture("contract.json"), fixture("other.json")];

const folder = mkdtempSync(path.join(tmpdir(), "compare-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes a file; returns its path. */
function fileOf(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** Runs the program; returns its exit code and its output. */
function program(...args: string[]) {
  const written: string[] = [];
  const write = jest.spyOn(process.stdout, "write").mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  try {
    return { code: run(args), output: written.join("") };
  } finally {
    write.mockRestore();
  }
}

function refusalOf(...args: string[]): string {
  try {
    program(...args);
  } catch (error) {
    if (error instanceof Refusal) return error.message.replaceAll(`${folder}/`, "");
    throw error;
  }
  return "no refusal";
}

/** A document with one operation, which returns `response` and has the models of `schemas`. */
const documentOf = (response: unknown, schemas: Fields = {}, operation: Fields = {}): OpenApi => ({
  name: "document",
  root: {
    openapi: "3.1.0",
    paths: {
      "/boxes": {
        get: {
          operationId: "listBoxes",
          responses: { 200: { content: { "application/json": { schema: response } } } },
          ...operation,
        },
      },
    },
    components: { schemas },
  },
});

/** The differences of two such documents, as place and text. */
const differences = (contract: OpenApi, other: OpenApi): string[] =>
  compareDocuments(contract, other).differences.map(({ place, text }) =>
    `${place}: ${text}`.replace(/^: /, ""),
  );

const model = (name: string) => ({ $ref: `#/components/schemas/${name}` });

test("every kind of difference is one line with its operation and path, below its meaning", () => {
  const { code, output } = program("--contract", CONTRACT, OTHER);
  expect(output).toBe(`New operations: each needs an action (docs/add-an-action.md)
  listContents GET /boxes/{boxId}/contents

Removed operations: their actions fail
  deleteBox DELETE /boxes/{boxId}

Operations kept by hand (x-availability): carry them over
  planTrip POST /boxes/{boxId}/trips  pre-release

Operations described otherwise: routes, labels and stability
  listBoxes GET /boxes  x-stability was "v1", is "beta"

Request fields that are now required: steps fail without them
  createBox POST /boxes  request (application/json) label: now required
  listBoxes GET /boxes  query cursor: new, required: string

New request fields: each needs an input
  createBox POST /boxes  request (application/json) tag: new: string
  createBox POST /boxes  request (application/vnd.boxes.v2+json) depth: new: number

Request fields that are now optional: their inputs need not be required
  createBox POST /boxes  request (application/json) size: now optional

Request fields that are gone: their inputs fail or have no effect
  createBox POST /boxes  request (application/json) note: gone
  listBoxes GET /boxes  query old: gone

Response fields that are gone: picklists, forms, upserts and examples may depend on them
  listBoxes GET /boxes  response 200 data.boxes[].owner.email: gone
  listBoxes GET /boxes  response 200 data.boxes[].weight: gone

Response fields that may now be missing or null: picklists, forms and upserts must allow it
  listBoxes GET /boxes  response 200 data.boxes[].id: may now be null
  listBoxes GET /boxes  response 200 data.boxes[].name: now optional

Response fields that are now always given, or never null
  listBoxes GET /boxes  response 200 data.boxes[].owner: no longer null
  listBoxes GET /boxes  response 200 data.boxes[].state: now required

New response fields: examples may show them
  every operation  response 404 errors[].code: new: string
  listBoxes GET /boxes  response 200 data.boxes[].depth: new: number

Fields kept by hand (x-from): carry them over
  listBoxes GET /boxes  response 200 data.boxes[].seen: gone

Changed types: inputs, cleaners and examples
  createBox POST /boxes  request (application/json) rules[]|ByOwner: new alternative
  createBox POST /boxes  request (application/json) settings.*: was string, is number
  createBox POST /boxes  request (application/json) size.width: was number, is string
  createBox POST /boxes  request (application/vnd.boxes.v2+json) rules[]|ByOwner: new alternative
  createBox POST /boxes  request (application/vnd.boxes.v2+json) size.width: was number, is string
  listBoxes GET /boxes  response 200 data.boxes[].madeAt: format was "date", is "date-time"

Changed sets of values: choices of inputs
  listBoxes GET /boxes  query color: gone: "BLUE"
  listBoxes GET /boxes  query color: new: "GREEN"
  listBoxes GET /boxes  response 200 data.boxes[].state: new: "LOST"

Changed limits: ranges of inputs, sizes of batches, rates
  createBox POST /boxes  request (application/json) name: maxLength was 50, is 40
  createBox POST /boxes  request (application/json) rules: maxItems was 10, is 5
  listBoxes GET /boxes  query count: maximum was 200, is 100
  listBoxes GET /boxes  x-rate-limit-per-minute was 60, is 30

Changed media types
  createBox POST /boxes  request: new: application/vnd.boxes.v2+json

Changed response statuses
  getBox GET /boxes/{boxId}  response 200: gone
  getBox GET /boxes/{boxId}  response 202: new

Parameters written otherwise
  listBoxes GET /boxes  query ids: x-wire-style was "indexedArray", is "scalar"

Changed hosts or authorization
  components.securitySchemes: was {"token":{"type":"http","scheme":"bearer"}}, is {"token":{"type":"http","scheme":"basic"}}
  servers: new: https://eu.example.com

Other changes
  createBox POST /boxes  request (application/json) size.unit: default was "cm", is "in"
  createBox POST /boxes  request (application/vnd.boxes.v2+json) size.unit: default was "cm", is "in"

41 differences of 21 kinds: the contract has 5 operations, the other document 4.
`);
  expect(code).toBe(1);
  for (const heading of Object.values(HEADINGS)) expect(output).toContain(`${heading}\n`);
});

test("the other way round, what was new is gone and what was gone is new", () => {
  const { differences: there } = compareDocuments(readDocument(CONTRACT), readDocument(OTHER));
  const { differences: back } = compareDocuments(readDocument(OTHER), readDocument(CONTRACT));
  const paths = (some: typeof there, ...kinds: string[]) =>
    some
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ operation, place }) => `${operation?.id} ${place}`)
      .toSorted();
  expect(paths(back, "newResponse")).toEqual(paths(there, "goneResponse", "keptField"));
  expect(paths(back, "goneResponse")).toEqual(paths(there, "newResponse"));
  expect(paths(back, "newOperation")).toEqual(paths(there, "removedOperation", "keptOperation"));
  expect(paths(back, "removedOperation")).toEqual(paths(there, "newOperation"));
  expect(paths(back, "alwaysThere")).toEqual(paths(there, "maybeMissing"));
});

test("the contract has no difference from itself, and the program ends with 0", () => {
  expect(program(path.join(__dirname, "../openapi.json"))).toEqual({
    code: 0,
    output: expect.stringMatching(
      /^No differences: the contract has (\d+) operations, the other document \1\.\n$/,
    ),
  });
});

test("the names of models and the ways to write the same schema make no difference", () => {
  const contract = documentOf(
    { anyOf: [model("Box"), { type: "null" }] },
    {
      Box: {
        type: "object",
        properties: { id: { type: "string", enum: ["a"] } },
        required: ["id"],
      },
    },
    { parameters: [{ in: "query", name: "box", schema: { type: "string" } }] },
  );
  const other = documentOf(
    model("Crate"),
    {
      Base: { type: "object", required: ["id"], description: "A base." },
      Crate: { nullable: true, allOf: [model("Base"), { properties: { id: model("Id") } }] },
      Id: { type: "string", const: "a", title: "ID", example: "a" },
      Unused: { type: "number" },
    },
    {
      description: "Lists boxes.",
      deprecated: false,
      parameters: [
        {
          in: "query",
          name: "box",
          required: false,
          style: "form",
          explode: true,
          schema: model("Text"),
        },
      ],
    },
  );
  Object.assign(other.root.components as object, {
    schemas: {
      ...(other.root.components as { schemas: object }).schemas,
      Text: { type: "string" },
    },
  });
  expect(differences(contract, other)).toEqual([]);
});

test.each<[string, Fields, Fields]>([
  [
    "bounds of OpenAPI 3.0 and 3.1",
    { type: "number", minimum: 0, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false },
    { type: "number", exclusiveMinimum: 0, maximum: 9 },
  ],
  ["equal objects as values", { enum: [{ a: 1 }] }, { enum: [{ a: 1 }] }],
  [
    "a set of values that is narrowed",
    { type: "string", enum: ["a"] },
    { allOf: [{ type: "string", enum: ["a", "b"] }, { enum: ["a", "c"] }] },
  ],
  [
    "a property in two parts of one model",
    { properties: { a: { type: "string", maxLength: 5 } } },
    {
      allOf: [{ properties: { a: { type: "string" } } }, { properties: { a: { maxLength: 5 } } }],
    },
  ],
  [
    "a model that repeats a property that holds itself",
    model("Ring"),
    { allOf: [model("Ring"), model("Ring")] },
  ],
  ["properties with any name", { properties: { $ref: { type: "string" } } }, model("Ref")],
  [
    "a model within a list of models",
    { type: "string" },
    { $ref: "#/components/schemas/List/allOf/0" },
  ],
])("%s make no difference", (_title, was, is) => {
  const schemas = {
    Ring: { properties: { ring: model("Ring") } },
    Ref: { properties: { $ref: { type: "string" } } },
    List: { allOf: [{ type: "string" }] },
  };
  const both = (schema: Fields) => documentOf({ properties: { value: schema } }, schemas);
  expect(differences(both(was), both(is))).toEqual([]);
});

/** A document with one operation that has these parameters. */
const withParameters = (path: string, ...parameters: Fields[]): OpenApi => ({
  name: "document",
  root: {
    openapi: "3.1.0",
    paths: {
      "x-origin": "ours",
      [path]: { get: { operationId: "getBox", parameters, responses: { "x-origin": "ours" } } },
    },
  },
});
const parameter = (place: string, name: string, type = "string") => ({
  in: place,
  name,
  required: place === "path",
  schema: { type },
});

test("a placeholder is known by its place, and the name of a header in any case", () => {
  const was = withParameters(
    "/boxes/{boxId}/{side}",
    parameter("path", "boxId"),
    parameter("path", "side"),
    parameter("header", "X-Color"),
  );
  const is = withParameters(
    "/boxes/{side}/{id}",
    parameter("path", "id", "number"),
    parameter("path", "side"),
    parameter("header", "x-color"),
  );
  expect(differences(was, is)).toEqual([
    'path was "GET /boxes/{boxId}/{side}", is "GET /boxes/{side}/{id}"',
    "path side: was string, is number",
  ]);
});

test("a parameter in a media type is compared", () => {
  const filter = (media: string, type: string) =>
    withParameters("/boxes", {
      in: "query",
      name: "if",
      content: { [media]: { schema: { type } } },
    });
  expect(differences(filter("text/a", "string"), filter("text/b", "number"))).toEqual([
    'query if: content was "text/a", is "text/b"',
    "query if: was string, is number",
  ]);
});

test("an extension is no path and no status", () => {
  const document = withParameters("/boxes");
  const { differences: found, operations } = compareDocuments(document, document);
  expect([found, operations]).toEqual([[], { contract: 1, other: 1 }]);
});

test("a name with line breaks stays on the line of its difference", () => {
  const other = documentOf({ properties: { "a\n\u001b[31mb": { type: "string" } } });
  expect(reportOf(compareDocuments(documentOf({}), other))).toContain(
    "\n  listBoxes GET /boxes  response 200 a b: new: string\n",
  );
});

test("models that hold each other are compared once, also if only one side holds itself", () => {
  const tree = (leaf: Fields) => ({
    Tree: { type: "object", properties: { left: model("Twig"), leaf } },
    Twig: { type: "object", properties: { tree: model("Tree"), twigs: { items: model("Twig") } } },
  });
  const contract = documentOf(model("Tree"), tree({ type: "string" }));
  expect(differences(contract, documentOf(model("Tree"), tree({ type: "number" })))).toEqual([
    "response 200 leaf: was string, is number",
  ]);
  const ring = documentOf(model("A"), {
    A: { anyOf: [model("B"), model("C")] },
    B: model("A"),
    C: {},
  });
  expect(differences(ring, ring)).toEqual([]);
  const unrolled = {
    type: "object",
    properties: { left: { type: "object" }, leaf: { type: "string" } },
  };
  expect(differences(contract, documentOf(unrolled))).toEqual([
    "response 200 left.tree: gone",
    "response 200 left.twigs: gone",
  ]);
});

test("alternatives are paired by name, then by content, then by order", () => {
  const schemas = { A: { type: "string" }, B: { type: "number" }, C: { type: "boolean" } };
  const contract = documentOf({ oneOf: [model("A"), { type: "array" }, model("B")] }, schemas);
  const other = documentOf({ anyOf: [model("B"), { type: "array" }, model("C")] }, schemas);
  expect(differences(contract, other)).toEqual(["response 200 |A: was string, is boolean"]);
  expect(differences(contract, documentOf(model("A"), schemas))).toEqual([
    "response 200: was one of the models A, 2, B, is string",
  ]);
});

test("an object that takes any name differs from one that does not, and `false` means the same as nothing", () => {
  const open = documentOf({ type: "object", additionalProperties: true });
  const closed = documentOf({ type: "object" });
  expect(differences(closed, open)).toEqual(["response 200: now takes any name"]);
  expect(differences(open, closed)).toEqual(["response 200: no longer takes any name"]);
  expect(differences(closed, documentOf({ type: "object", additionalProperties: false }))).toEqual(
    [],
  );
});

test("alternatives that hold each other are compared from each of them", () => {
  const rings = (leaf: string) =>
    documentOf(
      { properties: { first: model("B"), second: model("A") } },
      {
        A: { anyOf: [model("B"), model("C")] },
        B: { anyOf: [model("A"), model("D")] },
        C: {},
        D: { type: leaf },
      },
    );
  expect(differences(rings("string"), rings("number"))).toEqual([
    "response 200 first|D: was string, is number",
    "response 200 second|B|D: was string, is number",
  ]);
});

test("a change of a field that the contract keeps by hand is said apart", () => {
  const named = (name: Fields) => documentOf({ properties: { name } });
  const contract = named({ type: ["string", "null"], "x-from": "workspaces" });
  expect(compareDocuments(contract, named({ type: "string" })).differences).toMatchObject([
    { kind: "keptField", place: "response 200 name", text: "no longer null" },
  ]);
});

test("the success of another status is compared with the contract's", () => {
  const respond = (status: number, schema: Fields) =>
    documentOf(
      {},
      {},
      { responses: { [status]: { content: { "application/json": { schema } } } } },
    );
  const contract = respond(200, { properties: { id: { type: "string" } } });
  expect(differences(contract, respond(201, { type: "object" }))).toEqual([
    "response 200: gone",
    "response 201: new",
    "response 201: was any value, is object",
    "response 201 id: gone",
  ]);
});

test("a response is compared in the media types of the contract and in unknown ones", () => {
  const types = (request: string[], response: Fields) =>
    documentOf(
      {},
      {},
      {
        requestBody: { content: Object.fromEntries(request.map((type) => [type, {}])) },
        responses: { 200: { content: response } },
      },
    );
  const json = { schema: { properties: { id: {} } } };
  const contract = types(["text/v1"], { "application/json": json });
  const other = types(["text/v1"], { "application/json": json, "text/v1": {}, "text/v2": {} });
  expect(differences(contract, other)).toEqual([
    "response 200: new: text/v2",
    "response 200 (text/v2) id: gone",
  ]);
});

test("an operation that moved is known by its operationId", () => {
  const contract = documentOf({});
  const { paths } = contract.root as { paths: Record<string, Fields> };
  const moved = { ...contract, root: { ...contract.root, paths: { "/crates": paths["/boxes"] } } };
  expect(differences(contract, moved)).toEqual(['path was "GET /boxes", is "GET /crates"']);
});

test("extensions that only one document has are named and not compared", () => {
  const contract = documentOf({}, {}, { "x-stability": "v1", "x-rate-limit-per-minute": 60 });
  const other = documentOf(
    {},
    {},
    {
      "x-hierarchy": ["Boxes"],
      description: "The rate limit for this endpoint is 1,200 requests per minute.",
    },
  );
  const comparison = compareDocuments(contract, other);
  expect(differences(contract, other)).toEqual(["x-rate-limit-per-minute was 60, is 1200"]);
  expect(reportOf(comparison)).toContain(
    "Not compared, since only one document has them: x-hierarchy, x-rate-limit-per-minute, x-stability.\n",
  );
});

test("a document in YAML is read by its ending", () => {
  const yaml = "openapi: 3.0.3\npaths:\n  /boxes:\n    get: { operationId: listBoxes }\n";
  const contract = fileOf("contract.yaml", yaml);
  expect(program("--contract", contract, fileOf("other.yml", yaml)).code).toBe(0);
  const merging = `\ufeffx-list: &list { operationId: listBoxes }\n${yaml.replace("operationId: listBoxes", "<<: *list")}`;
  expect(program("--contract", contract, fileOf("other.yml", merging)).code).toBe(0);
});

test.each([
  [[], "expected a file: the other OpenAPI document"],
  [["a.json", "b.json"], "b.json: expected one file only"],
  [["--contrct", "a.json"], /^--contrct: unknown option; did you mean "--contract"\?/],
  [[path.join(folder, "none.json")], "none.json: no such file"],
  [[folder], /: expected a file, got a folder$/],
  [["/dev/null"], "/dev/null: expected a file, got a device"],
])("the command line %j is refused", (args, message) => {
  expect(refusalOf(...args)).toMatch(message);
});

test.each([
  ["", "other.json: expected JSON: Unexpected end of JSON input"],
  ["[]", "other.json: expected an object, got a list"],
  ["{}", "other.json: expected an OpenAPI document of version 3, got no version"],
  ['{"swagger":"2.0"}', "other.json: expected an OpenAPI document of version 3, got version 2.0"],
  ['{"openapi":"3.1.0"}', "other.json: paths: expected an object, got nothing"],
  [
    '{"openapi":"3.1.0","paths":{"/a":{"get":[]}}}',
    "other.json: GET /a: expected an object, got a list",
  ],
  [
    '{"openapi":"3.1.0","paths":{"/boxes":{"$ref":"boxes.json"}}}',
    'other.json: /boxes: expected a reference inside the document, got "boxes.json"',
  ],
  [
    '{"openapi":"3.1.0","paths":{"/boxes":{"$ref":"#/paths/~1crates"}}}',
    "other.json: /boxes: the reference #/paths/~1crates leads nowhere",
  ],
  [
    '{"openapi":"3.1.0","paths":{"/boxes":{"$ref":"#/paths/~1boxes"}}}',
    "other.json: /boxes: expected an object, got a reference to itself",
  ],
  [
    '{"openapi":"3.1.0","paths":{"/boxes":{"$ref":"#/paths/%E0%A4%A"}}}',
    "other.json: /boxes: the reference #/paths/%E0%A4%A leads nowhere",
  ],
])("the document %s is refused by its place", (text, message) => {
  expect(refusalOf(fileOf("other.json", text))).toBe(message);
});

test("a schema that is no schema is refused by its place", () => {
  const contract = documentOf({ properties: { box: { type: "string" } } });
  expect(() => differences(contract, documentOf({ properties: { box: null } }))).toThrow(
    "document: response 200 box: expected an object, got null",
  );
});

test("a huge file and a document with countless levels are refused", () => {
  const huge = fileOf("huge.json", "");
  truncateSync(huge, 50_000_001);
  expect(refusalOf(huge)).toBe("huge.json: expected at most 50000000 bytes, got 50000001");
  const deep = `${'{"allOf":['.repeat(5000)}${"]}".repeat(5000)}`;
  const tooDeep = "expected at most 500 levels, got more";
  expect(refusalOf(fileOf("deep.json", deep))).toBe(`deep.json: ${tooDeep}`);
  const around = fileOf("around.yaml", "openapi: 3.1.0\npaths: &paths\n  /boxes: *paths\n");
  expect(refusalOf(around)).toBe(`around.yaml: ${tooDeep}`);
  const chain = Object.fromEntries(
    Array.from({ length: 9000 }, (_, index) => [`M${index}`, { allOf: [model(`M${index + 1}`)] }]),
  );
  expect(() => differences(documentOf({}), documentOf(model("M0"), chain))).toThrow(
    "document: response 200: expected fewer levels of schemas",
  );
  const doubling = Object.fromEntries(
    Array.from({ length: 60 }, (_, index) => {
      const next = model(`M${index + 1}`);
      return [`M${index}`, { properties: { left: next, right: next } }];
    }),
  );
  const document = documentOf(model("M0"), { ...doubling, M60: {} });
  expect(() => differences(document, document)).toThrow(
    "document: response 200: expected fewer levels of schemas",
  );
});

test("a long description and many operations take little time", () => {
  const many = (required: string[], description: string): OpenApi => {
    const schema = { type: "object", properties: { id: {} }, required };
    const content = { "application/json": { schema } };
    const paths = Array.from({ length: 5000 }, (_, index) => [
      `/boxes${index}`,
      { get: { operationId: `list${index}`, responses: { 200: { content } } } },
    ]);
    const first = { get: { description, "x-rate-limit-per-minute": 1 } };
    return {
      name: "document",
      root: { openapi: "3.1.0", paths: { "/": first, ...Object.fromEntries(paths) } },
    };
  };
  const startedAt = process.cpuUsage().user;
  compareDocuments(many(["id"], ""), many([], "1".repeat(100_000)));
  expect((process.cpuUsage().user - startedAt) / 1000).toBeLessThan(5000);
});

test("the help says how the program ends", () => {
  expect(HELP).toContain("npm run contract:compare -- other.json");
  expect(HELP).toMatch(/Ends with 0 .*, with 1 .*, and with 2 /);
});
