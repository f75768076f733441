import Box from "@mui/material/Box";
import Stack from "@mui/material/Stack";
import { styled } from "@mui/material/styles";
import { type KeyboardEvent, memo, useCallback, useId, useMemo, useRef, useState } from "react";
import { MONOSPACE } from "../shell/theme";
import { CopyButton } from "./CopyButton";
import { formatCount } from "./format";
import { formatPath } from "./referencePath";
import { openAtFirst, type TreeRow, visibleRows } from "./treeRows";

/** Longer texts are cut in the tree. Copy gives the whole text. */
const LONGEST_TEXT = 200;

const Row = styled("div")(({ theme }) => ({
  display: "flex",
  alignItems: "flex-start",
  borderRadius: 4,
  cursor: "default",
  overflowWrap: "anywhere",
  "&:hover": { backgroundColor: theme.vars?.palette.action.hover },
  "&[aria-selected=true]": { backgroundColor: theme.vars?.palette.action.selected },
  "& > span": { minWidth: 0 },
  "& > i": {
    flex: "0 0 18px",
    textAlign: "center",
    fontStyle: "normal",
    color: theme.vars?.palette.text.secondary,
  },
  "& b": { fontWeight: 500, color: theme.vars?.palette.primary.dark },
  "& .string": { color: theme.vars?.palette.success.dark },
  "& .number, & .boolean": {
    color: `color-mix(in srgb, ${theme.vars?.palette.warning.dark} 75%, black)`,
  },
  "& .none": { color: theme.vars?.palette.text.secondary },
  ...theme.applyStyles("dark", {
    "& b": { color: theme.vars?.palette.primary.light },
    "& .string": { color: theme.vars?.palette.success.light },
    "& .number, & .boolean": { color: theme.vars?.palette.warning.light },
  }),
}));

function shownValue({ value, size, range }: TreeRow): { text: string; type: string } {
  if (range) return { text: "", type: "none" };
  if (Array.isArray(value)) return { text: `[${formatCount(size ?? 0, "item")}]`, type: "none" };
  if (size !== undefined) return { text: size === 0 ? "{}" : "{…}", type: "none" };
  if (value === null || value === undefined) return { text: String(value), type: "none" };
  if (typeof value !== "string") return { text: String(value), type: typeof value };
  const text =
    value.length > LONGEST_TEXT
      ? `${JSON.stringify(value.slice(0, LONGEST_TEXT))} … ${formatCount(value.length, "character")}`
      : JSON.stringify(value);
  return { text, type: "string" };
}

const nameOf = ({ name, range }: TreeRow, root: string): string =>
  range ? `[${range[0]} … ${range[1] - 1}]` : String(name ?? root);

interface RowProps {
  row: TreeRow;
  root: string;
  domId: string;
  isSelected: boolean;
  onPick(id: string, toggles: boolean): void;
}

const TreeItem = memo(
  function TreeItem({ row, root, domId, isSelected, onPick }: RowProps) {
    const { level, size, isOpen, position, siblings, id } = row;
    const { text, type } = shownValue(row);
    const isParent = size !== undefined && size > 0;
    return (
      // The tree has the focus and the keys; see the ARIA tree pattern.
      <Row
        id={domId}
        role="treeitem"
        aria-level={level}
        aria-posinset={position}
        aria-setsize={siblings}
        aria-selected={isSelected}
        aria-expanded={isParent ? isOpen : undefined}
        onClick={() => onPick(id, isParent)}
        style={{ paddingLeft: (level - 1) * 16 }}
      >
        <i aria-hidden>{isParent ? (isOpen ? "▾" : "▸") : ""}</i>
        <span>
          <b>{nameOf(row, root)}</b>
          {row.range ? "" : ": "}
          <span className={type}>{text}</span>
        </span>
      </Row>
    );
  },
  (one, other) =>
    one.row.id === other.row.id &&
    one.row.value === other.row.value &&
    one.row.isOpen === other.row.isOpen &&
    one.isSelected === other.isSelected &&
    one.domId === other.domId,
);

interface JsonTreeProps {
  value: unknown;
  /** The name of the tree. */
  label: string;
  /** The name of the root, such as `results`. */
  root: string;
  /** True if inputs of a flow refer to the values by their path. */
  hasPaths?: boolean;
}

