import type { WizardValues } from "./variables";

/** The state of a wizard. */
export interface WizardState {
  /** The place of the page, from 0. The number of pages if the wizard is finished. */
  page: number;
  values: WizardValues;
  /** The workspace whose data sources offered the values. */
  workspace: string;
}

// In memory only: a form may hold secrets.
const wizards = new Map<string, WizardState>();

/** The state of the wizard of an integration, to continue after a visit to another page. */
export const recallWizard = (name: string): WizardState =>
  wizards.get(name) ?? { page: 0, values: {}, workspace: "" };

/** Keeps the state of the wizard of an integration until the page is closed. */
export function keepWizard(name: string, state: WizardState): void {
  wizards.set(name, state);
}
