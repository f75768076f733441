import createCache from "@emotion/cache";
import { CacheProvider } from "@emotion/react";
import { createRoot } from "react-dom/client";
import { checkForm, createFormTheme, JsonForm } from "./JsonForm";
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
  root.render(
    <CacheProvider value={cache}>
      <JsonForm
        form={form}
        theme={createFormTheme(isDark)}
        onChange={({ data, errors = [] }) => {
          const problems = errors.map(({ instancePath, message = "" }) =>
            `${instancePath.slice(1).replaceAll("/", ".")} ${message}`.trim(),
          );
          tell({ type: "changed", value: { data, problems } });
        }}
      />
    </CacheProvider>,
  );
}

/** Shows a form, or tells why it cannot be shown. */
function show(message: Extract<ToFrame, { type: "show" }>): void {
  try {
    checkForm(message.form);
  } catch (error) {
    fail(error);
    return;
  }
  shown = message;
  document.title = message.name;
}

window.addEventListener("message", ({ source, data }: MessageEvent<ToFrame>) => {
  if (source !== window.parent) return;
  if (data.type === "show") show(data);
  else if (shown) shown = { ...shown, isDark: data.isDark };
  draw();
});
new ResizeObserver(() => tell({ type: "height", height: element.scrollHeight })).observe(element);
tell({ type: "ready" });
