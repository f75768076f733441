import { createTheme } from "@mui/material/styles";

/** MUI's own look, light and dark as the system is or as the user chooses. */
export const THEME = createTheme({
  cssVariables: { colorSchemeSelector: "class" },
  colorSchemes: { light: true, dark: true },
  components: {
    // Words of a component may be longer than any box.
    MuiCssBaseline: { styleOverrides: { body: { overflowWrap: "break-word" } } },
  },
  typography: {
    h1: { fontSize: "1.5rem", fontWeight: 500, lineHeight: 1.3 },
    h2: { fontSize: "1.125rem", fontWeight: 500, lineHeight: 1.4 },
    h3: { fontSize: "0.9375rem", fontWeight: 600, lineHeight: 1.5 },
    button: { textTransform: "none" },
  },
});

/** The font of keys, paths and bodies. */
export const MONOSPACE = "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace";
