import Box from "@mui/material/Box";
import { MONOSPACE } from "../shell/theme";

/** A text with its lines, which scrolls if it is long. `label` names it. */
export function CodeBlock({ text, label }: { text: string; label: string }) {
  return (
    <Box
      component="pre"
      role="region"
      aria-label={label}
      tabIndex={0}
      sx={{
        m: 0,
        p: 1.5,
        maxHeight: 400,
        overflow: "auto",
        borderRadius: 1,
        bgcolor: "action.hover",
        fontFamily: MONOSPACE,
        fontSize: "0.8125rem",
        lineHeight: 1.5,
        whiteSpace: "pre-wrap",
        overflowWrap: "anywhere",
      }}
    >
      {text}
    </Box>
  );
}
