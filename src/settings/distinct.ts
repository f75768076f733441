import type { Setting } from "./setting";

/** Keeps one setting of each name, in order: some actions list a field twice. */
export const distinct = (settings: readonly Setting[]): Setting[] => [
  ...new Map(settings.map((setting) => [setting.name, setting])).values(),
];
