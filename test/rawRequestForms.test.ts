import { once } from "node:events";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { loadComponent } from "../platform/component";
import { findCertificate } from "../simulator/wire/certificate";
import { type Redirection, redirectSegmentHosts } from "../simulator/wire/redirect";
import { createHarness } from "./support/spectral";

/** A request as it came over the wire. */
interface Arrived {
  url: string;
  type: string | undefined;
  body: Buffer;
}

let server: Server;
let redirection: Redirection;
let arrived: Arrived[] = [];
const harness = createHarness(loadComponent() as never);

beforeAll(async () => {
  const certificate = await findCertificate(["api.segmentapis.com"]);
  server = createServer(certificate, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { url = "", headers } = request;
    arrived.push({ url, type: headers["content-type"], body: Buffer.concat(chunks) });
    response.end('{"data": {}}');
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  redirection = redirectSegmentHosts({ port, ca: certificate.cert });
});
beforeEach(() => {
  arrived = [];
});
afterAll(async () => {
  redirection.restore();
  server.close();
  await once(server, "close");
});

async function raw(inputs: Record<string, unknown>): Promise<Arrived | undefined> {
  const fields = { apiKey: "sgp_t0ken", subdomain: "acme" };
  const connection = { key: "apiKey", configVarKey: "c", fields };
  await harness.action("rawRequest", {
    connection,
    region: "api",
    method: "POST",
    url: "/files",
    ...inputs,
  } as never);
  return arrived.at(-1);
}

/** The parts of a multipart body, read by another implementation than the one that wrote it. */
async function partsOf(request: Arrived | undefined) {
  const headers = { "content-type": request?.type ?? "" };
  const form = await new Response(new Uint8Array(request?.body ?? []), { headers }).formData();
  return Promise.all(
    [...form].map(async ([key, value]) =>
      typeof value === "string"
        ? { key, value }
        : {
            key,
            name: value.name,
            type: value.type,
            bytes: Buffer.from(await value.arrayBuffer()),
          },
    ),
  );
}

const bytes = Buffer.from([0, 1, 13, 10, 45, 45, 128, 255]);
const FORMS: [what: string, value: unknown][] = [
  ["a Buffer", bytes],
  ["a Uint8Array", new Uint8Array(bytes)],
  ["an ArrayBuffer", new Uint8Array(bytes).buffer],
  ["a DataView", new DataView(new Uint8Array(bytes).buffer)],
  ["a Buffer that went through JSON", JSON.parse(JSON.stringify(bytes))],
];

test.each(FORMS)("%s arrives byte for byte, as a file and as the body", async (_, value) => {
  const typed = { data: value, contentType: "image/png" };
  const fileData = [
    { key: "plain", value },
    { key: "typed", value: typed },
  ];
  expect(await partsOf(await raw({ fileData }))).toEqual([
    { key: "plain", name: "plain", type: "application/octet-stream", bytes },
    { key: "typed", name: "typed", type: "image/png", bytes },
  ]);
  expect(await raw({ data: typed })).toMatchObject({ type: "image/png", body: bytes });
  const headers = [{ key: "Content-Type", value: "application/octet-stream" }];
  const body = await raw({ data: value, headers });
  expect(body).toMatchObject({ type: "application/octet-stream", body: bytes });
  expect(await raw({ data: value })).toMatchObject({ type: "application/json", body: bytes });
});

test("text that may be base64 arrives as text", async () => {
  const fileData = [{ key: "a", value: "aGVsbG8=" }];
  expect(await partsOf(await raw({ fileData }))).toMatchObject([
    { key: "a", bytes: Buffer.from("aGVsbG8=") },
  ]);
});

test.each([
  ["orders 2026.csv"],
  ["Bestellungen-Übersicht.csv"],
  ["注文.csv"],
  ["reports/2026/orders.csv"],
  ["..\\orders.csv"],
  ['the "best".csv'],
  ["percent%22.csv"],
])("the file name %s arrives as the builder wrote it, on one line", async (name) => {
  const request = await raw({
    fileData: [{ key: "a", value: "x" }],
    fileDataFileNames: [{ key: "a", value: name }],
  });
  const [, written] = /filename="([^"\r\n]*)"\r\n/.exec(String(request?.body)) ?? [];
  // Quotes are escaped as HTML's standard for forms has it.
  expect(written).toBe(name.replaceAll('"', "%22"));
});

test("line breaks in names of files and fields cannot end their line", async () => {
  const request = await raw({
    formData: [{ key: 'k\r\nX-Evil: 1"', value: "v" }],
    fileData: [{ key: "a", value: "x" }],
    fileDataFileNames: [{ key: "a", value: 'b"\r\nContent-Type: text/evil\r\n\r\n.csv' }],
  });
  const lines = String(request?.body).split("\r\n");
  expect(lines.filter((line) => /^(X-Evil|Content-Type: text\/evil)/i.test(line))).toEqual([]);
  expect(lines.filter((line) => line.startsWith("Content-Disposition"))).toEqual([
    'Content-Disposition: form-data; name="k%0D%0AX-Evil: 1%22"',
    'Content-Disposition: form-data; name="a"; filename="b%22%0D%0AContent-Type: text/evil%0D%0A%0D%0A.csv"',
  ]);
});

test("files of one key have their names in order", async () => {
  const request = await raw({
    fileData: [
      { key: "files", value: "1" },
      { key: "other", value: "2" },
      { key: "files", value: "3" },
    ],
    fileDataFileNames: [
      { key: "files", value: "one.csv" },
      { key: "files", value: "three.csv" },
    ],
  });
  expect(
    (await partsOf(request)).map(({ key, name, bytes }) => [key, name, String(bytes)]),
  ).toEqual([
    ["files", "one.csv", "1"],
    ["other", "other", "2"],
    ["files", "three.csv", "3"],
  ]);
});

test.each(["Content-Type", "content-type"])(
  "a form beside a header %s is refused, and nothing is sent",
  async (key) => {
    const inputs = {
      formData: [{ key: "a", value: "b" }],
      headers: [{ key, value: "multipart/form-data" }],
    };
    await expect(raw(inputs)).rejects.toThrow(
      "Header: expected no Content-Type together with Form Data or File Data, got one.",
    );
    expect(arrived).toEqual([]);
  },
);

test("lists and objects in query parameters go out as the Public API takes them", async () => {
  const queryParams = [
    { key: "pagination", value: { count: 5 } },
    { key: "ids", value: ["a b", "c"] },
  ];
  const request = await raw({ method: "GET", url: "/sources", queryParams });
  expect(request?.url).toBe("/sources?pagination%5Bcount%5D=5&ids%5B0%5D=a+b&ids%5B1%5D=c");
});
