import type { JsonFormsCore, Middleware } from "@jsonforms/core";
import { materialCells, materialRenderers } from "@jsonforms/material-renderers";
import { JsonForms } from "@jsonforms/react";
import { CssBaseline, createTheme, ThemeProvider, Typography } from "@mui/material";
import { createRoot, type Root } from "react-dom/client";
import type { FormPage } from "../formPage";
import { columnsOf } from "./columns";
import {
  boxNamed,
  cellOf,
  choiceNamed,
  controlNamed,
  controlsIn,
  kindOf,
  notesIn,
  removeButtonOf,
  yesButton,
} from "./dom";

type State = Pick<JsonFormsCore, "data" | "errors">;

/** Nothing moves, so that nothing has to be waited for and a screenshot shows the end of it. */
const THEME = createTheme({
  transitions: { create: () => "none", getAutoHeightDuration: () => 0 },
  components: {
    MuiButtonBase: { defaultProps: { disableRipple: true } },
    MuiFormControl: { defaultProps: { margin: "dense" } },
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

const tableNamed = (label: string) => controlNamed(form, label, ["table"]);

const page: FormPage = {
  async show(result) {
    page.hide();
    const { schema, uiSchema: uischema, data } = JSON.parse(result);
    shown = schema;
    root = createRoot(form, { onUncaughtError: fail });
    root.render(
      <ThemeProvider theme={THEME}>
        <CssBaseline />
        {schema.title && (
          <Typography component="h1" variant="h5" sx={{ marginBottom: 2 }}>
            {schema.title}
          </Typography>
        )}
        <JsonForms
          schema={schema}
          uischema={uischema}
          data={data}
          renderers={materialRenderers}
          cells={materialCells}
          onChange={report}
          middleware={follow}
        />
      </ThemeProvider>,
    );
    await settled();
  },
  hide() {
    root?.unmount();
    root = undefined;
    shown = {};
    failure = undefined;
    current = undefined;
    reported = undefined;
    waiting = [];
  },
  answer: async () => JSON.stringify((await settled()).data),
  errors: async () => JSON.stringify((await settled()).errors),
  controls: async () => {
    await settled();
    return controlsIn(form).map(({ element: _, ...control }) => control);
  },
  control: (label, ...kinds) => controlNamed(form, label, kinds),
  choice: choiceNamed,
  addButton: (label) => tableNamed(label).querySelector("thead button") as Element,
  columns: (label) => columnsOf(shown, label),
  removeButton: (label, row) => removeButtonOf(tableNamed(label), row),
  yesButton,
  cell: (label, row, column) => cellOf(tableNamed(label), row, column),
  cellKind: (label, row, column) => kindOf(cellOf(tableNamed(label), row, column)),
  box: (label, title) => boxNamed(controlNamed(form, label, ["checkboxes"]), title),
  notes: () => notesIn(form),
  leave: () => (document.activeElement as HTMLElement | null)?.blur(),
};

window.addEventListener("error", ({ error }) => fail(error));
Object.assign(window, { page });
