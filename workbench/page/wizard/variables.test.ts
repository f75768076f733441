import { readFileSync } from "node:fs";
import path from "node:path";
import { silentLogger } from "../../../platform/component/logger";
import { fillInConfiguration } from "../../../platform/config";
import type { ConfigVar, Integration } from "../../../platform/format/integration";
import { readSource } from "../../../platform/format/source";
import type { Configuration } from "../../packageProtocol";
import { Configurations } from "../../server/configuration";
import { secretPaths } from "./jsonForm/secretPaths";
import {
  chooseFrom,
  findGaps,
  forgetOffered,
  isOffered,
  setVariable,
  toConfigFile,
  type WizardValues,
} from "./variables";

const ROOT = path.resolve(__dirname, "../../..");
const configurations = new Configurations(path.join(ROOT, "dist/index.js"));

const readConfiguration = (name: string): Configuration => {
  const configuration = configurations.read(name);
  if (!configuration) throw new Error(`flows/${name}.yml: no such file`);
  return configuration;
};

const WEB_SHOP = { label: "Web shop", value: "id-1" };
const TILL = { label: "Till", value: "id-2" };
const CHOICES = [WEB_SHOP, TILL];

/** Chooses the first choice of each picklist of a data source. */
const complete = (configuration: Configuration): WizardValues =>
  configuration.variables
    .filter(isOffered)
    .reduce<WizardValues>(
      (values, { key }) => setVariable(configuration, values, key, chooseFrom(CHOICES, WEB_SHOP)),
      {},
    );

/** Fills in the config variables as the command line does, with data sources that offer the choices. */
const prepare = (name: string, given: Record<string, unknown>) => {
  const text = readFileSync(path.join(ROOT, `flows/${name}.yml`), "utf8");
  const integration = readSource(text).data as Integration;
  const source = {
    inputs: [],
    perform: async () => ({ result: CHOICES.map(({ label, value }) => ({ label, key: value })) }),
  };
  const keys = (integration.requiredConfigVars ?? []).flatMap((one) => one.dataSource?.key ?? []);
  return fillInConfiguration({
    integration,
    component: {
      key: "segment",
      connections: [],
      dataSources: Object.fromEntries(keys.map((key) => [key, source])),
    } as unknown as Parameters<typeof fillInConfiguration>[0]["component"],
    given,
    connectionFields: () => ({}),
    context: { logger: silentLogger },
    say: () => undefined,
  });
};

const names = configurations.list().map(({ name }) => name);

test.each(names)(
  "the values of the wizard of %s configure the flow on the command line",
  async (name) => {
    const configuration = readConfiguration(name);
    const values = complete(configuration);
    for (const page of configuration.pages) {
      expect(findGaps(configuration, page, values, true)).toEqual({});
    }
    const file = toConfigFile(configuration, values, { keepsSecrets: false });
    const filled = await prepare(name, JSON.parse(JSON.stringify(file)));
    for (const variable of configuration.variables) {
      if (variable.dataType === "connection") continue;
      const expected = isOffered(variable) ? "id-1" : variable.defaultValue;
      expect(filled[variable.key]).toBe(expected);
    }
  },
);

test("what is missing is said for each variable of a page", () => {
  const configuration = readConfiguration("provision-workspace");
  const [first, second] = configuration.pages;
  expect(first && findGaps(configuration, first, {}, false)).toEqual({
    "Segment Connection": "Expected a workspace. Connect to one on the Connection page.",
  });
  expect(second && findGaps(configuration, second, {}, true)).toEqual({
    Warehouse: "Expected a choice.",
    "Destination Type": "Expected a choice.",
  });
});

test("a number that is none is missing", () => {
  const configuration = readConfiguration("nightly-delivery-report");
  const [, page] = configuration.pages;
  const values = { "Failure Threshold Percent": "many" };
  expect(page && findGaps(configuration, page, values, true)).toEqual({
    "Failure Threshold Percent": "Expected a number.",
  });
});

test("a choice whose label is not its own is written by its key", () => {
  const other = { label: "Till", value: "id-3" };
  const choices = [...CHOICES, other];
  expect(chooseFrom(choices, other)).toMatchObject({ written: "id-3" });
  expect(chooseFrom(choices, WEB_SHOP)).toMatchObject({ written: "Web shop" });
});

test("another region or workspace removes the values that were offered for the one before", () => {
  const configuration = readConfiguration("events-to-traits");
  const values = complete(configuration);
  expect(setVariable(configuration, values, "Segment Region", "eu1.api")).toEqual({
    "Segment Region": "eu1.api",
  });
  expect(forgetOffered(configuration, { ...values, "Segment Region": "api" })).toEqual({
    "Segment Region": "api",
  });
});

describe("the secrets of a form", () => {
  const password = { type: "string", format: "password" };
  const variable = { key: "Form", dataType: "jsonForm", dataSource: { key: "form" } } as ConfigVar;
  const configuration = { ...readConfiguration(names[0] ?? ""), variables: [variable] };
  /** The form in the file. */
  const written = (form: { schema: object; uiSchema?: object }, data: unknown): unknown => {
    const values = { Form: { data, problems: [], secrets: secretPaths(form) } };
    const file = toConfigFile(configuration, values, { keepsSecrets: false });
    const { Form } = file as { Form: unknown };
    return typeof Form === "string" ? JSON.parse(Form) : Form;
  };
  const data = { name: "n", key: "SECRET", rows: [{ name: "r", key: "SECRET" }], list: ["SECRET"] };
  const row = { type: "object", properties: { name: {}, key: password } };

  test.each<[string, { schema: object; uiSchema?: object }]>(
    [
      [
        "properties",
        { properties: { key: password, rows: { items: row }, list: { items: password } } },
      ],
      [
        "references and alternatives",
        {
          definitions: { row, list: { items: [{ $ref: "#/definitions/password" }] }, password },
          allOf: [{ oneOf: [{ properties: { key: { $ref: "#/definitions/password" } } }] }],
          else: { properties: { rows: { items: { $ref: "#/definitions/row" } } } },
          properties: { list: { $ref: "#/definitions/list" }, rows: { $ref: "#/properties/rows" } },
        },
      ],
    ].map(([name, schema]) => [name as string, { schema: schema as object }]),
  )("are left out whichever way the schema says so: %s", (_, form) => {
    expect(JSON.stringify(written(form, data))).not.toContain("SECRET");
    expect(written(form, data)).toMatchObject({ name: "n", rows: [{ name: "r" }], list: [""] });
  });

  test("are left out if the layout says so, also that of the items of a list", () => {
    const control = (scope: string, options: object) => ({ type: "Control", scope, options });
    const inner = control("#/properties/key", { format: "password" });
    const uiSchema = {
      elements: [inner, control("#/properties/rows", { detail: { elements: [inner] } })],
    };
    const rest = { name: "n", rows: [{ name: "r" }], list: [] };
    expect(written({ schema: {}, uiSchema }, { ...data, list: [] })).toEqual(rest);
  });

  test("are looked for in any schema and layout without an error", () => {
    const odd = { $ref: "#", properties: { a: null, b: true, c: [1] }, items: [null], allOf: 3 };
    const layouts = [
      { elements: [null, 1, { options: null }] },
      { elements: "x" },
      [],
      "GENERATED",
    ];
    for (const uiSchema of layouts) {
      expect(secretPaths({ schema: odd, uiSchema: uiSchema as object })).toEqual([]);
    }
  });
});
