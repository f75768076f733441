import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { Refusal } from "../../cli/errors";
import { createApp } from "./app";
import { bundlePage, type PageFiles } from "./assets";
import { Configurations } from "./configuration";
import { Documents } from "./docs";
import { STOP_MS } from "./engine";
import { refuseForeign } from "./guard";
import { buildOf, watchBuilds } from "./watchBuilds";
import { Workbench } from "./workbench";

/** The options of a workbench. */
export interface WorkbenchOptions {
  /** The file of the built component. */
  file: string;
  /** True to open simulated workspaces. */
  hasSimulator: boolean;
  /** 0 for a free one. */
  port: number;
  /** Milliseconds that a stopped run may take to end. Default: 5 s. */
  stopMs?: number;
}

/** A workbench that listens. */
export interface RunningWorkbench {
  /** The address to open, with the token. */
  url: string;
  port: number;
  token: string;
  close(): Promise<void>;
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening").catch(({ code, message }: NodeJS.ErrnoException) => {
    const isTaken = code === "EADDRINUSE";
    throw new Refusal(isTaken ? `--port: ${port} is taken by another program` : message);
  });
  return (server.address() as AddressInfo).port;
}

/**
 * Starts a workbench on 127.0.0.1.
 * @param page the page, for a test that starts several.
 * @throws Refusal if the component cannot be loaded, or the port is taken.
 */
export async function startWorkbench(
  options: WorkbenchOptions,
  page: Promise<PageFiles> = bundlePage(),
): Promise<RunningWorkbench> {
  const { file } = options;
  const token = randomBytes(24).toString("base64url");
  let port = 0;
  let serve: RequestListener = (_, response) => void response.writeHead(503).end();
  // The guard itself refuses a request without a Host.
  const server = createServer({ requireHostHeader: false }, (request, response) => {
    if (!refuseForeign(request, response, port)) serve(request, response);
  });
  // Before all that takes long, to say at once that the port is taken.
  page.catch(() => undefined);
  port = await listen(server, options.port);
  const closeServer = () => {
    server.close();
    server.closeAllConnections();
  };
  try {
    const loaded = buildOf(file);
    const [workbench, files] = await openAll(options, page);
    const app = createApp({
      workbench,
      page: files,
      configurations: new Configurations(file),
      documents: new Documents(file),
      token,
    });
    serve = getRequestListener(app.fetch);
    const stopWatching = watchBuilds(file, loaded, () => void workbench.reload());
    return {
      url: `http://127.0.0.1:${port}/#token=${token}`,
      port,
      token,
      close: async () => {
        stopWatching();
        closeServer();
        await workbench.close();
      },
    };
  } catch (error) {
    closeServer();
    throw error;
  }
}

/** Opens the component while the page is bundled. */
async function openAll(
  { file, hasSimulator, stopMs = STOP_MS }: WorkbenchOptions,
  page: Promise<PageFiles>,
): Promise<[Workbench, PageFiles]> {
  const workbench = await Workbench.open({ file, hasSimulator, stopMs });
  try {
    return [workbench, await page];
  } catch (error) {
    await workbench.close();
    throw error;
  }
}
