import { once } from "node:events";
import net, { type AddressInfo, type Server } from "node:net";
import { distantServer } from "./distance";

const ROUND_TRIP = 30;
const servers: Server[] = [];

afterAll(() => {
  for (const server of servers) server.close();
});

async function listen(server: Server): Promise<number> {
  servers.push(server.listen(0, "127.0.0.1"));
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

test("a first request takes two round trips and later ones take one; order, bytes and ends are kept", async () => {
  const echo = net.createServer({ allowHalfOpen: true }, (socket) => {
    socket.on("data", (bytes) => socket.write(bytes)).on("end", () => socket.end("bye"));
  });
  const port = await listen(distantServer(await listen(echo), () => ROUND_TRIP));
  const began = performance.now();
  const socket = net.connect({ host: "127.0.0.1", port, noDelay: true }).setEncoding("utf8");
  socket.write("first");
  expect(await once(socket, "data")).toEqual(["first"]);
  const firstMs = performance.now() - began;
  expect(firstMs).toBeGreaterThanOrEqual(2 * ROUND_TRIP);

  const sentAt = performance.now();
  socket.write("second");
  expect(await once(socket, "data")).toEqual(["second"]);
  expect(performance.now() - sentAt).toBeGreaterThanOrEqual(ROUND_TRIP);

  let received = "";
  socket.on("data", (text: string) => {
    received += text;
  });
  const numbers = Array.from({ length: 500 }, (_, index) => `${index},`);
  for (const number of numbers) socket.write(number);
  socket.end();
  await once(socket, "close");
  expect(received).toBe(`${numbers.join("")}bye`);
});

test("a client that breaks off closes the connection behind it", async () => {
  const closed = new Promise<void>((resolve) => {
    const server = net.createServer((socket) => {
      socket.on("error", () => undefined);
      socket.once("close", () => resolve());
      socket.write("hello");
    });
    void listen(server)
      .then((port) => listen(distantServer(port, () => ROUND_TRIP)))
      .then((port) => {
        const socket = net.connect(port, "127.0.0.1");
        socket.once("data", () => socket.resetAndDestroy());
      });
  });
  await closed;
});
