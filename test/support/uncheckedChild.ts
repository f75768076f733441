import { once } from "node:events";
import net, { type AddressInfo, type Socket } from "node:net";
import tls from "node:tls";
import { findCertificate } from "../../simulator/wire/certificate";
import { agentFor } from "../../src/http/agents";
import { send } from "../../src/http/send";
import { sendErrorOf } from "./sendError";

/**
 * Runs in a process of its own, with NODE_TLS_REJECT_UNAUTHORIZED=0: Node reads that from the
 * environment of the process, which tests only have a copy of. Asks a server that shows a certificate of
 * no known authority, over every kind of connection, and prints the code that each fails with.
 */
async function main(): Promise<void> {
  const certificate = await findCertificate(["localhost"]);
  const respond = (socket: Socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"));
  };
  const server = tls.createServer(certificate, respond);
  server.on("tlsClientError", () => undefined);
  const through = net.createServer((client) => {
    client.on("error", () => undefined);
    client.once("data", () => {
      const upstream = net.connect(portOf(server), "127.0.0.1", () => {
        client.write("HTTP/1.1 200 OK\r\n\r\n");
        upstream.pipe(client).pipe(upstream);
      });
      upstream.on("error", () => client.destroy());
    });
  });
  const portOf = (listening: net.Server) => (listening.address() as AddressInfo).port;
  for (const one of [server, through]) await once(one.listen(0, "127.0.0.1"), "listening");

  const url = new URL(`https://localhost:${portOf(server)}/`);
  const ask = async (owner: string | undefined, proxy: string) => {
    process.env.HTTPS_PROXY = proxy;
    const agent = agentFor("https://api.segmentapis.com", owner ? { owner } : { isInRow: true });
    const request = { url, method: "GET", headers: {}, agent, ms: 10_000, mostBytes: 1000 };
    return (await sendErrorOf(send(request))).code;
  };
  const codes = {
    kept: await ask("owner", ""),
    unkept: await ask(undefined, ""),
    "within a tunnel": await ask(undefined, `http://127.0.0.1:${portOf(through)}`),
    "of a proxy": await ask(undefined, `https://localhost:${portOf(server)}`),
  };
  console.log(JSON.stringify(codes));
  process.exit();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
