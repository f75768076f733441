import createCache from "@emotion/cache";
import { CacheProvider } from "@emotion/react";
import CssBaseline from "@mui/material/CssBaseline";
import { createTheme, ThemeProvider } from "@mui/material/styles";
import { createRoot } from "react-dom/client";
import { JsonForm } from "./JsonForm";
import type { FromFrame, ToFrame } from "./messages";

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;
const cache = createCache({ key: "css", nonce, prepend: true });
const element = document.getElementById("root") as HTMLElement;
element.style.padding = "12px";

/** Only the page of the workbench can frame this document, so every message is for it. */
const tell = (message: FromFrame): void => window.parent.postMessage(message, "*");

const fail = (error: unknown): void =>
  tell({ type: "failed", message: error instanceof Error ? error.message : String(error) });

const root = createRoot(element, { onUncaughtError: fail });
let shown: Extract<ToFrame, { type: "show" }> | undefined;

function draw(): void {
  if (!shown) return;
  const { form, isDark } = shown;
  const theme = createTheme({ palette: { mode: isDark ? "dark" : "light" } });
  root.render(
    <CacheProvider value={cache}>
      <ThemeProvider theme={theme}>
        <CssBaseline enableColorScheme />
        <JsonForm
          form={form}
          onChange={({ data, errors = [] }) => {
            const problems = errors.map(({ instancePath, message = "" }) =>
              `${instancePath.slice(1).replaceAll("/", ".")} ${message}`.trim(),
            );
            tell({ type: "changed", answer: { data, problems } });
          }}
        />
      </ThemeProvider>
    </CacheProvider>,
  );
}

window.addEventListener("message", ({ source, data }: MessageEvent<ToFrame>) => {
  if (source !== window.parent) return;
  if (data.type === "show") {
    shown = data;
    document.title = data.name;
  } else if (shown) {
    shown = { ...shown, isDark: data.isDark };
  }
  draw();
});
new ResizeObserver(() => tell({ type: "height", height: element.scrollHeight })).observe(element);
tell({ type: "ready" });
