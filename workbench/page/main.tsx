import createCache from "@emotion/cache";
import { CacheProvider } from "@emotion/react";
import CssBaseline from "@mui/material/CssBaseline";
import { ThemeProvider } from "@mui/material/styles";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createClient } from "./api/client";
import { createExportClient, readExport } from "./api/exportClient";
import { readToken, takeToken } from "./api/token";
import { WorkbenchProvider } from "./api/WorkbenchProvider";
import { App } from "./shell/App";
import { Loading } from "./shell/Loading";
import { THEME } from "./shell/theme";

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;
const cache = createCache({ key: "css", nonce, prepend: true });
const exported = readExport();
if (!exported) takeToken();
const client = exported ? createExportClient(exported) : createClient(readToken);

createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <CacheProvider value={cache}>
      <ThemeProvider theme={THEME} noSsr>
        <CssBaseline enableColorScheme />
        <WorkbenchProvider
          client={client}
          fallback={(link, error) => <Loading link={link} error={error} />}
        >
          <App />
        </WorkbenchProvider>
      </ThemeProvider>
    </CacheProvider>
  </StrictMode>,
);
