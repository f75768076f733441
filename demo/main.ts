import { parseArgs } from "node:util";
import { redirectSegmentHosts, startSimulator } from "../simulator";
import { loadComponent, openPlatform, type PlatformConnection } from "./platform";
import { createReport } from "./report";
import { readStory, shopStory } from "./story";

const HELP = `Runs the built component through a story a builder would recognise.

  npm run demo               on a simulated Segment; nothing leaves this machine
  npm run demo -- --live     reads (and only reads) a workspace of the real Segment

--live takes from the environment:
  SEGMENT_TOKEN       a Public API token (required)
  SEGMENT_WORKSPACE   the workspace slug (required)
  SEGMENT_REGION      api for US (the default), eu1.api for EU
`;

const connectionTo = (apiKey: string, subdomain: string): PlatformConnection => ({
  key: "apiKey",
  configVarKey: "Segment Connection",
  fields: { apiKey, subdomain },
});

async function simulated(): Promise<boolean> {
  const simulator = await startSimulator();
  const redirection = redirectSegmentHosts(simulator);
  const { workspace, token } = simulator.us;
  const report = createReport();
  try {
    process.stdout.write(
      `Segment's steps on a simulated Segment: workspace ${workspace.slug}, region US\n`,
    );
    const connection = connectionTo(token, workspace.slug);
    await shopStory(openPlatform(loadComponent(), connection, "api"), report);
  } catch (error) {
    process.stderr.write(`\nThe story stopped: ${(error as Error).message}\n`);
    process.exitCode = 1;
  } finally {
    redirection.restore();
    await simulator.close();
  }
  return report.end(simulator.requests.length);
}

async function live(): Promise<boolean> {
  const { SEGMENT_TOKEN: token, SEGMENT_WORKSPACE: workspace } = process.env;
  const region = process.env.SEGMENT_REGION ?? "api";
  if (!token || !workspace) {
    process.stderr.write("--live needs SEGMENT_TOKEN and SEGMENT_WORKSPACE in the environment.\n");
    return false;
  }
  const report = createReport();
  process.stdout.write(`Segment's steps, reading workspace ${workspace}, region ${region}\n`);
  const connection = connectionTo(token, workspace);
  try {
    await readStory(openPlatform(loadComponent(), connection, region), report);
  } catch (error) {
    process.stderr.write(`\nThe story stopped: ${(error as Error).message}\n`);
    process.exitCode = 1;
  }
  return report.end(undefined);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { live: { type: "boolean" }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const succeeded = values.live ? await live() : await simulated();
  if (!succeeded) process.exitCode = 1;
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
});
