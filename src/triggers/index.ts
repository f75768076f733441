export { deliveryFailures } from "./polling/deliveryFailures";
export { newAuditEvents } from "./polling/newAuditEvents";
export { reverseEtlSyncFinished } from "./polling/reverseEtlSyncFinished";
export { warehouseSyncFinished } from "./polling/warehouseSyncFinished";
export { sourceEvents } from "./sourceEvents";
export { webhook } from "./webhook";
