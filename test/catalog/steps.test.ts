import "./served";
import { withoutMasked } from "../../src/settings/masked";
import { type Form, rows, useRuns } from "../settings/runs";
import { INTERNAL, mappingsOf } from "./actions";
import { destinations } from "./catalog";
import { beyond, enteredFor } from "./entered";

/** Some of the types and actions in Segment's published catalog, through the steps. */

type Values = Record<string, unknown>;

const runs = useRuns();

const namesOf = (fields: readonly { fieldKey: string }[]): Set<string> =>
  new Set(fields.map(({ fieldKey }) => fieldKey));

/** Every type with settings that are objects or lists of them, and every sixtieth of the others. */
const sample = destinations.filter(
  ({ options }, at) => options.some(({ type }) => /^(map|mixed)$/.test(type)) || at % 60 === 0,
);

/** Every action that lists a field twice, and every sixtieth of the others. */
const actions = destinations
  .flatMap(({ id: metadataId, options, actions }) =>
    actions.map((action) => ({ metadataId, options, action, fields: action.fields })),
  )
  .filter(({ fields }, at) => namesOf(fields).size < fields.length || at % 60 === 0);

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
      const { data } = await runs.harness.run<{ data: { destination: { settings: Values } } }>(
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

test.each(actions)(
  "$action.id is subscribed to with its default mappings, and they go through update and form unchanged",
  async ({ metadataId, options, action, fields }) => {
    const text = options.map((option) => [option.name, enteredFor(option).text]);
    const { id: destinationId } = await runs.made("createDestination", {
      sourceId: await runs.newSource(),
      metadataId,
      settings: rows(Object.fromEntries(text)),
    });
    const mappings = { ...mappingsOf(fields), ...INTERNAL };
    const created = await runs.take<{ destinationSubscription: { id: string } }>(
      "createDestinationSubscription",
      {
        destinationId,
        actionId: action.id,
        name: "Made",
        trigger: 'type = "track"',
        enabled: true,
        settingsJson: JSON.stringify(mappings),
      },
    );
    const subscriptionId = created.data.destinationSubscription.id;
    expect(runs.settingsOf(created)).toEqual(mappings);

    const ids = { destinationId, subscriptionId };
    const { data } = await runs.harness.run<{
      data: { subscription: { settings: Record<string, unknown> } };
    }>("getDestinationSubscription", ids);
    const held = data.subscription.settings;
    expect(held).toMatchObject(mappings);
    const updated = await runs.take("updateDestinationSubscription", { ...ids, settings: held });
    expect(runs.settingsOf(updated)).toEqual(held);

    const form = await runs.show<Form>("subscriptionMappings", ids);
    const shown = namesOf(fields.filter(({ hidden }) => !hidden));
    expect(Object.keys(form.schema.properties)).toHaveLength(shown.size + 1);
    const filled = await runs.take("updateDestinationSubscription", {
      ...ids,
      settingsJson: JSON.stringify(form.data),
    });
    expect({ ...held, ...(runs.settingsOf(filled) as Values) }).toEqual(held);
  },
);
