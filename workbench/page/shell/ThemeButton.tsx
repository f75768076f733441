import DarkMode from "@mui/icons-material/DarkMode";
import LightMode from "@mui/icons-material/LightMode";
import SettingsBrightness from "@mui/icons-material/SettingsBrightness";
import IconButton from "@mui/material/IconButton";
import { useColorScheme } from "@mui/material/styles";

const NEXT = { system: "light", light: "dark", dark: "system" } as const;
const NAMES = { system: "as the system", light: "light", dark: "dark" } as const;
const ICONS = { system: SettingsBrightness, light: LightMode, dark: DarkMode } as const;

/** Goes through the color schemes: as the system, light, dark. */
export function ThemeButton() {
  const { mode = "system", setMode } = useColorScheme();
  const Icon = ICONS[mode];
  const name = `Color scheme: ${NAMES[mode]}`;
  return (
    <IconButton aria-label={name} title={name} onClick={() => setMode(NEXT[mode])}>
      <Icon fontSize="small" />
    </IconButton>
  );
}
