import Box from "@mui/material/Box";
import ButtonBase from "@mui/material/ButtonBase";
import { styled } from "@mui/material/styles";
import type { FlowBox } from "../../protocol";
import { formatCount, formatMs } from "../result/format";
import { type BoxState, boxStateOf, costOf, type FlowRunState } from "./flowRun";

/** The mark, the words and the color of each state. */
export const BOX_STATES: Readonly<Record<BoxState, { mark: string; word: string; color: string }>> =
  {
    waiting: { mark: "○", word: "waiting", color: "text.secondary" },
    running: { mark: "●", word: "running", color: "info.main" },
    done: { mark: "✓", word: "done", color: "success.main" },
    failed: { mark: "✗", word: "failed", color: "error.main" },
    ignored: { mark: "!", word: "failed and ignored", color: "warning.main" },
    stopped: { mark: "■", word: "stopped", color: "warning.main" },
    "not run": { mark: "–", word: "not run", color: "text.secondary" },
  };

/** The look of a button that is a row of a list, such as a step. */
export const ROW_LOOK = {
  display: "flex",
  justifyContent: "flex-start",
  alignItems: "flex-start",
  textAlign: "left",
  gap: 1,
  width: "100%",
  my: 0.5,
  px: 1.25,
  py: 0.75,
  border: 1,
  borderColor: "divider",
  borderRadius: 1,
  fontSize: "0.875rem",
  "&:hover": { bgcolor: "action.hover" },
  "&[aria-pressed=true]": { borderColor: "primary.main", bgcolor: "action.selected" },
  "&.Mui-focusVisible": { outline: "2px solid", outlineColor: "primary.main" },
} as const;

const List = styled("ol")({ listStyle: "none", margin: 0, padding: 0 });

/** The steps in a loop or a branch, with a line beside them. */
const Inner = styled("div")(({ theme }) => ({
  marginLeft: 14,
  paddingLeft: 12,
  borderLeft: `2px solid ${theme.vars?.palette.divider}`,
}));

interface BoxesProps {
  run: FlowRunState | undefined;
  selected: string | undefined;
  /** The ids of the boxes with problems. */
  problems: ReadonlySet<string>;
  onSelect(box: FlowBox): void;
}

function describeCost(box: FlowBox, run: FlowRunState): string {
  const rounds = run.steps.get(box.name) ?? [];
  if (rounds.length === 0) return "";
  const { ms, requests } = costOf(rounds);
  return [
    rounds.length > 1 && `${rounds.length.toLocaleString("en-US")} times`,
    formatMs(ms),
    requests > 0 && formatCount(requests, "request"),
  ]
    .filter(Boolean)
    .join(" · ");
}

function Step({ box, ...others }: BoxesProps & { box: FlowBox }) {
  const { run, selected, problems, onSelect } = others;
  const state = run && BOX_STATES[boxStateOf(run, run.steps.get(box.name) ?? [])];
  const cost = run ? describeCost(box, run) : "";
  const notes = [
    box.label !== box.name && box.label,
    box.errorHandler?.split(" after ")[0],
    cost,
  ].filter(Boolean);
  return (
    <li>
      <ButtonBase
        data-box={box.id}
        aria-pressed={selected === box.id}
        onClick={() => onSelect(box)}
        sx={ROW_LOOK}
      >
        {state && (
          <Box component="span" sx={{ width: 14, flexShrink: 0, color: state.color }}>
            <span aria-hidden>{state.mark}</span>
          </Box>
        )}
        <Box component="span" sx={{ minWidth: 0, flex: 1, overflowWrap: "anywhere" }}>
          <Box component="span" sx={{ fontWeight: 500 }}>
            {box.name}
          </Box>
          {state && (
            <Box component="span" sx={{ color: "text.secondary" }}>
              {" "}
              {state.word}
            </Box>
          )}
          {problems.has(box.id) && (
            <Box component="span" sx={{ fontWeight: 600 }}>
              {" "}
              has a problem
            </Box>
          )}
          <Box
            component="span"
            sx={{ display: "block", fontSize: "0.8125rem", color: "text.secondary" }}
          >
            {notes.join(" · ")}
          </Box>
        </Box>
      </ButtonBase>
      {box.steps && (
        <Inner>
          <Steps {...others} boxes={box.steps} label={`Each round of ${box.name}`} />
        </Inner>
      )}
      {box.branches && (
        <Inner>
          <Branches {...others} box={box} branches={box.branches} />
        </Inner>
      )}
    </li>
  );
}

function Branches({
  box,
  branches,
  ...others
}: BoxesProps & { box: FlowBox; branches: NonNullable<FlowBox["branches"]> }) {
  return (
    <List aria-label={`Branches of ${box.name}`}>
      {branches.map(({ name, line, steps }) => (
        <li key={`${line} ${name}`}>
          <Box sx={{ pt: 0.5, fontSize: "0.8125rem", fontWeight: 600, overflowWrap: "anywhere" }}>
            {name}
          </Box>
          {steps.length === 0 ? (
            <Box sx={{ pb: 0.5, fontSize: "0.8125rem", color: "text.secondary" }}>No steps</Box>
          ) : (
            <Steps {...others} boxes={steps} label={`Branch ${name}`} />
          )}
        </li>
      ))}
    </List>
  );
}

/** Steps in order, each with the steps in it. */
export function Steps({
  boxes,
  label,
  ...others
}: BoxesProps & { boxes: readonly FlowBox[]; label: string }) {
  return (
    <List aria-label={label}>
      {boxes.map((box) => (
        <Step key={box.id} box={box} {...others} />
      ))}
    </List>
  );
}
