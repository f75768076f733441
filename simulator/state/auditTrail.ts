import { Ids } from "./ids";

/** An entry of the audit trail. */
interface AuditEvent {
  id: string;
  timestamp: string;
  type: string;
  actor: string;
  actorEmail?: string;
  resourceId: string;
  resourceType: string;
  resourceName: string;
}

/** The object that a change is about. */
export interface AuditedResource {
  id: string;
  type: string;
  name: string;
}

/** One change of a workspace. */
interface Change {
  /** By default the next of the trail's own. */
  id?: string;
  type: string;
  /** ISO 8601. */
  timestamp: string;
  resource: AuditedResource;
  actor?: { id: string; email: string };
}

/** The changes of a workspace. */
export class AuditTrail {
  private readonly events: AuditEvent[] = [];
  private readonly resources = new Map<string, AuditedResource>();
  private readonly ids: Ids;

  /** Has ids of its own: the workspace's ids do not depend on it. */
  constructor(seed: number) {
    this.ids = new Ids(seed);
  }

  get newestFirst(): AuditEvent[] {
    return this.events.toReversed();
  }

  /** Adds a change. Its time may be before that of others: Segment documents no order. */
  add({ id = this.ids.next(), type, timestamp, resource: changed, actor }: Change): void {
    const known = this.resources.get(changed.id);
    // A resource keeps the type of its first change. A response to a deletion has no name.
    const resource = {
      id: changed.id,
      type: known?.type ?? changed.type,
      name: changed.name || known?.name || "",
    };
    this.resources.set(resource.id, resource);
    this.events.push({
      id,
      timestamp,
      type,
      actor: actor?.id ?? "",
      ...(actor === undefined ? {} : { actorEmail: actor.email }),
      resourceId: resource.id,
      resourceType: resource.type,
      resourceName: resource.name,
    });
  }
}
