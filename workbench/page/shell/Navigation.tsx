import ChevronRight from "@mui/icons-material/ChevronRight";
import Box from "@mui/material/Box";
import ButtonBase from "@mui/material/ButtonBase";
import { styled } from "@mui/material/styles";
import Tab from "@mui/material/Tab";
import Tabs from "@mui/material/Tabs";
import { useEffect, useMemo, useRef, useState } from "react";
import { Link, useLocation } from "wouter";
import type { StepDescription, StepKind } from "../../protocol";
import { useWorkbench } from "../api/WorkbenchProvider";
import { addressOf, CONNECTION_ADDRESS, FLOWS_ADDRESS, stepAt } from "./address";
import { type StepGroup, sectionsOf } from "./grouping";

const ROW = {
  display: "flex",
  alignItems: "center",
  width: "100%",
  padding: "6px 12px",
  borderRadius: 4,
  fontSize: "0.875rem",
  lineHeight: 1.4,
  textAlign: "left",
  justifyContent: "flex-start",
} as const;

const NavLink = styled(Link)(({ theme }) => ({
  ...ROW,
  color: "inherit",
  textDecoration: "none",
  "&:hover": { backgroundColor: theme.vars?.palette.action.hover },
  "&:focus-visible": { outline: `2px solid ${theme.vars?.palette.primary.main}` },
  "&[aria-current]": {
    backgroundColor: theme.vars?.palette.action.selected,
    fontWeight: 600,
  },
}));

const List = styled("ul")({ listStyle: "none", margin: 0, padding: 0 });

interface StepLinksProps {
  steps: readonly StepDescription[];
  current: StepDescription | undefined;
}

function StepLinks({ steps, current }: StepLinksProps) {
  const marked = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (current) marked.current?.scrollIntoView({ block: "nearest" });
  }, [current]);
  return steps.map((step) => (
    <li key={step.key}>
      <NavLink
        href={addressOf(step)}
        aria-current={step === current ? "page" : undefined}
        ref={step === current ? marked : undefined}
      >
        {step.label}
      </NavLink>
    </li>
  ));
}

interface GroupProps extends StepLinksProps {
  group: StepGroup;
  isOpen: boolean;
  onToggle(): void;
}

function Group({ group, current, isOpen, onToggle }: Omit<GroupProps, "steps">) {
  return (
    <li>
      <ButtonBase
        onClick={onToggle}
        aria-expanded={isOpen}
        sx={{
          ...ROW,
          gap: 0.5,
          "&:hover": { bgcolor: "action.hover" },
          "&.Mui-focusVisible": { outline: 2, outlineColor: "primary.main" },
        }}
      >
        <ChevronRight
          fontSize="small"
          color="action"
          sx={{ transform: isOpen ? "rotate(90deg)" : undefined }}
        />
        <Box component="span" sx={{ flex: 1 }}>
          {group.name}
        </Box>
        <Box component="span" sx={{ color: "text.secondary", fontSize: "0.8125rem" }}>
          {group.steps.length}
        </Box>
      </ButtonBase>
      {isOpen && (
        <List sx={{ pl: 2.5 }}>
          <StepLinks steps={group.steps} current={current} />
        </List>
      )}
    </li>
  );
}

/** The steps by group, the triggers and the data sources, and the page of the connection. */
export function Navigation() {
  const { component } = useWorkbench();
  const [address] = useLocation();
  const sections = useMemo(() => sectionsOf(component.steps), [component.steps]);
  const current = stepAt(address, component.steps);
  const [kind, setKind] = useState<StepKind | undefined>(current?.kind);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(current && [current.group]));

  // The navigation follows the page, and the user may look elsewhere in the meantime.
  const [followed, setFollowed] = useState(address);
  if (followed !== address) {
    setFollowed(address);
    if (current) {
      setKind(current.kind);
      setOpen(new Set([...open, current.group]));
    }
  }
  const shown = sections.find((section) => section.kind === kind) ?? sections[0];
  const toggle = (name: string) => {
    const next = new Set(open);
    if (!next.delete(name)) next.add(name);
    setOpen(next);
  };
  const [only, ...others] = shown?.groups ?? [];

  return (
    <Box component="nav" aria-label="Steps">
      <Box
        sx={{ position: "sticky", top: 0, zIndex: 1, bgcolor: "background.default", p: 1, pb: 0 }}
      >
        <NavLink
          href={CONNECTION_ADDRESS}
          aria-current={address === CONNECTION_ADDRESS ? "page" : undefined}
        >
          Connection
        </NavLink>
        <NavLink
          href={FLOWS_ADDRESS}
          aria-current={address.startsWith(FLOWS_ADDRESS) ? "page" : undefined}
        >
          Flows
        </NavLink>
        {shown && (
          <Tabs
            value={shown.kind}
            onChange={(_, next: StepKind) => setKind(next)}
            aria-label="Kinds of steps"
            sx={{ borderBottom: 1, borderColor: "divider", minHeight: 40 }}
          >
            {sections.map(({ kind: one, title, count }) => (
              <Tab
                key={one}
                value={one}
                id={`kind-${one}`}
                aria-controls="kind-list"
                label={
                  <span>
                    {title}{" "}
                    <Box component="span" sx={{ color: "text.secondary", fontWeight: 400 }}>
                      {count}
                    </Box>
                  </span>
                }
                sx={{
                  minHeight: 40,
                  minWidth: 0,
                  px: 1.25,
                  fontSize: "0.8125rem",
                  letterSpacing: 0,
                  whiteSpace: "nowrap",
                }}
              />
            ))}
          </Tabs>
        )}
      </Box>
      {shown && (
        <Box
          role="tabpanel"
          id="kind-list"
          aria-labelledby={`kind-${shown.kind}`}
          sx={{ p: 1, pb: 4 }}
        >
          <List>
            {only && others.length === 0 ? (
              <StepLinks steps={only.steps} current={current} />
            ) : (
              shown.groups.map((group) => (
                <Group
                  key={group.name}
                  group={group}
                  current={current}
                  isOpen={open.has(group.name)}
                  onToggle={() => toggle(group.name)}
                />
              ))
            )}
          </List>
        </Box>
      )}
    </Box>
  );
}
