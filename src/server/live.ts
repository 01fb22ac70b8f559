import type { LiveCluster, LiveTarget } from '../contract/live/live-cluster.ts';
import type { ReadLiveResult } from './protocol.ts';

/** What is asked for is not asked again for so long: typing and pointing must not become questions to a cluster. */
const FRESH = 10_000;
/** Different questions whose answers are kept. */
const MOST_KEPT = 8;

export interface LiveAnswer {
  readonly context: string;
  /** Null: the cluster does not answer. */
  readonly live: LiveCluster | null;
}

/** Reads, through the editor, what the cluster has that the user has connected to. */
export interface LiveReader {
  /** Null: nobody is connected, or there is no answer in `patience` milliseconds and was none before. */
  readonly read: (
    targets: () => readonly LiveTarget[],
    options: { readonly patience: number; readonly afresh?: boolean },
  ) => Promise<LiveAnswer | null>;
  /** The cluster is another one now, or none: what was known counts no more. */
  readonly connected: (isConnected: boolean) => void;
}

interface Kept {
  at: number;
  asked: Promise<LiveAnswer | null>;
  last: LiveAnswer | null;
}

export function createLiveReader(ask: (targets: readonly LiveTarget[]) => Promise<ReadLiveResult>): LiveReader {
  let isConnected = false;
  let kept = new Map<string, Kept>();

  function question(wanted: readonly LiveTarget[], afresh: boolean): Kept {
    const key = JSON.stringify(wanted);
    const present = kept.get(key);
    if (present && !afresh && Date.now() - present.at < FRESH) return present;
    const made: Kept = { at: Date.now(), asked: Promise.resolve(null), last: present?.last ?? null };
    // An editor that does not know the question is not connected to anything.
    made.asked = ask(wanted)
      .catch(() => null)
      .then((answer) => (made.last = answer));
    kept.delete(key);
    kept.set(key, made);
    for (const oldest of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(oldest);
    return made;
  }

  return {
    async read(targets, { patience, afresh = false }) {
      if (!isConnected) return null;
      const wanted = targets();
      if (wanted.length === 0) return null;
      const current = kept;
      const asked = question(wanted, afresh);
      const answer = await inTime(asked.asked, patience, asked);
      // What was asked of another cluster says nothing of this one.
      return kept === current ? answer : null;
    },
    connected(now) {
      isConnected = now;
      kept = new Map();
    },
  };
}

/** The answer, or the one before where it takes too long. */
async function inTime(asked: Promise<LiveAnswer | null>, patience: number, { last }: Kept): Promise<LiveAnswer | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<LiveAnswer | null>((resolve) => {
    timer = setTimeout(() => {
      resolve(last);
    }, patience);
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}
