import { createTheme } from "@mui/material/styles";

/** True if the user asks the system for less motion. */
const isStill = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

const NO_TIMES = {
  shortest: 0,
  shorter: 0,
  short: 0,
  standard: 0,
  complex: 0,
  enteringScreen: 0,
  leavingScreen: 0,
};

/** Text on colored areas has the contrast that WCAG asks for. */
const PALETTE = { palette: { contrastThreshold: 4.5 } };

/** MUI's own look, light and dark as the system is or as the user chooses. */
export const THEME = createTheme({
  cssVariables: { colorSchemeSelector: "class" },
  colorSchemes: { light: PALETTE, dark: PALETTE },
  typography: {
    h1: { fontSize: "1.5rem", fontWeight: 500, lineHeight: 1.3 },
    h2: { fontSize: "1.125rem", fontWeight: 500, lineHeight: 1.4 },
    h3: { fontSize: "0.9375rem", fontWeight: 600, lineHeight: 1.5 },
    button: { textTransform: "none" },
  },
  // Dialogs and drawers wait for these times.
  ...(isStill && { transitions: { duration: NO_TIMES, create: () => "none" } }),
  components: {
    MuiCssBaseline: {
      styleOverrides: {
        // Words of a component may be longer than any box.
        body: { overflowWrap: "break-word" },
        ...(isStill && { "*, ::before, ::after": { animation: "none !important" } }),
      },
    },
  },
});

/** The font of keys, paths and bodies. */
export const MONOSPACE = "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace";
