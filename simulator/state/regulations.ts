/** A stored deletion or suppression. Its progress is derived from the time. */
export interface Regulation {
  id: string;
  regulationType: string;
  subjectType: string;
  subjects: string[];
  /** Milliseconds since 1970. */
  createdAt: number;
  /** Absent for the whole workspace. */
  sourceId?: string;
}
