import { once } from "node:events";
import { createServer } from "node:http";
import { parseArgs } from "node:util";
import type { RegionName } from "./service/regions";
import { Segment } from "./service/segment";
import { createListener } from "./wire/server";

const USAGE = `Serves a simulated Segment on this machine, over plain HTTP, until Ctrl-C.

  npm run simulator -- [--port 4010] [--seed 1] [--no-rate-limits]

  --port            the US region's port, 1 to 65534; the EU region gets the next one
  --seed            a whole number; the same seed gives the same tokens and ids
  --no-rate-limits  never returns 429
  --help            shows this
`;

interface Arguments {
  port: number;
  seed: number;
  rateLimits: boolean;
}

function readArguments(args: string[]): Arguments | "help" {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: "string", default: "4010" },
      seed: { type: "string", default: "1" },
      "no-rate-limits": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return "help";
  return {
    port: wholeNumber("--port", values.port, 1, 65534),
    seed: wholeNumber("--seed", values.seed, 0, 1_000_000),
    rateLimits: !values["no-rate-limits"],
  };
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!/^\d{1,7}$/.test(text) || value < least || value > most) {
    throw new Error(`${name} must be a whole number from ${least} to ${most}, not "${text}"`);
  }
  return value;
}

// The process must survive a closed pipe, such as that of `head`.
process.stdout.on("error", () => undefined);

async function serve({ port, seed, rateLimits }: Arguments): Promise<void> {
  const log = (line: string) => console.log(`  difference: ${line}`);
  const segment = new Segment({ seed, rateLimits, log });
  const start = async (region: RegionName, at: number) => {
    const afterResponse = (method: string, url: string, status: number, ms: number) =>
      console.log(`${region} ${method} ${url} ${status} ${ms.toFixed(1)} ms`);
    const server = createServer(createListener(segment, () => region, undefined, afterResponse));
    server.listen(at, "127.0.0.1");
    await once(server, "listening");
    return server;
  };
  const us = await start("us", port);
  const eu = await start("eu", port + 1).catch((error: unknown) => {
    us.close();
    throw error;
  });
  console.log(introduction(segment, port));
  process.once("SIGINT", () => {
    for (const server of [us, eu]) {
      server.close();
      server.closeAllConnections();
    }
  });
}

function introduction(segment: Segment, port: number): string {
  const region = (name: RegionName, at: number) => {
    const { token, readOnlyToken, workspace } = segment.regions[name];
    return [
      `${name.toUpperCase()}  http://127.0.0.1:${at}  workspace ${workspace.slug}`,
      `    token            ${token}`,
      `    read-only token  ${readOnlyToken}`,
    ].join("\n");
  };
  const { token } = segment.regions.us;
  const curl = `curl -s -H 'Authorization: Bearer ${token}'`;
  const url = `http://127.0.0.1:${port}`;
  const source = JSON.stringify({ slug: "shop", enabled: true, metadataId: "IqDTy1TpoU" });
  return [
    region("us", port),
    region("eu", port + 1),
    "Try:",
    `${curl} ${url}/`,
    `${curl} -H 'Content-Type: application/json' -d '${source}' ${url}/sources`,
    `${curl} '${url}/sources?pagination%5Bcount%5D=10'`,
    "",
  ].join("\n");
}

async function main(): Promise<void> {
  const chosen = readArguments(process.argv.slice(2));
  if (chosen === "help") console.log(USAGE);
  else await serve(chosen);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
