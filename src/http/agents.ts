import { Agent } from "node:https";
import { getProxyForUrl } from "proxy-from-env";
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

/**
 * Returns the agent for a request: a tunnel if the environment names a proxy (`HTTPS_PROXY`, `NO_PROXY`),
 * otherwise kept connections or a new one.
 * @param owner the owner of the kept connections; undefined for a new connection.
 */
export function agentFor(origin: string, owner: string | undefined): Agent {
  const proxy = getProxyForUrl(origin);
  if (proxy) return new Tunnel(proxy);
  return owner === undefined ? unkept : poolOf(owner);
}
