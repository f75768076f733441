import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { NO_BROWSER } from "./find";
import { type LocalBrowser, launchBrowser } from "./launch";

let server: Server;
let browser: LocalBrowser;

beforeAll(async () => {
  server = createServer(({ url }, response) => {
    if (url === "/elsewhere") response.writeHead(302, { location: "http://cdn.example/" });
    response.end("here");
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  browser = await launchBrowser();
}, 30_000);
afterAll(async () => {
  await browser.close();
  server.close();
});

const atHome = (path: string) =>
  `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;

test("a page reaches this machine", async () => {
  const page = await browser.context.newPage();
  await page.goto(atHome("/"));
  expect(await page.textContent("body")).toBe("here");
});

test.each([
  ["name", () => "https://cdn.example/"],
  ["address", () => "http://192.0.2.1/"],
  ["redirect", () => atHome("/elsewhere")],
])("a page reaches no other machine by its %s", async (_, url) => {
  const page = await browser.context.newPage();
  await expect(page.goto(url())).rejects.toThrow("net::ERR_NAME_NOT_RESOLVED");
});

test("without a browser the error says what to install", async () => {
  const { CHROMIUM } = process.env;
  process.env.CHROMIUM = "/nowhere/chromium";
  try {
    await expect(launchBrowser()).rejects.toThrow(NO_BROWSER);
  } finally {
    if (CHROMIUM === undefined) delete process.env.CHROMIUM;
    else process.env.CHROMIUM = CHROMIUM;
  }
});
