/**
 * The name by which later steps refer to a step, as exported integrations have it: `Create Source` is
 * `createSource`, and unlike with lodash's camelCase `Get a GitHub Queue's URL` is
 * `getAGithubQueueSUrl`. Empty for a name without letters and digits.
 */
export function toReferenceName(stepName: string): string {
  const words = stepName.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return words
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join("");
}
