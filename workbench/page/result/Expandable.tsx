import ChevronRight from "@mui/icons-material/ChevronRight";
import Box from "@mui/material/Box";
import ButtonBase from "@mui/material/ButtonBase";
import { type ReactNode, useState } from "react";

/** A row of a list that opens on a click. Its content is made when it opens. */
export function Expandable({ summary, children }: { summary: ReactNode; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Box component="li" sx={{ borderBottom: 1, borderColor: "divider" }}>
      <ButtonBase
        onClick={() => setOpen(!isOpen)}
        aria-expanded={isOpen}
        sx={{
          width: "100%",
          justifyContent: "flex-start",
          alignItems: "flex-start",
          textAlign: "left",
          gap: 0.5,
          py: 1,
          fontSize: "0.875rem",
          "&:hover": { bgcolor: "action.hover" },
          "&.Mui-focusVisible": { outline: "2px solid", outlineColor: "primary.main" },
        }}
      >
        <ChevronRight
          fontSize="small"
          color="action"
          sx={{ transform: isOpen ? "rotate(90deg)" : undefined }}
        />
        {summary}
      </ButtonBase>
      {isOpen && <Box sx={{ pl: { xs: 1, sm: 3 }, pb: 2 }}>{children}</Box>}
    </Box>
  );
}
