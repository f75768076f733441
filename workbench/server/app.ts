import { randomBytes } from "node:crypto";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { Refusal } from "../../cli/errors";
import type { ConnectionValues, Faults, Problem, RunRequest } from "../protocol";
import { makeDocument, type PageFiles } from "./assets";
import { createGuard } from "./guard";
import { streamLines } from "./lines";
import type { Workbench } from "./workbench";

/** The longest body of a request. */
const LONGEST_BODY = 10 * 1024 * 1024;

interface AppOptions {
  workbench: Workbench;
  page: PageFiles;
  /** The port of the server, once it listens. */
  port(): number;
  /** The token that each request to the API carries. */
  token: string;
}

/** Creates the HTTP interface of the workbench. */
export function createApp({ workbench, page, port, token }: AppOptions): Hono {
  const app = new Hono();
  app.use(createGuard(port, token));
  app.use(async ({ header }, next) => {
    header("X-Content-Type-Options", "nosniff");
    header("Referrer-Policy", "no-referrer");
    header("Cross-Origin-Opener-Policy", "same-origin");
    header("Cross-Origin-Resource-Policy", "same-origin");
    header("Cache-Control", "no-store");
    await next();
  });
  app.use(
    bodyLimit({
      maxSize: LONGEST_BODY,
      onError: (context) => context.json<Problem>({ error: "Body: expected at most 10 MiB." }, 413),
    }),
  );
  app.onError((error, context) => {
    if (error instanceof Refusal) return context.json<Problem>({ error: error.message }, 409);
    if (error instanceof SyntaxError) {
      return context.json<Problem>({ error: "Body: expected JSON." }, 400);
    }
    console.error(error);
    return context.json<Problem>({ error: "The workbench failed. See its terminal." }, 500);
  });
  app.notFound((context) => context.json<Problem>({ error: "Not found." }, 404));

  app.get("/", (context) => {
    const { html, policy } = makeDocument(page, randomBytes(16).toString("base64"));
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
  app.get("/api/changes", () => streamLines((tell) => workbench.watch(tell)));
  app.get("/api/workspaces", (context) => context.json(workbench.status));
  app.post("/api/workspaces/simulated/reset", async (context) => {
    await workbench.reset();
    return context.json(workbench.status);
  });
  app.put("/api/workspaces/simulated/faults", async (context) => {
    workbench.show(await context.req.json<Faults>());
    return context.json(workbench.status);
  });
  app.put("/api/workspaces/own", async (context) => {
    await workbench.connect(await context.req.json<ConnectionValues>());
    return context.json(workbench.status);
  });
  app.delete("/api/workspaces/own", (context) => {
    workbench.disconnect();
    return context.json(workbench.status);
  });
  app.post("/api/runs", async ({ req }) => {
    const request = await req.json<RunRequest>();
    return streamLines((tell, end) => workbench.run(request, tell, end));
  });
  app.delete("/api/runs/:run", ({ req, body }) => {
    workbench.stop(req.param("run"));
    return body(null, 204);
  });
  return app;
}
