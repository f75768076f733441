/** Segment's types of audiences, with the label of each. */
export const AUDIENCE_TYPES = { USERS: "Users", ACCOUNTS: "Accounts", LINKED: "Linked" } as const;
