/** The texts that name the version of a release. */
export interface VersionTexts {
  /** `package.json` */
  manifest: string;
  /** `package-lock.json` */
  lock: string;
  /** `CHANGELOG.md` */
  changelog: string;
}

const HEADING = /^## (.+)$/gm;

/** Returns the reasons why these texts are no release of one version; none if they are one. */
export function versionProblems({ manifest, lock, changelog }: VersionTexts): string[] {
  const { version } = JSON.parse(manifest) as { version: string };
  const locked = JSON.parse(lock) as { version: string; packages: { "": { version: string } } };
  const problems: string[] = [];
  for (const other of new Set([locked.version, locked.packages[""].version])) {
    if (other === version) continue;
    problems.push(`package-lock.json: expected version ${version}, got ${other}`);
  }
  const [unreleased, latest] = [...changelog.matchAll(HEADING)];
  if (unreleased?.[1] !== "Unreleased") {
    problems.push('CHANGELOG.md: expected "## Unreleased" as the first section');
    return problems;
  }
  const end = latest?.index ?? changelog.length;
  if (changelog.slice(unreleased.index + unreleased[0].length, end).trim() !== "") {
    problems.push("CHANGELOG.md: Unreleased has changes; move them to a version");
  }
  const [title, date] = latest?.[1]?.split(" - ") ?? [];
  if (title !== version || !/^\d{4}-\d{2}-\d{2}$/.test(date ?? "")) {
    problems.push(`CHANGELOG.md: expected "## ${version} - YYYY-MM-DD" as the latest version`);
  }
  return problems;
}
