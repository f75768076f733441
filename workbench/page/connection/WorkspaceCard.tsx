import Button from "@mui/material/Button";
import Chip from "@mui/material/Chip";
import Paper from "@mui/material/Paper";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { type ReactNode, useId } from "react";

interface CardProps {
  title: string;
  /** Shows that steps run in this workspace. */
  isChosen?: boolean;
  /** Chooses this workspace. Absent if it cannot be chosen. */
  onChoose?(): void;
  children: ReactNode;
}

/** A part of the page with a heading; of a workspace, also its choice. */
export function WorkspaceCard({ title, isChosen = false, onChoose, children }: CardProps) {
  const id = useId();
  return (
    <Paper
      component="section"
      aria-labelledby={id}
      variant="outlined"
      sx={{ p: { xs: 2, sm: 3 }, borderColor: isChosen ? "primary.main" : undefined }}
    >
      <Stack spacing={2} sx={{ alignItems: "stretch" }}>
        <Stack
          direction="row"
          sx={{ alignItems: "center", flexWrap: "wrap", gap: 1, minHeight: 32 }}
        >
          <Typography id={id} variant="h2" sx={{ flexGrow: 1 }}>
            {title}
          </Typography>
          {isChosen && <Chip color="primary" size="small" label="Steps run here" />}
          {!isChosen && onChoose && (
            <Button size="small" variant="outlined" onClick={onChoose}>
              Run steps here
            </Button>
          )}
        </Stack>
        {children}
      </Stack>
    </Paper>
  );
}
