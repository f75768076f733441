import "./served";
import { withoutMasked } from "../../src/settings/masked";
import { rows, useRuns } from "../settings/runs";
import { destinations } from "./catalog";
import { beyond, enteredFor } from "./entered";

/** Some of the types and actions in Segment's published catalog, through the steps. */

type Values = Record<string, unknown>;

const runs = useRuns();

/** Every type with settings that are objects or lists of them, and every fortieth of the others. */
const sample = destinations.filter(
  ({ options }, at) => options.some(({ type }) => /^(map|mixed)$/.test(type)) || at % 40 === 0,
);

const stored = () => runs.simulator.workspace("us").destinations.all[0]?.settings;

test("the sample has 40 settings of the types map and mixed", () => {
  const types = sample.flatMap(({ options }) => options.map(({ type }) => type));
  expect(types.filter((type) => type === "map")).toHaveLength(18);
  expect(types.filter((type) => type === "mixed")).toHaveLength(22);
});

test.each(sample)(
  "$slug is created with settings as text, and what is read goes through update, form and upsert unchanged",
  async ({ id: metadataId, options }) => {
    const others = beyond(options.map(({ name }) => name));
    const text = Object.fromEntries(
      options.map((option) => [option.name, enteredFor(option).text]),
    );
    const typed = Object.fromEntries(
      options.map((option) => [option.name, enteredFor(option).typed]),
    );
    // Names that are like a listed one are for what exists; they are refused on a creation.
    const { nothing: _, ...given } = beyond([]);
    const sourceId = await runs.newSource();
    const { id: destinationId } = await runs.made("createDestination", {
      sourceId,
      metadataId,
      name: "Made",
      settings: rows(text),
      settingsJson: given,
    });
    expect(stored()).toEqual({ ...given, ...typed });

    const workspace = runs.simulator.workspace("us");
    const [destination] = workspace.destinations.all;
    workspace.destinations.put({ ...destination, settings: { ...typed, ...others } } as never);
    const before = structuredClone(stored());
    const read = async (): Promise<Values> => {
      const { data } = await runs.bench.run<{ data: { destination: { settings: Values } } }>(
        "getDestination",
        { destinationId },
      );
      return data.destination.settings;
    };
    const held = await read();

    const updated = await runs.take("updateDestination", { destinationId, settings: held });
    expect(updated.data).toBeDefined();
    const { nothing: __, ...writable } = withoutMasked(held).kept;
    expect(runs.settingsOf(updated)).toEqual(writable);

    const { data } = await runs.show("destinationSettings", { destinationId });
    const filled = await runs.take("updateDestination", {
      destinationId,
      settingsJson: JSON.stringify(data),
    });
    expect(runs.settingsOf(filled)).toEqual(writable);

    const upserted = await runs.take<{ outcome: string }>("upsertDestination", {
      sourceId,
      metadataId,
      name: "Made",
      settings: held,
    });
    expect(upserted.data.outcome).toBe("unchanged");
    expect(upserted.writes).toEqual([]);
    expect(stored()).toEqual(before);
    expect(await read()).toEqual(held);
  },
);
