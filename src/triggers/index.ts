export { sourceEvents } from "./sourceEvents";
export { webhook } from "./webhook";