/**
 * A value as a tree, in which each value and its reference path can be copied. Enter copies the path,
 * the arrow keys move, open and close.
 */
export function JsonTree({ value, label, root, hasPaths = false }: JsonTreeProps) {
  const treeId = useId();
  const tree = useRef<HTMLDivElement>(null);
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [selected, setSelected] = useState("[]");
  const [said, setSaid] = useState("");
  const rows = useMemo(
    () => visibleRows(value, (row) => openAtFirst(row) !== toggled.has(row.id)),
    [value, toggled],
  );
  const at = Math.max(
    0,
    rows.findIndex(({ id }) => id === selected),
  );
  const row = rows[at];
  const domIdOf = (index: number) => `${treeId}-${index}`;

  const toggle = useCallback((id: string) => {
    setToggled((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  const pick = useCallback(
    (id: string, toggles: boolean) => {
      setSelected(id);
      if (toggles) toggle(id);
    },
    [toggle],
  );
  if (!row) return null;

  const path = formatPath(root, row.path);
  const goTo = (index: number) => {
    const to = rows[Math.min(Math.max(index, 0), rows.length - 1)];
    if (!to) return;
    setSelected(to.id);
    document.getElementById(domIdOf(rows.indexOf(to)))?.scrollIntoView({ block: "nearest" });
  };
  const isParent = (row.size ?? 0) > 0;
  const parentAt = () => {
    for (let index = at; index >= 0; index -= 1) {
      if ((rows[index]?.level ?? 0) < row.level) return index;
    }
    return 0;
  };
  const copyPath = () =>
    navigator.clipboard.writeText(path).then(
      () => setSaid(`Copied ${path}`),
      () => setSaid("Not allowed by the browser"),
    );
  const act = (key: string): boolean => {
    if (key === "ArrowDown") goTo(at + 1);
    else if (key === "ArrowUp") goTo(at - 1);
    else if (key === "Home") goTo(0);
    else if (key === "End") goTo(rows.length - 1);
    else if (key === "ArrowRight" && isParent && row.isOpen) goTo(at + 1);
    else if (key === "ArrowLeft" && !(isParent && row.isOpen)) goTo(parentAt());
    else if (key === "ArrowRight" || key === "ArrowLeft" || key === " ") {
      if (isParent) toggle(row.id);
    } else if (key === "Enter" && hasPaths) void copyPath();
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !act(event.key)) return;
    event.preventDefault();
  };

  return (
    <Stack spacing={1}>
      <Stack direction="row" sx={{ alignItems: "center", flexWrap: "wrap", columnGap: 0.5 }}>
        <Box
          component="code"
          sx={{ flex: 1, minWidth: 180, fontFamily: MONOSPACE, overflowWrap: "anywhere" }}
        >
          {hasPaths ? path : ""}
        </Box>
        <Box sx={{ display: "flex", ml: "auto" }}>
          {hasPaths && <CopyButton label="Copy path" text={() => path} />}
          <CopyButton
            label={at === 0 ? "Copy JSON" : "Copy value"}
            text={() =>
              typeof row.value === "string" ? row.value : JSON.stringify(row.value, null, 2)
            }
          />
        </Box>
      </Stack>
      <Box
        ref={tree}
        role="tree"
        aria-label={label}
        tabIndex={0}
        aria-activedescendant={domIdOf(at)}
        onKeyDown={onKeyDown}
        sx={{
          maxHeight: "min(70vh, 640px)",
          overflow: "auto",
          p: 1,
          border: 1,
          borderColor: "divider",
          borderRadius: 1,
          fontFamily: MONOSPACE,
          fontSize: "0.8125rem",
          lineHeight: 1.6,
        }}
      >
        {rows.map((one, index) => (
          <TreeItem
            key={one.id}
            row={one}
            root={root}
            domId={domIdOf(index)}
            isSelected={index === at}
            onPick={pick}
          />
        ))}
      </Box>
      <Box role="status" sx={{ position: "absolute", left: -9999 }}>
        {said}
      </Box>
    </Stack>
  );
}
