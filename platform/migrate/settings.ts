import { isMasked } from "../../src/settings/masked";
import { type Finding, foundAt, type Review } from "./finding";
import type { InputsSite } from "./values";

/**
 * Finds the settings of a step that Segment's catalog will convert and check in a run, and masked
 * secrets in them. Settings without a switch to send them unchecked have no catalog.
 */
export function reviewSettings(action: string, { inputs, declared, subject }: InputsSite): Review {
  const settings = declared.find(({ key }) => key === "settings");
  const asTheyAre = declared.find(({ key }) => key === "settingsAsTheyAre");
  const input = inputs.get("settings");
  if (!settings || !asTheyAre || !input || input.value.length === 0) return NOTHING;
  const found = (urgency: Finding["urgency"], message: string): Finding =>
    foundAt([...input.path, "value"], urgency, `${subject}: ${settings.label}: ${message}`);
  const masked = isMasked(input.value);
  if (masked && action.startsWith("create")) {
    const message = "expected the secrets themselves, got masked ones (•), which are refused";
    return { rewrites: [], findings: [found("change", message)] };
  }
  const conversion = `Segment's catalog converts and checks the values in a run; ${asTheyAre.label} sends them unchanged`;
  const lost = "masked secrets (•) are left out; they replaced the secret before";
  const findings = [...(masked ? [found("check", lost)] : []), found("check", conversion)];
  return { rewrites: [], findings };
}

const NOTHING: Review = { rewrites: [], findings: [] };
