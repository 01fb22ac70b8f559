import type { ContractModel } from '../webview/messages.ts';
import type { ShownNode } from './views/cluster/view.ts';
import type { ShownClaim } from './views/proof/view.ts';

/** What tests read of the running extension; nothing in it changes anything. */
export interface Gantry {
  /** The Cluster view, as far as it is opened. */
  readonly clusterTree: () => Promise<readonly ShownNode[]>;
  /** How many watches of clusters run. */
  readonly watches: () => number;
  /** The checklist of the last proof. */
  readonly proof: () => readonly ShownClaim[];
  /** What the page of the contract shows; undefined: it is closed. */
  readonly contract: () => ContractModel | undefined;
  /** The messages of what went wrong, newest last. */
  readonly problems: () => readonly string[];
  /** What the terminal of this title shows. */
  readonly terminalText: (title: string) => string;
}
