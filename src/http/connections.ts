import { Agent } from "node:https";
import { getProxyForUrl } from "proxy-from-env";
import { inputError } from "../inputs/clean";
import { LIMITS } from "./limits";

/** Pools of kept connections at once; the one not used for longest is given up. */
const MOST_POOLS = 20;

/**
 * For requests that must not be lost: whether the server has closed a kept connection shows only once
 * a request is on its way.
 */
const unkept = new Agent({ keepAlive: false });

const pools = new Map<string, Agent>();
const tunnels = new Map<string, Agent>();

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

/** Connections through a proxy, which sees the host's name but nothing of a request. */
async function tunnelThrough(proxy: string): Promise<Agent> {
  const known = tunnels.get(proxy);
  if (known) return known;
  if (!URL.canParse(proxy)) throw inputError("HTTPS_PROXY", "the URL of a proxy", "something else");
  const { protocol, hostname, port, username, password } = new URL(proxy);
  // Loaded where it is needed, which is hardly anywhere.
  const { default: createTunnel } = await import(/* webpackMode: "eager" */ "https-proxy-agent");
  const tunnel = createTunnel({
    protocol,
    hostname: hostname.replace(/^\[|\]$/g, ""),
    port,
    auth: username && `${decodeURIComponent(username)}:${decodeURIComponent(password)}`,
    ...(protocol === "https:" && { ALPNProtocols: ["http/1.1"] }),
  }) as unknown as Agent;
  tunnels.clear();
  tunnels.set(proxy, tunnel);
  return tunnel;
}

/**
 * Where the connection of a request comes from: through the proxy of the environment (`HTTPS_PROXY`,
 * `NO_PROXY`), where there is one; else a kept one or one of its own.
 * @param owner whom kept connections belong to; undefined for a connection of its own.
 */
export function agentFor(origin: string, owner: string | undefined): Agent | Promise<Agent> {
  const proxy = getProxyForUrl(origin);
  if (proxy) return tunnelThrough(proxy);
  return owner === undefined ? unkept : poolOf(owner);
}
