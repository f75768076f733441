import MenuIcon from "@mui/icons-material/Menu";
import Box from "@mui/material/Box";
import Chip from "@mui/material/Chip";
import Drawer from "@mui/material/Drawer";
import IconButton from "@mui/material/IconButton";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { lazy, Suspense, useState } from "react";
import { Redirect, Route, Router, Switch, useLocation } from "wouter";
import { useHashLocation } from "wouter/use-hash-location";
import { fromAddressPart } from "../../addressPart";
import type { StepKind } from "../../protocol";
import { useWorkbench } from "../api/WorkbenchProvider";
import { OwnBanner } from "../connection/OwnBanner";
import { WorkspaceChip } from "../connection/WorkspaceChip";
import { StepMemoryProvider } from "../steps/useStep";
import { addressOf, CONNECTION_ADDRESS, FLOWS_ADDRESS, ROOMS, stepAt } from "./address";
import { Banner } from "./Banner";
import { Frame } from "./Frame";
import { KIND_NAMES } from "./grouping";
import { PageSkeleton } from "./Loading";
import { Navigation } from "./Navigation";
import { PageBoundary } from "./PageBoundary";
import { PageHeading } from "./PageHeading";
import { Search } from "./Search";
import { ThemeButton } from "./ThemeButton";

// Most visits begin with a step: its page loads while the frame is drawn.
const stepPage = import("../steps/StepPage");
const StepPage = lazy(async () => ({ default: (await stepPage).StepPage }));
const ConnectionPage = lazy(async () => ({
  default: (await import("../connection/ConnectionPage")).ConnectionPage,
}));
const WizardPage = lazy(async () => ({
  default: (await import("../wizard/WizardPage")).WizardPage,
}));
const WizardList = lazy(async () => ({
  default: (await import("../wizard/WizardList")).WizardList,
}));
const MarketplacePage = lazy(async () => ({
  default: (await import("../marketplace/MarketplacePage")).MarketplacePage,
}));
const DocsPage = lazy(async () => ({ default: (await import("../docs/DocsPage")).DocsPage }));
const FlowsPage = lazy(async () => ({ default: (await import("../flows/FlowsPage")).FlowsPage }));
const FlowPage = lazy(async () => ({ default: (await import("../flows/FlowPage")).FlowPage }));

function Unknown({ text }: { text: string }) {
  const { component } = useWorkbench();
  return (
    <Stack spacing={2} sx={{ maxWidth: 640 }}>
      <PageHeading title="Not found" of={`${component.label} workbench`} />
      <Typography>{text}</Typography>
      <Typography>
        Search for it above, or choose from the list of steps. A build of the component may have
        renamed or removed it.
      </Typography>
    </Stack>
  );
}

function StepRoute({ kind, stepKey }: { kind: StepKind; stepKey: string }) {
  const { component } = useWorkbench();
  const [address] = useLocation();
  const step = stepAt(address, component.steps);
  if (step) return <StepPage step={step} />;
  const noun = KIND_NAMES[kind].toLowerCase();
  return <Unknown text={`The component has no ${noun} with the key ${stepKey}.`} />;
}

function Pages() {
  const { component, isReadOnly } = useWorkbench();
  const [address] = useLocation();
  const [first] = component.steps;
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Switch>
        {(Object.keys(ROOMS) as StepKind[]).map((kind) => (
          <Route key={kind} path={`/${ROOMS[kind]}/:key`}>
            {({ key = "" }) => <StepRoute kind={kind} stepKey={key} key={key} />}
          </Route>
        ))}
        {!isReadOnly && (
          <Route path={CONNECTION_ADDRESS}>
            <ConnectionPage />
          </Route>
        )}
        <Route path="/configure">
          <WizardList />
        </Route>
        <Route path="/configure/:name">
          {({ name = "" }) => <WizardPage name={fromAddressPart(name)} key={name} />}
        </Route>
        <Route path="/marketplace">
          <MarketplacePage />
        </Route>
        <Route path="/docs/*?">
          <DocsPage address={address} />
        </Route>
        <Route path={FLOWS_ADDRESS}>
          <FlowsPage />
        </Route>
        <Route path={`${FLOWS_ADDRESS}/:name`}>
          {({ name = "" }) => <FlowPage name={fromAddressPart(name)} key={name} />}
        </Route>
        <Route path="/">
          {first ? (
            <Redirect to={addressOf(first)} replace />
          ) : (
            <Unknown text="The component has no steps." />
          )}
        </Route>
        <Route>
          <Unknown text="No page of the workbench has this address." />
        </Route>
      </Switch>
    </Suspense>
  );
}

function Header({ onMenu }: { onMenu(): void }) {
  const { component, isReadOnly } = useWorkbench();
  return (
    <>
      <IconButton
        aria-label="List of steps"
        onClick={onMenu}
        sx={{ display: { xs: "inline-flex", md: "none" } }}
      >
        <MenuIcon />
      </IconButton>
      <Stack direction="row" spacing={1} sx={{ alignItems: "center", width: { md: 276 } }}>
        {component.icon && (
          <Box
            component="img"
            src={component.icon}
            alt=""
            sx={{ width: 28, height: 28, borderRadius: 0.5 }}
          />
        )}
        <Typography component="div" variant="h2" noWrap>
          {component.label}
          <Box
            component="span"
            sx={{
              color: "text.secondary",
              fontWeight: 400,
              display: { xs: "none", sm: "inline" },
            }}
          >
            {" workbench"}
          </Box>
        </Typography>
      </Stack>
      <Box sx={{ flex: 1, order: { xs: 3, sm: 0 }, minWidth: { xs: "100%", sm: 200 } }}>
        <Search />
      </Box>
      <Box sx={{ display: "flex", alignItems: "center", gap: 0.5, ml: "auto" }}>
        {isReadOnly ? <Chip size="small" label="Read-only" /> : <WorkspaceChip />}
        <ThemeButton />
      </Box>
    </>
  );
}

function Shell() {
  const [address] = useLocation();
  // The drawer belongs to the page on which it was opened, so a choice in it closes it.
  const [drawerAt, setDrawerAt] = useState<string>();
  return (
    <Frame
      header={<Header onMenu={() => setDrawerAt(address)} />}
      banner={
        <>
          <Banner />
          <OwnBanner />
        </>
      }
      navigation={<Navigation />}
    >
      <Drawer
        open={drawerAt === address}
        onClose={() => setDrawerAt(undefined)}
        slotProps={{ paper: { sx: { width: 300, maxWidth: "85vw" } } }}
      >
        <Navigation />
      </Drawer>
      {/* Another page is another attempt. */}
      <PageBoundary key={address.split("#")[0]}>
        <Pages />
      </PageBoundary>
    </Frame>
  );
}

/** The frame of all pages: header, navigation, and the page of the address. */
export function App() {
  return (
    <Router hook={useHashLocation}>
      <StepMemoryProvider>
        <Shell />
      </StepMemoryProvider>
    </Router>
  );
}
