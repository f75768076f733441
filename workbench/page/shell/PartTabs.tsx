import Box from "@mui/material/Box";
import Tab from "@mui/material/Tab";
import Tabs from "@mui/material/Tabs";
import { type ReactNode, useId } from "react";

/** A part of a view, behind a tab. */
export interface Part {
  id: string;
  title: string;
  show(): ReactNode;
}

interface PartTabsProps {
  /** The name of the list of tabs. */
  label: string;
  parts: readonly Part[];
  /** The id of the part on screen; that of a part that is not there shows the first one. */
  chosen: string;
  onChoose(id: string): void;
  /** Another text shows the parts anew, as those of another thing. */
  of?: string;
}

/** The tabs of a view, and the part that is chosen. */
export function PartTabs({ label, parts, chosen, onChoose, of = "" }: PartTabsProps) {
  const id = useId();
  const part = parts.find((one) => one.id === chosen) ?? parts[0];
  if (!part) return null;
  return (
    <>
      <Tabs
        value={part.id}
        onChange={(_, next: string) => onChoose(next)}
        aria-label={label}
        variant="scrollable"
        scrollButtons="auto"
        sx={{
          borderBottom: 1,
          borderColor: "divider",
          minHeight: 40,
          flexShrink: 0,
          // The tabs stay in view while the part is scrolled in its column.
          position: { lg: "sticky" },
          top: 0,
          zIndex: 1,
          bgcolor: "background.default",
        }}
      >
        {parts.map((one) => (
          <Tab
            key={one.id}
            value={one.id}
            label={one.title}
            id={`${id}-${one.id}`}
            aria-controls={`${id}-panel`}
            sx={{ minHeight: 40, minWidth: 0, px: 1.5 }}
          />
        ))}
      </Tabs>
      <Box
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${part.id}`}
        key={`${part.id} ${of}`}
      >
        {part.show()}
      </Box>
    </>
  );
}
