import { createHash } from "node:crypto";
import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { unzipSync } from "fflate";
import { loadComponent } from "../../platform/component";
import { type PrismaticApi, startPrismaticApi, type Upload } from "./api";
import type { Publication, PublishedStep } from "./definition";
import { refusalsOfIntegration } from "./integration";
import { type Ended, importIntegration, publish, runNode } from "./prism";

const FLOWS = path.resolve(__dirname, "../../flows");
const example = (name: string) => path.join(FLOWS, name);
const DIST = path.resolve(__dirname, "../../dist");
/** The files that webpack makes. */
const FILES = ["THIRD-PARTY-LICENSES.txt", "icon.png", "index.js"];
const component = loadComponent();
const keysOf = (items: { key: string }[] = []) => items.map(({ key }) => key).toSorted();
const sha1 = (body: Uint8Array) => createHash("sha1").update(body).digest("hex");

/** The outcome of a run of prism against a stand-in of its own. */
interface Rehearsal {
  api: PrismaticApi;
  ended: Ended;
}

const apis: PrismaticApi[] = [];
const copy = mkdtempSync(path.join(os.tmpdir(), "dist-"));
let rehearsal: Rehearsal;
let again: Ended;
let imported: Ended;
let withUnknownKey: Rehearsal;
let withCutUpload: Rehearsal;

async function rehearse(cutsUploads: boolean, cwd?: string): Promise<Rehearsal> {
  const api = await startPrismaticApi();
  apis.push(api);
  api.cutsUploads = cutsUploads;
  return { api, ended: await publish(api, ["--comment", "A rehearsal"], cwd) };
}

/** Makes a copy of dist where an action has a key that the API does not know. */
function copyWithUnknownKey(copy: string): void {
  cpSync(DIST, copy, { recursive: true });
  const patch = ';module.exports.default.actions.createSource.route = "POST /sources";\n';
  appendFileSync(path.join(copy, "index.js"), patch);
}

// Prism takes most of its time to load: all runs are side by side.
beforeAll(async () => {
  copyWithUnknownKey(copy);
  const inTurn = async () => {
    rehearsal = await rehearse(false);
    [again, imported] = await Promise.all([
      publish(rehearsal.api, ["--skip-on-signature-match"]),
      importIntegration(rehearsal.api, example("provision-workspace.yml")),
    ]);
  };
  [, withUnknownKey, withCutUpload] = await Promise.all([
    inTurn(),
    rehearse(false, copy),
    rehearse(true),
  ]);
});
afterAll(async () => {
  rmSync(copy, { recursive: true });
  await Promise.all(apis.map((api) => api.close()));
});

