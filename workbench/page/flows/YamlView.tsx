import { type Diagnostic, linter, lintGutter } from "@codemirror/lint";
import Box from "@mui/material/Box";
import { useColorScheme } from "@mui/material/styles";
import CodeMirror, {
  Decoration,
  EditorView,
  Prec,
  type ReactCodeMirrorRef,
} from "@uiw/react-codemirror";
import { useEffect, useEffectEvent, useMemo, useRef } from "react";
import type { FlowFileDescription } from "../../protocol";
import { YAML } from "./yamlMode";

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";

const LOOK = Prec.highest(
  EditorView.theme({
    "&": { fontSize: "0.8125rem", backgroundColor: "transparent" },
    ".cm-gutters": { backgroundColor: "transparent", border: "none" },
    ".cm-step": { boxShadow: "inset 3px 0 var(--mui-palette-primary-main)" },
  }),
);

/** Marks a line of the selected step. */
const STEP_LINE = Decoration.line({ class: "cm-step" });

const SETUP = { autocompletion: false, completionKeymap: false, foldGutter: false };

interface YamlViewProps {
  text: string;
  problems: FlowFileDescription["problems"];
  /** The line to show, from 1. */
  line: number | undefined;
  /** The lines of the selected step, in order. */
  stepLines: readonly number[];
  /** Receives the line that the user goes to. */
  onLine(line: number): void;
}

/** The text of a flow file with its problems. It cannot be changed. */
export default function YamlView({ text, problems, line, stepLines, onLine }: YamlViewProps) {
  const { mode, systemMode } = useColorScheme();
  const isDark = (mode === "system" ? systemMode : mode) === "dark";
  const editor = useRef<ReactCodeMirrorRef>(null);
  const tellLine = useEffectEvent(onLine);
  const show = (view: EditorView | undefined) => {
    if (!view || line === undefined || line > view.state.doc.lines) return;
    const { from } = view.state.doc.line(line);
    if (view.state.doc.lineAt(view.state.selection.main.head).number === line) return;
    view.dispatch({
      selection: { anchor: from },
      effects: EditorView.scrollIntoView(from, { y: "center" }),
    });
  };
  const showLine = useEffectEvent(show);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new line is shown, not a new function.
  useEffect(() => showLine(editor.current?.view), [line]);
  const marks = useMemo(
    () =>
      EditorView.decorations.of(({ state: { doc } }) =>
        Decoration.set(
          stepLines
            .filter((one) => one <= doc.lines)
            .map((one) => STEP_LINE.range(doc.line(one).from)),
        ),
      ),
    [stepLines],
  );
  const extensions = useMemo(
    () => [
      LOOK,
      YAML,
      EditorView.lineWrapping,
      marks,
      EditorView.cspNonce.of(nonce),
      EditorView.contentAttributes.of({ "aria-label": "YAML", tabindex: "0" }),
      lintGutter(),
      linter((view) =>
        problems.map((problem): Diagnostic => {
          const { from, to } = view.state.doc.line(Math.min(problem.line, view.state.doc.lines));
          return { from, to, severity: "error", message: problem.message };
        }),
      ),
      EditorView.updateListener.of(({ transactions, state }) => {
        if (!transactions.some((one) => one.isUserEvent("select"))) return;
        tellLine(state.doc.lineAt(state.selection.main.head).number);
      }),
    ],
    [problems, marks],
  );
  return (
    <Box sx={{ border: 1, borderColor: "divider", borderRadius: 1, overflow: "hidden" }}>
      <CodeMirror
        ref={editor}
        value={text}
        readOnly
        theme={isDark ? "dark" : "light"}
        maxHeight="70vh"
        basicSetup={SETUP}
        indentWithTab={false}
        extensions={extensions}
        onCreateEditor={show}
      />
    </Box>
  );
}
