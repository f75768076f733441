/** A rule of a tracking plan. Type, key and version identify it. */
export interface Rule {
  type: string;
  key?: string;
  version: number;
  jsonSchema: unknown;
  createdAt: string;
  updatedAt: string;
}

/** A stored tracking plan. */
export interface TrackingPlan {
  id: string;
  name: string;
  slug: string;
  description: string;
  type: string;
  createdAt: string;
  updatedAt: string;
  rules: readonly Rule[];
}
