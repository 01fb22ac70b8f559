/** Addresses of one part in its place: no two places share any, and networks of homes and offices seldom have them. */
export interface Addresses {
  /** The machine's end of the cable to the node. */
  readonly host: string;
  /** The node's end. */
  readonly node: string;
  readonly pods: string;
  readonly podGateway: string;
  readonly services: string;
}

/** The addresses of the cluster in this slot. */
export function addresses(slot: number): Addresses {
  return {
    host: `10.195.${slot}.1`,
    node: `10.195.${slot}.2`,
    pods: `10.198.${slot}.0/24`,
    podGateway: `10.198.${slot}.1`,
    services: `10.197.${slot}.0/24`,
  };
}
