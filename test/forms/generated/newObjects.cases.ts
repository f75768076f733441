import { fillInAll, IDS, seen, useForms } from "./forms";
import { NEW_OBJECTS } from "./newObjects";

const forms = useForms();

describe.each(NEW_OBJECTS)("the form of $what", ({ kind, typeId, sees, doings, json }) => {
  test("shows what the catalog says of it, with its defaults filled in", async () => {
    const form = await forms.openNew(kind, typeId);
    expect(await seen(form)).toEqual(sees);
    expect(await form.notes()).toEqual([]);
    const missing = sees.filter(([, , mark, , value]) => mark === "required" && value === "");
    expect((await form.errors()).map(({ keyword }) => keyword)).toEqual(
      missing.map(() => "required"),
    );
  });

  test("filled in, makes what the same settings as JSON make", async () => {
    const form = await forms.openNew(kind, typeId);
    await fillInAll(form, doings);
    expect(await form.errors()).toEqual([]);
    const made = await forms.create(kind, typeId, await form.data());
    const byJson = await forms.createByJson(kind, typeId, json);
    expect(forms.stored(kind, made)).toEqual(forms.stored(kind, byJson));
    expect(forms.stored(kind, made).settings).toEqual(json);
  });
});

test("data in JSON text creates the same", async () => {
  const form = await forms.openNew("destination", IDS.webhooks);
  await form.type("Global Hook", "https://hooks.example.com/all");
  const data = await form.data();
  const [value, text] = [data, JSON.stringify(data)].map((given) =>
    forms.create("destination", IDS.webhooks, given),
  );
  const stored = forms.stored("destination", (await text) ?? "");
  expect(stored).toEqual(forms.stored("destination", (await value) ?? ""));
  expect(stored.settings).toMatchObject({ globalHook: "https://hooks.example.com/all" });
});
