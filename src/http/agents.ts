import { Agent } from "node:https";
import { getProxyForUrl } from "proxy-from-env";
import { LIMITS } from "./limits";
import { Tunnel } from "./tunnel";

/** Pools of kept connections at once; the one not used for longest is given up. */
const MOST_POOLS = 20;

/** Nothing that the environment says may turn the check of certificates off. */
const CHECKED = { rejectUnauthorized: true } as const;

/**
 * For requests that must not be lost: whether the server has closed a kept connection shows only once
 * a request is on its way.
 */
const unkept = new Agent({ ...CHECKED, keepAlive: false });

const pools = new Map<string, Agent>();

/** Closes the idle connections of a pool now, and the others once their requests have come to an end. */
function giveUp(pool: Agent): void {
  pool.maxFreeSockets = 0;
  for (const sockets of Object.values(pool.freeSockets)) {
    for (const socket of [...(sockets ?? [])]) socket.destroy();
  }
}

/** Connections that are kept for the next read with the same token, in the same region. */
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
 * Where the connection of a request comes from: through the proxy of the environment (`HTTPS_PROXY`,
 * `NO_PROXY`), where there is one; else a kept one or one of its own.
 * @param owner whom kept connections belong to; undefined for a connection of its own.
 */
export function agentFor(origin: string, owner: string | undefined): Agent {
  const proxy = getProxyForUrl(origin);
  if (proxy) return new Tunnel(proxy);
  return owner === undefined ? unkept : poolOf(owner);
}
