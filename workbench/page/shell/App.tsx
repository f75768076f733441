import AppBar from "@mui/material/AppBar";
import Box from "@mui/material/Box";
import Toolbar from "@mui/material/Toolbar";
import Typography from "@mui/material/Typography";
import { Redirect, Route, Router, Switch } from "wouter";
import { useHashLocation } from "wouter/use-hash-location";
import { useWorkbench } from "../api/WorkbenchProvider";
import { ConnectionPage } from "../connection/ConnectionPage";
import { OwnBanner } from "../connection/OwnBanner";
import { WorkspaceChip } from "../connection/WorkspaceChip";
import { StepPage } from "../steps/StepPage";
import { Navigation } from "./Navigation";

/** The frame of all pages: header, navigation, and the page of the address. */
export function App() {
  const { component } = useWorkbench();
  const [first] = component.steps;
  return (
    <Router hook={useHashLocation}>
      <AppBar position="sticky">
        <Toolbar>
          <Typography component="h1" variant="h6">
            {component.label} workbench
          </Typography>
          <WorkspaceChip />
        </Toolbar>
      </AppBar>
      <OwnBanner />
      <Box sx={{ display: "flex" }}>
        <Navigation />
        <Box component="main" sx={{ flex: 1, minWidth: 0, p: 3 }}>
          <Switch>
            <Route path="/steps/:key">
              {({ key }) => <StepPage kind="action" stepKey={key} key={key} />}
            </Route>
            <Route path="/triggers/:key">
              {({ key }) => <StepPage kind="trigger" stepKey={key} key={key} />}
            </Route>
            <Route path="/dataSources/:key">
              {({ key }) => <StepPage kind="dataSource" stepKey={key} key={key} />}
            </Route>
            <Route path="/connection">
              <ConnectionPage />
            </Route>
            <Route>{first && <Redirect to={`/steps/${first.key}`} replace />}</Route>
          </Switch>
        </Box>
      </Box>
    </Router>
  );
}
