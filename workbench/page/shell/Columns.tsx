import Box from "@mui/material/Box";
import Stack from "@mui/material/Stack";
import type { ReactNode, Ref } from "react";

/** The place of the second column under the header, where it stays while the first one is scrolled. */
const TOP_PX = 72;

interface ColumnProps {
  /** The name of the section, or the id of the heading that names it. */
  name: string | { headingId: string };
  children: ReactNode;
}

const nameProps = (name: ColumnProps["name"]) =>
  typeof name === "string" ? { "aria-label": name } : { "aria-labelledby": name.headingId };

/** Scrolls to the second column if it is out of view, as it is on narrow screens. */
export function showColumn(column: HTMLElement | null): void {
  const top = column?.getBoundingClientRect().top ?? 0;
  const isInView = top >= 0 && top <= window.innerHeight * 0.7;
  if (!isInView) column?.scrollIntoView({ block: "start" });
}

/** Two columns on wide screens. On narrow ones, the second is below the first. */
export function Columns({ children }: { children: ReactNode }) {
  return (
    <Box
      sx={{
        display: "grid",
        gap: { xs: 3, lg: 4 },
        gridTemplateColumns: { xs: "minmax(0, 1fr)", lg: "minmax(0, 1fr) minmax(0, 1.2fr)" },
        alignItems: "start",
        maxWidth: 1800,
      }}
    >
      {children}
    </Box>
  );
}

/** The first column, which may be much longer than the window. */
export function MainColumn({ name, children }: ColumnProps) {
  return (
    <Stack component="section" {...nameProps(name)} spacing={2}>
      {children}
    </Stack>
  );
}

/** The second column: it stays in view beside a long first one, and scrolls in itself. */
export function SideColumn({ name, children, ref }: ColumnProps & { ref?: Ref<HTMLElement> }) {
  return (
    <Stack
      component="section"
      {...nameProps(name)}
      spacing={1.5}
      ref={ref}
      sx={{
        scrollMarginTop: 120,
        minWidth: 0,
        position: { lg: "sticky" },
        top: TOP_PX,
        maxHeight: { lg: `calc(100vh - ${TOP_PX}px)` },
        overflowY: { lg: "auto" },
      }}
    >
      {children}
    </Stack>
  );
}
