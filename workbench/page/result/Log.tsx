import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { MONOSPACE } from "../shell/theme";
import type { RunState } from "../steps/runState";
import { formatCount } from "./format";

const COLORS: Readonly<Record<string, string>> = {
  error: "error.main",
  warn: "warning.main",
  info: "info.main",
};

/** The lines that a run wrote to its log. */
export function Log({ run: { log, omitted } }: { run: Pick<RunState, "log" | "omitted"> }) {
  if (log.length === 0) return <Typography>The step wrote no line.</Typography>;
  return (
    <>
      {omitted.lines > 0 && (
        <Alert severity="info">{formatCount(omitted.lines, "line")} in between left out</Alert>
      )}
      <Box
        component="ol"
        aria-label="Log"
        sx={{ listStyle: "none", m: 0, p: 0, fontFamily: MONOSPACE, fontSize: "0.8125rem" }}
      >
        {log.map(({ level, text }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name but their place, and are only added
          <Box component="li" key={at} sx={{ display: "flex", gap: 1.5, py: 0.25 }}>
            <Box
              component="strong"
              sx={{ width: 48, flexShrink: 0, color: COLORS[level] ?? "text.secondary" }}
            >
              {level}
            </Box>
            <Box component="span" sx={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
              {text}
            </Box>
          </Box>
        ))}
      </Box>
    </>
  );
}
