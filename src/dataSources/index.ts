export * from "./catalog";
export * from "./resources";
