import type { Models } from "../contract/models";
import { destination, segmentFunction, user } from "./resources";

/** A version of a function as Segment returns it. */
export const functionVersion: Models["Version"] = {
  id: "HFEEqqzpT2dWFSX2UNRd7Q",
  author: user.email,
  code: segmentFunction.code ?? "",
  isDeployed: true,
  createdAt: "2026-01-31T08:00:00.000Z",
  updatedAt: "2026-01-31T08:00:00.000Z",
  deployedAt: "2026-01-31T08:05:00.000Z",
};

/** An instance of an insert function as Segment returns it. Secret settings are encrypted. */
export const insertFunctionInstance: Models["InsertFunctionInstanceAlpha"] = {
  id: "KzS8p4MzNBdzQCw7Z9UuMD",
  name: "Enrich orders",
  integrationId: destination.id,
  classId: "mB8z8AFmu6Xwoku6eJz4VB",
  enabled: true,
  createdAt: "2026-01-31T08:00:00.000Z",
  updatedAt: "2026-01-31T08:00:00.000Z",
  settings: { currency: "EUR" },
  encryptedSettings: {},
};
