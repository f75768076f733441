import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import Stack from "@mui/material/Stack";
import { Component, type ReactNode } from "react";

interface BoundaryState {
  message?: string;
}

/** Shows the error of a page that cannot be drawn, and leaves the frame around it usable. */
export class PageBoundary extends Component<{ children: ReactNode }, BoundaryState> {
  override state: BoundaryState = {};

  static getDerivedStateFromError({ message }: Error): BoundaryState {
    return { message };
  }

  override render(): ReactNode {
    const { message } = this.state;
    if (message === undefined) return this.props.children;
    return (
      <Stack spacing={2} sx={{ maxWidth: 640, alignItems: "flex-start" }}>
        <Alert severity="error" sx={{ overflowWrap: "anywhere" }}>
          The workbench cannot show this page: {message}
        </Alert>
        <Button variant="outlined" onClick={() => this.setState({ message: undefined })}>
          Try again
        </Button>
      </Stack>
    );
  }
}
