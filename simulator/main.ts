import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { EXIT, readOptions, runProgram, wholeNumber } from "../cli";
import { Refusal } from "../cli/errors";
import { INSPECTION_PATH, inspect } from "./service/inspect";
import type { RegionName } from "./service/regions";
import { type RegionInfo, Segment } from "./service/segment";
import { createListener, write } from "./wire/server";

const HELP = `Serves a simulated Segment on this machine, over plain HTTP, until Ctrl-C.

  npm run simulator -- [--port 4010] [--seed 1] [--no-rate-limits]

  --port            the US region's port, 1 to 65534; the EU region gets the next one,
                    and with 0 each region gets a free one.
                    Paths under /v1/ receive events, as Segment's tracking hosts do, and
                    webhook destinations on this machine get them
  --seed            a whole number; the same seed gives the same tokens and ids
  --no-rate-limits  never returns 429
  --help            shows this
`;

interface Arguments {
  port: number;
  seed: number;
  rateLimits: boolean;
}

function readArguments(args: string[]): Arguments {
  const values = readOptions(args, {
    port: { takes: "a number" },
    seed: { takes: "a number" },
    "no-rate-limits": {},
  });
  const { port = "4010", seed = "1" } = values;
  return {
    port: wholeNumber("port", port, 0, 65534),
    seed: wholeNumber("seed", seed, 0, 1_000_000),
    rateLimits: !values["no-rate-limits"],
  };
}

async function serve({ port, seed, rateLimits }: Arguments): Promise<void> {
  const log = (line: string) => console.log(`  difference: ${line}`);
  const tracking = { log: (line: string) => console.log(`  dropped: ${line}`) };
  const delivery = { log: (line: string) => console.log(`  delivery: ${line}`) };
  const segment = new Segment({ seed, rateLimits, log, tracking, delivery });
  const start = async (region: RegionName, at: number) => {
    const afterResponse = (method: string, url: string, status: number, ms: number) =>
      console.log(`${region} ${method} ${url} ${status} ${ms.toFixed(1)} ms`);
    const listener = createListener(
      segment,
      ({ url }) => ({ region, service: url?.startsWith("/v1/") ? "tracking" : "api" }),
      undefined,
      afterResponse,
    );
    const server = createServer(withInspection(listener, segment.regions[region]));
    server.listen(at, "127.0.0.1");
    await once(server, "listening").catch(({ message }: Error) => {
      throw new Refusal(message);
    });
    return server;
  };
  const us = await start("us", port);
  const eu = await start("eu", port && port + 1).catch((error: unknown) => {
    us.close();
    throw error;
  });
  console.log(introduction(segment, { us: portOf(us), eu: portOf(eu) }));
  process.once("SIGINT", () => {
    segment.close();
    for (const server of [us, eu]) {
      server.close();
      server.closeAllConnections();
    }
  });
}

/** Serves received and delivered events to a reader with curl, and everything else as Segment does. */
function withInspection(listener: RequestListener, region: RegionInfo): RequestListener {
  return (request, response) => {
    const { method, url = "/" } = request;
    if (method === "GET" && url.startsWith(INSPECTION_PATH)) write(response, inspect(url, region));
    else listener(request, response);
  };
}

/** The port that a server listens on. */
const portOf = (server: Server) => (server.address() as AddressInfo).port;

function introduction(segment: Segment, ports: Record<RegionName, number>): string {
  const region = (name: RegionName) => {
    const { token, readOnlyToken, workspace } = segment.regions[name];
    return [
      `${name.toUpperCase()}  http://127.0.0.1:${ports[name]}  workspace ${workspace.slug}`,
      `    token            ${token}`,
      `    read-only token  ${readOnlyToken}`,
    ].join("\n");
  };
  const { token } = segment.regions.us;
  const curl = `curl -s -H 'Authorization: Bearer ${token}'`;
  const url = `http://127.0.0.1:${ports.us}`;
  const source = JSON.stringify({ slug: "shop", enabled: true, metadataId: "IqDTy1TpoU" });
  const event = JSON.stringify({ userId: "u1", event: "Signed Up" });
  return [
    region("us"),
    region("eu"),
    "Try:",
    `${curl} ${url}/`,
    `${curl} -H 'Content-Type: application/json' -d '${source}' ${url}/sources`,
    `${curl} '${url}/sources?pagination%5Bcount%5D=10'`,
    "With one of the writeKeys of a source:",
    `curl -s -u 'WRITE_KEY:' -d '${event}' ${url}/v1/track`,
    `curl -s ${url}${INSPECTION_PATH}events`,
    `curl -s ${url}${INSPECTION_PATH}dropped`,
    `curl -s ${url}${INSPECTION_PATH}deliveries`,
    "",
  ].join("\n");
}

runProgram({
  help: HELP,
  run: async (args) => {
    await serve(readArguments(args));
    return EXIT.done;
  },
});
