import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { watch } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { getRequestListener } from "@hono/node-server";
import { Refusal } from "../../cli/errors";
import { createApp } from "./app";
import { bundlePage } from "./assets";
import { Workbench } from "./workbench";

/** Milliseconds without a change after which a build is complete. */
const QUIET_MS = 200;

/** The options of a workbench. */
export interface WorkbenchOptions {
  /** The file of the built component. */
  file: string;
  /** True to open simulated workspaces. */
  hasSimulator: boolean;
  /** 0 for a free one. */
  port: number;
}

/** A workbench that listens. */
export interface RunningWorkbench {
  /** The address to open, with the token. */
  url: string;
  port: number;
  token: string;
  close(): Promise<void>;
}

/** Calls a function after each build of a file. Returns a function that ends it. */
function watchBuilds(file: string, onBuild: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(path.dirname(file), (_, name) => {
    if (name !== path.basename(file)) return;
    clearTimeout(timer);
    timer = setTimeout(onBuild, QUIET_MS);
  });
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening").catch(({ message }: Error) => {
    throw new Refusal(message);
  });
  return (server.address() as AddressInfo).port;
}

/**
 * Starts a workbench on 127.0.0.1.
 * @throws Refusal if the component cannot be loaded, or the port is taken.
 */
export async function startWorkbench(options: WorkbenchOptions): Promise<RunningWorkbench> {
  const { file, hasSimulator } = options;
  const [workbench, page] = await Promise.all([Workbench.open(file, hasSimulator), bundlePage()]);
  const token = randomBytes(24).toString("base64url");
  let port = 0;
  const app = createApp({ workbench, page, port: () => port, token });
  const server = createServer(getRequestListener(app.fetch));
  try {
    port = await listen(server, options.port);
  } catch (error) {
    await workbench.close();
    throw error;
  }
  const stopWatching = watchBuilds(file, () => void workbench.reload());
  return {
    url: `http://127.0.0.1:${port}/#token=${token}`,
    port,
    token,
    close: async () => {
      stopWatching();
      server.close();
      server.closeAllConnections();
      await workbench.close();
    },
  };
}
