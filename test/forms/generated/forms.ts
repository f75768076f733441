import { useSteps } from "../../steps/steps";
import type { Control } from "../control";
import type { Form } from "../driver";
import { type FormResult, openForm } from "../form";
import type { Row } from "../formPage";
import { KINDS, type Kind, type KindName, type Prepared } from "./kinds";

/** The ids of types in the catalog and of actions. */
export const IDS = {
  harbor: "hRbC7mQ2xK",
  lantern: "65f1c0de8a3b4d2e9c7f1a05",
  amplitude: "54521fd525e721e32a72ee91",
  webhooks: "547610a5db31d978f14a5c4e",
  postgres: "55d3d3aea3c",
  lake: "8Fq2RzYdWu",
  syncContact: "aLt7wQm3nVxYbR9cKdP2Sz",
  trackOrder: "bLt4hZk8pWsXeT6vJgN1Qy",
  ping: "cLt2dFr5mUqZaB7yHcM9Wx",
} as const;

/** A credential that sources and warehouses can connect with. */
export const CREDENTIAL = "tN6wQz4JhYvK8sRfXc3BmP";

/** A control as a tuple: what it is called, its kind, whether it is marked, what it says and shows. */
export type Seen = [
  label: string,
  kind: Control["kind"],
  mark: "required" | "",
  description: string,
  value: Control["value"],
];

/** The controls of the settings that Segment lists: all but the table of others, which ends the form. */
export const listedControls = async (form: Form): Promise<Control[]> => {
  const controls = await form.controls();
  return controls.at(-1)?.label === "Other Settings" ? controls.slice(0, -1) : controls;
};

/** The controls of the listed settings as the user sees them, in order. */
export const seen = async (form: Form): Promise<Seen[]> =>
  (await listedControls(form)).map(({ label, kind, required, description, value }) => [
    label,
    kind,
    required ? "required" : "",
    description,
    value,
  ]);

/**
 * The action on a control: text to type, a choice, on or off, rows to add, or titles to tick.
 * Undefined leaves it alone.
 */
export type Doing = string | boolean | Row[] | undefined;

async function fillIn(form: Form, { label, kind }: Control, doing: Doing): Promise<void> {
  if (doing === undefined) return;
  if (typeof doing === "boolean") return form.turn(label, doing);
  if (typeof doing === "string") {
    return kind === "dropdown" ? form.choose(label, doing) : form.type(label, doing);
  }
  for (const row of doing) {
    if (kind === "checkboxes") await form.tick(label, String(row), true);
    else await form.addRow(label, row);
  }
}

/** Fills in a form whose controls of listed settings, in order, must be those named. */
export async function fillInAll(form: Form, doings: Record<string, Doing>): Promise<void> {
  const controls = await listedControls(form);
  expect(controls.map(({ label }) => label)).toEqual(Object.keys(doings));
  for (const control of controls) await fillIn(form, control, doings[control.label]);
}

/** The forms of a workspace that is new to each test of a file, and the steps that take their data. */
export function useForms() {
  const steps = useSteps();
  let prepared: Prepared;
  let number = 0;

  jest.setTimeout(30_000); // a form with 16 controls takes a second to fill in, more on a busy machine
  beforeEach(async () => {
    number += 1;
    // A run keeps the types and functions that it has read, and IDs are the same in each test.
    steps.harness.executionId = `run ${number}`;
    steps.simulator.workspace("us").credentials.put({
      id: CREDENTIAL,
      name: "Harbor",
      settings: {},
      createdAt: "2026-01-31T08:00:00.000Z",
      updatedAt: "2026-01-31T08:00:00.000Z",
    });
    const source = { slug: "shop", enabled: true, metadataId: "IqDTy1TpoU" };
    const { id: sourceId } = await steps.made("createSource", source);
    const { id: destinationId } = await steps.made("createDestination", {
      sourceId,
      metadataId: IDS.lantern,
      settingsJson: { apiKey: "key", accountId: "1" },
    });
    prepared = { sourceId, destinationId };
  });
  afterEach(() => expect(steps.simulator.differences).toEqual([]));

  const kindOf = (name: KindName): Kind => KINDS[name];

  /** Runs the data source of a form and shows its result. */
  async function open(dataSource: string, inputs: object): Promise<Form> {
    const result: unknown = await steps.harness.choices(dataSource, { ...inputs });
    return openForm(result as FormResult);
  }

  return {
    steps,
    open,
    /** The objects in the workspace before the test. */
    get prepared() {
      return prepared;
    },
    /** Makes subscriptions those of another destination until the end of the test. */
    of: (destinationId: string) => {
      prepared = { ...prepared, destinationId };
    },
    /** The form of a new object of a type. */
    openNew: (name: KindName, typeId: string) => {
      const { form, type, within } = kindOf(name);
      return open(form, { ...within(prepared), [type]: typeId });
    },
    /** The form of an object there is. */
    openExisting: (name: KindName, id: string) => {
      const { form, one, within } = kindOf(name);
      return open(form, { ...within(prepared), [one]: id });
    },
    /** Creates an object with the data of a form, and returns its ID. */
    async create(name: KindName, typeId: string, data: unknown): Promise<string> {
      const { create, type, beside, within } = kindOf(name);
      number += 1;
      const { id } = await steps.made(create, {
        ...beside(prepared, number),
        ...within(prepared),
        [type]: typeId,
        settingsJson: data,
      });
      return id;
    },
    /** Creates an object with settings that are sent as they are. */
    async createByJson(name: KindName, typeId: string, settings: object): Promise<string> {
      const { create, type, beside, within } = kindOf(name);
      number += 1;
      const { id } = await steps.made(create, {
        ...beside(prepared, number),
        ...within(prepared),
        [type]: typeId,
        settingsJson: JSON.stringify(settings),
        settingsAsTheyAre: true,
      });
      return id;
    },
    /** Updates an object with the data of a form. */
    async update(name: KindName, id: string, data: unknown): Promise<void> {
      const { update, one, within } = kindOf(name);
      await steps.harness.run(update, { ...within(prepared), [one]: id, settingsJson: data });
    },
    /** An object as the workspace holds it, secrets too, without what is its own alone. */
    stored(name: KindName, id: string): { settings: Record<string, unknown> } {
      const found = kindOf(name).all(steps.simulator.workspace("us")).get(id);
      const { settings, ...rest } = found as { settings: Record<string, unknown> };
      const own = ["id", "slug", "name", "writeKeys", "createdAt", "updatedAt"];
      const shared = Object.entries(rest).filter(([key]) => !own.includes(key));
      return { ...Object.fromEntries(shared), settings };
    },
  };
}
