import { Agent } from "node:https";
import { getProxyForUrl } from "proxy-from-env";
import { LIMITS } from "./limits";
import { Tunnel } from "./tunnel";

/** Pools of kept connections at once; the one not used for longest is given up. */
const MOST_POOLS = 20;

/**
 * For requests that must not be lost: whether the server has closed a kept connection shows only once
 * a request is on its way.
 */
const unkept = new Agent({ keepAlive: false });

const pools = new Map<string, Agent>();

/** Connections that are kept for the next read with the same token, in the same region. */
function poolOf(owner: string): Agent {
  const pool =
    pools.get(owner) ??
    new Agent({
      keepAlive: true,
      timeout: LIMITS.idleMs,
      maxFreeSockets: LIMITS.idleConnections,
    });
  pools.delete(owner);
  pools.set(owner, pool);
  if (pools.size > MOST_POOLS) {
    // Its idle connections close by themselves; what goes over the others comes to its end.
    const [oldest = owner] = pools.keys();
    pools.delete(oldest);
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
