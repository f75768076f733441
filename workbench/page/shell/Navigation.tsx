import List from "@mui/material/List";
import ListItemButton from "@mui/material/ListItemButton";
import ListSubheader from "@mui/material/ListSubheader";
import { Link } from "wouter";
import type { StepDescription } from "../../protocol";
import { useWorkbench } from "../api/WorkbenchProvider";
import { addressOf } from "./address";

/** The steps, triggers and data sources by group. */
export function Navigation() {
  const { component } = useWorkbench();
  const groups = new Map<string, StepDescription[]>();
  for (const step of component.steps) {
    groups.set(step.group, [...(groups.get(step.group) ?? []), step]);
  }
  return (
    <List component="nav" aria-label="Steps" dense sx={{ width: 280, overflow: "auto" }}>
      {[...groups].map(([group, steps]) => (
        <li key={group}>
          <ListSubheader component="div">{group}</ListSubheader>
          {steps.map((step) => (
            <ListItemButton
              key={`${step.kind} ${step.key}`}
              component={Link}
              href={addressOf(step)}
            >
              {step.label}
            </ListItemButton>
          ))}
        </li>
      ))}
    </List>
  );
}
