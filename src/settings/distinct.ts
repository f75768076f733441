import type { Setting } from "./setting";

/** Settings with each name once, in the order of their first mention: some actions list a field twice. */
export const distinct = (settings: readonly Setting[]): Setting[] => [
  ...new Map(settings.map((setting) => [setting.name, setting])).values(),
];
