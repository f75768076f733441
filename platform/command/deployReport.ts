import { secretsIn } from "../../src/http/secretsIn";
import type { DeploymentWatch, Start } from "../deployment/watch";
import { readMessage, toError } from "../run/errors";
import type { Requests } from "../run/requests";
import { formatCount } from "../run/summary";
import type { Hider } from "../trace/secrets";
import type { Workspaces } from "../workspaces";
import type { Reporter } from "./reporter";

interface DeploymentReport extends Pick<Workspaces, "commandForEvent"> {
  /** The label of the trigger. */
  title: string;
  requests: Pick<Requests, "sent">;
  hider: Hider;
  reporter: Reporter;
  write(line: string): void;
}

const formatRequests = (count: number): string =>
  count > 0 ? ` (${formatCount(count, "request")})` : "";

const nameOf = ({ number, request }: Start): string =>
  request
    ? `Request ${number} (${Buffer.byteLength(request.rawBody.data as Buffer)} bytes)`
    : `Poll ${number}`;

/** Creates a watch that writes what happens to a deployment, line by line. */
export function reportDeployment(report: DeploymentReport): DeploymentWatch {
  const { title, requests, hider, reporter, write, commandForEvent } = report;
  const handle = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    const { sent } = requests;
    await work();
    write(`${what} ${title}${formatRequests(requests.sent - sent)}`);
  };
  return {
    create: (work) => handle("Deployed", work),
    remove: async (work) => {
      try {
        await handle("Removed", work);
        return true;
      } catch (error) {
        write(`${title} was not removed: ${hider.text(readMessage(toError(error)))}`);
        return false;
      }
    },
    logged: (level, text) => write(hider.text(`  ${level} ${text}`)),
    serving: ({ url, sourceId }) => {
      if (url === undefined) return;
      write(`Listening on ${url}`);
      const command = commandForEvent?.(String(sourceId));
      if (command) for (const line of ["To send an event to the source:", command]) write(line);
    },
    start: (start) => {
      const name = nameOf(start);
      const { request } = start;
      return {
        trigger: (work) => work(),
        show: (execute, { index, count }) => {
          write(count === 1 ? name : `${name}, run ${index + 1} of ${count}`);
          return reporter.show(execute, request ? hider.knowing(secretsIn(request)) : hider);
        },
        startsNothing: (events) => {
          const sent = events.map((event) => (event.type === "ended" ? event.outcome.requests : 0));
          write(`${name}: nothing new${formatRequests(Math.max(...sent))}`);
          for (const event of events) {
            if (event.type === "logged") write(hider.text(`  ${event.level} ${event.text}`));
          }
        },
      };
    },
  };
}