describe("prism publishes the built component", () => {
  const published = () => rehearsal.api.published[0] as Publication;
  const uploaded = (what: string) => {
    const found = rehearsal.api.uploads.filter((upload) => upload.what === what);
    expect(found).toHaveLength(1);
    return found[0] as Upload;
  };

  test("and says so", () => {
    expect(rehearsal.ended).toMatchObject({ code: 0 });
    expect(rehearsal.ended.said).toContain("Successfully submitted Segment (v1)!");
  });

  test("privately, under its key, label, category and icon", () => {
    const { key, display } = component;
    expect(key).toBe("segment");
    expect(published().definition).toEqual({ key, display, public: false });
    expect(published().comment).toBe("A rehearsal");
  });

  test("with every action, trigger, data source and connection of the build, once", () => {
    expect(keysOf(published().actions)).toEqual(keysOf(Object.values(component.actions)));
    expect(keysOf(published().dataSources)).toEqual(keysOf(Object.values(component.dataSources)));
    expect(keysOf(published().connections)).toEqual(["apiKey"]);
    expect(keysOf(published().triggers)).toEqual(keysOf(Object.values(component.triggers)));
  });

  test("with the inputs, example payload and output schema of each", () => {
    const given = { ...component.actions, ...component.triggers, ...component.dataSources };
    const { actions = [], triggers = [], dataSources = [] } = published();
    const sent = [...actions, ...triggers, ...dataSources];
    for (const { key, inputs, examplePayload, outputSchema } of sent) {
      const { outputSchema: schema, ...step } = given[key] as unknown as PublishedStep;
      expect([key, inputs]).toEqual([key, JSON.parse(JSON.stringify(step.inputs))]);
      expect([key, examplePayload]).toEqual([key, step.examplePayload ?? {}]);
      const read = schema && JSON.parse(schema.schema as string);
      expect([key, outputSchema?.schema]).toEqual([key, read]);
    }
  });

  test("as a zip of what webpack made, byte for byte, and nothing else", () => {
    const { contentType, body } = uploaded("package");
    expect(contentType).toBe("application/zip");
    const files = unzipSync(body);
    expect(Object.keys(files).toSorted()).toEqual(FILES);
    for (const [name, content] of Object.entries(files)) {
      expect([name, sha1(content)]).toEqual([name, sha1(readFileSync(path.join(DIST, name)))]);
    }
  });

  test("with its icon beside it, as PNG, once for itself and once for its connection", () => {
    const { uploads } = rehearsal.api;
    const others = uploads.filter(({ what }) => what !== "package");
    expect(others).toHaveLength(2);
    for (const { contentType, body } of others) {
      expect(contentType).toBe("image/png");
      expect(body.equals(readFileSync(path.join(DIST, "icon.png")))).toBe(true);
    }
    expect(uploads).toHaveLength(3);
  });

  test("and leaves it when the same build is published already: its signature is the package's", () => {
    expect(again).toMatchObject({ code: 0 });
    expect(again.said).toContain("Package signatures match, skipping publish.");
    expect(rehearsal.api.published).toHaveLength(1);
  });

  test("and speaks to no host but the one it is given, and starts nothing that does", () => {
    expect(rehearsal.ended.reached).toEqual([rehearsal.api.host]);
    expect(again.reached).toEqual([rehearsal.api.host]);
  });
});

describe("prism imports an example integration", () => {
  test("as it is in its file", () => {
    expect(imported).toMatchObject({ code: 0, reached: [rehearsal.api.host] });
    expect(rehearsal.api.imported).toEqual([
      readFileSync(example("provision-workspace.yml"), "utf8"),
    ]);
  });

  test.each(readdirSync(FLOWS).filter((name) => name.endsWith(".yml")))(
    "and %s uses what was published, and nothing else of the component",
    (name) => {
      const definition = readFileSync(example(name), "utf8");
      expect(refusalsOfIntegration(definition, rehearsal.api.published)).toEqual([]);
      expect(refusalsOfIntegration(definition, [])).not.toEqual([]);
      const misspelt = definition.replaceAll("region:\n", "regoin:\n");
      expect(refusalsOfIntegration(misspelt, rehearsal.api.published)).not.toEqual([]);
    },
  );
});

describe("prism fails to publish", () => {
  test("an action with a key that the API does not know, and names the key", () => {
    const { api, ended } = withUnknownKey;
    expect(ended.code).toBe(1);
    expect(ended.said).toContain('"route" is not defined by type "ActionDefinitionInput"');
    expect(api).toMatchObject({ published: [], uploads: [] });
  });

  test("where an upload is cut off", () => {
    const { api, ended } = withCutUpload;
    expect(ended.code).toBe(1);
    expect(ended.said).toContain("fetch failed");
    expect(ended.said).not.toContain("Successfully");
    expect(api).toMatchObject({ published: [{}], uploads: [] });
  });
});

test("a process of the rehearsal reaches no other machine", async () => {
  const { code, said, reached } = await runNode(["-e", "fetch('https://example.com')"]);
  expect(code).toBe(1);
  expect(said).toContain("tests never leave this machine: example.com");
  expect(reached).toEqual(["example.com:443"]);
});
