import type { Client } from "../api/client";
import { flowMemory, shownName } from "./flowMemory";

/** A client of a server that finds the flows that the words of a file name. */
function createClient() {
  const started: unknown[] = [];
  const client = {
    isReadOnly: false,
    send: async (_method: string, _path: string, { text }: { text: string }) => ({
      title: "",
      problems: [],
      flows: text.split(" ").map((name) => ({ name, boxes: [], steps: 0 })),
    }),
    stream: async ({ body }: { body: { flow: string } }) => void started.push(body.flow),
  } as unknown as Client;
  return { client, started };
}

const open = (client: Client, name: string, text: string) =>
  flowMemory.open(client, new File([text], name));

test("the chosen flow of a file stays chosen in a later version, or gives way to the first", async () => {
  const { client, started } = createClient();
  const name = await open(client, "Changed.yml", "One Two");
  flowMemory.change(name, { flow: 1 });
  await open(client, "Changed.yml", "New One Two");
  flowMemory.start(client, name);
  await new Promise(setImmediate);
  await open(client, "Changed.yml", "Other");
  flowMemory.start(client, name);
  expect(started).toEqual(["Two", "Other"]);
});

test("opened files with other letters and signs in their names are kept apart under their names", async () => {
  const { client } = createClient();
  const files = ["受注.yml", "заказ.yml", "a b.yml", "a-b.yml", "100% & more?.yml"];
  const names = await Promise.all(files.map((file) => open(client, file, "Flow")));
  expect(names.map(shownName)).toEqual(files);
});
