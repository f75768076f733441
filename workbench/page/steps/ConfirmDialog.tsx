import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogContentText from "@mui/material/DialogContentText";
import DialogTitle from "@mui/material/DialogTitle";
import Typography from "@mui/material/Typography";
import type { StepDescription } from "../../protocol";
import { MONOSPACE } from "../shell/theme";

interface ConfirmDialogProps {
  step: StepDescription;
  /** The name of the workspace. */
  workspace: string;
  isOpen: boolean;
  onConfirm(): void;
  onClose(): void;
}

/** Asks before a step changes a workspace of the user. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { step, workspace, isOpen, onConfirm, onClose } = props;
  return (
    <Dialog open={isOpen} onClose={onClose} aria-labelledby="confirm-title">
      <DialogTitle id="confirm-title">Change your own workspace?</DialogTitle>
      <DialogContent>
        <DialogContentText sx={{ overflowWrap: "anywhere" }}>
          {step.label} changes the workspace <strong>{workspace}</strong>. The workbench cannot undo
          it.
        </DialogContentText>
        {step.route && (
          <Typography sx={{ mt: 2, fontFamily: MONOSPACE, overflowWrap: "anywhere" }}>
            {step.route}
          </Typography>
        )}
      </DialogContent>
      <DialogActions>
        <Button autoFocus onClick={onClose}>
          Cancel
        </Button>
        <Button color="error" variant="contained" onClick={onConfirm}>
          Run
        </Button>
      </DialogActions>
    </Dialog>
  );
}
