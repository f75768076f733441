import ChevronRight from "@mui/icons-material/ChevronRight";
import Box from "@mui/material/Box";
import ButtonBase from "@mui/material/ButtonBase";
import { styled } from "@mui/material/styles";
import Tab from "@mui/material/Tab";
import Tabs from "@mui/material/Tabs";
import { memo, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useLocation } from "wouter";
import type { StepDescription, StepKind } from "../../protocol";
import { useWorkbench } from "../api/WorkbenchProvider";
import { addressOf, isAt, placesOf, stepAt } from "./address";
import { type Section, type StepGroup, sectionsOf } from "./grouping";

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

/** A plain link: one of the router would render at each change of the address. */
const NavLink = styled("a")(({ theme }) => ({
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

/** Scrolls the list to show an entry in its middle, unless the entry is in view. The page stays. */
function showEntry(entry: HTMLElement): void {
  const navigation = entry.closest("nav");
  const list = navigation?.parentElement;
  const head = navigation?.firstElementChild?.getBoundingClientRect();
  if (!list || !head) return;
  const { top, bottom } = entry.getBoundingClientRect();
  const frame = list.getBoundingClientRect();
  if (top >= head.bottom && bottom <= frame.bottom) return;
  list.scrollTop += (top + bottom - head.bottom - frame.bottom) / 2;
}

interface StepLinksProps {
  steps: readonly StepDescription[];
  current: StepDescription | undefined;
}

function StepLinks({ steps, current }: StepLinksProps) {
  const marked = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (!current || !marked.current) return;
    // The observer reads the places after the browser has laid out the page, which costs nothing then.
    const observer = new IntersectionObserver(([entry]) => {
      observer.disconnect();
      if (entry) showEntry(entry.target as HTMLElement);
    });
    observer.observe(marked.current);
    return () => observer.disconnect();
  }, [current]);
  return steps.map((step) => (
    <li key={step.key}>
      <NavLink
        href={`#${addressOf(step)}`}
        aria-current={step === current ? "page" : undefined}
        ref={step === current ? marked : undefined}
      >
        {step.label}
      </NavLink>
    </li>
  ));
}

interface GroupProps {
  group: StepGroup;
  /** The step on the page, if the group has it. */
  current: StepDescription | undefined;
  isOpen: boolean;
  onToggle(name: string): void;
}

/** A group of steps. It renders only if it changes: the component may have hundreds of steps. */
const Group = memo(function Group({ group, current, isOpen, onToggle }: GroupProps) {
  return (
    <li>
      <ButtonBase
        onClick={() => onToggle(group.name)}
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
});

interface KindTabsProps {
  kind: StepKind;
  sections: readonly Section[];
  onChoose(kind: StepKind): void;
}

/** The tabs of the kinds of steps. They render only if they change, since they measure themselves. */
const KindTabs = memo(function KindTabs({ kind, sections, onChoose }: KindTabsProps) {
  return (
    <Tabs
      value={kind}
      onChange={(_, next: StepKind) => onChoose(next)}
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
  );
});

/** The steps by group, the triggers and the data sources, and the other pages. */
export function Navigation() {
  const { component, isReadOnly } = useWorkbench();
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
  const toggle = useCallback((name: string) => {
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(name)) next.add(name);
      return next;
    });
  }, []);
  const [only, ...others] = shown?.groups ?? [];

  return (
    <Box component="nav" aria-label="Steps">
      <Box
        sx={{ position: "sticky", top: 0, zIndex: 1, bgcolor: "background.default", p: 1, pb: 0 }}
      >
        <List>
          {placesOf(component, isReadOnly).map(({ href, title }) => (
            <li key={href}>
              <NavLink href={`#${href}`} aria-current={isAt(address, href) ? "page" : undefined}>
                {title}
              </NavLink>
            </li>
          ))}
        </List>
        {shown && <KindTabs kind={shown.kind} sections={sections} onChoose={setKind} />}
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
                  current={current && group.steps.includes(current) ? current : undefined}
                  isOpen={open.has(group.name)}
                  onToggle={toggle}
                />
              ))
            )}
          </List>
        </Box>
      )}
    </Box>
  );
}
