/**
 * Converts the name of a step to the name that later steps refer to, as in exported integrations:
 * `Create Source` is `createSource`. It differs from camelCase of lodash: `Get a GitHub Queue's
 * URL` is `getAGithubQueueSUrl`. A name without letters and digits becomes empty.
 */
export function toReferenceName(stepName: string): string {
  const words = stepName.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return words
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join("");
}
