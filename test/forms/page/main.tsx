import type { JsonFormsCore, Middleware } from "@jsonforms/core";
import Typography from "@mui/material/Typography";
import { createRoot, type Root } from "react-dom/client";
import {
  checkForm,
  createFormTheme,
  JsonForm,
} from "../../../workbench/page/wizard/jsonForm/JsonForm";
import type { FormPage } from "../formPage";
import { columnsOf } from "./columns";
import { boxNamed, controlNamed, controlsIn, notesIn, removeButtonOf } from "./dom";
import { fill, fillRow } from "./fill";
import { agreeTo, click } from "./user";

type State = Pick<JsonFormsCore, "data" | "errors">;

/** Nothing moves, so that nothing has to be waited for and a screenshot shows the end of it. */
const THEME = createFormTheme(false, {
  transitions: {
    create: () => "none",
    getAutoHeightDuration: () => 0,
    duration: { enteringScreen: 0, leavingScreen: 0 },
  },
  components: {
    MuiButtonBase: { defaultProps: { disableRipple: true } },
    MuiModal: { defaultProps: { disableScrollLock: true } },
  },
});

let root: Root | undefined;
let shown: JsonFormsCore["schema"] = {};
let failure: unknown;
let current: State | undefined;
let reported: State | undefined;
let waiting: (() => void)[] = [];

const form = document.body.appendChild(document.createElement("main"));
form.style.cssText = "max-width: 720px; margin: 24px auto; padding: 0 16px;";

function report(state: State): void {
  reported = state;
  wake();
}

function fail(error: unknown): void {
  failure ??= error;
  wake();
}

function wake(): void {
  for (const resume of waiting.splice(0)) resume();
}

/** JSON Forms reports a change a little after it has made it; this knows at once. */
const follow: Middleware = (state, action, reduce) => {
  const next = reduce(state, action);
  current = next;
  return next;
};

const sameData = (one?: State, other?: State) =>
  one !== undefined && JSON.stringify(one.data) === JSON.stringify(other?.data);

/** The data that JSON Forms last reported for the visible form. */
async function settled(): Promise<State> {
  while (failure === undefined && !sameData(reported, current)) {
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
    });
  }
  if (failure !== undefined) throw failure;
  if (form.textContent?.includes("No applicable renderer found")) {
    throw new Error("JSON Forms has no renderer for a control of this form.");
  }
  return reported as State;
}

/**
 * Does what a user does once the form is still: text that is typed while JSON Forms renders the change
 * before may be lost.
 */
async function act(doing: () => Promise<void>): Promise<void> {
  await settled();
  await doing();
}

const tableNamed = (label: string) => controlNamed(form, label, ["table"]);

/** Takes away the form that is shown, with its failure. */
function hide(): void {
  root?.unmount();
  root = undefined;
  shown = {};
  failure = undefined;
  current = undefined;
  reported = undefined;
  waiting = [];
}

const page: FormPage = {
  async show(result) {
    hide();
    const definition = JSON.parse(result);
    checkForm(definition);
    shown = definition.schema;
    root = createRoot(form, { onUncaughtError: fail });
    root.render(
      <>
        {shown.title && (
          <Typography component="h1" variant="h5" sx={{ marginBottom: 2 }}>
            {shown.title}
          </Typography>
        )}
        <JsonForm form={definition} theme={THEME} onChange={report} middleware={follow} />
      </>,
    );
    await settled();
  },
  data: async () => JSON.stringify((await settled()).data),
  errors: async () => JSON.stringify((await settled()).errors),
  controls: async () => {
    await settled();
    return controlsIn(form).map(({ element: _, ...control }) => control);
  },
  notes: () => notesIn(form),
  type: (label, text) =>
    act(() => fill(controlNamed(form, label, ["text", "password", "multiline", "number"]), text)),
  turn: (label, on) => act(() => fill(controlNamed(form, label, ["switch", "checkbox"]), on)),
  choose: (label, title) => act(() => fill(controlNamed(form, label, ["dropdown"]), title)),
  tick: (label, title, on) =>
    act(() => fill(boxNamed(controlNamed(form, label, ["checkboxes"]), title), on)),
  addRow: (label, row) =>
    act(async () => {
      await click(tableNamed(label).querySelector("thead button") as HTMLElement);
      await fillRow(tableNamed(label), label, columnsOf(shown, label), -1, row);
    }),
  fillRow: (label, index, row) =>
    act(() => fillRow(tableNamed(label), label, columnsOf(shown, label), index, row)),
  removeRow: (label, index) => act(() => agreeTo(removeButtonOf(tableNamed(label), index))),
};

window.addEventListener("error", ({ error }) => fail(error));
Object.assign(window, { page });
