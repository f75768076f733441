import { randomBytes } from "node:crypto";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { Refusal } from "../../cli/errors";
import { FORM_PATH, type Problem } from "../protocol";
import { makeDocument, type PageFiles } from "./assets";
import { BadRequest } from "./badRequest";
import type { Configurations } from "./configuration";
import type { Documents } from "./docs";
import { makeFormDocument } from "./formDocument";
import { createTokenGuard, HEADERS } from "./guard";
import { streamLines } from "./lines";
import type { Workbench } from "./workbench";

/** The longest body of a request. */
const LONGEST_BODY = 10 * 1024 * 1024;

interface AppOptions {
  workbench: Workbench;
  page: PageFiles;
  configurations: Configurations;
  documents: Documents;
  /** The token that each request to the API carries. */
  token: string;
}

/** @throws BadRequest if the body is not JSON. */
async function readBody({ req }: Context): Promise<unknown> {
  const text = await req.text();
  try {
    return JSON.parse(text);
  } catch {
    // The error of the parser quotes the text.
    throw new BadRequest("Body: expected JSON.");
  }
}

/** Creates the HTTP interface of the workbench. {@link refuseForeign} stands before it. */
export function createApp(options: AppOptions): Hono {
  const { workbench, page, configurations, documents, token } = options;
  const app = new Hono();
  app.use(async ({ header }, next) => {
    for (const [name, value] of Object.entries(HEADERS)) header(name, value);
    await next();
  });
  app.use(createTokenGuard(token));
  app.use(
    bodyLimit({
      maxSize: LONGEST_BODY,
      onError: (context) => context.json<Problem>({ error: "Body: expected at most 10 MiB." }, 413),
    }),
  );
  app.onError((error, context) => {
    if (error instanceof Refusal) return context.json<Problem>({ error: error.message }, 409);
    if (error instanceof BadRequest) return context.json<Problem>({ error: error.message }, 400);
    console.error(error);
    return context.json<Problem>({ error: "The workbench failed. See its terminal." }, 500);
  });
  app.notFound((context) => context.json<Problem>({ error: "Not found." }, 404));

  app.get("/", (context) => {
    const { html, policy } = makeDocument(page, randomBytes(16).toString("base64"));
    return context.html(html, 200, { "Content-Security-Policy": policy });
  });
  app.get(FORM_PATH, async (context) => {
    const { html, policy } = await makeFormDocument(randomBytes(16).toString("base64"));
    return context.html(html, 200, { "Content-Security-Policy": policy });
  });
  app.get("/scripts/:name", ({ req, body, notFound }) => {
    const asset = page.files.get(req.param("name"));
    if (!asset) return notFound();
    const packs = req.header("accept-encoding")?.includes("gzip");
    // The name holds a hash of the content.
    const headers = { "Content-Type": asset.type, "Cache-Control": "max-age=31536000, immutable" };
    return packs
      ? body(new Uint8Array(asset.gzip), 200, { ...headers, "Content-Encoding": "gzip" })
      : body(new Uint8Array(asset.body), 200, headers);
  });

  app.get("/api/component", (context) => context.json(workbench.describe()));
  app.get("/api/configurations", ({ json }) => json(configurations.list()));
  app.get("/api/configurations/:name", ({ req, json, notFound }) => {
    const configuration = configurations.read(req.param("name"));
    return configuration ? json(configuration) : notFound();
  });
  app.get("/api/docs", ({ json }) => json(documents.list()));
  app.get("/api/docs/page", ({ req, json, notFound }) => {
    const content = documents.read(req.query("path") ?? "");
    return content ? json(content) : notFound();
  });
  app.get("/api/docs/images/:name", ({ req, body, notFound }) => {
    const image = documents.readImage(req.param("name"));
    return image ? body(new Uint8Array(image), 200, { "Content-Type": "image/png" }) : notFound();
  });
  app.get("/api/changes", () => streamLines((tell) => workbench.watch(tell)));
  app.get("/api/workspaces", (context) => context.json(workbench.status));
  app.post("/api/workspaces/simulated/reset", async (context) => {
    await workbench.reset();
    return context.json(workbench.status);
  });
  app.put("/api/workspaces/simulated/faults", async (context) => {
    workbench.show(await readBody(context));
    return context.json(workbench.status);
  });
  app.put("/api/workspaces/own", async (context) => {
    await workbench.connect(await readBody(context));
    return context.json(workbench.status);
  });
  app.delete("/api/workspaces/own", (context) => {
    workbench.disconnect();
    return context.json(workbench.status);
  });
  app.get("/api/flows", async (context) => context.json(await workbench.flows.list()));
  app.post("/api/flows", async (context) =>
    context.json(await workbench.flows.describe(await readBody(context))),
  );
  app.get("/api/flows/:name", async (context) => {
    const flow = await workbench.flows.read(context.req.param("name"));
    return flow ? context.json(flow) : context.notFound();
  });
  app.post("/api/flowRuns", async (context) => {
    const start = await workbench.prepareFlow(await readBody(context));
    return streamLines(start);
  });
  app.post("/api/deployments", async (context) => {
    const start = await workbench.prepareDeployment(await readBody(context));
    return streamLines(start);
  });
  app.post("/api/deployments/:run/poll", async ({ req, json }) =>
    json(await workbench.deployments.poll(req.param("run"))),
  );
  app.post("/api/deployments/:run/sample", async (context) => {
    const body = await readBody(context);
    return context.json(await workbench.deployments.send(context.req.param("run"), body));
  });
  app.post("/api/runs", async (context) => {
    const start = await workbench.prepare(await readBody(context));
    return streamLines(start);
  });
  app.delete("/api/runs/:run", ({ req, body }) => {
    workbench.stop(req.param("run"));
    return body(null, 204);
  });
  refuseOtherMethods(app);
  return app;
}

/** Responds with 405 to the methods that the paths of an app do not have. */
function refuseOtherMethods(app: Hono): void {
  const methods = new Map<string, string[]>();
  for (const { path, method } of app.routes) {
    if (method !== "ALL") methods.set(path, [...(methods.get(path) ?? []), method]);
  }
  for (const [path, allowed] of methods) {
    const error = `Method: expected ${allowed.join(" or ")}.`;
    app.all(path, (context) =>
      context.json<Problem>({ error }, 405, { Allow: allowed.join(", ") }),
    );
  }
}
