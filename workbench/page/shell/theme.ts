import { createTheme } from "@mui/material/styles";

/** MUI's own look, light and dark as the system is. */
export const THEME = createTheme({
  cssVariables: true,
  colorSchemes: { light: true, dark: true },
});
