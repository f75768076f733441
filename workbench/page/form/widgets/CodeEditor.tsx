import { javascript } from "@codemirror/lang-javascript";
import { json, jsonParseLinter } from "@codemirror/lang-json";
import { sql } from "@codemirror/lang-sql";
import { linter } from "@codemirror/lint";
import Box from "@mui/material/Box";
import { useColorScheme } from "@mui/material/styles";
import CodeMirror, { EditorView, type Extension, keymap, Prec } from "@uiw/react-codemirror";
import { useMemo } from "react";
import { toText } from "../values";
import { hintOf, type WidgetProps } from "./widget";

const lintJson = jsonParseLinter();

/** The extensions of a language. The text of another language is plain. */
const LANGUAGES: Readonly<Record<string, () => Extension[]>> = {
  // Empty text is no error: the input is not set.
  json: () => [json(), linter((view) => (view.state.doc.length === 0 ? [] : lintJson(view)))],
  javascript: () => [javascript()],
  sql: () => [sql()],
};

/** Ctrl+Enter runs the step instead of inserting a line. */
const RUN_KEY = Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => true }]));

const SETUP = {
  autocompletion: false,
  completionKeymap: false,
  searchKeymap: false,
  foldGutter: false,
  highlightActiveLine: false,
  highlightActiveLineGutter: false,
};

const LOOK = Prec.highest(
  EditorView.theme({
    "&": { fontSize: "0.875rem", backgroundColor: "transparent" },
    "&.cm-focused": { outline: "none" },
    ".cm-gutters": { backgroundColor: "transparent", border: "none" },
    ".cm-placeholder": { color: "var(--mui-palette-text-secondary)" },
  }),
);

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";

/** An editor of code. Tab leaves it. */
export default function CodeEditor(props: Omit<WidgetProps, "form">) {
  const { input, value, onSet, isInvalid, id, labelId, helpId } = props;
  const { mode, systemMode } = useColorScheme();
  const isDark = (mode === "system" ? systemMode : mode) === "dark";
  const { language = "", required } = input;
  const extensions = useMemo(
    () => [
      RUN_KEY,
      LOOK,
      EditorView.lineWrapping,
      EditorView.cspNonce.of(nonce),
      EditorView.contentAttributes.of({
        id,
        "aria-labelledby": labelId,
        "aria-describedby": helpId,
        ...(required && { "aria-required": "true" }),
        spellcheck: "false",
      }),
      ...(LANGUAGES[language]?.() ?? []),
    ],
    [id, labelId, helpId, language, required],
  );
  return (
    <Box
      sx={{
        border: 1,
        borderColor: isInvalid ? "error.main" : "divider",
        borderRadius: 1,
        overflow: "hidden",
        "&:focus-within": {
          borderColor: isInvalid ? "error.main" : "primary.main",
          outline: 1,
          outlineColor: isInvalid ? "error.main" : "primary.main",
        },
      }}
    >
      <CodeMirror
        value={toText(value)}
        onChange={onSet}
        placeholder={hintOf(input)}
        theme={isDark ? "dark" : "light"}
        minHeight="5rem"
        maxHeight="24rem"
        basicSetup={SETUP}
        indentWithTab={false}
        extensions={extensions}
      />
    </Box>
  );
}
