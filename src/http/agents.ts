import { Agent } from "node:https";
import { getProxyForUrl } from "proxy-from-env";
import { Ahead } from "./ahead";
import { LIMITS } from "./limits";
import { Tunnel } from "./tunnel";

/** The most pools of kept connections. Beyond it, the least recently used one is closed. */
const MOST_POOLS = 20;

/** Certificates are checked even if the environment turns that off. */
const CHECKED = { rejectUnauthorized: true } as const;

/**
 * For requests that must not be lost. On a kept connection, a request can be on its way before it turns
 * out that the server closed the connection.
 */
const unkept = new Agent({ ...CHECKED, keepAlive: false });

const pools = new Map<string, Agent>();

/** Closes the idle connections of a pool now, and the others after their requests. */
function giveUp(pool: Agent): void {
  pool.maxFreeSockets = 0;
  for (const sockets of Object.values(pool.freeSockets)) {
    for (const socket of [...(sockets ?? [])]) socket.destroy();
  }
}

/** Returns the connections kept for reads with the same token in the same region. */
function poolOf(owner: string): Agent {
  const pool =
    pools.get(owner) ??
    new Agent({
      ...CHECKED,
      keepAlive: true,
      timeout: LIMITS.idleMs,
      maxFreeSockets: LIMITS.idleConnections,
    });
  pools.delete(owner);
  pools.set(owner, pool);
  if (pools.size > MOST_POOLS) {
    const [[oldest, given] = [owner, pool]] = pools;
    pools.delete(oldest);
    giveUp(given);
  }
  return pool;
}

/** The tunnels through the proxy of the latest request that had one. They share their TLS sessions. */
let latest: { proxy: string; tunnel: Tunnel } | undefined;

function tunnelOf(proxy: string): Tunnel {
  if (latest?.proxy !== proxy) latest = { proxy, tunnel: new Tunnel(proxy) };
  return latest.tunnel;
}

/** The connections of changes that follow each other, by origin. */
const rows = new Map<string, Ahead>();

/** Returns the agent of a row of changes. Another proxy begins another row. */
function rowOf(origin: string, agent: Agent): Ahead {
  const row = rows.get(origin);
  if (row?.agent === agent) return row;
  const begun = new Ahead(agent);
  rows.set(origin, begun);
  return begun;
}

/** The way of a request to Segment. */
export type Route =
  /** Over a connection that belongs to this owner and is kept. */
  | { owner: string }
  /** Over a connection of its own; in a row, one that the change before has opened. */
  | { isInRow: boolean };

/**
 * Returns the agent for a request: a tunnel if the environment names a proxy (`HTTPS_PROXY`, `NO_PROXY`),
 * otherwise kept connections or a new one.
 */
export function agentFor(origin: string, route: Route): Agent {
  const proxy = getProxyForUrl(origin);
  if ("owner" in route) return proxy ? tunnelOf(proxy) : poolOf(route.owner);
  const agent = proxy ? tunnelOf(proxy) : unkept;
  return route.isInRow ? rowOf(origin, agent) : agent;
}
