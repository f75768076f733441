/** The paths of the server, below `/api/`, that have a part of their own for each file. */

/** The path of a flow by the name of its file. */
export const flowPath = (name: string): string => `flows/${encodeURIComponent(name)}`;

/** The path of the configuration of an integration by the name of its file. */
export const configurationPath = (name: string): string =>
  `configurations/${encodeURIComponent(name)}`;

/** The path of a document by its path in the package. */
export const documentPath = (path: string): string => `docs/page?path=${encodeURIComponent(path)}`;

/** The folder of the images of documents in a package. */
export const IMAGES = "docs/images";

/** The path of an image by its path in the package; undefined for one in another folder. */
export const imagePath = (path: string): string | undefined =>
  path.startsWith(`${IMAGES}/`)
    ? `${IMAGES}/${encodeURIComponent(path.slice(IMAGES.length + 1))}`
    : undefined;
